"""Certificates: how witnesses are found, written, read, and handed to the checker."""
