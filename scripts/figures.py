"""Draws every picture of docs/images; see the list at the end of this file."""

from collections.abc import Callable
from pathlib import Path

from colorball.reports.balls_picture import balls_picture
from colorball.reports.whole_file import write_whole

IMAGES = Path(__file__).parent.parent / "docs" / "images"

FIGURES: dict[str, Callable[[], str]] = {
    "cancellation.svg": balls_picture,
}

if __name__ == "__main__":
    for name, draw in FIGURES.items():
        path = write_whole(IMAGES / name, draw())
        print(path.relative_to(IMAGES.parent.parent))
