"""What one method did: values, gradients and counts after each iteration."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from colorball.gallery.counted import Counted, gradient_at, value_at
from colorball.problems.problem import Floats, Problem

__all__ = ["Run", "Trace", "finished"]


@dataclass(frozen=True)
class Run:
    """One method from start to end; all arrays have the shape ``(iterations + 1,)``.

    A method that ends early stays where it is: its last entries repeat.

    Attributes:
        method: its name.
        title: its usual name.
        step: the step size, for the methods that take one.
        values: the sum of all parts at the start and after each iteration.
        gradients2: the square of the gradient's norm there.
        evaluations: how many gradients it had asked by then.
        value_evaluations: how many values.
        curvature_evaluations: how many second derivatives, whole or diagonal.
        ended: after how many iterations it ended.
        note: why it ended early, or what SciPy warned of; empty if all went as it should.
    """

    method: str
    title: str
    step: float | None
    values: Floats
    gradients2: Floats
    evaluations: NDArray[np.int64]
    value_evaluations: NDArray[np.int64]
    curvature_evaluations: NDArray[np.int64]
    ended: int
    note: str


@dataclass
class Trace:
    """The points that a method passes, and the counts there.

    Attributes:
        points: flat; the start first.
        counts: gradients, values and second derivatives asked so far, one triple a point.
        note: as in ``Run``.
    """

    points: list[Floats] = field(default_factory=list)
    counts: list[tuple[int, int, int]] = field(default_factory=list)
    note: str = ""

    def add(self, counted: Counted, x: Floats) -> None:
        """Note a point that was reached."""
        self.points.append(np.array(x, dtype=np.float64))
        self.counts.append((counted.gradients, counted.values, counted.curvatures))


def finished(
    method: str, title: str, step: float | None, trace: Trace, problem: Problem, iterations: int
) -> Run:
    """The run that a trace is of, its values computed; that is not counted."""
    ended = len(trace.points) - 1
    values = [value_at(problem, x) for x in trace.points]
    with np.errstate(over="ignore"):  # far out the square is infinite, and says so
        squares = [float(np.sum(gradient_at(problem, x) ** 2)) for x in trace.points]
    gradients, asked, curvatures = zip(*trace.counts, strict=True)
    return Run(
        method=method,
        title=title,
        step=step,
        values=_padded(values, iterations),
        gradients2=_padded(squares, iterations),
        evaluations=_padded(gradients, iterations).astype(np.int64),
        value_evaluations=_padded(asked, iterations).astype(np.int64),
        curvature_evaluations=_padded(curvatures, iterations).astype(np.int64),
        ended=ended,
        note=trace.note,
    )


def _padded(numbers: Sequence[float], iterations: int) -> Floats:
    known = np.array(numbers, dtype=np.float64)
    return np.concatenate([known, np.full(iterations + 1 - len(known), known[-1])])
