"""Compile a kernel and keep it on disk, where that can be done; a disk never stops a run.

Most of the time numba is busy with each function's types and instructions, before LLVM. So it is
asked for no more than is used: no wrappers for C, no counts of references to arrays, which the
caller holds.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from numba import njit
from numba.extending import register_jitable

__all__ = ["INLINED", "inlined", "jit", "not_inlined"]

_CALLED: Any = {"no_cfunc_wrapper": True}
INLINED: Any = {"forceinline": True, **_CALLED}  # numba's options for it
_OPTIONS: Any = {"nogil": True, "error_model": "numpy", "_nrt": False, **_CALLED}
_FUSED: Any = {"fastmath": {"contract"}}


def inlined(function: Callable[..., Any]) -> Any:
    """The function itself, which compiled code may call; it becomes a part of what calls it."""
    return register_jitable(**INLINED)(function)


def not_inlined(function: Callable[..., Any]) -> Any:
    """The function itself, which compiled code may call."""
    return register_jitable(**_CALLED)(function)


def jit(*, fused: bool = False) -> Callable[[Callable[..., Any]], Any]:
    """A decorator: the function, compiled at its first call or taken from numba's cache on disk.

    Without a folder that can be written the cache is left out. A cache that cannot be read, say of
    a machine that lost its power, is emptied; one that cannot be written is not.

    Args:
        fused: a product and the sum that it goes into may be rounded once, together.
    """
    options = {**_OPTIONS, **(_FUSED if fused else {})}
    return lambda function: _compiled(function, options)


def _compiled(function: Callable[..., Any], options: Any) -> Any:
    try:
        compiled = njit(cache=True, **options)(function)
    except RuntimeError:  # numba found no folder for its cache
        return njit(**options)(function)
    cache = compiled._cache  # numba has no public name for it
    load, save = cache.load_overload, cache.save_overload

    def load_if_readable(*arguments: Any) -> Any:
        try:
            return load(*arguments)
        except Exception:  # whatever unpickling spoilt bytes may raise
            with suppress(OSError):
                cache.flush()
            return None

    def save_if_writable(*arguments: Any) -> None:
        with suppress(OSError):
            save(*arguments)

    cache.load_overload, cache.save_overload = load_if_readable, save_if_writable
    return compiled
