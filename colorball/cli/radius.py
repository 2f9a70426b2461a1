"""``colorball radius``: a rigorous enclosure of the tight radius of Lemma A.2."""

from __future__ import annotations

from decimal import ROUND_CEILING, Context, Decimal
from typing import TYPE_CHECKING

import click

from colorball.cli import options
from colorball.cli.output import JsonFile

if TYPE_CHECKING:
    from colorball.weighted.bound import RadiusBound
    from colorball.weighted.radius import Radius

__all__ = ["radius_command"]

_WIDTH_DIGITS = 3


@click.command("radius", short_help="Enclose the radius R_k rigorously.")
@options.labels
@options.epochs
@options.beta
@options.filtration
@options.sampling
@click.option(
    "--digits",
    type=click.IntRange(1, 1000),
    default=12,
    show_default=True,
    help="Digits after the point.",
)
@click.option(
    "--bound",
    is_flag=True,
    help="Only an explicit upper bound C/sqrt(k) with every constant written out: quick for any n.",
)
@options.json_target
def radius_command(
    labels: str,
    epochs: str,
    beta: str,
    filtration: str,
    sampling: str,
    digits: int,
    bound: bool,
    json_target: JsonFile | None,
) -> None:
    """Enclose R_k, the radius of all that E[r_k S] can be.

    \b
    r_0, r_1, ..., r_k are weights with |r_j - r_{j-1}| = 1/sqrt(j). The values of E[r_k S]
    fill the interval r_0 E[S] - R_k ... r_0 E[S] + R_k, both ends attained (Lemma A.2), with
      R_k = sum over l = 1..k of  E| E[S | F_{l-1}] | / sqrt(l)
    (F_l for --filtration adapted), F_l being what is known after epoch l. R_k is certain to
    lie between the two numbers printed: the first is rounded down, the second up.

    \b
    Example:
      colorball radius --labels 3,-1 --epochs 5 --beta 9/10
      prints [1.822680117283, 1.822680117284]

    Source: Zhang et al., "Adam Can Converge Without Any Modification On Update Rules" (2022),
    Lemma A.2 with its O(1/sqrt(k)) made a number.
    """  # noqa: D301  click needs the character
    arguments = {"filtration": filtration, "sampling": sampling}
    if bound:
        from colorball.weighted.bound import radius_bound

        result = radius_bound(labels, epochs, beta, filtration=filtration, sampling=sampling)
        document = _bound_json(result, digits)
        text = f"R_k <= {document['upper']} (C/sqrt(k), by Cauchy-Schwarz)"
    else:
        from colorball.weighted.radius import radius

        enclosure = radius(
            labels, epochs, beta, filtration=filtration, sampling=sampling, digits=digits
        )
        document = _enclosure_json(enclosure)
        text = str(enclosure)
    if json_target is not None:
        json_target.write({**document, **arguments})
    if json_target is None or not json_target.is_stdout:
        click.echo(text)


def _enclosure_json(radius: Radius) -> dict[str, object]:
    lower, upper = radius.decimals()
    return {
        "lower": lower,
        "upper": upper,
        "width": _width(lower, upper),
        "method": radius.method,
        "verdict": str(radius.verdict),
        "latex": radius.latex(),
    }


def _bound_json(bound: RadiusBound, digits: int) -> dict[str, object]:
    lower, upper = f"0.{'0' * digits}", bound.decimal(digits)
    return {
        "lower": lower,  # a radius is never negative; nothing more is claimed
        "upper": upper,
        "width": _width(lower, upper),
        "method": "cauchy-schwarz",
        "verdict": str(bound.verdict),
        "latex": bound.latex(),
    }


def _width(lower: str, upper: str) -> str:
    """The width of the interval that is written, rounded up to a few digits: ``1E-12``."""
    return str(Context(_WIDTH_DIGITS, ROUND_CEILING).subtract(Decimal(upper), Decimal(lower)))
