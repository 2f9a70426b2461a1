"""``python -m colorball``."""

from colorball.cli.main import main

if __name__ == "__main__":
    main()
