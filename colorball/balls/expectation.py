"""The expectation of ``S``, exactly, by three independent routes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate, islice
from math import lcm
from typing import Literal

import numpy as np
import sympy
from flint import fmpq, fmpq_poly, fmpz_poly

from colorball.balls.enumeration import enumerated_total
from colorball.balls.labels import (
    Beta,
    Label,
    as_sympy,
    parse_beta,
    parse_epochs,
    parse_labels,
    require_distinct_names,
)
from colorball.balls.sampling import Sampling
from colorball.balls.weights import draw_powers, total_weight
from colorball.errors import InputError
from colorball.exact.rational import (
    RationalLike,
    from_flint,
    rational_latex,
    rational_text,
    to_flint,
)
from colorball.verdict import Verdict

__all__ = ["Expectation", "evaluated", "expectation"]

Method = Literal["closed-form", "definition", "enumeration"]
Shares = list[tuple[fmpq_poly, range]]  # a polynomial in beta, and the balls it multiplies
_METHODS = ("closed-form", "definition", "enumeration")
_MOST_NODES = 200  # of an expression that SymPy is asked to simplify
_MOST_POWERS = 1_000_000  # polynomials in beta of a higher degree are not written out
_MOST_BALLS = 1_000  # of an expression in a symbolic beta, or of symbolic labels in cyclic order
_MOST_BITS = 1_000_000  # of the power beta^n; the power beta^(n(k-1)) is kept apart


@dataclass(frozen=True, repr=False)
class Expectation:
    """``E[S] = factor * beta^exponent``, exact.

    Attributes:
        factor: the part that does not depend on the number of epochs.
        beta: the momentum coefficient.
        exponent: the power of beta that is kept apart, an integer or an expression in ``k``.
        method: the route that was taken.
        verdict: always ``proved``: exact algebra.
    """

    factor: Fraction | sympy.Expr
    beta: Beta
    exponent: int | sympy.Expr
    method: str
    verdict: Verdict = Verdict.PROVED

    @property
    def is_number(self) -> bool:
        """Whether labels, beta and epochs were all numbers."""
        numbers = isinstance(self.factor, Fraction) and isinstance(self.beta, Fraction)
        return numbers and isinstance(self.exponent, int)

    def digits(self) -> int:
        """About how many decimal digits the written-out fraction has.

        Raises:
            TypeError: if there are symbols.
        """
        factor, beta, exponent = self._numbers()
        if factor == 0 or (beta == 0 and exponent):
            return 1
        bits = factor.numerator.bit_length() + factor.denominator.bit_length()
        bits += exponent * (beta.numerator.bit_length() + beta.denominator.bit_length())
        return 1 + bits * 30103 // 100_000  # an integer: no exponent is too large for it

    @property
    def value(self) -> Fraction:
        """The number, written out; see :meth:`digits` for how long it would be.

        Raises:
            TypeError: if there are symbols.
        """
        return from_flint(self.exact())

    def exact(self) -> fmpq:
        """The same number as a FLINT rational, made faster.

        Raises:
            TypeError: if there are symbols.
        """
        factor, beta, exponent = self._numbers()
        if not factor:
            return fmpq(0)
        return to_flint(factor) * to_flint(beta) ** exponent

    def _numbers(self) -> tuple[Fraction, Fraction, int]:
        factor, beta, exponent = self.factor, self.beta, self.exponent
        if (
            isinstance(factor, Fraction)
            and isinstance(beta, Fraction)
            and isinstance(exponent, int)
        ):
            return factor, beta, exponent
        raise TypeError("this expectation has symbols; take its .expression")

    @property
    def expression(self) -> sympy.Expr:
        """The expectation as a SymPy expression, with the power of beta kept apart."""
        base = as_sympy(self.beta)
        power = sympy.Pow(base, self.exponent, evaluate=not self.is_number)
        if self.exponent == 0 or self.factor == 0:
            return as_sympy(self.factor)
        if self.is_number:
            return sympy.Mul(as_sympy(self.factor), power, evaluate=False)
        product = as_sympy(self.factor) * power
        is_short = len(list(islice(sympy.preorder_traversal(product), _MOST_NODES))) < _MOST_NODES
        return sympy.powsimp(product) if is_short else product

    def text(self, longest: int = 200_000) -> str:
        """The written-out fraction, or the closed form if that has over ``longest`` digits.

        Raises:
            InputError: if labels or beta are symbols, and a coefficient has over 4300 digits.
        """
        if not self.is_number:
            return _printed(str, self.expression)
        if self.digits() <= longest:
            return str(self.exact())
        factor, beta, exponent = self._numbers()
        return f"{rational_text(factor)} * ({rational_text(beta)})^{rational_text(exponent)}"

    def __str__(self) -> str:
        return self.text()

    def __repr__(self) -> str:
        """Short, however long the number is."""
        text = self.text(longest=60)
        return f"Expectation({text if len(text) <= 80 else text[:77] + '...'})"

    def latex(self) -> str:
        """The expectation in LaTeX, the power of beta kept apart.

        Raises:
            InputError: if labels or beta are symbols, and a coefficient has over 4300 digits.
        """
        if not self.is_number:
            return _printed(sympy.latex, self.expression)
        factor, beta, exponent = self._numbers()
        if exponent == 0 or factor == 0:
            return rational_latex(factor)
        power = rf"\left({rational_latex(beta)}\right)^{{{rational_text(exponent)}}}"
        return rf"{rational_latex(factor)} \cdot {power}"

    def _repr_latex_(self) -> str:
        return f"${self.latex()}$"


def _printed(printer: Callable[[sympy.Expr], str], expression: sympy.Expr) -> str:
    try:
        return str(printer(expression))
    except ValueError:  # Python's limit on the digits of an integer
        raise InputError(
            "labels and beta", "symbols beside numbers of over 4300 digits", "shorter numbers"
        ) from None


def expectation(
    labels: str | Iterable[RationalLike | sympy.Symbol],
    epochs: int | str | sympy.Symbol,
    beta: RationalLike | sympy.Symbol,
    *,
    sampling: Sampling | str = Sampling.RESHUFFLE,
    method: Method = "closed-form",
) -> Expectation:
    r"""``E[S]`` of a color-ball model of the 1st kind, exactly.

    .. math:: E[S] = -\bar c\, \beta^{n(k-1)} \sum_{j=1}^{n-1} j \beta^j

    for every scheme but the fixed cyclic order, where
    :math:`S = -\beta^{n(k-1)} \sum_q c_q (\beta^{n-q} + \dots + \beta^{n-1})` (Lemma A.1;
    ``colorball verify lemma-a1 sampling-schemes`` proves both).

    Args:
        labels: numbers or names, ``"1,2,-5"`` or an iterable.
        epochs: ``k >= 1``, an integer or a name (closed form only).
        beta: in ``[0, 1)``, or a name. A Python float is the exact binary number it is.
        sampling: the scheme, or its name.
        method: ``closed-form``, polynomial in n and logarithmic in k; ``definition``, the sum
            of all ``n k`` draws' weights; ``enumeration``, brute force over all sequences.

    Raises:
        InputError: if an argument is not valid, or the enumeration too large.

    Example:
        >>> print(expectation("1,2,-5", 3, "4/5"))
        425984/1171875
        >>> print(expectation("c0,c1", "k", "beta"))
        beta**(2*k - 1)*(-c0/2 - c1/2)
    """
    balls, k, coefficient = parse_labels(labels), parse_epochs(epochs), parse_beta(beta)
    require_distinct_names(balls, k, coefficient)
    scheme = Sampling.parse(sampling)
    if method not in _METHODS:
        raise InputError("method", method, f"one of {', '.join(_METHODS)}")
    n = len(balls)
    _require_reasonable_size(balls, coefficient, scheme)
    if method == "closed-form":
        exponent = n * (k - 1)
        if scheme is Sampling.CYCLIC and (sums := _last_sums(balls)) is not None:
            shares, balls = [(sums, range(1))], (Fraction(1),)
        else:
            shares = _closed_form(n, scheme)
    else:
        if not isinstance(k, int):
            raise InputError("epochs", k, f"an integer for method {method}")
        exponent = 0
        route = _by_definition if method == "definition" else _by_enumeration
        shares = route(n, k, scheme)
    return Expectation(evaluated(shares, balls, coefficient), coefficient, exponent, method)


def _require_reasonable_size(labels: tuple[Label, ...], beta: Beta, sampling: Sampling) -> None:
    n = len(labels)
    if isinstance(beta, Fraction):
        bits = n * max(beta.numerator.bit_length(), beta.denominator.bit_length())
        if bits > _MOST_BITS:
            raise InputError(
                "labels and beta",
                f"beta^n with n = {n}, of {bits} bits",
                f"at most {_MOST_BITS} bits: fewer balls or a shorter beta",
            )
    is_cyclic = sampling is Sampling.CYCLIC
    has_symbols = is_cyclic and not all(isinstance(c, Fraction) for c in labels)
    if n > _MOST_BALLS and (has_symbols or not isinstance(beta, Fraction)):
        raise InputError("labels", f"n = {n}", f"at most {_MOST_BALLS} where there are symbols")


def _last_sums(labels: tuple[Label, ...]) -> fmpq_poly | None:
    """For numbers, ``-sum_j beta^j (c_{n-j} + ... + c_{n-1})``: the cyclic order's sum at once."""
    numbers = [label for label in labels if isinstance(label, Fraction)]
    if len(numbers) < len(labels):
        return None
    # over one denominator, as a polynomial in integers: FLINT makes these much faster
    unit = lcm(*(label.denominator for label in numbers))
    last_first = (-int(label * unit) for label in reversed(numbers[1:]))
    return fmpq_poly(fmpz_poly([0, *accumulate(last_first)])) / unit


