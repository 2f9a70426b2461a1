"""Philox4x32-10 on Python's integers, and the orders of the parts that a lane draws from it.

The key is the seed; the counter is ``(epoch // 4, draw, lane mod 2^32, lane // 2^32)``, epochs from
0; epoch e takes word ``e mod 4``. A word w gives the integer ``floor(w count / 2^32)``.
"""

from __future__ import annotations

from collections.abc import Iterator

from colorball.checker.failures import Rejected

__all__ = ["odd_orders", "orders", "philox"]

_LOW = 0xFFFFFFFF


def philox(counter: tuple[int, int, int, int], seed: int) -> tuple[int, int, int, int]:
    """The four words of a counter."""
    a, b, c, d = counter
    low, high = seed & _LOW, seed >> 32
    for _ in range(10):
        p, q = 0xD2511F53 * a, 0xCD9E8D57 * c
        a, b, c, d = (q >> 32) ^ b ^ low, q & _LOW, (p >> 32) ^ d ^ high, p & _LOW
        low, high = (low + 0x9E3779B9) & _LOW, (high + 0xBB67AE85) & _LOW
    return a, b, c, d


def odd_orders(seed: int, lane: int, n: int, epochs: int, sampling: str) -> Iterator[list[int]]:
    """The same where all parts but part 0 are alike: 0 for part 0, another number for others."""
    if sampling != "reshuffle":
        yield from orders(seed, lane, n, epochs, sampling)
        return
    by_place = [[int(i != place) for i in range(n)] for place in range(n)]
    for quartet in range(-(-epochs // 4)):
        counter = (quartet, 0, lane & _LOW, lane >> 32)
        for word in philox(counter, seed)[: epochs - 4 * quartet]:
            yield by_place[(word * n) >> 32]


def orders(seed: int, lane: int, n: int, epochs: int, sampling: str) -> Iterator[list[int]]:
    """For each epoch the parts in the order of their use."""
    if sampling not in ("reshuffle", "with-replacement", "shuffle-once"):
        raise Rejected("its sampling scheme is not known")
    once = sampling == "shuffle-once"
    for quartet in range(1 if once else -(-epochs // 4)):
        draws = [
            philox((quartet, i, lane & _LOW, lane >> 32), seed)
            for i in range(n if sampling == "with-replacement" else n - 1)
        ]
        for column in range(1 if once else min(4, epochs - 4 * quartet)):
            words = [draw[column] for draw in draws]
            order = (
                [(word * n) >> 32 for word in words]
                if sampling == "with-replacement"
                else _shuffled(words, n)
            )
            yield from [order] * (epochs if once else 1)


def _shuffled(words: list[int], n: int) -> list[int]:
    """Parts 0, 1, ... take their places in turn among those that are left."""
    place = list(range(n))
    for i, word in enumerate(words):
        j = i + ((word * (n - i)) >> 32)
        place[i], place[j] = place[j], place[i]
    order = [0] * n
    for part, where in enumerate(place):
        order[where] = part
    return order
