"""The two ways in which a certificate fails."""

from __future__ import annotations

__all__ = ["NotACertificate", "Rejected"]


class NotACertificate(ValueError):  # noqa: N818 - it reads as what it says
    """The text is not a certificate of this version at all (truncated, huge, another format)."""


class Rejected(Exception):  # noqa: N818 - the same
    """It is a certificate, but what it says does not hold."""
