"""Tests and intervals that are valid for any finite number of samples, in exact arithmetic."""
