"""The compiled shared-noise kernel: one seed and all of its grid, a chunk of epochs at a time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from colorball.rules.rule import NEAR, Flags
from colorball.simulation.compiled.factors import momentum_factors, root_factors
from colorball.simulation.compiled.jit import jit, not_inlined
from colorball.simulation.compiled.product import add_products
from colorball.simulation.compiled.registration import registered
from colorball.simulation.compiled.shared_draws import CYCLIC, ONCE, draw_four
from colorball.simulation.compiled.tile import HEIGHT, WIDTH
from colorball.simulation.compiled.wide_memory import use_widest_vectors

__all__ = ["make_shared_kernel"]


@not_inlined
def _start(work: Any, beta1: Any, beta2: Any, numbers: Any, start: float, seed: int) -> None:
    """Set what the arrays hold at the start; copies of the last row and column fill the tiles."""
    lanes = work.most1.size
    for r in range(lanes):
        work.rows[r] = beta1[min(r, beta1.size - 1)]
        work.rows[lanes + r], work.rows[2 * lanes + r] = 0.0, 1.0
    lanes = work.most2.size
    for j in range(lanes):
        work.columns[j] = beta2[min(j, beta2.size - 1)]
        work.columns[lanes + j], work.columns[2 * lanes + j] = numbers.start_v, 0.0
        work.columns[3 * lanes + j] = 1.0
        work.far[j] = abs(start)
    work.x[:] = start
    work.least[:] = start
    work.streams[:] = seed
    work.drawn[:] = 0  # cyclic sampling draws nothing: part 0 stands at place 0


@not_inlined
def _place(r: int, j: int, columns: int) -> int:
    """Where the tiles have the number of a row and a column."""
    return ((r // HEIGHT * -(-columns // WIDTH) + j // WIDTH) * HEIGHT + r % HEIGHT) * WIDTH + (
        j % WIDTH
    )


def make_shared_kernel(
    update: Callable[..., Any],
    total: Callable[..., Any],
    flags: Flags,
    root_of_w: bool,
    fingerprint: str,
) -> Any:
    """Compile the kernel for a rule; numba keeps it on disk.

    It returns whether its result is good; under ``flags.quick`` it is not if a number left the
    range of the quick inverse root.

    Args:
        update: the rule's.
        total: the problem's f.
        flags: its options.
        root_of_w: whether it divides by the root of w instead of v.
        fingerprint: of the source texts; a change of theirs makes another entry of the cache.
    """
    one_update, sum_of = registered(update), registered(total)
    top = flags._replace(epsilon=0, zero_if_zero=False, quick=NEAR)
    bottom = flags._replace(first_gradient=False)

    @jit(fused=True)
    def kernel(
        work: Any,
        beta1: Any,
        beta2: Any,
        kind: int,
        keys: Any,
        n: int,
        epochs: int,
        low: float,
        start: float,
        step: float,
        schedule: int,
        parts: Any,
        rounding: float,
        numbers: Any,
        window: Any,
        watch: bool,
        record: int,
        of_total: Any,
        constants: Any,
        seeds: int,
        seed: int,
        first: int,
        floats: Any,
        counts: Any,
        start_f: Any,
        records: Any,
        stop: Any,
    ) -> bool:
        use_widest_vectors()
        _ = fingerprint
        gradients, sizes, a, b, limits = work.gradients, work.sizes, work.a, work.b, work.limits
        rows, columns, lanes = beta1.size, beta2.size, start_f.size
        _start(work, beta1, beta2, numbers, start, seed)
        odd, others = parts
        steepest = max(abs(odd), abs(others))
        most = sizes.size // n
        done = 0
        for point in range(rows * columns if watch else 0):
            lane = point * seeds + first
            if 0 <= lane < lanes:
                counts[lane, 0] = 0  # another kernel may have been here
        while done < epochs:
            if stop[0] != 0:
                return True
            # the first roots are large; short chunks keep that from the others
            chunk = min(most, epochs - done, done + 1)
            if watch:
                chunk = 1
            elif record:
                chunk = min(chunk, record - done % record)
            length = 0.0
            for e in range(chunk):
                before = done + e
                if before == 0 or (before % 4 == 0 and kind != ONCE and kind != CYCLIC):
                    draw_four(kind, work.is_odd, work.drawn, work.streams, keys, before // 4, n)
                for i in range(n):
                    k, t = e * n + i, before * n + i + 1
                    gradients[k] = odd if work.is_odd[before % 4, i] else others
                    sizes[k] = step
                    if schedule != 0:
                        sizes[k] = step / np.sqrt(np.float64(before + 1 if schedule == 1 else t))
                    length += sizes[k]
            momentum_factors(
                one_update, top, work.rows, gradients, sizes, done * n, n, chunk, numbers, a,
                work.most1,
            )  # fmt: skip
            good = root_factors(
                one_update, bottom, root_of_w, work.columns, gradients, done * n, chunk * n,
                numbers, b, work.most2,
            )  # fmt: skip
            if flags.quick and not good:
                return False
            done += chunk
            for lane in range(limits.size):
                work.far[lane] += length * steepest * work.most2[lane]
                limits[lane] = low + rounding * np.float64(done * n + 1) * work.far[lane]
            add_products(
                a, b, work.most1, work.most2, work.x, work.least, limits, rows, columns, n, chunk,
            )  # fmt: skip
            if watch or (record and done % record == 0):
                for r in range(rows):
                    for j in range(columns):
                        lane = (r * columns + j) * seeds + first
                        if not 0 <= lane < lanes:
                            continue
                        x = work.x[_place(r, j, columns)]
                        gone = x < window[0] or x > window[1]
                        if watch and gone and counts[lane, 0] == 0:
                            counts[lane, 0] = done
                        if record and done % record == 0:
                            row = records[lane, done // record]
                            row[0], row[1], row[2] = x, sum_of(x, of_total), constants[1]
        for r in range(rows):
            for j in range(columns):
                lane = (r * columns + j) * seeds + first
                if not 0 <= lane < lanes:
                    continue
                place, row = _place(r, j, columns), floats[lane]
                row[0], row[1] = work.x[place], sum_of(work.x[place], of_total)
                row[2], row[4] = constants[1], constants[1]
                row[3] = sum_of(work.least[place], of_total)
                start_f[lane] = constants[0]
                if record:
                    row = records[lane, 0]
                    row[0], row[1], row[2] = start, constants[0], constants[1]
        return True

    return kernel
