"""Arithmetic of arrays that is noted once, and then repeated in place.

A function of arrays runs once on stand-ins. They compute nothing, but note which functions of NumPy
are called on them. Then each result gets an array, if possible one whose values nobody needs any
more. Repeating the calls gives the same numbers to the last bit. It is quicker, because few arrays
stay in the cache where new ones do not, and because these begin where a line of the cache does:
writing elsewhere takes NumPy up to twice as long.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, NamedTuple

import numpy as np
from numpy.lib.mixins import NDArrayOperatorsMixin

from colorball.simulation.aligned import aligned

__all__ = ["Call", "Recorder", "StandIn"]

Array = np.ndarray[Any, Any]
Call = Callable[[], object]


class StandIn(NDArrayOperatorsMixin):
    """What stands in for an array, or for a result that will have one.

    Attributes:
        shape: the array's shape.
        dtype: its type.
        array: the array; for a result only once :meth:`Recorder.calls` has found one.
    """

    array: Array

    def __init__(self, recorder: Recorder, shape: tuple[int, ...], dtype: np.dtype[Any]) -> None:
        self.shape, self.dtype = shape, dtype
        self._recorder = recorder

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *inputs: Any, **how: Any) -> Any:
        """Note a call of an elementwise function; operators come to here, too."""
        if method != "__call__" or how:
            return NotImplemented
        kinds = [getattr(value, "dtype", type(value)) for value in inputs]
        return self._recorder.note(ufunc, inputs, ufunc.resolve_dtypes((*kinds, None))[-1])

    def __array_function__(self, function: Any, _types: Any, inputs: Any, how: Any) -> Any:
        """Note a call of ``np.where``."""
        if function is not np.where or how:
            return NotImplemented
        return self._recorder.note(_where, inputs, np.dtype(np.float64))


class _Note(NamedTuple):
    """A call that was noted."""

    function: Callable[..., object]
    inputs: tuple[Any, ...]
    result: StandIn


class Recorder:
    """Notes what stand-ins are asked for.

    Example:
        >>> recorder, x = Recorder(), np.array([1.0, 4.0])
        >>> y = 1.0 + np.sqrt(recorder.stand_in(x))
        >>> for call in recorder.calls([y]):
        ...     _ = call()
        >>> y.array
        array([2., 3.])
        >>> y.array is x
        True
    """

    def __init__(self) -> None:
        self._notes: list[_Note] = []

    def stand_in(self, array: Array) -> StandIn:
        """A stand-in for an array, with the values that it has when the calls are made."""
        made = StandIn(self, array.shape, array.dtype)
        made.array = array
        return made

    def note(
        self, function: Callable[..., object], inputs: tuple[Any, ...], dtype: np.dtype[Any]
    ) -> StandIn:
        """Note a call of an elementwise function, which takes ``out``; a stand-in for its result.

        Args:
            function: the function.
            inputs: stand-ins and numbers.
            dtype: the type of the result.
        """
        shape = np.broadcast_shapes(*(getattr(value, "shape", ()) for value in inputs))
        self._notes.append(_Note(function, inputs, StandIn(self, shape, dtype)))
        return self._notes[-1].result

    def calls(self, kept: Iterable[StandIn]) -> list[Call]:
        """All that was noted, in its order.

        Args:
            kept: the stand-ins whose values somebody needs afterwards. Arrays of all others, given
                ones too, are written over once they have served.
        """
        last = {id(value): i for i, note in enumerate(self._notes) for value in note.inputs}
        last.update(dict.fromkeys(map(id, kept), len(self._notes)))
        spare: list[Array] = []
        calls: list[Call] = []
        for i, (function, inputs, result) in enumerate(self._notes):
            arrays = [value.array if isinstance(value, StandIn) else value for value in inputs]
            for name, value in {id(value): value for value in reversed(inputs)}.items():
                if isinstance(value, StandIn) and last[name] == i:
                    spare.append(value.array)  # the first input's is the last, so it is taken
            result.array = _taken(spare, result)
            calls.append(partial(function, *arrays, out=result.array))
        return calls


def _taken(spare: list[Array], result: StandIn) -> Array:
    """An array for a result: the last spare one that fits, or a new one."""
    for i in reversed(range(len(spare))):
        if spare[i].shape == result.shape and spare[i].dtype == result.dtype:
            return spare.pop(i)
    return aligned(result.shape, result.dtype)


def _where(condition: Any, chosen: Any, other: Any, out: Array) -> None:
    out[...] = np.where(condition, chosen, other)  # out may be one of the others
