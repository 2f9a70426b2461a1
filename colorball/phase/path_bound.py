r"""How large the drift and its slope can be for complex betas: bounds from the series in beta_1.

With ``Re v >= delta`` on an ellipse, ``|A/n|`` and ``|G_d|`` are at most ``delta^-1/2``, and for
``d >= n``, ``|H_d| <= |c| |z|^(d-n+1) delta^-3/2``, ``c = (1-z)(n^2-1)``. So along a path
``beta_1 = q(z)`` with ``|q z| < 1``

.. math::

    |D| \le \delta^{-1/2} + |1-q|(n+1) \Big( 2\delta^{-1/2} \sum_{d<n} |q|^d
        + \frac{|c|\,|q|^n |z|}{\delta^{3/2}(1-|q||z|)} \Big),

and for real beta_1 in [0, 1], where the derivative of ``(1-x) x^d`` lies in [-1, 1],

.. math::

    \Big|\frac{\partial D}{\partial\beta_1}\Big| \le (n+1) \Big( 2n\,\delta^{-1/2}
        + \frac{|c|\,|z|}{\delta^{3/2}(1-|z|)} \Big) .
"""

from __future__ import annotations

from flint import acb, acb_poly, arb, arb_poly, fmpq

from colorball.phase.ellipse import Ellipse, arcs
from colorball.phase.piece import Piece

__all__ = ["path_bound", "slope_bound", "widest_path_bound"]

_RHOS = (fmpq(4), fmpq(3), fmpq(2), fmpq(3, 2))


def path_bound(n: int, piece: Piece, path: arb_poly, rho: fmpq) -> arb | None:
    """A bound of ``|D|`` along ``beta_1 = path(s)`` on a smaller ellipse; None if none is found.

    ``s`` is the place in the piece, from -1 to 1.
    """
    middle, half = (piece.lower + piece.upper) / 2, (piece.upper - piece.lower) / 2
    root = piece.least_v.sqrt()
    complex_path = acb_poly(path)
    largest = arb(0)
    for z in arcs(Ellipse(piece.lower, piece.upper, rho)):
        q = complex_path((z - acb(middle)) / acb(half))
        size, far = abs(q), abs(q) * abs(z)
        if not far < 1:
            return None
        recent = 2 * sum((size**d for d in range(n)), arb(0)) / root
        c = abs(1 - z) * (n * n - 1)
        older = c * size**n * abs(z) / (root**3 * (1 - far))
        largest = largest.max(1 / root + abs(1 - q) * (n + 1) * (recent + older))
    return largest if largest.is_finite() else None


def widest_path_bound(
    n: int, piece: Piece, path: arb_poly, most: int | None = None
) -> tuple[fmpq, arb] | None:
    """The widest of some ellipses with a bound, below ``most`` if that is given, and the bound."""
    for rho in _RHOS:
        if rho > piece.ellipse.rho:
            continue
        bound = path_bound(n, piece, path, rho)
        if bound is not None and (most is None or bound < most):
            return rho, bound
    return None


def slope_bound(n: int, piece: Piece) -> arb:
    """A bound of the derivative in beta_1, on the piece's ellipse."""
    root = piece.least_v.sqrt()
    largest = arb(0)
    for z in arcs(piece.ellipse):
        c = abs(1 - z) * (n * n - 1)
        largest = largest.max(c * abs(z) / (root**3 * (1 - abs(z))))
    return (n + 1) * (2 * n / root + largest)
