"""The options that several commands share, each with its meaning in one place."""

from __future__ import annotations

import click

from colorball.balls.sampling import Sampling
from colorball.cli.output import json_file
from colorball.weighted.filtration import Filtration

__all__ = ["beta", "epochs", "filtration", "json_target", "labels", "sampling"]

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
json_target = click.option(
    "--json",
    "json_target",
    metavar="FILE",
    callback=lambda _ctx, _param, value: None if value is None else json_file(value),
    help="Write the result as JSON to FILE; - is standard output, and nothing else goes there.",
)
