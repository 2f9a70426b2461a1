"""The color-ball model of the 2nd kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

import sympy

from colorball.balls.enumeration import require_enumerable
from colorball.balls.labels import as_sympy
from colorball.balls.model import ColorBalls, Index
from colorball.balls.orders import Order
from colorball.errors import InputError
from colorball.exact.rational import RationalLike, rational
from colorball.weighted.filtration import Filtration
from colorball.weighted.radius import Radius, radius

__all__ = ["WeightedColorBalls"]

History = tuple[Order, ...]
Signs = Callable[[int, History], int]

_MOST_SEQUENCES = 5_000  # symbolic sums are slow
_WEIGHT = sympy.IndexedBase("r")


@dataclass(frozen=True)
class WeightedColorBalls:
    r"""Color balls whose sum is multiplied by ``r_k``, with ``|r_j - r_{j-1}| = 1/sqrt(j)``.

    ``r_0`` is a constant and :math:`r_j - r_{j-1} = s_j/\sqrt{j}` with a sign ``s_j`` that is a
    function of the history of ``j - 1`` epochs (predictable) or ``j`` epochs (adapted). Then

    .. math::

        E[r_k S] = r_0 E[S] + \sum_{l=1}^k l^{-1/2}\, E\big[s_l\, E[S \mid F_{l-1}]\big]

    (``F_l`` for adapted), within the tight radius of :func:`colorball.radius` around
    ``r_0 E[S]``. Source: talk, "Color-ball of the 2nd kind", Lemma A.2.

    Attributes:
        balls: the model of the 1st kind.
        filtration: when the signs are known.

    Example:
        >>> model = WeightedColorBalls(ColorBalls.of("1,-1", 2, "1/2"))
        >>> model.weighted_sum(0, 1)
        (a[1, 0]/4 + a[1, 1]/2)*r[2]
        >>> model.expectation(model.extremal_signs(), start=1)
        3*sqrt(2)/16
    """

    balls: ColorBalls
    filtration: Filtration = Filtration.PREDICTABLE

    def weighted_sum(self, momentum: Index, epoch: Index) -> sympy.Expr:
        """``r_k m_{i,j}``."""
        return _WEIGHT[self.balls.epochs] * self.balls.partial_sum(momentum, epoch)

    def weighted_gradient(self, ball: Index, epoch: Index) -> sympy.Expr:
        """``r_k f_{i,j}``."""
        return _WEIGHT[self.balls.epochs] * self.balls.gradient_sum(ball, epoch)

    def extremal_signs(self) -> Signs:
        """The signs that attain the radius: ``s_l = sign E[S | history]`` (1 where that is 0).

        Raises:
            InputError: if the labels or beta are not numbers, or there are too many sequences.
        """
        table = {
            (step, history): 1 if mean >= 0 else -1
            for step, means in self._means().items()
            for history, mean in means.items()
        }
        return lambda step, history: table[step, history]

    def expectation(self, signs: Signs, start: RationalLike = 0) -> sympy.Expr:
        """``E[r_k S]``, exact, for signs ``s_l = signs(l, history)`` and ``r_0 = start``.

        The history is the tuple of the orders of all epochs that are known at ``l``.

        Raises:
            InputError: if the labels or beta are not numbers, there are too many sequences, or
                a sign is not 1 or -1.
        """
        base = as_sympy(rational(start, "start"))
        total = base * self.balls.expectation().expression.doit()
        for step, means in self._means().items():
            share = sympy.S.Zero
            for history, mean in means.items():
                sign = signs(step, history)
                if sign not in (1, -1):
                    raise InputError("signs", sign, "1 or -1 for every history")
                share += sign * mean
            total += share / sympy.sqrt(step)
        return sympy.simplify(total)

    def radius(self, digits: int = 12) -> Radius:
        """The radius, enclosed: see :func:`colorball.radius`.

        Raises:
            InputError: if the labels, the number of epochs or beta are not numbers.
        """
        if self.balls.labels is None:
            raise InputError("n", self.balls.count, "an integer here, not a symbol")
        return radius(
            self.balls.labels,
            self.balls.epochs,
            self.balls.beta,
            filtration=self.filtration,
            sampling=self.balls.sampling,
            digits=digits,
        )

    def _means(self) -> dict[int, dict[History, sympy.Expr]]:
        """For each ``l`` and known history its probability times ``E[S | history]``."""
        n, k = self.balls.count, self.balls.epochs
        if not isinstance(n, int) or not isinstance(k, int):
            raise InputError("n and epochs", f"{n}, {k}", "integers here, not symbols")
        count = require_enumerable(n, k, self.balls.sampling, _MOST_SEQUENCES)
        means: dict[int, dict[History, sympy.Expr]] = defaultdict(lambda: defaultdict(int))
        for sequence in self.balls.sequences():
            value = self.balls.sum_of(sequence) / count
            if not value.is_Rational:
                raise InputError("labels and beta", value, "numbers here, not symbols")
            for step in range(1, k + 1):
                means[step][sequence[: self.filtration.known_epochs(step)]] += value
        return means
