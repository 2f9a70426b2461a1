"""The two ways in which a certificate fails."""

from __future__ import annotations

__all__ = ["NotACertificate", "Rejected"]


class NotACertificate(ValueError):
    """The text is not a certificate of this version at all (truncated, huge, another format)."""


class Rejected(Exception):
    """It is a certificate, but what it says does not hold."""
