"""``colorball enumerate``: the talk's tables for any small case."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from colorball.cli import options
from colorball.cli.output import JsonFile, aligned, print_tables

if TYPE_CHECKING:
    from rich.table import Table

    from colorball.balls.cancellation import CancellationStep
    from colorball.balls.model import ColorBalls
    from colorball.cli.order_rows import OrderRow

__all__ = ["enumerate_command"]

_MOST_RULED_ROWS = 200  # rich takes seconds for thousands


@click.command("enumerate", short_help="Print all orders and the repeated cancellation.")
@options.labels
@options.epochs
@click.option(
    "--beta",
    default="beta",
    show_default=True,
    metavar="BETA",
    help="Momentum coefficient: a name, or a number with 0 <= beta < 1.",
)
@options.sampling
@options.json_target
def enumerate_command(
    labels: str, epochs: str, beta: str, sampling: str, json_target: JsonFile | None
) -> None:
    """Print all orders, their partial sums, and the repeated cancellation.

    \b
    m_{i,j} is the share of epoch j in the momentum m_i of the newest epoch k:
      m_{i,j} = sum over draws q of beta^(n(k-j)+i-q) * a_{j,q}    (q <= i if j = k)
    Then the expectation of S = sum_i m_i - sum_i f_i is taken one epoch at a time, newest
    first; each step leaves a remainder in which the lowest powers of beta have cancelled. Both
    columns of that table are coefficients of one ball, summed over the orders of an epoch.

    \b
    Example:
      colorball enumerate --labels c0,c1 --epochs 3
      colorball enumerate --labels c0,c1,c2 --epochs k      the newest epoch, and four steps

    Source: Zhang et al., "Adam Can Converge Without Any Modification On Update Rules" (2022),
    the steps that prove Lemmas A.1 and A.2.
    """  # noqa: D301  click needs the character
    from colorball.balls.cancellation import cancellation
    from colorball.balls.model import ColorBalls
    from colorball.cli.order_rows import order_rows, require_printable

    model = ColorBalls.of(labels, epochs, beta, sampling)
    require_printable(model)
    rows = list(order_rows(model))
    steps = list(cancellation(int(model.count), model.epochs, model.sampling))
    if json_target is not None:
        json_target.write(_document(model, rows, steps))
    if json_target is None or not json_target.is_stdout:
        print_tables(
            _heading(model),
            "",
            "Partial sums m_{i,j}, by epoch j and its order",
            _sums_table(model, rows),
            "",
            "Repeated cancellation: coefficients of one ball, summed over the orders of an epoch",
            _steps_table(model, steps),
            "",
            f"E[S] = {model.expectation()}",
        )


def _heading(model: ColorBalls) -> str:
    from colorball.balls.orders import order_count
    from colorball.cli.order_rows import sequence_total

    orders = order_count(int(model.count), model.sampling)
    return (
        f"n = {model.count}, k = {model.epochs}, {model.sampling}: orders of an epoch: {orders}, "
        f"sequences of orders: {sequence_total(model)}, all equally likely"
    )


def _sums_table(model: ColorBalls, rows: Sequence[OrderRow]) -> Table | str:
    from rich.table import Table

    from colorball.cli.order_rows import order_text

    names = ("j", "order", *(f"m_{i}" for i in range(int(model.count))))
    cells = [(str(row.epoch), order_text(model, row.order), *row.sums) for row in rows]
    if len(rows) > _MOST_RULED_ROWS:
        return aligned([names, *cells])
    table = Table(*names)
    for row, line in zip(rows, cells, strict=True):
        is_last = row.order == rows[-1].order
        table.add_row(*line, end_section=is_last)
    return table


def _steps_table(model: ColorBalls, steps: Sequence[CancellationStep]) -> Table:
    from rich.table import Table

    by_ball = any(step.ball is not None for step in steps)
    table = Table(*(["ball"] if by_ball else []), "epoch: drawn", "remainder")
    for previous, step in zip([None, *steps], steps, strict=False):
        if previous is not None and previous.ball != step.ball:
            table.add_section()
        ball = [] if step.ball is None else [str(model.label(step.ball))]
        table.add_row(*ball, step.drawn_text(), step.remainder_text())
    return table


def _document(
    model: ColorBalls, rows: Sequence[OrderRow], steps: Sequence[CancellationStep]
) -> dict[str, object]:
    from colorball.balls.orders import orders
    from colorball.cli.order_rows import sequence_total

    expectation = model.expectation()
    n = int(model.count)
    return {
        "labels": [str(model.label(ball)) for ball in range(n)],
        "epochs": str(model.epochs),
        "beta": str(model.beta),
        "sampling": str(model.sampling),
        "sequences": sequence_total(model),
        "orders": [list(order) for order in orders(n, model.sampling)],
        "partial_sums": [
            {"epoch": str(row.epoch), "order": list(row.order), "sums": list(row.sums)}
            for row in rows
        ],
        "steps": [_step_json(model, step) for step in steps],
        "expectation": expectation.text(),
        "verdict": str(expectation.verdict),
    }


def _step_json(model: ColorBalls, step: CancellationStep) -> dict[str, object]:
    return {
        "epoch": str(step.epoch),
        "ball": None if step.ball is None else str(model.label(step.ball)),
        "drawn": step.drawn_text(),
        "remainder": step.remainder_text(longest=None),
        "endless": step.endless,
    }
