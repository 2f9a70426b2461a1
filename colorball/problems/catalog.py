"""All problems by name."""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Callable
from functools import partial
from typing import Any

from colorball.errors import InputError
from colorball.problems.function_two import function_two
from colorball.problems.problem import Problem
from colorball.problems.reddi import reddi
from colorball.problems.toy_pair import toy_apart, toy_shared

__all__ = ["PROBLEM_NAMES", "parameter_names", "problem"]

Maker = Callable[..., Problem]


def _function_two(n: int | str = 10) -> Problem:
    return function_two(n)


_MAKERS: dict[str, Maker] = {
    "function-2": _function_two,
    "reddi": reddi,
    "toy-shared": toy_shared,
    "toy-apart": toy_apart,
}
# The mathematics knows nothing of files, so these are looked up by name when they are asked for.
_DATA_SETS = ("digits", "mnist", "cifar10")
_MODELS = ("logistic", "perceptron")

PROBLEM_NAMES = (*_MAKERS, *(f"{data}-{model}" for data in _DATA_SETS for model in _MODELS))


def problem(name: str, n: int | str | None = None, **parameters: Any) -> Problem:
    """The problem of that name.

    Args:
        name: one of ``PROBLEM_NAMES``.
        n: number of parts, for problems on data the number of mini-batches; by default 10, for
            ``reddi`` 3.
        **parameters: what else the problem takes; see :func:`parameter_names`.

    Raises:
        InputError: for an unknown name or parameter, and if an argument is not valid.

    Example:
        >>> problem("reddi", C=5).constants.minimizer
        Fraction(-1, 1)
        >>> problem("reddy")
        Traceback (most recent call last):
        colorball.errors.InputError: problem: got reddy; valid is one of function-2, reddi, \
toy-shared, toy-apart, digits-logistic, digits-perceptron, mnist-logistic, mnist-perceptron, \
cifar10-logistic, cifar10-perceptron
    """
    known = parameter_names(name)
    for given in parameters:
        if given not in known:
            valid = f"one of {', '.join(known)}" if known else "none but n"
            raise InputError(f"parameter of {name}", given, valid)
    return _maker(name)(**({} if n is None else {"n": n}), **parameters)


def parameter_names(name: str) -> tuple[str, ...]:
    """The parameters that a problem takes besides n.

    Raises:
        InputError: for an unknown name.

    Example:
        >>> parameter_names("toy-apart"), parameter_names("function-2")
        (('apart',), ())
    """
    return tuple(key for key in inspect.signature(_maker(name)).parameters if key != "n")


def _maker(name: str) -> Maker:
    if name not in PROBLEM_NAMES:
        raise InputError("problem", name, f"one of {', '.join(PROBLEM_NAMES)}")
    if name in _MAKERS:
        return _MAKERS[name]
    data, model = name.split("-")
    made: Maker = getattr(importlib.import_module("colorball.datasets.problems"), f"data_{model}")
    return partial(made, data)
