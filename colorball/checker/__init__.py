"""The independent checker of certificates.

It uses integers, fractions and the standard library alone, and shares no code with the rest of
colorball: it holds its own statement of every claim, and takes from a certificate nothing but
witnesses (closed forms, antidifferences, gaps of inequalities, grids), which it verifies.
"""

from colorball.checker.check import check
from colorball.checker.failures import NotACertificate, Rejected

__all__ = ["NotACertificate", "Rejected", "check"]
