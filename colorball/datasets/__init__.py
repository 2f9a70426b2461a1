"""Data sets: what they hold, and their files in the original formats."""
