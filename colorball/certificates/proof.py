"""The steps of a proof, filled in with their witnesses as they are made."""

from __future__ import annotations

import sympy

from colorball.certificates.antidifference import antidifference

__all__ = ["Proof", "text_of"]

Step = dict[str, object]


def text_of(expression: sympy.Expr | int) -> str:
    """An expression in the language of certificates.

    Example:
        >>> text_of(sympy.Symbol("beta") ** sympy.Symbol("n") / 2)
        'beta^n/2'
    """
    return str(sympy.sstr(sympy.sympify(expression))).replace("**", "^")


class Proof:
    """A list of steps under construction; the checker decides whether they prove anything."""

    def __init__(self) -> None:
        self.steps: list[Step] = []

    def exchangeability(self, name: str, events: sympy.Expr, places: int = 1) -> sympy.Expr:
        """Equally likely events: the swap of two balls and the probability of one event."""
        probability = 1 / events
        self._add(
            name,
            "exchangeability",
            swap={"first": "second", "second": "first", "other": "other"},
            events=text_of(events),
            probability=text_of(probability),
            places=str(places),
        )
        return probability

    def sum(
        self,
        name: str,
        summand: sympy.Expr,
        index: sympy.Symbol,
        start: sympy.Expr | int,
        stop: sympy.Expr | int,
    ) -> sympy.Expr:
        """A closed form with its antidifference; ``stop`` itself is left out."""
        found = antidifference(summand, index, sympy.sympify(start))
        value = sympy.factor(found.subs(index, stop))
        self._add(
            name,
            "sum",
            summand=text_of(summand),
            index=str(index),
            start=text_of(start),
            stop=text_of(stop),
            antidifference=text_of(found),
            value=text_of(value),
        )
        return value

    def identity(self, name: str, left: sympy.Expr, right: sympy.Expr | int) -> None:
        """Two expressions that are the same function."""
        self._add(name, "identity", left=text_of(left), right=text_of(right))

    def inequality(
        self, name: str, smaller: sympy.Expr, larger: sympy.Expr, gap: sympy.Expr
    ) -> None:
        """``smaller <= larger``, with their difference written as something nonnegative."""
        self._add(
            name,
            "inequality",
            smaller=text_of(smaller),
            larger=text_of(larger),
            gap=text_of(gap),
        )

    def cauchy_schwarz(self, name: str, first: sympy.Expr, second: sympy.Expr) -> sympy.Expr:
        """The bound of ``(sum a b)^2`` by bounds of ``sum a^2`` and ``sum b^2``."""
        bound = first * second
        self._add(
            name,
            "cauchy-schwarz",
            first=text_of(first),
            second=text_of(second),
            bound_squared=text_of(bound),
        )
        return bound

    def tower(self, name: str, measurable: sympy.Expr, known: sympy.Expr) -> None:
        """A sign that is known at ``F_measurable`` meets ``E[S | F_known]``."""
        self._add(name, "tower", measurable=text_of(measurable), known=text_of(known))

    def induction(
        self,
        name: str,
        claim: sympy.Expr,
        base: sympy.Expr,
        added: sympy.Expr,
        conclusion: sympy.Expr,
    ) -> None:
        """A downward induction over epochs ``l = k, ..., 1``."""
        self._add(
            name,
            "induction",
            claim=text_of(claim),
            base=text_of(base),
            added=text_of(added),
            conclusion=text_of(conclusion),
        )

    def _add(self, name: str, rule: str, **fields: object) -> None:
        self.steps.append({"name": name, "rule": rule, **fields})
