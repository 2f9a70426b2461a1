"""One epoch of a block of lanes, compiled: four registers side by side."""

from __future__ import annotations

from typing import Any

import numpy as np

from colorball.rules.elementary import larger, smaller
from colorball.rules.rule import Betas, Clock, State
from colorball.simulation.compiled.jit import inlined
from colorball.simulation.compiled.wide import REGISTER
from colorball.simulation.compiled.wide_functions import choice, choose, filled, lesser
from colorball.simulation.compiled.wide_memory import (
    are_set,
    load,
    stand_at,
    store,
    use_widest_vectors,
)

__all__ = ["BLOCK", "ROWS", "drawn", "placed", "run_epoch"]

BLOCK = 4 * REGISTER  # lanes; x, m and v of so many fit into the registers
ROWS = 17
# The rows of a block's state, which are one array.
X, M, V, W = 0, BLOCK, 2 * BLOCK, 3 * BLOCK
BETA1, REST1, BETA2, REST2 = 4 * BLOCK, 5 * BLOCK, 6 * BLOCK, 7 * BLOCK
POWER1, POWER2 = 8 * BLOCK, 9 * BLOCK
LEAST_F, LEAST_GRADIENT2, LEFT = 10 * BLOCK, 11 * BLOCK, 12 * BLOCK
F, GRADIENT2 = 13 * BLOCK, 14 * BLOCK
LOWEST, LEAST_ROOT = 15 * BLOCK, 16 * BLOCK


@inlined
def _gradient(gradient: Any, x: Any, is_odd: Any, parts: Any, edge: float, linear: bool) -> Any:
    """The gradient of the part at x, as a choice between what part 0 has and what others have.

    Under ``linear`` the two do not depend on x. Otherwise they are one and the same value.
    """
    odd, others = parts
    if linear:
        at = filled(edge)
        first = gradient(at, filled(odd[0]), filled(odd[1]))
        other = gradient(at, filled(others[0]), filled(others[1]))
    else:
        p, q = choose(is_odd, odd[0], others[0]), choose(is_odd, odd[1], others[1])
        first = gradient(x, p, q)
        other = first
    return choice(is_odd, first, other)


@inlined
def _step(
    functions: Any,
    flags: Any,
    shape: Any,
    block: Any,
    first: int,
    is_odd: Any,
    clock: Any,
    parts: Any,
    edge: float,
    interval: Any,
    numbers: Any,
    part: Any,
) -> Any:
    """One iteration of one register, whose lanes start at ``first``.

    ``part`` has x, m, v, w, the two powers, the smallest x at which a gradient was taken, and the
    smallest number that was taken the root of. The rest is as for ``run_epoch``.
    """
    update, gradient, curvature = functions
    x, m, v, w, power1, power2, low, least = part
    if shape.linear:
        low = lesser(x, low)  # a NaN is left out, and found later
    odd, others = parts
    g = _gradient(gradient, x, is_odd, parts, edge, shape.linear)
    h = curvature(x, choose(is_odd, odd[0], others[0]), choose(is_odd, odd[1], others[1]))
    beta1, beta2 = load(block, BETA1 + first), load(block, BETA2 + first)
    rest1, rest2 = load(block, REST1 + first), load(block, REST2 + first)
    if flags.bias_correction:
        power1 = power1 * beta1
        power2 = power2 * beta2
    betas = Betas(beta1, rest1, beta2, rest2, power1, power2)
    x, state = update(x, g, h, State(m, v, w), betas, clock, flags, numbers)
    if shape.projected:
        x = smaller(larger(x, interval[0]), interval[1]) + (x - x)
    if flags.quick:
        least = lesser(state.w if shape.root_of_w else state.v, least)
    return x, state.m, state.v, state.w, power1, power2, low, least


