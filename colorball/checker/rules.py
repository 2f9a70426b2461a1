"""The rules by which a step of a proof may be made.

A claim is a list of rules, each filled in with the claim's own statement of the step. ``verify``
holds a certificate's step against it: what the step *says* must be the same mathematics, and its
*witness* must do what it should. A step that defines a value returns it for later steps.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from colorball.checker.algebra import Quotient
from colorball.checker.failures import Rejected
from colorball.checker.language import Scope, parse

__all__ = [
    "CauchySchwarz",
    "Exchangeability",
    "Identity",
    "Induction",
    "Inequality",
    "Rule",
    "Sum",
    "Tower",
]

Step = Mapping[str, object]


class Rule(Protocol):
    """What all rules have."""

    @property
    def name(self) -> str:
        """The step's name, unique in its claim."""
        ...

    def verify(self, step: Step, scope: Scope) -> Quotient | None:
        """Accept the step, returning the value that it defines, or raise Rejected."""
        ...


def _texts(step: Step, rule: str, *fields: str) -> tuple[str, ...]:
    """The step's fields, which must be exactly these and be texts."""
    if set(step) != {"name", "rule", *fields}:
        raise Rejected(f"its fields are not name, rule, {', '.join(fields)}")
    if step["rule"] != rule:
        raise Rejected(f"its rule is not {rule}")
    values = tuple(step[field] for field in fields)
    if not all(isinstance(value, str) for value in values):
        raise Rejected("a field is not a text")
    return tuple(str(value) for value in values)


def _same(scope: Scope, stated: str, required: str, what: str) -> Quotient:
    value = scope.read(required)
    if not scope.read_witness(stated).equals(value):
        raise Rejected(f"its {what} is not the claim's: {stated[:60]!r}")
    return value


@dataclass(frozen=True)
class Sum:
    """``sum of summand over index = start, ..., stop - 1``, by a telescoping antidifference.

    The witness ``G`` must satisfy ``G(index+1) - G(index) = summand`` and ``G(start) = 0``; the
    value is then ``G(stop)``. ``start <= stop`` holds in the claim's domain.
    """

    name: str
    summand: str
    index: str
    start: str
    stop: str

    def verify(self, step: Step, scope: Scope) -> Quotient:
        """Accept the step and return the sum's closed form."""
        fields = ("summand", "index", "start", "stop", "antidifference", "value")
        summand, index, start, stop, antidifference, value = _texts(step, "sum", *fields)
        term = _same(scope, summand, self.summand, "summand")
        if index != self.index:
            raise Rejected(f"its index is not {self.index}")
        if scope.bound(start) != scope.bound(self.start):
            raise Rejected("its start is not the claim's")
        if scope.bound(stop) != scope.bound(self.stop):
            raise Rejected("its stop is not the claim's")
        witness = scope.read_witness(antidifference)
        if index in witness.denominator.symbols():
            raise Rejected("its antidifference divides by its index")
        following = witness.substitute(index, scope.bound(f"{index}+1"))
        if not (following - witness).equals(term):
            raise Rejected("its antidifference does not telescope to the summand")
        if not witness.substitute(index, scope.bound(start)).equals(scope.read("0")):
            raise Rejected("its antidifference does not vanish at the start")
        total = witness.substitute(index, scope.bound(stop))
        if not scope.read_witness(value).equals(total):
            raise Rejected("its value is not the antidifference at the stop")
        return total


@dataclass(frozen=True)
class Identity:
    """``left = right`` as functions; the value is that of both."""

    name: str
    left: str
    right: str

    def verify(self, step: Step, scope: Scope) -> Quotient:
        """Accept the step and return the common value."""
        left, right = _texts(step, "identity", "left", "right")
        value = _same(scope, left, self.left, "left side")
        _same(scope, right, self.right, "right side")
        if not scope.read_witness(right).equals(value):
            raise Rejected("its two sides differ")
        return value


@dataclass(frozen=True)
class Inequality:
    """``smaller <= larger``, because ``larger - smaller = gap`` and the gap is not negative.

    The witness ``gap`` must be written with sums, products and quotients of things that the
    domain lists as not negative, and of even powers. The value is that of ``larger``.
    """

    name: str
    smaller: str
    larger: str

    def verify(self, step: Step, scope: Scope) -> Quotient:
        """Accept the step and return the larger side."""
        smaller, larger, gap = _texts(step, "inequality", "smaller", "larger", "gap")
        low = _same(scope, smaller, self.smaller, "smaller side")
        high = _same(scope, larger, self.larger, "larger side")
        if not (high - low).equals(scope.read_witness(gap)):
            raise Rejected("its gap is not the difference")
        if not scope.is_nonnegative(parse(gap)):
            raise Rejected("its gap is not seen to be nonnegative")
        return high


