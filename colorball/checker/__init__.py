"""The independent checker of certificates.

It uses integers, fractions and the standard library alone, and shares no code with the rest of
colorball: it holds its own statement of every claim, and takes from a certificate nothing but
witnesses (closed forms, antidifferences, gaps of inequalities, grids), which it verifies.

Of what was sampled it checks the record: it runs some of the lanes again, in floats, and computes
the intervals anew. :func:`is_sampled` tells these claims from those that are proved.
"""

from colorball.checker.check import check, is_sampled
from colorball.checker.failures import NotACertificate, Rejected

__all__ = ["NotACertificate", "Rejected", "check", "is_sampled"]
