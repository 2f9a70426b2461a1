"""The curves of a panel of the phase boundary, each point in a certified box."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from colorball.phase.crossing import crossing
from colorball.phase.spacing import between, spaced
from colorball.phase.sure_edge import sure_edge
from colorball.phase.sure_top import sure_top
from colorball.phase.traced import Box
from colorball.phase.upper_edge import upper_edge
from colorball.verdict import Verdict

__all__ = ["CURVE_NAMES", "LOOK_BACKS", "PanelCurve", "Request", "panel_curve"]

LOOK_BACKS = (1, 2, 3)
CURVE_NAMES = ("boundary", *(f"sure-{k}" for k in LOOK_BACKS), "theorem-1", "sqrt-beta-2")
_LENGTH = 2  # about the length of a curve, in the unit square and on the scale of log(1 - beta_2)
_DECADES = 8  # of that scale
_NEAR_ZERO = tuple(Fraction(k, 1_000) for k in (1, 3, 10, 30))  # the boundary bends sharply there
_LAST_DIGITS = 6  # 1 - beta_1^n is at least 10^-6 up to the last beta_1
_LAST_BETA1 = 1 - Fraction(1, 10**_LAST_DIGITS)


@dataclass(frozen=True)
class Request:
    """What is asked of a panel.

    Attributes:
        n: number of parts.
        points: about how many a curve has; more where its two pictures differ.
        constant: the constant C of Theorem 1.
        digits: of beta_1 along the boundary.
    """

    n: int
    points: int = 60
    constant: Fraction = Fraction(1)
    digits: int = 9

    @property
    def fine_digits(self) -> int:
        """For beta_2, which comes as near to 1 as ``n^-3.5``."""
        return self.digits + math.ceil(3.5 * math.log10(self.n))


@dataclass(frozen=True)
class PanelCurve:
    """A curve through boxes.

    Attributes:
        name: one of ``CURVE_NAMES``.
        verdict: ``proved`` if what ``meaning`` says is certified at every point.
        meaning: what each box says.
        boxes: in order, beta_2 ascending (for ``theorem-1``: beta_1 ascending).
    """

    name: str
    verdict: Verdict
    meaning: str
    boxes: tuple[Box, ...]


def panel_curve(request: Request, name: str) -> PanelCurve:
    """Compute one curve.

    Args:
        request: the panel.
        name: one of ``CURVE_NAMES``.

    Raises:
        InputError: for arguments out of range.
        ArithmeticError: if a point cannot be certified at all.

    Example:
        >>> curve = panel_curve(Request(10, points=4), "sqrt-beta-2")
        >>> all(box.beta1[0] ** 2 == box.beta2[0] for box in curve.boxes)
        True
    """
    if name == "boundary":
        return _boundary(request)
    if name == "theorem-1":
        return _theorem_1(request)
    if name == "sqrt-beta-2":
        return _square_root(request)
    return _sure(request, int(name.removeprefix("sure-")))


def _boundary(request: Request) -> PanelCurve:
    end = upper_edge(request.n, 0, digits=request.fine_digits)
    if end is None:
        raise ArithmeticError(f"no divergence at beta_1 = 0 for n = {request.n}")
    proved = True

    def point(beta2: Fraction) -> Box:
        nonlocal proved
        if beta2 == end.lower:
            return Box((Fraction(0), Fraction(0)), (end.lower, end.upper))
        found = crossing(request.n, beta2, digits=request.digits)
        if found is None:
            raise ArithmeticError(f"no divergence at beta_1 = 0, beta_2 = {beta2}")
        proved = proved and found.is_the_only_one
        return Box((found.lower, found.upper), (beta2, beta2))

    boxes = _spaced(request, point, end.lower, _NEAR_ZERO)
    meaning = "D < 0 at this beta_2 to the left of the box, D > 0 to the right of it"
    return PanelCurve("boundary", _verdict(proved), meaning, boxes)


def _sure(request: Request, epochs: int) -> PanelCurve:
    holds, fails = sure_top(request.n, epochs=epochs)
    proved = True

    def point(beta2: Fraction) -> Box:
        nonlocal proved
        if beta2 == holds:
            return Box((Fraction(0), Fraction(0)), (holds, fails))
        edge = sure_edge(request.n, beta2, epochs=epochs)
        proved = proved and edge.verdict is Verdict.PROVED and edge.lower is not None
        lower = Fraction(0) if edge.lower is None else edge.lower
        return Box((lower, edge.upper), (beta2, beta2))

    boxes = _spaced(request, point, holds)
    meaning = (
        f"the condition for sure divergence with K = {epochs} holds at the lower end of the box "
        "and fails at the upper end; that it holds all along on the left is observed"
    )
    return PanelCurve(f"sure-{epochs}", _verdict(proved), meaning, boxes)


def _theorem_1(request: Request) -> PanelCurve:
    n, digits = request.n, request.fine_digits + _LAST_DIGITS

    def point(beta1: Fraction) -> Box:
        # C (1-beta_1^n)/n^3.5 = r, r^2 rational: the root of an integer encloses it
        square = (request.constant * (1 - beta1**n)) ** 2 / n**7
        root = math.isqrt(square.numerator * 10 ** (2 * digits) // square.denominator)
        unit = 10**digits
        lower = max(Fraction(0), 1 - Fraction(root + 1, unit))
        return Box((beta1, beta1), (lower, max(Fraction(0), 1 - Fraction(root, unit))))

    def middle(left: Fraction, right: Fraction) -> Fraction:
        return between(left, right, request.digits)

    places = (Fraction(0), _LAST_BETA1)
    boxes = spaced(point, places, middle, _distance, _LENGTH / request.points)
    meaning = "Theorem 1 asks for a beta_2 of at least this; the box encloses it"
    return PanelCurve("theorem-1", Verdict.PROVED, meaning, boxes)


def _square_root(request: Request) -> PanelCurve:
    def point(beta1: Fraction) -> Box:
        return Box((beta1, beta1), (beta1**2, beta1**2))

    def middle(left: Fraction, right: Fraction) -> Fraction:
        return between(left, right, _DECADES)

    last = 1 - Fraction(1, 10**_DECADES)
    boxes = spaced(point, (Fraction(0), last), middle, _distance, _LENGTH / request.points)
    meaning = "beta_1 = sqrt(beta_2), exactly"
    return PanelCurve("sqrt-beta-2", Verdict.PROVED, meaning, boxes)


def _spaced(
    request: Request,
    point: Callable[[Fraction], Box],
    last: Fraction,
    also: tuple[Fraction, ...] = (),
) -> tuple[Box, ...]:
    def middle(left: Fraction, right: Fraction) -> Fraction:
        return between(left, right, request.fine_digits)

    places = (Fraction(0), *(place for place in also if place < last), last)
    return spaced(point, places, middle, _distance, _LENGTH / request.points)


def _distance(one: Box, other: Box) -> float:
    """In the unit square, or on the scale of ``log(1 - beta_2)``, whichever is larger."""
    across = float(other.beta1[0] - one.beta1[0])
    up = float(other.beta2[0] - one.beta2[0])
    gaps = [float(1 - box.beta2[0]) for box in (one, other)]
    if min(gaps) <= 0:
        return 0.0
    return max(math.hypot(across, up), math.hypot(across, math.log10(gaps[0] / gaps[1]) / _DECADES))


def _verdict(proved: bool) -> Verdict:
    return Verdict.PROVED if proved else Verdict.UNDECIDED
