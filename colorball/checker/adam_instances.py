"""The bounds behind "the sign of the drift decides", by enumeration of a few epochs."""

from __future__ import annotations

from fractions import Fraction

from colorball.checker.adam_paths import (
    Model,
    Step,
    free_epochs,
    number,
    orders,
    paths,
    read_model,
    read_short,
)
from colorball.checker.failures import Rejected
from colorball.checker.fixed_point import ONE, Interval
from colorball.checker.instances import Instance, fields_of

__all__ = ["verify_instance"]

_UNIT = 10**9
_MODEL = ("kind", "n", "beta1", "beta2", "epochs", "sequences")


def verify_instance(instance: Instance) -> None:
    """Accept an instance of one of the two kinds."""
    match instance.get("kind"):
        case "free":
            fields_of(instance, *_MODEL, "lowest", "highest", "sensitivity")
            _verify_free(instance, read_model(instance))
        case "path":
            fields_of(instance, *_MODEL, "eta", "start", "lowest", "highest", "longest", "error")
            _verify_paths(instance, read_model(instance))
        case _:
            raise Rejected("an instance is of no known kind")


def _verify_free(instance: Instance, model: Model) -> None:
    """The bounds of ``T_k`` and of what one position changes."""
    found = {order: free_epochs(model, order) for order in orders(model)}
    every = [value for values in found.values() for value in values]
    lowest, highest = _lowest(every), _largest(every)
    most = (model.n + 1) * (1 + model.beta1 - model.beta1**model.n)
    if lowest.low < -model.n * ONE or highest.high > most * ONE:
        raise Rejected("a displacement is out of its bounds")
    changes: list[list[Interval]] = [[] for _ in range(model.epochs)]
    for order, values in found.items():
        for j, position in enumerate(order):
            for other in range(position):
                changed = found[(*order[:j], other, *order[j + 1 :])]
                for k in range(j, model.epochs):
                    changes[k - j].append(_size(values[k] - changed[k]))
    largest = [_largest(lag) for lag in changes]
    for lag, change in enumerate(largest):
        if change.high > (model.n + most if lag == 0 else _sensitivity(model, lag)) * ONE:
            raise Rejected("one position changes more than its bound")
    _require(instance, "lowest", _digits(lowest))
    _require(instance, "highest", _digits(highest))
    _require(instance, "sensitivity", [_digits(change) for change in largest])


def _sensitivity(model: Model, lag: int) -> Fraction:
    n, age = model.n, model.n * (lag - 1) + 1
    first = (n + 1) * model.beta1**age * (1 - model.beta1**n)
    return first + Fraction(n * (n * n - 1), 2) * model.beta2**age * (1 - model.beta2**n)


def _verify_paths(instance: Instance, model: Model) -> None:
    """The bound of one step, and the error of frozen gradients."""
    eta, start = read_short(instance["eta"]), read_short(instance["start"])
    if not (eta > 0 and start != 0 and model.beta1 > 0 and model.beta2 > 0):
        raise Rejected("an instance's start, step size or betas are not those of a path")
    every = [list(paths(model, start, eta, order)) for order in orders(model)]
    longest = _largest([_size(step.ratio) for path in every for step in path])
    _require_bounded(model, eta, longest)
    constant = _freezing_constant(model, longest)
    errors = []
    for path in every:
        for t, step in enumerate(path, 1):
            left = number(model.beta1**t) + longest * number(model.beta2**t).sqrt()
            error = _error(step)
            if error.high > (constant / step.reach + left).low:
                raise Rejected("frozen gradients are further away than their bound")
            errors.append(error)
    places = [step.y for path in every for step in path]
    _require(instance, "lowest", _digits(_lowest(places)))
    _require(instance, "highest", _digits(_largest(places)))
    _require(instance, "longest", _digits(longest))
    _require(instance, "error", _digits(_largest(errors)))


def _require_bounded(model: Model, eta: Fraction, longest: Interval) -> None:
    """Reject if the step size is too large for the bound, or a step is longer than it."""
    n, beta1, beta2 = model.n, model.beta1, model.beta2
    s, ages = number(1 - beta2).sqrt(), beta1 * (2 - beta1) / (1 - beta1) ** 2
    if number(eta).high > (s * number(beta2).sqrt() / number(2 * n * ages)).low:
        raise Rejected("an instance's step size is too large for the bound of a step")
    factor = 4 * n * beta1**2 * (2 - beta1) / ((1 - beta1) ** 2 * beta2)
    second = number(factor) * (number(1) + number(beta2).sqrt())
    if longest.high > max((number(2 * n) / s).low, (second / s).low):
        raise Rejected("a step is longer than its bound")


def _freezing_constant(model: Model, longest: Interval) -> Interval:
    beta1, beta2 = model.beta1, model.beta2
    root = number(2 * beta2 * (1 + 2 * beta2) / (1 - beta2) ** 3).sqrt()
    return number(model.n) * longest * (number(2 * beta1 / (1 - beta1) ** 2) + longest * root)


def _error(step: Step) -> Interval:
    return _size(step.ratio - step.free if step.y.low > 0 else step.ratio + step.free)


def _size(value: Interval) -> Interval:
    if value.low >= 0:
        return value
    negative = Interval(-value.high, -value.low)
    return negative if value.high <= 0 else Interval(0, max(value.high, negative.high))


def _largest(values: list[Interval]) -> Interval:
    return Interval(max(v.low for v in values), max(v.high for v in values))


def _lowest(values: list[Interval]) -> Interval:
    return Interval(min(v.low for v in values), min(v.high for v in values))


def _digits(value: Interval) -> int:
    """Nine digits after the point, rounded down, if they are certain."""
    low, high = (end * _UNIT // ONE for end in (value.low, value.high))
    if low != high:
        raise Rejected("a number of an instance cannot be told to nine digits")
    return low


def _require(instance: Instance, name: str, value: int | list[int]) -> None:
    stated = instance[name]
    types = {type(part) for part in (stated if isinstance(stated, list) else [stated])}
    if types != {int} or stated != value:
        raise Rejected(f"an instance's {name} is not what enumeration finds")
