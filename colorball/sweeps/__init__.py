"""Sweeps into a folder on disk: begun, interrupted, gone on with, read as labelled arrays."""
