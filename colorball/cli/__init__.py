"""The command line, one file per command; what it takes to start is kept light."""
