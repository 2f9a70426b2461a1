"""The talk's picture of the repeated cancellation, drawn as SVG.

Source: talk, slides "Step 1.1" and the four-step table. Each step shows the orders of an epoch
with their colored balls in columns of powers of beta, what all orders together draw of one ball,
and what that leaves of minus all gradients. All coefficients come from
:func:`colorball.balls.cancellation.cancellation`; this module only places them.
"""

from __future__ import annotations

from itertools import islice

import sympy

from colorball.balls.cancellation import CancellationStep, cancellation
from colorball.balls.labels import Epochs, parse_epochs
from colorball.balls.orders import order_count, orders
from colorball.balls.sampling import Sampling
from colorball.errors import InputError
from colorball.reports.svg import Drawing

__all__ = ["balls_picture"]

_MOST_BALLS = 4
_MOST_POWERS = 24
_SYMBOLIC_STEPS = 4
_POWERS_AHEAD = 1  # columns beyond the last step's, where "..." would follow

_INK, _SOFT, _FAINT = "#111827", "#4b5563", "#858c98"
_PAGE, _CARD, _EDGE = "#ffffff", "#f6f7f9", "#cbd2dc"
_LEFT_FILL = "#332288"  # what a step leaves
# Okabe and Ito's colors: apart for all common kinds of color blindness; the ink on each is legible
_BALLS = (("#0072b2", "#ffffff"), ("#f0b429", _INK), ("#35b58d", _INK), ("#d98cb3", _INK))

_MARGIN = 24.0
_ROW = 40.0
_TILE = 32.0
_LEAST_WIDTH = 940.0  # the legend's
_LABEL = 96.0  # the column of row labels before the tiles


def balls_picture(
    n: int = 2, epochs: int | str | sympy.Symbol = "k", steps: int | None = None
) -> str:
    """The repeated cancellation for ``n`` balls as an SVG document.

    Args:
        n: the number of balls, 1 to 4: every order is drawn.
        epochs: the number of epochs, an integer or a name.
        steps: how many steps to draw; all of an integer number of epochs, or the talk's four.

    Raises:
        InputError: if an argument is out of range, or the picture would be too large.

    Example:
        >>> balls_picture(2, "k", steps=1).count("<circle")  # 3 draws in each order, 2 labels
        8
    """
    if isinstance(n, bool) or not isinstance(n, int) or not 1 <= n <= _MOST_BALLS:
        raise InputError("n", n, f"an integer from 1 to {_MOST_BALLS}: every order is drawn")
    number = parse_epochs(epochs)
    available = number if isinstance(number, int) else _SYMBOLIC_STEPS
    # before any work: the steps of k epochs take time and memory that grow with k
    if isinstance(number, int) and n * number > _MOST_POWERS:
        valid = f"at most {_MOST_POWERS // n} epochs for n = {n}, or a name such as k"
        raise InputError("epochs", epochs, valid)
    count = available if steps is None else steps
    if isinstance(count, bool) or not isinstance(count, int) or not 1 <= count <= available:
        raise InputError("steps", steps, f"an integer from 1 to {available}")
    return _Picture(n, number, list(islice(cancellation(n, number), count))).draw()


