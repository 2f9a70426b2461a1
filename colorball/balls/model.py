"""The color-ball model of the 1st kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import sympy

from colorball.balls.cancellation import CancellationStep, cancellation
from colorball.balls.enumeration import require_enumerable
from colorball.balls.expectation import Expectation, expectation
from colorball.balls.labels import (
    Beta,
    Epochs,
    Label,
    as_sympy,
    parse_beta,
    parse_epochs,
    parse_labels,
    require_distinct_names,
)
from colorball.balls.orders import Order, orders, sequences
from colorball.balls.sampling import Sampling
from colorball.errors import InputError
from colorball.exact.rational import RationalLike

__all__ = ["ColorBalls"]

Index: TypeAlias = int | sympy.Expr
LabelsLike: TypeAlias = str | Iterable[RationalLike | sympy.Symbol]

_DRAW = sympy.IndexedBase("a")
_LABEL = sympy.IndexedBase("c")


@dataclass(frozen=True)
class ColorBalls:
    r"""A box of ``n`` labelled balls, drawn one after another in each of ``k`` epochs.

    ``a[j, q]`` is the label drawn at position ``q = 0..n-1`` of epoch ``j = 1..k``; the newest
    epoch is ``k``. With ``beta`` the momentum coefficient,

    .. math::

        m_i = \sum_{(j,q) \le (k,i)} \beta^{n(k-j)+i-q}\, a_{j,q}, \qquad
        f_i = c_i\,(1 + \beta + \dots + \beta^{nk-1}), \qquad
        S = \sum_i m_i - \sum_i f_i .

    Make one with :meth:`of` (given labels) or :meth:`symbolic` (``n`` a symbol as well). The
    model mimics momentum with the iterate held fixed. Source: talk,
    "Color-ball of the 1st kind".

    Attributes:
        labels: the ``n`` labels; None if ``n`` is a symbol, and then ball ``i`` is ``c[i]``.
        count: ``n``, an integer or a symbol.
        epochs: ``k``, an integer or a symbol.
        beta: the momentum coefficient, a number in ``[0, 1)`` or a symbol.
        sampling: how an epoch draws.

    Example:
        >>> model = ColorBalls.of("c0,c1", epochs=2)
        >>> model.partial_sum(1, 2), model.partial_sum(1, 1)
        (beta*a[2, 0] + a[2, 1], beta**3*a[1, 0] + beta**2*a[1, 1])
        >>> ColorBalls.symbolic().partial_sum(0, 1)
        Sum(beta**(n*(k - 1) - q)*a[1, q], (q, 0, n - 1))
    """

    labels: tuple[Label, ...] | None
    count: Index
    epochs: Epochs
    beta: Beta
    sampling: Sampling

    @classmethod
    def of(
        cls,
        labels: LabelsLike,
        epochs: int | str | sympy.Symbol,
        beta: RationalLike | sympy.Symbol = "beta",
        sampling: Sampling | str = Sampling.RESHUFFLE,
    ) -> ColorBalls:
        """The model with these labels.

        Raises:
            InputError: if an argument is not valid.
        """
        balls, k, coefficient = parse_labels(labels), parse_epochs(epochs), parse_beta(beta)
        require_distinct_names(balls, k, coefficient)
        return cls(balls, len(balls), k, coefficient, Sampling.parse(sampling))

    @classmethod
    def symbolic(
        cls,
        count: str = "n",
        epochs: int | str | sympy.Symbol = "k",
        beta: RationalLike | sympy.Symbol = "beta",
        sampling: Sampling | str = Sampling.RESHUFFLE,
    ) -> ColorBalls:
        """The model with a symbolic number of balls, labelled ``c[0], c[1], ...``.

        Raises:
            InputError: if an argument is not valid.
        """
        n = sympy.Symbol(count, integer=True, positive=True)
        scheme = Sampling.parse(sampling)
        return cls(None, n, parse_epochs(epochs), parse_beta(beta), scheme)

    def draw(self, epoch: Index, position: Index) -> sympy.Expr:
        """``a_{epoch, position}``, the label of that draw as a random variable."""
        return _DRAW[epoch, position]

    def label(self, ball: Index) -> sympy.Expr:
        """``c_ball``.

        Raises:
            InputError: if ``ball`` is out of range.
        """
        if self.labels is None:
            return _LABEL[ball]
        return as_sympy(self.labels[self._within("ball", ball, self.count)])

    def partial_sum(self, momentum: Index, epoch: Index) -> sympy.Expr:
        """``m_{i,j}``: the share of epoch ``j`` in ``m_i``, in the draws ``a[j, q]``.

        For a symbolic ``epoch`` that is not ``k`` itself, an older epoch ``j < k`` is meant.

        Raises:
            InputError: if ``momentum`` or ``epoch`` is out of range.
        """
        i, j = self._index("momentum", momentum), self._epoch(epoch)
        q = sympy.Symbol("q", integer=True)
        age = self.count * (self.epochs - j) + i
        last = i if j == self.epochs else self.count - 1
        if isinstance(last, int | sympy.Integer):
            return sympy.Add(
                *(as_sympy(self.beta) ** (age - p) * _DRAW[j, p] for p in range(int(last) + 1))
            )
        return sympy.Sum(as_sympy(self.beta) ** (age - q) * _DRAW[j, q], (q, 0, last))

    def gradient_sum(self, ball: Index, epoch: Index) -> sympy.Expr:
        """``f_{i,j}``: the share of epoch ``j`` in ``f_i``.

        Raises:
            InputError: if ``ball`` or ``epoch`` is out of range.

        Example:
            >>> ColorBalls.of("c0,c1", epochs=3).gradient_sum(0, 2)
            c0*(beta**3 + beta**2)
        """
        i, j = self._index("ball", ball), self._epoch(epoch)
        p = sympy.Symbol("p", integer=True)
        newest = sympy.sympify(self.count * (self.epochs - j))
        beta = as_sympy(self.beta)
        if isinstance(self.count, int):
            powers = sympy.Add(*(beta ** (newest + p) for p in range(self.count)))
        else:
            powers = sympy.Sum(beta**p, (p, newest, newest + self.count - 1))
        return self.label(i) * powers

    def orders(self) -> Iterator[Order]:
        """All equally likely orders of one epoch.

        Raises:
            InputError: if ``n`` is a symbol, or there are too many.
        """
        n, _ = self._integers()
        require_enumerable(n, 1, self.sampling)
        return orders(n, self.sampling)

    def sequences(self) -> Iterator[tuple[Order, ...]]:
        """All equally likely sequences of orders, oldest epoch first.

        Raises:
            InputError: if ``n`` or ``k`` is a symbol, or there are too many.
        """
        n, k = self._integers()
        require_enumerable(n, k, self.sampling)
        return sequences(n, k, self.sampling)

    def sum_of(self, sequence: Sequence[Order]) -> sympy.Expr:
        """``S`` for one sequence of orders.

        Raises:
            InputError: if ``n`` or ``k`` is a symbol, or the sequence is not one of this model.

        Example:
            >>> model = ColorBalls.of("c0,c1", epochs=1)
            >>> [model.sum_of(s) for s in model.sequences()]
            [-beta*c1, -beta*c0]
        """
        n, k = self._integers()
        if [len(order) for order in sequence] != [n] * k:
            raise InputError("sequence", sequence, f"{k} orders of {n} balls each")
        drawn = {
            _DRAW[epoch, q]: self.label(ball)
            for epoch, order in enumerate(sequence, start=1)
            for q, ball in enumerate(order)
        }
        shares = [
            self.partial_sum(i, j).subs(drawn) - self.gradient_sum(i, j)
            for i in range(n)
            for j in range(1, k + 1)
        ]
        return sympy.expand(sympy.Add(*shares))

    def expectation(self) -> Expectation:
        """``E[S]`` in closed form (Lemma A.1).

        Raises:
            InputError: if ``n`` is a symbol: :func:`colorball.verify` proves that case.
        """
        if self.labels is None:
            raise InputError("n", self.count, "an integer here; lemma-a1 has the symbolic case")
        return expectation(self.labels, self.epochs, self.beta, sampling=self.sampling)

    def cancellation(self) -> Iterator[CancellationStep]:
        """The repeated cancellation, newest epoch first, as the talk's table has it.

        Raises:
            InputError: if ``n`` is a symbol, or the steps are too long to write out.

        Example:
            >>> [step.remainder_text() for step in ColorBalls.of("c0,c1", 2).cancellation()]
            ['-beta - 2 beta^2 - 2 beta^3', '-beta^3']
        """
        if not isinstance(self.count, int):
            raise InputError("n", self.count, "an integer here; lemma-a1 has the symbolic case")
        return cancellation(self.count, self.epochs, self.sampling)

    def conditional_expectation(self, known: int) -> sympy.Expr:
        """``E[S | F_known]``: what is left in expectation once epochs ``1..known`` are known.

        It is linear in the draws ``a[j, q]`` of the known epochs. Under ``shuffle-once`` one
        known epoch is enough to know all; under ``cyclic`` nothing is random.

        Raises:
            InputError: if ``n`` or ``k`` is a symbol, or ``known`` is not in ``0..k``.

        Example:
            >>> ColorBalls.of("1,-1", epochs=2).conditional_expectation(1)
            beta**3*a[1, 0] + beta**2*a[1, 0] + beta**2*a[1, 1] + beta*a[1, 1]
        """
        n, k = self._integers()
        self._within("known", known, k + 1)
        mean = sympy.Add(*(self.label(i) for i in range(n))) / n
        epoch_is_known = {j: j <= known for j in range(1, k + 1)}
        values = {}
        for j, is_known in epoch_is_known.items():
            for q in range(n):
                if self.sampling is Sampling.CYCLIC:
                    values[_DRAW[j, q]] = self.label(q)
                elif is_known:
                    continue
                elif self.sampling is Sampling.SHUFFLE_ONCE and known:
                    values[_DRAW[j, q]] = _DRAW[1, q]
                else:
                    values[_DRAW[j, q]] = mean
        momenta = [self.partial_sum(i, j) for i in range(n) for j in range(1, k + 1)]
        gradients = [self.gradient_sum(i, j) for i in range(n) for j in range(1, k + 1)]
        return sympy.expand(sympy.Add(*momenta).subs(values) - sympy.Add(*gradients))

    def _integers(self) -> tuple[int, int]:
        if not isinstance(self.count, int):
            raise InputError("n", self.count, "an integer here, not a symbol")
        if not isinstance(self.epochs, int):
            raise InputError("epochs", self.epochs, "an integer here, not a symbol")
        return self.count, self.epochs

    def _index(self, argument: str, index: Index) -> Index:
        is_number = isinstance(index, int | sympy.Number)
        return self._within(argument, index, self.count) if is_number else index

    def _epoch(self, epoch: Index) -> Index:
        epoch = int(epoch) if isinstance(epoch, sympy.Integer) else epoch
        if isinstance(epoch, sympy.Number):
            raise InputError("epoch", epoch, "an integer from 1 to k")
        if isinstance(epoch, int):
            if epoch < 1:
                raise InputError("epoch", epoch, "an integer from 1 to k")
            if isinstance(self.epochs, int):
                self._within("epoch", epoch, self.epochs + 1)
        return epoch

    @staticmethod
    def _within(argument: str, index: Index, stop: Index) -> int:
        index = int(index) if isinstance(index, sympy.Integer) else index
        if isinstance(index, int) and index >= 0 and (not isinstance(stop, int) or index < stop):
            return index
        raise InputError(argument, index, f"an integer from 0 to {stop - 1}")