def _closed_form(n: int, sampling: Sampling) -> Shares:
    """``E[S] / beta^(n(k-1))``."""
    if sampling is Sampling.CYCLIC:
        return [(fmpq_poly([0] * (n - q) + [-1] * q), range(q, q + 1)) for q in range(n)]
    return [(fmpq_poly(fmpz_poly([-j for j in range(n)])) / n, range(n))]


def _by_definition(n: int, k: int, sampling: Sampling) -> Shares:
    most = _MOST_POWERS if sampling is not Sampling.CYCLIC else _MOST_POWERS // n
    if n * k > most:
        raise InputError("labels and epochs", f"n k = {n * k}", f"n k <= {most} for this method")
    if sampling is not Sampling.CYCLIC:
        return [(fmpq_poly(fmpz_poly([int(w) - n for w in total_weight(n, k)])) / n, range(n))]
    shares: Shares = []
    for ball in range(n):
        coefficients = np.full(n * k, -1, dtype=np.int64)
        for epoch in range(1, k + 1):
            powers = draw_powers(n, k, epoch, ball)
            coefficients[powers.start : powers.stop] += 1
        shares.append((fmpq_poly(fmpz_poly([int(c) for c in coefficients])), range(ball, ball + 1)))
    return shares


def _by_enumeration(n: int, k: int, sampling: Sampling) -> Shares:
    total, count = enumerated_total(n, k, sampling)
    return [
        (fmpq_poly(fmpz_poly([int(c) for c in row])) / count, range(ball, ball + 1))
        for ball, row in enumerate(total)
    ]


