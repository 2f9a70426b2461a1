r"""The tree of position sequences, searched for the largest bound of an epoch's displacement.

With the big gradient of the running epoch at position p and of the j-th epoch before it at
``p_j``, the older epochs enter position i through ``beta_1^i W_1`` and ``beta_2^i W_2`` alone,
``W = sum_j beta^(n j - p_j)``. Epochs that are not enumerated are bounded by extremes: all of
them at the last position give the largest W, all at the first the smallest,

.. math::

    \sum_{j\ge k} \beta^{nj-(n-1)} = \frac{\beta^{n(k-1)+1}}{1-\beta^n}, \qquad
    \sum_{j\ge k} \beta^{nj} = \frac{\beta^{nk}}{1-\beta^n}.

A term ``num/sqrt(v)`` is largest at the largest W_1, and there at the smallest W_2 if num >= 0 and
at the largest if num < 0. A node of the tree is the set of sequences that agree on the newest
epochs and have the next position in a range; halving the range can only lower the bound.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass, replace

from flint import arb, fmpq

from colorball.phase.sure_powers import Powers

__all__ = ["Found", "search"]


@dataclass(frozen=True)
class Found:
    """What a search found.

    Attributes:
        upper: a certain upper bound of the maximum over all sequences.
        lower: a certain lower bound of it at a point (for a box see ``upper`` only).
        sequence: positions, newest epoch first, whose own bound is at least ``lower``.
        nodes: how many bounds were computed.
    """

    upper: fmpq
    lower: fmpq
    sequence: tuple[int, ...]
    nodes: int


@dataclass(frozen=True)
class _Node:
    """Sequences that begin with ``sequence`` and go on with a position in ``first..last``.

    ``first`` > ``last`` stands for "with anything". ``w1`` and ``w2`` are the share of the fixed
    older epochs. ``is_joint`` says that the bound takes W_2 as the same in all terms.
    """

    sequence: tuple[int, ...]
    first: int
    last: int
    w1: arb
    w2: arb
    bound: arb
    is_joint: bool = False


def search(powers: Powers, epochs: int, quantum: fmpq, most_nodes: int, *, sign: bool) -> Found:
    """The maximum over all sequences of positions of ``epochs`` epochs, by best-first search.

    Args:
        powers: the point or box, and n.
        epochs: how many epochs are enumerated, the running one included.
        quantum: bounds that differ by less count as equal.
        most_nodes: where to stop, with what is known by then.
        sign: whether to stop as soon as the sign of the maximum is certain.
    """
    heap: list[tuple[int, int, int, _Node]] = []
    nodes = 0
    best: _Node | None = None

    def push(node: _Node) -> None:
        nonlocal nodes, best
        nodes += 1
        is_single = len(node.sequence) == epochs
        if is_single and (best is None or node.bound.lower() > best.bound.lower()):
            best = node
        key = int((node.bound.upper().fmpq() / quantum).floor())
        # of equal bounds the deepest goes first: it is the nearest to a single sequence
        heapq.heappush(heap, (-key, -len(node.sequence), nodes, node))

    for position in range(powers.n):
        push(_child(powers, None, position))
    for node in _dive(powers, epochs, heapq.heappop(heap)[-1]):
        push(node)
    assert best is not None  # the dive ends at a single sequence
    while True:
        key, top = -heap[0][0], heap[0][-1]
        is_decided = key < 0 or best.bound >= 0
        if len(top.sequence) == epochs or nodes >= most_nodes or (sign and is_decided):
            break
        heapq.heappop(heap)
        if top.is_joint:
            for node in _children(powers, top):
                push(node)
        else:  # first a better bound, at twice the work
            push(_joint(powers, epochs, top))
    upper = max(entry[-1].bound.upper().fmpq() for entry in heap)
    return Found(upper, best.bound.lower().fmpq(), best.sequence, nodes)


def _dive(powers: Powers, epochs: int, node: _Node) -> list[_Node]:
    """From a node to a single sequence, by way of the larger bound, and all that is passed by."""
    leaves = []
    while len(node.sequence) < epochs:
        left, right = _children(powers, node)
        node, other = (left, right) if left.bound.mid() > right.bound.mid() else (right, left)
        leaves.append(other)
    return [*leaves, node]


def _children(powers: Powers, node: _Node) -> list[_Node]:
    """The two halves of a node's range."""
    first, last = node.first, node.last
    if first > last:
        first, last = 0, powers.n - 1
    middle = (first + last) // 2
    return [
        _ranged(powers, node, first, middle),
        _ranged(powers, node, middle + 1, last),
    ]


def _ranged(powers: Powers, node: _Node, first: int, last: int) -> _Node:
    if first == last:
        return _child(powers, node, first)
    k = len(node.sequence)
    bound = powers.bound(
        node.sequence[0],
        node.w1 + powers.share1(k, last) + powers.largest1(k + 1),
        node.w2 + powers.share2(k, first) + powers.smallest2(k + 1),
        node.w2 + powers.share2(k, last) + powers.largest2(k + 1),
    )
    return _Node(node.sequence, first, last, node.w1, node.w2, bound)


def _joint(powers: Powers, epochs: int, node: _Node) -> _Node:
    """The same node with the lower of its bound and the joint one."""
    k = len(node.sequence)
    w1, first, last = node.w1, node.w2, node.w2
    if node.first <= node.last:
        w1 += powers.share1(k, node.last)
        first, last = first + powers.share2(k, node.first), last + powers.share2(k, node.last)
        k += 1
    rest = (powers.smallest2(epochs), powers.largest2(epochs))
    first, last = first + powers.smallest2(k) - rest[0], last + powers.largest2(k) - rest[1]
    w1 += powers.largest1(k)
    joint = powers.joint_bound(node.sequence[0], w1, (first, last), rest)
    return replace(node, bound=joint if joint < node.bound else node.bound, is_joint=True)


def _child(powers: Powers, node: _Node | None, position: int) -> _Node:
    """The node with one more position fixed."""
    if node is None:
        sequence: tuple[int, ...] = (position,)
        w1, w2 = arb(0), arb(0)
    else:
        k = len(node.sequence)
        sequence = (*node.sequence, position)
        w1 = node.w1 + powers.share1(k, position)
        w2 = node.w2 + powers.share2(k, position)
    k = len(sequence)
    bound = powers.bound(
        sequence[0],
        w1 + powers.largest1(k),
        w2 + powers.smallest2(k),
        w2 + powers.largest2(k),
    )
    return _Node(sequence, 0, -1, w1, w2, bound)
