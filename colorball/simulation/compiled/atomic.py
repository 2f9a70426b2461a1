"""Numbers that several threads count together."""

from __future__ import annotations

from typing import Any

from llvmlite import ir
from numba import types
from numba.extending import intrinsic

__all__ = ["next_number"]


def _next_number(_typing: Any, counter: Any) -> Any:
    """What ``counter[0]`` is, which becomes larger by 1; no two threads get the same."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        data = context.make_array(signature.args[0])(context, builder, arguments[0]).data
        return builder.atomic_rmw("add", data, ir.Constant(ir.IntType(64), 1), "monotonic")

    return types.int64(counter), generate


# The decorator's types do not know that compiled code calls it without the first argument.
next_number: Any = intrinsic(_next_number)