def evaluated(shares: Shares, labels: tuple[Label, ...], beta: Beta) -> Fraction | sympy.Expr:
    """``sum over shares of polynomial(beta) * (sum of its balls' labels)``.

    A number if beta and all labels are numbers, an expression otherwise.
    """
    if isinstance(beta, Fraction):
        point = to_flint(beta)
        values = [(polynomial(point), balls) for polynomial, balls in shares]
        if all(isinstance(c, Fraction) for c in labels):
            return from_flint(sum((v * _flint_sum(labels, balls) for v, balls in values), fmpq(0)))
        factors = [(as_sympy(from_flint(v)), balls) for v, balls in values]
    else:
        factors = [(_as_polynomial(polynomial, beta), balls) for polynomial, balls in shares]
    return sympy.Add(
        *(factor * sympy.Add(*(as_sympy(labels[i]) for i in balls)) for factor, balls in factors)
    )


def _flint_sum(labels: tuple[Label, ...], balls: range) -> fmpq:
    chosen = (labels[i] for i in balls)
    return sum((to_flint(c) for c in chosen if isinstance(c, Fraction)), fmpq(0))


def _as_polynomial(polynomial: fmpq_poly, variable: sympy.Symbol) -> sympy.Expr:
    coefficients = [as_sympy(from_flint(c)) for c in polynomial]
    return sympy.Add(*(c * variable**power for power, c in enumerate(coefficients)))
