"""The options that several commands share, each with its meaning in one place."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from colorball.balls.sampling import Sampling
from colorball.cli.output import json_file
from colorball.weighted.filtration import Filtration

__all__ = [
    "beta",
    "beta1",
    "beta2",
    "coq_target",
    "digits",
    "epochs",
    "filtration",
    "json_target",
    "labels",
    "parts",
    "sampling",
    "time_limit",
]

Function = TypeVar("Function", bound=Callable[..., Any])

labels = click.option(
    "--labels",
    required=True,
    metavar="C0,C1,...",
    help="Labels of the balls, one or more: numbers or names, such as 1,-2/3,0.5 or c0,c1.",
)
epochs = click.option(
    "--epochs",
    required=True,
    metavar="K",
    help="Number of epochs k: an integer >= 1, or a name where symbols are allowed.",
)
beta = click.option(
    "--beta",
    required=True,
    metavar="BETA",
    help="Momentum coefficient: 0 <= beta < 1, such as 9/10, or a name where symbols are allowed.",
)
sampling = click.option(
    "--sampling",
    type=click.Choice([str(scheme) for scheme in Sampling]),
    default=str(Sampling.RESHUFFLE),
    show_default=True,
    help="How an epoch draws the balls: a fresh random order every epoch, each draw independent, "
    "one random order for all epochs, or the order given.",
)
filtration = click.option(
    "--filtration",
    type=click.Choice([str(reading) for reading in Filtration]),
    default=str(Filtration.PREDICTABLE),
    show_default=True,
    help="What r_j may depend on: the epochs before j (predictable), or epoch j too (adapted).",
)
parts = click.option(
    "--n",
    "n",
    required=True,
    metavar="N",
    help="Number of parts of Function (2): an integer >= 3; one part has the big gradient n, the "
    "others -1.",
)
beta1 = click.option(
    "--beta1",
    required=True,
    metavar="BETA1",
    help="Adam's beta_1, the coefficient of the first moment: 0 <= beta_1 < 1, such as 9/10.",
)
beta2 = click.option(
    "--beta2",
    required=True,
    metavar="BETA2",
    help="Adam's beta_2, the coefficient of the second moment: 0 <= beta_2 < 1, such as 0.999.",
)
time_limit = click.option(
    "--time-limit",
    type=float,
    metavar="SECONDS",
    help="Give up after so many seconds and say what is certain by then; without it, never.",
)


def digits(default: int) -> Callable[[Function], Function]:
    """``--digits``, with the command's own default."""
    return click.option(
        "--digits",
        type=click.IntRange(1, 1000),
        default=default,
        show_default=True,
        help="Digits after the point.",
    )


coq_target = click.option(
    "--out",
    "target",
    metavar="FILE.v",
    default="-",
    callback=lambda _ctx, _param, value: json_file(value),
    help="The Coq file; without it, or with -, standard output.",
)
json_target = click.option(
    "--json",
    "json_target",
    metavar="FILE",
    callback=lambda _ctx, _param, value: None if value is None else json_file(value),
    help="Write the result as JSON to FILE; - is standard output, and nothing else goes there.",
)
