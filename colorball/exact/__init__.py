"""Exact numbers: how they come in, how enclosures go out, and at what precision."""
