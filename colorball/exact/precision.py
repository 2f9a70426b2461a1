"""The only place that sets FLINT's precision, which is global to the process."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from flint import ctx

__all__ = ["working_precision"]


@contextmanager
def working_precision(bits: int) -> Iterator[None]:
    """Ball arithmetic at ``bits`` bits inside the block; the previous precision after it.

    Example:
        >>> from flint import arb
        >>> with working_precision(200):
        ...     wide = (arb(1) / 3).rel_accuracy_bits()
        >>> wide > 190
        True
    """
    before = ctx.prec
    ctx.prec = bits
    try:
        yield
    finally:
        ctx.prec = before
