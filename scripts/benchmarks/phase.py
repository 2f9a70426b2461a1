"""The phase boundary: drift, its growth with n, edges at one beta_1, a traced curve."""

from __future__ import annotations

import math
import sys
import tempfile
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path

import numpy as np
from plain_drift import float_edges, mpmath_drift
from row import Peer, Row, measured, shell

from colorball.phase.boundary import boundary
from colorball.phase.drift import drift
from colorball.phase.enumeration import enumerate_drift, enumeration_size
from colorball.phase.law import law
from colorball.phase.piece import pieces
from colorball.phase.quadrature import drift_float

__all__ = ["rows"]

_PROGRAM = str(Path(sys.executable).with_name("colorball"))
_DIGITS = 12
_SIZES = (10, 20, 50, 100, 200)
_MOST_VALUES = 2_000_000  # that enumeration computes; the rest is extrapolated


def rows() -> Iterator[Row]:
    """The rows, each measured when it is asked for."""
    yield _point(10, "3/10", "7/10", "< 0.5 s")
    yield _plain(10, "3/10", "7/10")
    yield measured(
        "drift, n = 100, beta = 9/10, 0.99952 (near its boundary), 12 digits",
        lambda: drift(100, "9/10", "0.99952", digits=_DIGITS),
        "< 10 s",
        Peer("NumPy quadrature, not certified", lambda: drift_float(100, 0.9, 0.99952)),
    )
    for n, beta1, beta2 in ((5, "3/10", "7/10"), (5, "9/10", "1/2"), (10, "3/10", "7/10")):
        yield _enumeration(n, beta1, beta2)
    yield _enumeration(10, "9/10", "0.864845")
    yield from _growth("near the boundary", lambda n: law(n, "1/2").edge)
    yield from _growth("at beta_2 = 9/10", lambda _n: Fraction(9, 10))
    yield _edges(10, "< 10 s", repeats=3)
    yield _edges(100, "< 120 s", repeats=1)
    yield from _curve()


def _point(n: int, beta1: str, beta2: str, target: str) -> Row:
    _require_agreement(n, beta1, beta2)
    return measured(
        f"drift, n = {n}, beta = {beta1}, {beta2}, {_DIGITS} digits",
        lambda: drift(n, beta1, beta2, digits=_DIGITS),
        target,
        Peer(
            "mpmath.quad over the product of transforms, not certified",
            lambda: mpmath_drift(n, _decimal(beta1), _decimal(beta2), _DIGITS),
            repeats=1,
        ),
    )


def _plain(n: int, beta1: str, beta2: str) -> Row:
    b1, b2 = float(Fraction(beta1)), float(Fraction(beta2))
    return measured(
        f"the same, n = {n}",
        lambda: drift(n, beta1, beta2, digits=_DIGITS),
        "",
        Peer("NumPy quadrature, not certified", lambda: drift_float(n, b1, b2)),
    )


def _enumeration(n: int, beta1: str, beta2: str) -> Row:
    """Against all sequences of as many epochs as the same width takes, or of the newest of them."""
    epochs, values = enumeration_size(n, beta1, beta2, digits=_DIGITS)
    done, scale = epochs, 1.0
    while values / scale > _MOST_VALUES:
        done, scale = done - 1, scale * n
    name = f"enumeration of {epochs} epochs, {values:.1e} values of m/sqrt(v), same width"
    if done < epochs:
        name += f"; {done} epochs measured, extrapolated by {n} for each further one"
    return measured(
        f"drift, n = {n}, beta = {beta1}, {beta2}, {_DIGITS} digits",
        lambda: drift(n, beta1, beta2, digits=_DIGITS),
        "orders of magnitude",
        Peer(
            name,
            lambda: enumerate_drift(n, beta1, beta2, digits=_DIGITS, looked_at=done),
            scale=scale,
            repeats=1,
        ),
    )


def _growth(where: str, beta2_at: Callable[[int], Fraction]) -> Iterator[Row]:
    """A row for each n; the last has the exponent that fits the times best."""
    times: list[float] = []
    for n in _SIZES:
        beta2 = beta2_at(n)
        row = measured(
            f"drift {where}, n = {n}, beta_1 = 1/2, {_DIGITS} digits",
            lambda n=n, beta2=beta2: drift(n, "1/2", beta2, digits=_DIGITS),
            "",
        )
        times.append(row.ours)
        if n != _SIZES[-1]:
            yield row
    exponent = float(np.polyfit(np.log(_SIZES), np.log(times), 1)[0])
    last = math.log(times[-1] / times[-2]) / math.log(_SIZES[-1] / _SIZES[-2])
    note = f"fitted: time ~ n^{exponent:.2f}; from n = {_SIZES[-2]} on n^{last:.2f}"
    yield Row(row.name, row.ours, "exponent <= 2 or so", note=note)


def _edges(n: int, target: str, *, repeats: int) -> Row:
    def ours() -> object:
        pieces.cache_clear()  # remembered coverings would make later runs quicker
        return boundary(n, "9/10", digits=9)

    found = boundary(n, "9/10", digits=9)
    others = float_edges(n, 0.9)
    for edge, other in zip(found.edges, others, strict=True):
        if abs(float(edge.lower) - other) > 1e-8:
            raise SystemExit("scripts/benchmark: the edges disagree")
    return measured(
        f"all edges at beta_1 = 9/10, n = {n}, 9 digits, complete",
        ours,
        target,
        Peer(
            "NumPy quadrature on 400 beta_2 and bisection, not certified, may miss edges",
            lambda: float_edges(n, 0.9),
        ),
        repeats=repeats,
        note="" if found.complete else "NOT complete",
    )


def _curve() -> Iterator[Row]:
    arguments = ("boundary", "--n", "10", "--curve", "--points", "200", "--out")
    with tempfile.TemporaryDirectory() as folder:
        yield measured(
            "traced curve, n = 10, 200 points, with the area, from the shell",
            shell(_PROGRAM, *arguments, folder),
            "< 60 s on 2 cores",
            repeats=1,
        )
        yield measured(
            "the same again: all pieces are there", shell(_PROGRAM, *arguments, folder), ""
        )


def _require_agreement(n: int, beta1: str, beta2: str) -> None:
    """A comparison of speed means nothing if the results differ."""
    ours = drift(n, beta1, beta2, digits=_DIGITS)
    other = float(mpmath_drift(n, _decimal(beta1), _decimal(beta2), _DIGITS))
    plain = drift_float(n, float(Fraction(beta1)), float(Fraction(beta2)))
    if max(abs(float(ours.lower) - value) for value in (other, plain)) > 1e-9:
        raise SystemExit("scripts/benchmark: the drift and its peers disagree")


def _decimal(fraction: str) -> str:
    return repr(float(Fraction(fraction)))
