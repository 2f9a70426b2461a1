"""The values along one axis of a sweep: a list, or a range with its number of values."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_EVEN, Context, Decimal
from enum import StrEnum
from fractions import Fraction

from colorball.choices import choice
from colorball.errors import InputError
from colorball.exact.rational import RationalLike, rational, rational_text

__all__ = ["Spacing", "axis_from_text", "axis_range", "read_axis"]

_KEYS = ("start", "stop", "count", "spacing")
_MOST_VALUES = 1_000_000
_DIGITS = 8  # significant ones of a logarithmic value
_GUARD = Context(prec=40, rounding=ROUND_HALF_EVEN)
_RANGE = "a table with start, stop, count and perhaps spacing, such as {start = 0, stop = 0.99, "
_RANGE += "count = 64}"
_TEXT = "values such as 1/2,0.9 or a range START:STOP:COUNT or START:STOP:COUNT:SPACING"


class Spacing(StrEnum):
    r"""How the values of a range lie between ``start`` and ``stop``.

    * ``LINEAR``: evenly; exact fractions.
    * ``LOG``: evenly on the scale of :math:`\log x`; both ends above 0.
    * ``ONE_MINUS_LOG``: evenly on the scale of :math:`\log(1-x)`; both ends below 1. This is the
      scale for a beta near 1.

    On the logarithmic scales the inner values are rounded to 8 significant digits (of x or of
    1 - x), so that they are short decimals, the same on every machine.
    """

    LINEAR = "linear"
    LOG = "log"
    ONE_MINUS_LOG = "one-minus-log"


def read_axis(value: object, argument: str) -> object:
    """What a configuration says of an axis, as a value or a list of values.

    Args:
        value: a list or a single value, which is returned as it is, or a table as described in
            ``axis_range``.
        argument: the axis, for errors.

    Raises:
        InputError: if a table has unknown or missing keys, or a list is empty.

    Example:
        >>> read_axis({"start": 0, "stop": "1/2", "count": 3}, "beta1")
        ['0', '1/4', '1/2']
    """
    if isinstance(value, list) and not value:
        raise InputError(argument, value, "a value or a list of at least one")
    if not isinstance(value, Mapping):
        return value
    for key in value:
        if key not in _KEYS:
            raise InputError(f"{argument}.{key}", value[key], f"none: only {', '.join(_KEYS)}")
    missing = [key for key in _KEYS[:3] if key not in value]
    if missing:
        raise InputError(argument, f"a table without {' and '.join(missing)}", _RANGE)
    return axis_range(
        value["start"],
        value["stop"],
        value["count"],
        value.get("spacing", Spacing.LINEAR),
        argument,
    )


def axis_from_text(text: str, argument: str) -> object:
    """The same from the command line: ``1/2``, ``1/2,0.9``, ``0:0.99:64``, ``1:9:5:log``.

    ``1/2,`` is a list of one value, which gives the result that axis.

    Raises:
        InputError: if it is none of these.

    Example:
        >>> axis_from_text("0.9:0.999:3:one-minus-log", "beta2"), axis_from_text("0,1/2", "beta1")
        (['9/10', '99/100', '999/1000'], ['0', '1/2'])
    """
    if ":" in text:
        start, *rest = text.split(":")
        if len(rest) not in (2, 3):
            raise InputError(argument, text, _TEXT)
        spacing = rest[2] if len(rest) == 3 else Spacing.LINEAR
        return axis_range(start, rest[0], rest[1], spacing, argument)
    values = text.removesuffix(",").split(",")
    return values if "," in text else text


def axis_range(
    start: RationalLike,
    stop: RationalLike,
    count: int | str,
    spacing: str = "linear",
    argument: str = "axis",
) -> list[str]:
    r"""Exact values from ``start`` to ``stop``, both included.

    .. math:: x_i = a + \tfrac{i}{N-1}(b - a), \quad
        x_i = a\,(b/a)^{i/(N-1)}, \quad
        1 - x_i = (1-a)\left(\tfrac{1-b}{1-a}\right)^{i/(N-1)}

    Args:
        start: the first value, exact.
        stop: the last value, exact, another one.
        count: how many, from 2 to 1,000,000.
        spacing: a name of ``Spacing``.
        argument: the axis, for errors.

    Returns:
        The values as texts, such as ``9/10``.

    Raises:
        InputError: if an argument is out of range.

    Example:
        >>> axis_range("1/100", 1, 3, "log")
        ['1/100', '1/10', '1']
    """
    first = rational(start, f"{argument}.start")
    last = rational(stop, f"{argument}.stop")
    number = _count(count, f"{argument}.count")
    if not isinstance(spacing, str):
        raise InputError(f"{argument}.spacing", spacing, f"one of {', '.join(Spacing)}")
    scale = choice(Spacing, spacing, f"{argument}.spacing")
    if first == last:
        raise InputError(f"{argument}.stop", stop, "a value other than start")
    if scale is Spacing.LINEAR:
        gap = (last - first) / (number - 1)
        values = [first + i * gap for i in range(number)]
    elif scale is Spacing.LOG:
        _require_positive(first, last, start, stop, argument, "above 0 for this spacing")
        values = _geometric(first, last, number)
    else:
        _require_positive(1 - first, 1 - last, start, stop, argument, "below 1 for this spacing")
        values = [1 - rest for rest in _geometric(1 - first, 1 - last, number)]
    if len(set(values)) < number:
        raise InputError(
            f"{argument}.count", count, "fewer values, or start and stop further apart"
        )
    return [rational_text(value) for value in values]


def _count(count: object, argument: str) -> int:
    valid = f"an integer from 2 to {_MOST_VALUES}"
    if isinstance(count, str) and count.isascii() and count.isdigit() and len(count) < 10:
        count = int(count)
    if not isinstance(count, int) or isinstance(count, bool) or not 2 <= count <= _MOST_VALUES:
        raise InputError(argument, count, valid)
    return count


def _require_positive(
    first: Fraction,
    last: Fraction,
    start: RationalLike,
    stop: RationalLike,
    argument: str,
    valid: str,
) -> None:
    for name, value, given in (("start", first, start), ("stop", last, stop)):
        if value <= 0:
            raise InputError(f"{argument}.{name}", given, valid)


def _geometric(first: Fraction, last: Fraction, number: int) -> list[Fraction]:
    # Decimal's ln and exp are correctly rounded: no machine's libm has a say in the values
    ratio = last / first
    log = _GUARD.ln(_decimal(ratio))
    rounding = Context(prec=_DIGITS, rounding=ROUND_HALF_EVEN)
    values = [first]
    for i in range(1, number - 1):
        power = _GUARD.exp(_GUARD.divide(_GUARD.multiply(log, Decimal(i)), Decimal(number - 1)))
        values.append(Fraction(rounding.plus(_GUARD.multiply(_decimal(first), power))))
    return [*values, last]


def _decimal(value: Fraction) -> Decimal:
    return _GUARD.divide(Decimal(value.numerator), Decimal(value.denominator))
