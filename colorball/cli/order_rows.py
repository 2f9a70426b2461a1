"""The rows of `colorball enumerate`: every order, and what it makes of the partial sums."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

import sympy

from colorball.balls.labels import Label
from colorball.balls.model import ColorBalls
from colorball.balls.orders import Order, order_count, orders, sequence_count
from colorball.balls.sampling import Sampling
from colorball.errors import InputError
from colorball.exact.rational import rational_text

__all__ = [
    "OrderRow",
    "order_rows",
    "order_text",
    "require_printable",
    "sequence_total",
    "sequences_text",
]

_MOST_ROWS = 5_000
_MOST_TERMS = 500_000  # of all partial sums and all remainders together
_SYMBOLIC_STEPS = 4
_MOST_BITS = 200  # longer counts are left as powers

Weight = tuple[Fraction, str]  # a number times a power of beta; one of the two is trivial


@dataclass(frozen=True)
class OrderRow:
    """One order of one epoch, and that epoch's share in every momentum of the newest epoch.

    Attributes:
        order: ``order[q]`` is the ball drawn at position ``q``.
        epoch: the epoch ``j``.
        sums: ``m_{0,j}, ..., m_{n-1,j}`` as SymPy reads them.
    """

    order: Order
    epoch: int | sympy.Symbol
    sums: tuple[str, ...]


def require_printable(model: ColorBalls) -> None:
    """Refuse a table that nobody could read or that would not be done soon.

    Raises:
        InputError: saying how many rows there would be and what gives the answer instead.
    """
    n, k = int(model.count), model.epochs
    epochs = k if isinstance(k, int) else 1
    steps = k if isinstance(k, int) else _SYMBOLIC_STEPS
    balls = n if model.sampling is Sampling.CYCLIC else 1
    if n > 20 and model.sampling is not Sampling.CYCLIC:  # n^n may not even fit in memory
        found = "more than 10^18 orders in every epoch"
    else:
        count = order_count(n, model.sampling)
        terms = count * epochs * n * n + balls * steps * (n * steps)
        if count * epochs <= _MOST_ROWS and terms <= _MOST_TERMS:
            return
        found = f"{count} orders in every epoch, {sequences_text(model)}"
    raise InputError(
        "labels and epochs",
        f"n = {n}, k = {k}",
        f"a table of at most {_MOST_ROWS} rows (orders times epochs) and {_MOST_TERMS} terms; here "
        f"it would be of {found}. Exact at any size: `colorball expect`; for every n and k: "
        "`colorball verify lemma-a1`",
    )


def sequence_total(model: ColorBalls) -> str:
    """The number of sequences as ``576`` or, for symbolic or many epochs, ``24^k``."""
    n, k = int(model.count), model.epochs
    count = order_count(n, model.sampling)
    one_for_all = count == 1 or model.sampling is Sampling.SHUFFLE_ONCE
    if one_for_all or (isinstance(k, int) and k * count.bit_length() <= _MOST_BITS):
        return str(sequence_count(n, int(k) if not one_for_all else 1, model.sampling))
    return f"{count}^{k}"


def sequences_text(model: ColorBalls) -> str:
    """The same in words."""
    total = sequence_total(model)
    return f"{total} sequence{'s' if total != '1' else ''}"


def order_text(model: ColorBalls, order: Order) -> str:
    """The labels in the order drawn, such as ``c1 c0``."""
    return " ".join(str(model.label(ball)) for ball in order)


def order_rows(model: ColorBalls) -> Iterator[OrderRow]:
    """The rows, newest epoch first; of a symbolic number of epochs, those of the newest."""
    k = model.epochs
    epochs: list[int | sympy.Symbol] = list(range(k, 0, -1)) if isinstance(k, int) else [k]
    drawn_orders = list(orders(int(model.count), model.sampling))
    labels = model.labels or ()
    for epoch in epochs:
        # The model's own partial sums, taken apart once: replacing the draws by labels inside
        # SymPy for each order would be a hundred times slower.
        weights = [_weights(model, momentum, epoch) for momentum in range(len(labels))]
        for order in drawn_orders:
            drawn = [labels[ball] for ball in order]
            yield OrderRow(order, epoch, tuple(_sum_text(w, drawn) for w in weights))


def _weights(model: ColorBalls, momentum: int, epoch: int | sympy.Symbol) -> list[Weight]:
    """The coefficients of the draws ``a[epoch, 0], a[epoch, 1], ...`` in ``m_{i,j}``."""
    partial_sum = model.partial_sum(momentum, epoch)
    coefficients = (
        partial_sum.coeff(model.draw(epoch, position)) for position in range(int(model.count))
    )
    return [
        (Fraction(int(c.p), int(c.q)), "") if c.is_Rational else (Fraction(1), str(c))
        for c in coefficients
    ]


def _sum_text(weights: list[Weight], drawn: list[Label]) -> str:
    """``sum of weight * label``, newest draw first, equal products collected."""
    collected: dict[str, Fraction] = {}
    for (number, power), label in zip(reversed(weights), reversed(drawn), strict=True):
        if isinstance(label, Fraction):
            product, size = power, number * label
        else:
            product, size = "*".join(filter(None, (power, str(label)))), number
        collected[product] = collected.get(product, Fraction(0)) + size
    text = ""
    for product, size in collected.items():
        if size:
            sign = (" - " if size < 0 else " + ") if text else ("-" if size < 0 else "")
            text += sign + _term(abs(size), product)
    return text or "0"


def _term(size: Fraction, product: str) -> str:
    if not product:
        return rational_text(size)
    return product if size == 1 else f"{rational_text(size)}*{product}"