@inlined
def _taken(block: Any, first: int, flags: Any, shape: Any) -> Any:
    """The state of a register, without what is not used."""
    m, v, w, power1, power2 = filled(0.0), filled(0.0), filled(0.0), filled(1.0), filled(1.0)
    low, least = filled(np.inf), filled(np.inf)
    if shape.has_m:
        m = load(block, M + first)
    if shape.has_v:
        v = load(block, V + first)
    if shape.has_w:
        w = load(block, W + first)
    if flags.bias_correction:
        power1, power2 = load(block, POWER1 + first), load(block, POWER2 + first)
    if shape.linear:
        low = load(block, LOWEST + first)
    if flags.quick:
        least = load(block, LEAST_ROOT + first)
    return load(block, X + first), m, v, w, power1, power2, low, least


@inlined
def _kept(block: Any, first: int, part: Any, flags: Any, shape: Any) -> None:
    store(block, X + first, part[0])
    if shape.has_m:
        store(block, M + first, part[1])
    if shape.has_v:
        store(block, V + first, part[2])
    if shape.has_w:
        store(block, W + first, part[3])
    if flags.bias_correction:
        store(block, POWER1 + first, part[4])
        store(block, POWER2 + first, part[5])
    if shape.linear:
        store(block, LOWEST + first, part[6])
    if flags.quick:
        store(block, LEAST_ROOT + first, part[7])


@inlined
def placed(place: Any, _is_odd: Any, at: int, _start: int, i: int) -> Any:
    """Whether the parts of a register's lanes are part 0: their places are known."""
    return stand_at(place, at, i)


@inlined
def drawn(_place: Any, is_odd: Any, at: int, start: int, i: int) -> Any:
    """The same where each iteration has a draw of its own."""
    return are_set(is_odd, at + start + i * BLOCK)


@inlined
def run_epoch(
    functions: Any,
    which: Any,
    flags: Any,
    shape: Any,
    block: Any,
    place: Any,
    is_odd: Any,
    row: int,
    n: int,
    epoch: int,
    step: float,
    schedule: int,
    parts: Any,
    edge: float,
    interval: Any,
    numbers: Any,
) -> None:
    """Run one epoch.

    Args:
        functions: the rule's update, the problem's gradient and curvature.
        which: how to know whether a part is part 0.
        flags: the rule's options.
        shape: what the compiler has to know besides; under ``linear`` gradients are taken not to
            depend on x.
        block: the rows above.
        place: of part 0 in each lane's order, four epochs.
        is_odd: with replacement: whether part 0 is drawn, four epochs, ``n`` iterations.
        row: which of the four epochs it is.
        n: how many iterations an epoch has.
        epoch: its number, from 1.
        step: the first step size.
        schedule: 0 constant, 1 over the root of the epoch, 2 over that of the iteration.
        parts: the two numbers of part 0, and of the others.
        edge: where the gradients stop to depend on x.
        interval: what x is projected onto.
        numbers: the rule's numbers.
    """
    use_widest_vectors()
    a = _taken(block, 0, flags, shape)
    b = _taken(block, REGISTER, flags, shape)
    c = _taken(block, 2 * REGISTER, flags, shape)
    d = _taken(block, 3 * REGISTER, flags, shape)
    at, start = row * BLOCK, row * (n - 1) * BLOCK
    for i in range(n):
        iteration = (epoch - 1) * n + i + 1
        size = step
        if schedule != 0:
            size = step / np.sqrt(np.float64(epoch if schedule == 1 else iteration))
        clock = Clock(size, np.float64(iteration))
        rest = (clock, parts, edge, interval, numbers)
        a = _step(
            functions, flags, shape, block, 0, which(place, is_odd, at, start, i), *rest, a
        )  # fmt: skip
        b = _step(
            functions, flags, shape, block, REGISTER,
            which(place, is_odd, at + REGISTER, start, i), *rest, b,
        )  # fmt: skip
        c = _step(
            functions, flags, shape, block, 2 * REGISTER,
            which(place, is_odd, at + 2 * REGISTER, start, i), *rest, c,
        )  # fmt: skip
        d = _step(
            functions, flags, shape, block, 3 * REGISTER,
            which(place, is_odd, at + 3 * REGISTER, start, i), *rest, d,
        )  # fmt: skip
    _kept(block, 0, a, flags, shape)
    _kept(block, REGISTER, b, flags, shape)
    _kept(block, 2 * REGISTER, c, flags, shape)
    _kept(block, 3 * REGISTER, d, flags, shape)