@dataclass(frozen=True)
class CauchySchwarz:
    """``(sum a b)^2 <= (sum a^2)(sum b^2)`` with the two sums bounded by earlier values."""

    name: str
    first: str
    second: str

    def verify(self, step: Step, scope: Scope) -> Quotient:
        """Accept the step and return the bound of the square."""
        first, second, bound = _texts(step, "cauchy-schwarz", "first", "second", "bound_squared")
        product = _same(scope, first, self.first, "first factor")
        product = product * _same(scope, second, self.second, "second factor")
        if not scope.read_witness(bound).equals(product):
            raise Rejected("its bound is not the product of its factors")
        return product


@dataclass(frozen=True)
class Exchangeability:
    """Positions of a uniform permutation hold every choice of balls equally often.

    For one position: the map "swap the two balls named first and second" is a bijection of the
    orders (it undoes itself), and takes the orders in which the position holds one ball to those
    in which it holds the other. So the ``n`` events are equally likely and exclude each other.
    For ``places = 2`` the same holds for ordered pairs of distinct balls, by two such swaps.
    The witness is the swap's table and the probability of one event.
    """

    name: str
    classes: str
    places: int = 1

    def verify(self, step: Step, scope: Scope) -> Quotient:
        """Accept the step and return the probability of one event."""
        table = step.get("swap")
        rest = {key: value for key, value in step.items() if key != "swap"}
        fields = ("events", "probability", "places")
        events, probability, places = _texts(rest, "exchangeability", *fields)
        if places != str(self.places):
            raise Rejected(f"it is not about {self.places} places")
        if not isinstance(table, dict) or set(table) != {"first", "second", "other"}:
            raise Rejected("its swap is not a table of first, second and other")
        if not all(isinstance(image, str) for image in table.values()):
            raise Rejected("its swap is not a table of names")
        if any(table.get(image) != ball for ball, image in table.items()):
            raise Rejected("its swap does not undo itself")
        if table["first"] != "second":
            raise Rejected("its swap does not take the first ball to the second")
        count = _same(scope, events, self.classes, "number of events")
        value = scope.read_witness(probability)
        if not (count * value).equals(scope.read("1")):
            raise Rejected("its probabilities do not add up to 1")
        return value


@dataclass(frozen=True)
class Induction:
    """Downward induction over epochs ``l = k, k-1, ..., 1``.

    ``claim`` at ``l = k`` is ``base``; ``claim`` at ``l`` is ``claim`` at ``l+1`` plus what epoch
    ``l`` adds. The value is ``claim`` at ``l = 1``, which must be the conclusion.
    """

    name: str
    base: str
    added: str
    conclusion: str

    def verify(self, step: Step, scope: Scope) -> Quotient:
        """Accept the step and return the conclusion."""
        fields = ("claim", "base", "added", "conclusion")
        claim, base, added, conclusion = _texts(step, "induction", *fields)
        hypothesis = scope.read_witness(claim)
        start = _same(scope, base, self.base, "base")
        increment = _same(scope, added, self.added, "increment")
        end = _same(scope, conclusion, self.conclusion, "conclusion")
        if not hypothesis.substitute("l", scope.bound("k")).equals(start):
            raise Rejected("its claim fails at the base")
        following = hypothesis.substitute("l", scope.bound("l+1"))
        if not (following + increment).equals(hypothesis):
            raise Rejected("its claim does not pass from l+1 to l")
        if not hypothesis.substitute("l", scope.bound("1")).equals(end):
            raise Rejected("its claim at l = 1 is not the conclusion")
        return end


@dataclass(frozen=True)
class Tower:
    """``E[s S] = E[s E[S | F_known]]`` for a sign ``s`` that is known at ``F_measurable``.

    The tower property applies if and only if the sign is known no later than what is
    conditioned on: ``known - measurable`` must be a nonnegative integer.
    """

    name: str
    measurable: str
    known: str

    def verify(self, step: Step, scope: Scope) -> None:
        """Accept the step."""
        measurable, known = _texts(step, "tower", "measurable", "known")
        late = _same(scope, measurable, self.measurable, "time of the sign")
        given = _same(scope, known, self.known, "time of the conditioning")
        lead = (given - late).numerator
        if any(key != ((), ()) or c < 0 for key, c in lead.terms.items()):
            raise Rejected("its sign is not known when the conditioning is")
