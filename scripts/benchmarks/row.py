"""One line of a benchmark: what we take, what the peer takes, measured alternately."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

__all__ = ["Peer", "Row", "measured", "python", "shell"]

Work = Callable[[], object]


@dataclass(frozen=True)
class Peer:
    """What we are compared with.

    Attributes:
        name: what it does, in words.
        work: does it once.
        scale: measured seconds are multiplied by this, where the peer does a part of the work
            only; its name must say so.
        repeats: how often it runs; less often than we do if it is slow.
    """

    name: str
    work: Work
    scale: float = 1.0
    repeats: int | None = None


@dataclass(frozen=True)
class Row:
    """A measured line; times in seconds, medians."""

    name: str
    ours: float
    target: str
    peer_name: str = "none"
    peer: float | None = None
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """How many times longer the peer takes."""
        return None if self.peer is None else self.peer / self.ours

    def as_json(self) -> dict[str, object]:
        return {
            "name": self.name,
            "ours": self.ours,
            "peer": self.peer,
            "ratio": self.ratio,
            "target": self.target,
            "peer_name": self.peer_name,
            "note": self.note,
        }


def measured(
    name: str,
    ours: Work,
    target: str,
    peer: Peer | None = None,
    *,
    repeats: int = 5,
    note: str = "",
) -> Row:
    """Run ours, peer, ours, peer, ... so that a busy moment of the machine meets both."""
    our_times: list[float] = []
    peer_times: list[float] = []
    peer_repeats = 0 if peer is None else min(peer.repeats or repeats, repeats)
    for turn in range(repeats):
        our_times.append(_seconds(ours))
        if peer is not None and turn < peer_repeats:
            peer_times.append(_seconds(peer.work) * peer.scale)
    ours_median = statistics.median(our_times)
    if peer is None:
        return Row(name, ours_median, target, note=note)
    return Row(name, ours_median, target, peer.name, statistics.median(peer_times), note)


def _seconds(work: Work) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def python(*arguments: str) -> Work:
    """A fresh interpreter of this environment with these arguments."""
    return shell(sys.executable, *arguments)


def shell(*command: str) -> Work:
    """A program as a process of its own; raises if it fails."""

    def run() -> None:
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)

    return run
