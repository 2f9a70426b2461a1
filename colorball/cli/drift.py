"""``colorball drift``: the sign and a rigorous enclosure of the stationary drift."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from colorball.cli import options
from colorball.cli.failures import UNDECIDED
from colorball.cli.output import JsonFile

if TYPE_CHECKING:
    from colorball.phase.answer import Drift

__all__ = ["drift_command"]

_FLOAT_DIGITS = 10  # of the floating-point mode; it is no more accurate


@click.command("drift", short_help="Enclose the drift of Adam on Function (2).")
@options.parts
@options.beta1
@options.beta2
@options.sampling
@options.digits(12)
@click.option(
    "--method",
    type=click.Choice(["auto", "enumeration", "float"]),
    default="auto",
    show_default=True,
    help="An integral in ball arithmetic, or a sum where the order is fixed; all sequences of a "
    "few epochs, with bounds for the older ones; or plain quadrature in floating point, not "
    "certified.",
)
@options.time_limit
@options.json_target
@click.pass_context
def drift_command(
    ctx: click.Context,
    n: str,
    beta1: str,
    beta2: str,
    sampling: str,
    digits: int,
    method: str,
    time_limit: float | None,
    json_target: JsonFile | None,
) -> None:
    """Enclose the drift D of Adam on Function (2), and tell its sign.

    \b
    On x >= -1, Function (2) has one part with gradient n and n - 1 parts with gradient -1. In one
    epoch the iterate moves by -step * D on average, where
      D = E[ m_0/sqrt(v_0) + ... + m_(n-1)/sqrt(v_(n-1)) ]
    and m, v are Adam's moments after many epochs. D < 0 (negative): x goes to infinity, Adam
    diverges. D > 0 (positive): x comes back to the minimum at -2. D is certain to lie between the
    two numbers printed: the first is rounded down, the second up.

    \b
    Example:
      colorball drift --n 10 --beta1 3/10 --beta2 7/10
      prints [-2.267401599156, -2.267401599155] negative

    \b
    Exit codes:
      0  the sign is proved (or --method float, which proves nothing, was asked for)
      2  bad input
      3  the sign is undecided: the enclosure holds 0, or time is over

    Source: Zhang et al., "Adam Can Converge Without Any Modification On Update Rules" (2022),
    Function (2) and Theorem 2.
    """  # noqa: D301  click needs the character
    if method == "float":
        document = _estimate(n, beta1, beta2, sampling)
        text = f"{document['estimate']} (floating point, not certified)"
    else:
        found = _enclosure(n, beta1, beta2, sampling, digits, method, time_limit)
        document, text = _document(found), f"{found} {found.sign}"
    if json_target is not None:
        json_target.write(document)
    if json_target is None or not json_target.is_stdout:
        click.echo(text)
    if method != "float" and document["verdict"] == "undecided":
        ctx.exit(UNDECIDED)


def _enclosure(
    n: str,
    beta1: str,
    beta2: str,
    sampling: str,
    digits: int,
    method: str,
    time_limit: float | None,
) -> Drift:
    from colorball.phase.arguments import read_parts

    parts = read_parts(n)
    if method == "enumeration":
        from colorball.phase.enumeration import enumerate_drift

        return enumerate_drift(parts, beta1, beta2, sampling=sampling, digits=digits)
    from colorball.phase.drift import drift

    return drift(parts, beta1, beta2, sampling=sampling, digits=digits, time_limit=time_limit)


def _estimate(n: str, beta1: str, beta2: str, sampling: str) -> dict[str, object]:
    """What plain quadrature gives; no bounds are claimed, and no sign."""
    from colorball.exact.rational import rational_text
    from colorball.phase.arguments import read_beta, read_parts
    from colorball.phase.quadrature import drift_float

    parts = read_parts(n)
    b1, b2 = read_beta(beta1, "beta1"), read_beta(beta2, "beta2")
    return {
        "lower": None,
        "upper": None,
        "verdict": "undecided",
        "known": "undecided",
        "estimate": f"{drift_float(parts, float(b1), float(b2), sampling):.{_FLOAT_DIGITS}f}",
        "method": "float",
        "n": parts,
        "beta1": rational_text(b1),
        "beta2": rational_text(b2),
        "sampling": sampling,
    }


def _document(found: Drift) -> dict[str, object]:
    from colorball.exact.rational import rational_text

    lower, upper = found.decimals()
    return {
        "lower": lower,
        "upper": upper,
        "verdict": found.sign,
        "known": str(found.verdict),
        "method": found.method,
        "n": found.n,
        "beta1": rational_text(found.beta1),
        "beta2": rational_text(found.beta2),
        "sampling": str(found.sampling),
        "latex": found.latex(),
    }
