"""The compiled shared-noise kernel: seeds, one after the other, shared among threads."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from colorball.rules.rule import NEAR, Flags
from colorball.simulation.compiled.atomic import next_number
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

    Called in several threads with the same ``following``, it shares tasks out among them: task
    ``seed * parts + part`` is one seed with one part of the rows. It returns how many lanes left
    the piece in the tasks of this thread, and writes their numbers to ``work.leavers``, as many as
    have a place there. ``failed`` tells of tasks without a result: under ``flags.quick``, those
    where a number left the range of the quick inverse root.

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
        tasks: Any,
        following: Any,
        failed: Any,
        parts: int,
        work: Any,
        beta1: Any,
        beta2: Any,
        grid: Any,
        results: Any,
        stop: Any,
    ) -> int:
        use_widest_vectors()
        _ = fingerprint
        floats, counts, _status, start_f, records = results
        gradients, sizes, a, b, limits = work.gradients, work.sizes, work.a, work.b, work.limits
        (
            keys, n, epochs, start, step, schedule, constants, numbers, window, record, kind,
            seeds, before_first, low, (odd, others), rounding, watch, f, gradient2,
        ) = grid  # fmt: skip
        columns, lanes, most = beta2.size, start_f.size, sizes.size // n
        steepest = max(abs(odd), abs(others))
        found = 0
        while True:
            number = next_number(following)
            if number >= tasks.size:
                return found
            seed, part = tasks[number] // parts, tasks[number] % parts
            begin, end = beta1.size * part // parts, beta1.size * (part + 1) // parts
            first, rows = begin * columns * seeds + seed - before_first, end - begin
            _start(work, beta1[begin:end], beta2, numbers, start, seed)
            for point in range(rows * columns if watch else 0):
                lane = point * seeds + first
                if 0 <= lane < lanes:
                    counts[lane, 0] = 0  # another kernel may have been here
            done, good = 0, True
            while good and done < epochs:
                if stop[0] != 0:
                    return found
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
                            since = np.float64(before + 1 if schedule == 1 else t)
                            sizes[k] = step / np.sqrt(since)
                        length += sizes[k]
                momentum_factors(
                    one_update, top, work.rows, gradients, sizes, done * n, n, chunk, numbers,
                    a, work.most1,
                )  # fmt: skip
                good = root_factors(
                    one_update, bottom, root_of_w, work.columns, gradients, done * n, chunk * n,
                    numbers, b, work.most2,
                ) or not flags.quick  # fmt: skip
                done += chunk
                for lane in range(limits.size):
                    work.far[lane] += length * steepest * work.most2[lane]
                    off = rounding * np.float64(done * n + 1) * work.far[lane]
                    limits[lane] = low + off
                add_products(
                    a, b, work.most1, work.most2, work.x, work.least, limits, rows, columns, n,
                    chunk,
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
                                row[0], row[1] = x, sum_of(x, constants)
                                row[2] = gradient2
            if not good:
                failed[number] = True
                continue
            for r in range(rows):
                for j in range(columns):
                    lane = (r * columns + j) * seeds + first
                    if not 0 <= lane < lanes:
                        continue
                    place, row = _place(r, j, columns), floats[lane]
                    row[0], row[1] = work.x[place], sum_of(work.x[place], constants)
                    row[2], row[4] = gradient2, gradient2
                    row[3] = sum_of(work.least[place], constants)
                    start_f[lane] = f
                    if record:
                        row = records[lane, 0]
                        row[0], row[1], row[2] = start, f, gradient2
                    if not abs(work.x[place]) < np.inf:
                        if found < work.leavers.size:
                            work.leavers[found] = lane
                        found += 1

    return kernel
