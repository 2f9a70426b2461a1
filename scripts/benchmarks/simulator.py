"""The simulator: engines against peers, compile time, memory.

The work is Adam on Function (2), n = 10, on 64 x 64 betas with 4 seeds each, 300 epochs: 49 million
lane-steps. Peers get the places of the odd part as an array; colorball draws them, and keeps all
observables, within the time that is measured.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from contest import Contestant, Outcome, contest
from fresh import compile_rows, memory_rows
from grid import grid
from peers.work import save
from row import Row

__all__ = ["rows"]

_N = 10
_POINTS = 64  # along each side of the grid
_SEEDS = 4
_EPOCHS = 300
_STEPS = _POINTS * _POINTS * _SEEDS * _EPOCHS * _N
_ROUNDS = 21
_SAME = 1e-9  # peers may add up in another order

_PEERS = (
    Contestant("jax_loop", "default", "JAX, jit and shard_map, a host device for each core"),
    Contestant("jax_loop", "wide", "JAX, the same, with XLA told to use vectors of 512 bits"),
    Contestant("torch_compile", "compiled", "torch.compile, five epochs in one call"),
    Contestant("numba_loops", "blocks-64", "numba, blocks of 64 lanes"),
    Contestant("numba_loops", "blocks-256", "numba, blocks of 256 lanes"),
    Contestant("numba_loops", "lanes", "numba, one lane at a time", rounds=3),
    Contestant("numpy_loop", "plain", "NumPy, whole arrays", rounds=5),
    Contestant("numpy_loop", "whole", "NumPy, whole arrays, with draws, observables", rounds=5),
    Contestant("numpy_loop", "in-place", "NumPy, fewer and reused arrays", rounds=5),
)
_LIMIT = Contestant("roots", "bare", "as many square roots and divisions, in the first-level cache")


def rows() -> Iterator[Row]:
    """The rows, each measured when it is asked for."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        yield from _general(folder)
        yield from _shared(folder)
    yield from compile_rows()
    yield from memory_rows()


def _general(folder: Path) -> Iterator[Row]:
    work = _saved(folder / "own.npz", common_noise=False)
    ours = (
        Contestant("ours", "auto", "fused engine", is_ours=True),
        Contestant("ours", "compiled", "compiled engine, the reference's bits", is_ours=True),
        Contestant("ours", "reference", "NumPy reference engine", rounds=5, is_ours=True),
    )
    ours_seen, exact, reference, *others = contest((*ours, *_PEERS, _LIMIT), work, folder, _ROUNDS)
    limit = [other for other in others if other.contestant is _LIMIT]
    peers = [other for other in others if other.contestant is not _LIMIT]
    apart = _apart(ours_seen, reference, 1e-12)
    _apart(exact, reference, 0.0)
    for other in (exact, *peers, *limit):
        yield _row(ours_seen, other, "")
    yield _best(ours_seen, peers, "ratio >= 1.2", f"max |x - reference| = {apart:.1e}")
    for peer in peers:
        if peer.contestant.module == "numpy_loop":
            yield _row(
                reference, peer, "ratio >= 1" if peer.contestant.formulation == "plain" else ""
            )


def _shared(folder: Path) -> Iterator[Row]:
    work = _saved(folder / "common.npz", common_noise=True)
    ours = (
        Contestant("ours", "auto", "common random numbers", is_ours=True),
        Contestant("ours", "fused", "the fused engine, lane by lane", is_ours=True),
    )
    ours_seen, plain, *peers = contest((*ours, *_PEERS), work, folder, _ROUNDS)
    apart = _apart(ours_seen, plain, 1e-10)
    for peer in (plain, *peers):
        yield _row(ours_seen, peer, "")
    yield _best(ours_seen, peers, "ratio >= 8", f"max |x - fused engine| = {apart:.1e}")


def _saved(file: Path, *, common_noise: bool) -> Path:
    points = (_POINTS, _POINTS)
    save(grid(_N, points, _SEEDS, _EPOCHS, seed=1, common_noise=common_noise), file)
    return file


def _row(ours: Outcome, other: Outcome, target: str, note: str = "") -> Row:
    if other.contestant is not _LIMIT:
        _apart(ours, other, _SAME)
    speeds = f"{_against(ours.seconds, other.seconds)} billion steps/s"
    speeds += f", quickest runs {_against(ours.quickest, other.quickest)}"
    speeds += f"; processor time {ours.busy * 1000:.3g} against {other.busy * 1000:.3g} ms"
    return Row(
        ours.contestant.title,
        ours.seconds,
        target,
        other.contestant.title,
        other.seconds,
        f"{speeds}; {note}" if note else speeds,
    )


def _against(ours: float, other: float) -> str:
    return f"{_STEPS / ours / 1e9:.2f} against {_STEPS / other / 1e9:.2f}"


def _best(ours: Outcome, peers: list[Outcome], target: str, note: str) -> Row:
    best = min(peers, key=lambda peer: peer.seconds)
    return _row(ours, best, target, f"the best peer of this run; {note}")


def _apart(one: Outcome, other: Outcome, most: float) -> float:
    """A comparison of speed means nothing if the results differ."""
    apart = float(np.abs(one.x - other.x).max())
    if not apart <= most:
        names = f"{one.contestant.title} and {other.contestant.title}"
        raise SystemExit(f"scripts/benchmark: {names} disagree by {apart}")
    return apart
