"""Several ways of the same work, each in a process of its own, measured in turns."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import click
import numpy as np

__all__ = ["Contestant", "Outcome", "contest"]

_WORKER = Path(__file__).parent / "peers" / "worker.py"
_PAUSE = 0.1  # seconds before a run; threads of the one before spin for some milliseconds
_TORCH = "COLORBALL_TORCH_PYTHON"  # an interpreter that has torch, if this one has not


@dataclass(frozen=True)
class Contestant:
    """One way.

    Attributes:
        module: the file in ``peers``.
        formulation: which of its ``FORMULATIONS``.
        title: what it is, in words.
        rounds: it runs only in so many of the rounds, for the slow ones.
        is_ours: it is what is measured, so it cannot be left out.
    """

    module: str
    formulation: str
    title: str
    rounds: int | None = None
    is_ours: bool = False


@dataclass(frozen=True)
class Outcome:
    """What came of a contestant.

    Attributes:
        seconds: the median.
        quickest: the shortest.
        busy: the median of the processor time, of all threads; other programs disturb it little.
        x: where its lanes ended, and what it has to be compared with; shape ``(lanes,)``.
    """

    contestant: Contestant
    seconds: float
    quickest: float
    busy: float
    x: np.ndarray


@dataclass(frozen=True)
class _Process:
    contestant: Contestant
    process: subprocess.Popen[str]
    result: Path
    log: Path

    def answer(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def run(self) -> tuple[float, float]:
        time.sleep(_PAUSE)
        assert self.process.stdin is not None
        self.process.stdin.write("run\n")
        self.process.stdin.flush()
        answer = self.answer()
        if not answer:
            raise SystemExit(f"scripts/benchmark: {self.contestant.title}: {_end(self.log)}")
        seconds, busy = map(float, answer.split())
        return seconds, busy


def contest(
    contestants: Sequence[Contestant], work: Path, folder: Path, rounds: int
) -> list[Outcome]:
    """Run all in turns; peers that are not installed are left out, and named on stderr.

    Every contestant stays in memory, compiled, and waits until its turn comes.

    Args:
        contestants: the ways.
        work: the file of the work.
        folder: for what the processes leave.
        rounds: how often each runs.

    Returns:
        What came of them, in the order given.
    """
    with _started(contestants, work, folder) as processes:
        times: list[list[tuple[float, float]]] = [[] for _ in processes]
        for turn in range(rounds):
            for process, taken in zip(processes, times, strict=True):
                if turn < (process.contestant.rounds or rounds):
                    taken.append(process.run())
    return [_outcome(process, taken) for process, taken in zip(processes, times, strict=True)]


def _outcome(process: _Process, taken: list[tuple[float, float]]) -> Outcome:
    seconds, busy = zip(*taken, strict=True)
    return Outcome(
        process.contestant,
        statistics.median(seconds),
        min(seconds),
        statistics.median(busy),
        np.load(process.result),
    )


@contextmanager
def _started(
    contestants: Sequence[Contestant], work: Path, folder: Path
) -> Iterator[list[_Process]]:
    processes: list[_Process] = []
    try:
        for contestant in contestants:
            process = _start(contestant, work, folder)
            answer = process.answer()  # one after the other, so that compiling is not disturbed
            if answer == "ready":
                processes.append(process)
                continue
            _stop(process)
            reason = f"{contestant.title}: {answer or _end(process.log)}"
            if contestant.is_ours:
                raise SystemExit(f"scripts/benchmark: {reason}")
            click.echo(f"left out: {reason}", err=True)
        yield processes
    finally:
        for process in processes:
            _stop(process)


def _start(contestant: Contestant, work: Path, folder: Path) -> _Process:
    stem = f"{work.stem}-{contestant.module}-{contestant.formulation}"
    result, log = folder / f"{stem}.npy", folder / f"{stem}.log"
    python = sys.executable
    if contestant.module == "torch_compile":
        python = os.environ.get(_TORCH, python)
    command = [python, _WORKER, contestant.module, contestant.formulation, work, result]
    with log.open("w") as errors:
        process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, text=True
        )
    return _Process(contestant, process, result, log)


def _stop(process: _Process) -> None:
    """Close its input, at which it ends."""
    process.process.communicate()


def _end(log: Path) -> str:
    lines = log.read_text().strip().splitlines()
    return lines[-1] if lines else "it ended without a word"
