"""Lemmas A.1 and A.2: proofs, brute force, exact expectation, enclosure of the radius."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import sympy
from monte_carlo import radius_interval
from row import Peer, Row, measured, python, shell
from sympy_loop import sympy_total

from colorball.balls.enumeration import enumerated_total
from colorball.balls.expectation import expectation
from colorball.balls.sampling import Sampling
from colorball.weighted.radius import radius

__all__ = ["rows"]

_PROGRAM = str(Path(sys.executable).with_name("colorball"))
_SAMPLE = 200  # sequences of which the slow peer does the n = 4, k = 3 case
_PATHS = 20_000  # sequences that Monte Carlo draws


def rows() -> Iterator[Row]:
    """The rows, each measured when it is asked for."""
    yield measured(
        "both lemmas proved and checked, from the shell",
        shell(_PROGRAM, "verify", "lemma-a1", "lemma-a2"),
        "< 2 s",
        Peer('python -c "import sympy"', python("-c", "import sympy")),
    )
    yield measured(
        "import colorball",
        python("-c", "import colorball"),
        "< 0.3 s",
        Peer("python -c pass", python("-c", "pass")),
    )
    yield from _brute_force()
    yield from _expect()
    yield _radius([3, -1], 1000, "9/10", 8, "width <= 1e-8, < 5 s")
    yield _radius([1, 2, -5, 3, 4], 200, "9/10", 6, "width <= 1e-6, < 30 s")


def _brute_force() -> Iterator[Row]:
    _require_agreement(4, 2)
    name = "brute force, symbolic: n = 4, k = 2, 576 sequences"
    for words, tidy, repeats in (("expand", sympy.expand, 3), ("simplify", sympy.simplify, 1)):
        yield measured(
            f"{name}, against {words}",
            lambda: enumerated_total(4, 2, Sampling.RESHUFFLE),
            "ratio >= 300",
            Peer(
                f"SymPy loop, {words} for each sequence",
                lambda tidy=tidy: sympy_total(4, 2, tidy),
                repeats=repeats,
            ),
            repeats=9,
        )
    count = 24**3
    yield measured(
        f"brute force, symbolic: n = 4, k = 3, {count} sequences",
        lambda: enumerated_total(4, 3, Sampling.RESHUFFLE),
        "< 1 s",
        Peer(
            f"SymPy loop, expand for each sequence: first {_SAMPLE} sequences, extrapolated",
            lambda: sympy_total(4, 3, first=_SAMPLE),
            scale=count / _SAMPLE,
            repeats=1,
        ),
    )


def _require_agreement(n: int, k: int) -> None:
    """A comparison of speed means nothing if the results differ."""
    total, _ = enumerated_total(n, k, Sampling.RESHUFFLE)
    beta, labels = sympy.Symbol("beta"), sympy.symbols(f"c0:{n}")
    ours = sum(
        int(coefficient) * labels[ball] * beta**power
        for ball, row in enumerate(total)
        for power, coefficient in enumerate(row)
    )
    if sympy.expand(ours - sympy_total(n, k)) != 0:
        raise SystemExit("scripts/benchmark: brute force and the SymPy loop disagree")


def _expect() -> Iterator[Row]:
    labels = ",".join(str(c) for c in range(1, 201))
    yield measured(
        "expect, n = k = 200, exact fraction written out",
        lambda: expectation(labels, 200, "4/5").text(),
        "< 1 s",
        Peer(
            "all n k weights added up (--method definition)",
            lambda: expectation(labels, 200, "4/5", method="definition").text(),
        ),
    )
    arguments = ("expect", "--labels", labels, "--epochs", "200", "--beta", "4/5", "--json", "-")
    yield measured(
        "the same from the shell, imports included", shell(_PROGRAM, *arguments), "< 1 s"
    )


def _radius(labels: list[int], epochs: int, beta: str, digits: int, target: str) -> Row:
    enclosure = radius(labels, epochs, beta, digits=digits + 1)
    width = float(enclosure.width)
    floats = [float(c) for c in labels]
    _, sampled = radius_interval(floats, epochs, float(Fraction(beta)), _PATHS)
    return measured(
        f"radius, n = {len(labels)}, k = {epochs}, beta = {beta}",
        lambda: radius(labels, epochs, beta, digits=digits + 1),
        target,
        Peer(
            f"NumPy Monte Carlo, 99 %, {_PATHS} paths, extrapolated to our width",
            lambda: radius_interval(floats, epochs, float(Fraction(beta)), _PATHS),
            scale=(sampled / width) ** 2,
            repeats=1,
        ),
        repeats=3,
        note=f"width reached {width:.1e}; Monte Carlo {sampled:.1e}",
    )
