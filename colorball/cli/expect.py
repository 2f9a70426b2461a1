"""``colorball expect``: the exact expectation of S."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, cast, get_args

import click

from colorball.cli import options
from colorball.cli.output import JsonFile

if TYPE_CHECKING:
    from colorball.balls.expectation import Expectation

__all__ = ["expect_command"]

Method = Literal["closed-form", "definition", "enumeration"]


@click.command("expect", short_help="Print E[S] exactly.")
@options.labels
@options.epochs
@options.beta
@options.sampling
@click.option(
    "--method",
    type=click.Choice(get_args(Method)),
    default="closed-form",
    show_default=True,
    help="The lemma's formula; the weights of all n k draws added up; or brute force over all "
    "sequences of orders. They are independent of each other and must agree.",
)
@click.option(
    "--max-digits",
    type=click.IntRange(1, 100_000_000),
    default=200_000,
    show_default=True,
    help="Write the fraction out if it has at most this many digits; else keep the power of beta.",
)
@options.json_target
def expect_command(
    labels: str,
    epochs: str,
    beta: str,
    sampling: str,
    method: str,
    max_digits: int,
    json_target: JsonFile | None,
) -> None:
    """Print E[S] as an exact fraction, or as a formula if there are names in it.

    \b
    S = m_0 + ... + m_{n-1} - (f_0 + ... + f_{n-1}), the momenta of the newest epoch minus the
    gradients that they stand for. Lemma A.1:
      E[S] = -mean(labels) * beta^(n(k-1)) * (beta + 2 beta^2 + ... + (n-1) beta^(n-1))
    for every way of drawing but the cyclic one, which has a formula of its own.

    \b
    Example:
      colorball expect --labels 1,2,-5 --epochs 3 --beta 4/5     prints 425984/1171875
      colorball expect --labels c0,c1 --epochs k --beta beta     prints the lemma for n = 2

    Any size will do: the cost is polynomial in n and does not depend on k. Source: Zhang et
    al., "Adam Can Converge Without Any Modification On Update Rules" (2022), Lemma A.1.
    """  # noqa: D301  click needs the character
    from colorball.balls.expectation import expectation

    result = expectation(labels, epochs, beta, sampling=sampling, method=cast("Method", method))
    text = result.text(max_digits)
    if json_target is not None:
        json_target.write(
            {
                "expectation": text,
                "expanded": result.is_number and result.digits() <= max_digits,
                "verdict": str(result.verdict),
                "method": result.method,
                "sampling": sampling,
                "latex": _latex(result),
            }
        )
    if json_target is None or not json_target.is_stdout:
        click.echo(text)


def _latex(result: Expectation) -> str | None:
    """The LaTeX, if no integer in it is past the interpreter's limit of digits."""
    try:
        return result.latex()
    except ValueError:
        return None
