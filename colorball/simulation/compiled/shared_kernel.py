"""The compiled shared-noise kernel: one seed and all of its grid, a chunk of epochs at a time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from colorball.rules.rule import Clock, Flags
from colorball.simulation.compiled.factors import momentum_factors, root_factors
from colorball.simulation.compiled.jit import jit
from colorball.simulation.compiled.product import add_products
from colorball.simulation.compiled.registration import registered
from colorball.simulation.compiled.shared_draws import CYCLIC, ONCE, draw_four

__all__ = ["make_shared_kernel"]


def make_shared_kernel(
    update: Callable[..., Any], flags: Flags, root_of_w: bool, fingerprint: str
) -> Any:
    """Compile the kernel for a rule; numba keeps it on disk.

    It returns whether its result is good; under ``flags.quick`` it is not if a number left the
    range of the quick inverse root.

    Args:
        update: the rule's.
        flags: its options.
        root_of_w: whether it divides by the root of w instead of v.
        fingerprint: of the source texts; a change of theirs makes another entry of the cache.
    """
    one_update = registered(update)
    top = flags._replace(epsilon=0, zero_if_zero=False, quick=True)
    bottom = flags._replace(first_gradient=False)

    @jit
    def kernel(
        work: Any,
        rows: int,
        columns: int,
        kind: int,
        seed: Any,
        n: int,
        epochs: int,
        low: float,
        step: float,
        schedule: int,
        odd: float,
        others: float,
        rounding: float,
        numbers: Any,
        window: Any,
        watch: bool,
        record: int,
    ) -> bool:
        _ = fingerprint
        beta1, m, power1 = work.rows
        beta2, v, w, power2 = work.columns
        a, b, upper1, upper2 = work.a, work.b, work.upper1, work.upper2
        steepest = max(abs(odd), abs(others))
        most = upper1.shape[0]
        done = 0
        while done < epochs:
            chunk = min(most, epochs - done)
            if watch:
                chunk = 1
            elif record:
                chunk = min(chunk, record - done % record)
            for e in range(chunk):
                before = done + e
                if before == 0 or (before % 4 == 0 and kind != ONCE and kind != CYCLIC):
                    draw_four(kind, work.is_odd, work.words, work.stream, seed, before // 4, n)
                for lane in range(upper1.shape[1]):
                    upper1[e, lane] = 0.0
                for lane in range(upper2.shape[1]):
                    upper2[e, lane] = 0.0
                length = 0.0
                for i in range(n):
                    g = odd if work.is_odd[before % 4, i] else others
                    t = before * n + i + 1
                    size = step
                    if schedule != 0:
                        size = step / np.sqrt(np.float64(before + 1 if schedule == 1 else t))
                    length += size
                    k, clock = e * n + i, Clock(size, np.float64(t))
                    momentum_factors(
                        one_update, top, beta1, m, power1, g, clock, numbers, a, upper1, k, e
                    )
                    outside = root_factors(
                        one_update, bottom, root_of_w, beta2, v, w, power2, g, clock.t, numbers,
                        b, upper2, k, e,
                    )  # fmt: skip
                    if flags.quick and outside:
                        return False
                for lane in range(upper2.shape[1]):
                    work.far[lane] += length * steepest * upper2[e, lane]
            done += chunk
            for lane in range(work.limits.size):
                slack = rounding * np.float64(done * n + 1) * work.far[lane]
                work.limits[lane] = low + slack
            add_products(
                a, b, upper1, upper2, work.x, work.least, work.limits, rows, columns, n, chunk,
            )  # fmt: skip
            if watch:
                for r in range(rows):
                    for j in range(columns):
                        gone = work.x[r, j] < window[0] or work.x[r, j] > window[1]
                        if gone and work.left[r, j] == 0:
                            work.left[r, j] = done
            if record and done % record == 0:
                for r in range(rows):
                    for j in range(columns):
                        work.records[done // record, r, j] = work.x[r, j]
        return True

    return kernel
