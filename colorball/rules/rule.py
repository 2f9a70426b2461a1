"""The shape that every update rule has."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

__all__ = ["NEAR", "SAME", "Betas", "Clock", "Flags", "Numbers", "Rule", "State", "Update"]


SAME, NEAR = 1, 2  # values of Flags.quick


class State(NamedTuple):
    """What a rule remembers of each coordinate; which of the three it uses, ``Rule.slots`` says.

    A rule returns what it does not use as it came. m and w start at 0, v at ``Numbers.start_v``.
    """

    m: Any
    v: Any
    w: Any


class Betas(NamedTuple):
    """The betas of a lane, what is left of 1, and their powers.

    ``rest1 = 1 - beta1``; ``power1 = beta1^t`` at iteration ``t = 1, 2, ...`` as a running product;
    the powers are kept up only under ``Flags.bias_correction``.
    """

    beta1: Any
    rest1: Any
    beta2: Any
    rest2: Any
    power1: Any
    power2: Any


class Clock(NamedTuple):
    """``step``: the step size of this iteration. ``t``: its number, from 1, as a float."""

    step: Any
    t: Any


class Flags(NamedTuple):
    """Options that choose between formulas; the compiler takes them as constants.

    Attributes:
        bias_correction: divide m by ``1 - beta1^t`` and v by ``1 - beta2^t``.
        epsilon: where epsilon stands: 0 nowhere (it is 0), 1 outside the root, after the
            correction, 2 inside the root, after the correction, 3 outside the root, before the
            correction.
        correct_before_max: AMSGrad takes the maximum of the corrected v.
        first_gradient: m starts as the first gradient instead of at 0.
        plain_sum: ``m = beta1 m + g`` instead of ``beta1 m + (1 - beta1) g``.
        zero_if_zero: no step where v is 0, instead of a division by 0.
        narrowing: AdaBound's band is Luo et al.'s, which narrows, instead of a fixed one.
        growing: Nesterov's weight is ``(t - 1)/(t + 2)`` instead of beta1.
        last_curvature: Sophia divides by the average that the last iteration left.
        short_step: Barzilai and Borwein's second formula instead of the first.
        quick: the engine's, not the user's: how compiled engines compute ``inverse_root``: 0 by the
            processor's own root and division, ``SAME`` without them, but with the same result,
            ``NEAR`` to two units in the last place.
    """

    bias_correction: bool = False
    epsilon: int = 0
    correct_before_max: bool = False
    first_gradient: bool = False
    plain_sum: bool = False
    zero_if_zero: bool = False
    narrowing: bool = False
    growing: bool = False
    last_curvature: bool = False
    short_step: bool = False
    quick: int = 0


class Numbers(NamedTuple):
    """Options that are numbers.

    Attributes:
        epsilon: added to the root, or under it; Sophia's least divisor.
        start_v: what v starts from.
        low: the lower end of AdaBound's fixed band for v.
        high: the upper end.
        final: what AdaBound's narrowing band closes on, in units of the step size.
        gamma: how fast that band narrows; Sophia's factor of the curvature.
        rho: the bound of Sophia's step.
    """

    epsilon: float = 0.0
    start_v: float = 0.0
    low: float = 0.0
    high: float = 0.0
    final: float = 0.0
    gamma: float = 0.0
    rho: float = 0.0


Update = Callable[[Any, Any, Any, State, Betas, Clock, Flags, Numbers], tuple[Any, State]]


@dataclass(frozen=True)
class Rule:
    """One optimizer.

    Attributes:
        name: what the command line calls it.
        title: its usual name.
        source: who proposed it, and where the talk has it.
        update: ``(x, g, h, state, betas, clock, flags, numbers) -> (x, state)`` for one iteration:
            plain arithmetic and ``elementary`` functions, elementwise. h is the curvature, 0 unless
            ``needs_curvature``.
        formula: the same with the default options as lines of text, which the tests evaluate
            beside ``update``; on the right, m, v and w are still those of the last iteration until
            a line above has set them.
        slots: which of ``"m"``, ``"v"``, ``"w"`` it uses.
        under_root: which of ``"v"``, ``"w"`` it divides by the root of, so that a 0 there is an
            error; ``""`` if there is none.
        betas: the betas it uses: of ``"beta1"``, ``"beta2"``.
        options: the options it takes; see ``options``.
        defaults: defaults of its own, where they are not those of ``options``.
        needs_curvature: whether it asks the problem for second derivatives.
        full_batch: whether it is meant for the whole gradient.
        separable: whether its step is a factor of m and beta1 times one >= 0 of v, w and beta2,
            and m, v and w move on by g alone; so it can be had from ``update`` factor by factor.
    """

    name: str
    title: str
    source: str
    update: Update
    formula: tuple[str, ...]
    slots: tuple[str, ...] = ()
    under_root: str = ""
    betas: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    defaults: tuple[tuple[str, str], ...] = ()
    needs_curvature: bool = False
    full_batch: bool = False
    separable: bool = False