class _Picture:
    """Where everything goes; ``top`` is how far down the page is filled."""

    def __init__(self, n: int, epochs: Epochs, steps: list[CancellationStep]) -> None:
        self.n = n
        self.epochs = epochs
        self.steps = steps
        self.orders = list(orders(n, Sampling.RESHUFFLE))
        self.is_open = steps[-1].endless or len(steps) < steps[-1].age + _as_int(steps[-1].epoch)
        self.powers = n * len(steps) + (_POWERS_AHEAD if self.is_open else 0)
        self.drawing = Drawing()
        self.top = 0.0
        self.has_terms_inline = n <= 2  # "beta^2 (ball)", as in the talk; else only columns
        self.cell = {1: 62.0, 2: 62.0, 3: 24.0, 4: 18.0}[n]
        self.radius = {1: 13.0, 2: 13.0, 3: 9.5, 4: 7.5}[n]
        self.column = {1: 53.0, 2: 53.0, 3: 61.0, 4: 70.0}[n]  # the longest term fits
        self.block_width = (2 * n - 1) * self.cell
        self.block_gap = {1: 26.0, 2: 26.0, 3: 22.0, 4: 14.0}[n]
        self.blocks_per_row = min(len(self.orders), 8)
        self.momentum_label = 34.0
        self.orders_width = (
            self.momentum_label
            + self.blocks_per_row * (self.block_width + self.block_gap)
            - self.block_gap
        )
        self.grid_width = _LABEL + self.powers * self.column + (22 if self.is_open else 0)
        inside = (
            self.orders_width + 30 + self.grid_width
            if self.has_terms_inline
            else max(self.orders_width, self.grid_width)
        )
        self.width = max(inside + 32 + 2 * _MARGIN, _LEAST_WIDTH)
        self.grid_left = _MARGIN + 16 + (self.orders_width + 30 if self.has_terms_inline else 0)

    def draw(self) -> str:
        self._heading()
        self._start()
        before = dict.fromkeys(range(self.powers), -order_count(self.n, Sampling.RESHUFFLE))
        for step in self.steps:
            self._step(step, before)
            before = dict(step.remainder)
        self._legend()
        height = self.top + 8
        page = Drawing()
        page.rectangle(0.5, 0.5, self.width - 1, height - 1, fill=_PAGE, stroke=_EDGE, radius=10)
        page.extend(self.drawing)
        return page.document(self.width, height, self._title(), self._description())

    def _title(self) -> str:
        return f"Repeated cancellation with {self.n} ball{'s' if self.n > 1 else ''}"

    def _description(self) -> str:
        rows = "; ".join(
            f"epoch {step.epoch} draws {step.drawn_text()}, which leaves {step.remainder_text()}"
            for step in self.steps
        )
        return (
            f"Coefficients of each ball, summed over the {len(self.orders)} orders of an epoch, "
            f"starting from minus all gradients: {rows}. "
            "Only the highest powers of each step remain."
        )

    def _heading(self) -> None:
        draw = self.drawing
        draw.text(_MARGIN, 38, self._title(), size=21, bold=True)
        draw.text(
            _MARGIN,
            62,
            "Expectation over one epoch at a time, newest first: the momenta of all equally "
            "likely orders, added up,",
            size=14,
            fill=_SOFT,
        )
        draw.text(
            _MARGIN,
            81,
            "against the gradients. Both sums run over the same orders, so the low powers "
            "of β cancel.",
            size=14,
            fill=_SOFT,
        )
        x = _MARGIN
        for ball in range(self.n):
            self._ball(x + 13, 106, 13, ball)
            draw.text(x + 32, 111, f"label c_{{{ball}}}", size=14, fill=_SOFT)
            x += 98
        self.top = 132

    def _start(self) -> None:
        """Column headings, and the row that all steps start from."""
        draw = self.drawing
        heading, middle = self.top + 14, self.top + 26 + _ROW / 2
        if self.has_terms_inline:
            for index, order in enumerate(self.orders):
                left, _ = self._block_corner(index, 0)
                shown = ", ".join(str(ball) for ball in order)
                draw.text(left + 18, heading, f"Order [{shown}]", size=16, bold=True)
        tiles = self.grid_left + _LABEL
        words = "All orders: each ball’s coefficient"
        draw.text(tiles + 4, heading, words, size=16, bold=True)
        self._row_label(middle, "−Σ f")
        count = order_count(self.n, Sampling.RESHUFFLE)
        for power in range(self.powers):
            self._term(power, middle, -count, power, "waiting")
        self._dots(middle)
        self.top += 26 + _ROW + 6

    def _step(self, step: CancellationStep, before: dict[int, int]) -> None:
        draw = self.drawing
        block_height = self.n * (_ROW if self.has_terms_inline else 2 * self.radius + 4)
        rows_of_blocks = -(-len(self.orders) // self.blocks_per_row)
        strip = 0.0 if self.has_terms_inline else rows_of_blocks * (block_height + 22) + 6
        card_top = self.top
        grid_height = max(2 * _ROW, block_height if self.has_terms_inline else 0)
        card_height = 34 + strip + grid_height + 8
        draw.rectangle(
            _MARGIN, card_top, self.width - 2 * _MARGIN, card_height,
            fill=_CARD, stroke=_EDGE, radius=8,
        )  # fmt: skip
        name = _epoch_name(self.epochs, step.age)
        heading = f"Step {step.age + 1}: expectation over epoch {name}"
        draw.text(_MARGIN + 16, card_top + 23, heading, size=15, bold=True)
        if not self.has_terms_inline:
            self._powers_note(step, card_top + 23)
        for index, order in enumerate(self.orders):
            left, top = self._block_corner(index, card_top + 34, block_height + 22)
            self._order(step, order, left, top, is_first=index % self.blocks_per_row == 0)
        grid_top = card_top + 34 + strip
        self._grid(step, before, grid_top)
        self.top = card_top + card_height + 12

    def _block_corner(self, index: int, top: float, row_height: float = 0.0) -> tuple[float, float]:
        row, column = divmod(index, self.blocks_per_row)
        left = _MARGIN + 16 + self.momentum_label
        return left + column * (self.block_width + self.block_gap), top + row * row_height

    def _order(
        self,
        step: CancellationStep,
        order: tuple[int, ...],
        left: float,
        top: float,
        *,
        is_first: bool,
    ) -> None:
        """One order: a row per momentum, a column per power of beta, a ball per draw."""
        n, draw = self.n, self.drawing
        pitch = _ROW if self.has_terms_inline else 2 * self.radius + 4
        lowest = max(0, n * step.age - (n - 1))
        if not self.has_terms_inline:
            shown = "[" + ", ".join(str(ball) for ball in order) + "]"
            draw.text(left, top + 12, shown, size=12 if n < 4 else 11, fill=_SOFT)
            top += 18
        for row, momentum in enumerate(reversed(range(n))):
            y = top + (row + 0.5) * pitch
            if is_first:
                label = f"m_{{{momentum}}}"
                draw.text(left - 30, y + 4, label, size=14 if n < 4 else 11, fill=_SOFT)
            is_leading = True
            for power in range(n * step.age + momentum + 1):
                position = n * step.age + momentum - power
                if not 0 <= position < n:
                    continue
                x = left + (power - lowest) * self.cell
                self._draw_of(power, order[position], x, y, is_leading)
                is_leading = False

    def _draw_of(self, power: int, ball: int, x: float, y: float, is_leading: bool) -> None:
        if not self.has_terms_inline:
            self._ball(x + self.cell / 2, y, self.radius, ball)
            return
        center = x + self.cell - self.radius - 4
        weight = ("" if is_leading else "+ ") + _power(power)
        self.drawing.text(
            center - self.radius - 3, y + 5.5, weight, size=16.5, fill=_INK, anchor="end"
        )
        self._ball(center, y, self.radius, ball)

    def _powers_note(self, step: CancellationStep, y: float) -> None:
        lowest, highest = max(0, self.n * step.age - self.n + 1), self.n * (step.age + 1) - 1
        note = f"all orders; columns: {_power(lowest) or '1'} … {_power(highest)}"
        self.drawing.text(self.width - _MARGIN - 16, y, note, size=13, fill=_SOFT, anchor="end")

    def _grid(self, step: CancellationStep, before: dict[int, int], top: float) -> None:
        """What is drawn, and what that leaves."""
        drawn_y, left_y = top + _ROW / 2, top + 1.5 * _ROW
        newest = self.n * (step.age + 1)
        self._row_label(drawn_y, f"+ epoch {_epoch_name(self.epochs, step.age)}")
        self._row_label(left_y, "= left")
        for power in range(self.powers):
            drawn, had, has = step.drawn[power], before.get(power, 0), step.remainder[power]
            if drawn:
                self._term(power, drawn_y, drawn, power, "drawn")
            if power >= newest:
                # beyond an integer number of epochs there is no such column
                self._term(power, left_y, before.get(power, 0) or has, power, "waiting")
            elif has:
                self._term(power, left_y, has, power, "left")
            elif had:
                self._term(power, left_y, had, power, "cancelled")
            else:
                self._term(power, left_y, 0, power, "gone")
        self._dots(left_y)

    def _row_label(self, y: float, label: str) -> None:
        self.drawing.text(
            self.grid_left + _LABEL - 12, y + 5, label, size=14, fill=_SOFT, anchor="end"
        )

    def _dots(self, y: float) -> None:
        if self.is_open:
            x = self.grid_left + _LABEL + self.powers * self.column + 10
            self.drawing.text(x, y + 5, "…", size=16, fill=_SOFT, anchor="middle")

    def _term(self, column: int, y: float, coefficient: int, power: int, kind: str) -> None:
        x = self.grid_left + _LABEL + (column + 0.5) * self.column
        self._tile(x, y, _signed_term(coefficient, power, plus=kind == "drawn"), kind)

    def _tile(self, x: float, y: float, text: str, kind: str) -> None:
        draw, half = self.drawing, (self.column - 6) / 2
        box = (x - half, y - _TILE / 2, 2 * half, _TILE)
        if kind == "gone":
            draw.circle(x, y, 1.8, fill=_EDGE, stroke="none")
            return
        fill, bold = _INK, False
        if kind == "drawn":
            draw.rectangle(*box, fill=_PAGE, stroke="#64748b", radius=5)
        elif kind == "left":
            draw.rectangle(*box, fill=_LEFT_FILL, radius=5)
            fill, bold = "#ffffff", True
        elif kind == "cancelled":
            fill = _FAINT
        else:
            fill = _SOFT
        draw.text(x, y + 5.5, text, size=16.5, fill=fill, anchor="middle", bold=bold)
        if kind == "cancelled":
            draw.line(x - half + 4, y + 10, x + half - 4, y - 10, stroke=_SOFT, width=1.4)

    def _ball(self, x: float, y: float, radius: float, ball: int) -> None:
        fill, ink = _BALLS[ball]
        self.drawing.circle(x, y, radius, fill=fill, stroke="#374151")
        label = f"c_{{{ball}}}" if radius >= 12 else str(ball)
        size = 13 if radius >= 12 else 1.35 * radius
        self.drawing.text(
            x, y + 0.34 * size, label, size=size, fill=ink, anchor="middle", bold=True
        )

    def _legend(self) -> None:
        draw, y = self.drawing, self.top + 22
        x = _MARGIN + 8
        sample = _signed_term(-2, 3, plus=False)
        entries = (
            ("drawn", "+β", "drawn by the momenta", 178),
            ("cancelled", sample, "cancels in this step", 166),
            ("left", _signed_term(-1, 3, plus=False), "all that a step leaves", 176),
            ("waiting", sample, "waits for older epochs", 0),
        )
        for kind, text, words, width in entries:
            self._tile(x + self.column / 2, y, text, kind)
            draw.text(x + self.column + 2, y + 5, words, size=13, fill=_SOFT)
            x += self.column + width
        draw.text(_MARGIN + 8, y + 48, self._conclusion(), size=16, bold=True)
        self.top = y + 62

    def _conclusion(self) -> str:
        if self.n == 1:
            return "Nothing remains: E[S] = 0 (Lemma A.1)"
        n = self.n
        epochs = str(self.epochs)
        exponent = n * (self.epochs - 1) if isinstance(self.epochs, int) else f"{n}({epochs}−1)"
        labels = " + ".join(f"c_{{{ball}}}" for ball in range(n))
        if n == 2:
            exponent = exponent + 1 if isinstance(exponent, int) else f"{exponent}+1"
            value = f"−β^{{{exponent}}} ({labels})/2"
        else:
            moment = " + ".join(f"{j if j > 1 else ''}{_power(j)}" for j in range(1, n))
            power = f"β^{{{exponent}}} " if exponent else ""
            value = f"−{power}({moment}) ({labels})/{n}"
        return (
            f"After epoch 1, divided by the {len(self.orders)} orders: E[S] = {value} (Lemma A.1)"
        )


def _as_int(epoch: int | sympy.Expr) -> int:
    return epoch if isinstance(epoch, int) else 0


def _epoch_name(epochs: Epochs, age: int) -> str:
    if isinstance(epochs, int):
        return str(epochs - age)
    return str(epochs) if age == 0 else f"{epochs}−{age}"


def _power(power: int) -> str:
    return {0: "", 1: "β"}.get(power, f"β^{{{power}}}")


def _signed_term(coefficient: int, power: int, *, plus: bool) -> str:
    sign = "−" if coefficient < 0 else "+" if plus else ""
    size = abs(coefficient)
    factor = "" if size == 1 and power else str(size)
    return f"{sign}{factor}{_power(power)}"
