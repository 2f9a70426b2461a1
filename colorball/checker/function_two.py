"""Function (2) in the checker's own words.

``h`` is x on ``x >= -1`` and ``(x+2)^2/2 - 3/2`` left of it. In steps about both pieces, ``x < -1``
and ``y >= -1``; ``w < -1`` is another place; ``t`` is what x is moved by. ``s`` is the slope
``h'``. ``D`` and ``d`` are A2's constant and a smaller one, ``e`` another D_0. ``beta`` is beta_1
(beta_2 in ``mean_square``), with ages q of gradients in k steps.
"""

from __future__ import annotations

from fractions import Fraction

from colorball.checker.brute_force import read_fraction
from colorball.checker.claim import CheckedClaim
from colorball.checker.failures import Rejected
from colorball.checker.instances import Instance, fields_of
from colorball.checker.language import Domain
from colorball.checker.rules import Exchangeability, Identity, Inequality, Sum

__all__ = ["CLAIM"]

_PIECES = (
    Identity("big_left", "n/2*(x+2)^2-3*n/2", "n*((x+2)^2/2-3/2)"),
    Identity("small_left", "-(1/2)*(x+2)^2+3/2", "-((x+2)^2/2-3/2)"),
    Identity("sum", "n*h-(n-1)*h", "h"),
    Identity("join_value", "(-1+2)^2/2-3/2", "-1"),
    Identity("join_slope", "-1+2", "1"),
    # a function that moves by (slope)*t + (constant)*t^2 has that slope
    Identity("slope_left", "((x+t+2)^2/2-3/2)-((x+2)^2/2-3/2)", "(x+2)*t+t^2/2"),
    Identity("slope_right", "(y+t)-y", "1*t"),
    Identity("big_slope_left", "n*((x+2)*t+t^2/2)", "(x+2)*n*t+n*t^2/2"),
    Identity("small_slope_left", "-((x+2)*t+t^2/2)", "(x+2)*(-1)*t-t^2/2"),
)

_SMOOTH = (
    Identity("both_left", "(x+2)-(w+2)", "x-w"),
    Inequality("one_left", "1-(x+2)", "y-x"),
    Inequality("one_left_sign", "0", "1-(x+2)"),
)

_MINIMUM = (
    Inequality("least_left", "-3/2", "(x+2)^2/2-3/2"),
    Inequality("least_right", "-3/2+1/2", "y"),
    Identity("attained", "(-2+2)^2/2-3/2", "-3/2"),
)

_GROWTH = (
    Identity(
        "spread",
        "((n*s-s/n)^2+(n-1)*(-s-s/n)^2)/n",
        "(n-1)*(n+1)^2/n^2*s^2",
    ),
    Identity("spread_least", "D*((e+1)/(D-d))-(d*((e+1)/(D-d))+e)", "1"),
)

_MEANS = (
    Exchangeability("place", "n"),
    Identity("mean_gradient", "place*n+(1-place)*(-1)", "1/n"),
    Sum("weights", "(1-beta)*beta^q", index="q", start="0", stop="k"),
    Identity("mean_momentum", "weights*mean_gradient", "(1-beta^k)/n"),
    Identity("mean_square", "weights*(place*n^2+(1-place))", "(1-beta^k)*(n+1-1/n)"),
)


def _verify_instance(instance: Instance) -> None:
    """Accept the values at a place, or the means of m and v after some epochs, by the letter."""
    match instance.get("kind"):
        case "place":
            _verify_place(instance)
        case "means":
            _verify_means(instance)
        case _:
            raise Rejected("an instance is of no known kind")


def _verify_place(instance: Instance) -> None:
    fields_of(instance, "kind", "n", "x", "values", "gradients", "sum", "spread")
    n, x = _parts(instance), read_fraction(instance["x"])
    if x >= -1:
        values = [n * x] + [-x] * (n - 1)
        gradients = [Fraction(n)] + [Fraction(-1)] * (n - 1)
    else:
        values = [Fraction(n, 2) * (x + 2) ** 2 - Fraction(3 * n, 2)]
        values += [-Fraction(1, 2) * (x + 2) ** 2 + Fraction(3, 2)] * (n - 1)
        gradients = [n * (x + 2)] + [-(x + 2)] * (n - 1)
    mean = sum(gradients, Fraction(0)) / n
    spread = sum(((g - mean) ** 2 for g in gradients), Fraction(0)) / n
    _require(instance, "values", values)
    _require(instance, "gradients", gradients)
    if read_fraction(instance["sum"]) != sum(values, Fraction(0)):
        raise Rejected("an instance's sum is another")
    if read_fraction(instance["spread"]) != spread:
        raise Rejected("an instance's spread is another")


def _verify_means(instance: Instance) -> None:
    """``m`` and ``v`` from 0, over all positions of the big gradient in the epochs."""
    fields_of(instance, "kind", "n", "epochs", "beta1", "beta2", "momenta", "squares")
    n, epochs = _parts(instance), instance["epochs"]
    if type(epochs) is not int or not 1 <= epochs <= 3 or n > 5:
        raise Rejected("an instance is not small")
    b1, b2 = read_fraction(instance["beta1"]), read_fraction(instance["beta2"])
    if not (0 <= b1 < 1 and 0 <= b2 < 1):
        raise Rejected("an instance's betas are not in [0, 1)")
    momenta, squares = [Fraction(0)] * n, [Fraction(0)] * n
    states = [(Fraction(0), Fraction(0))]
    for _ in range(epochs):
        states, momenta, squares = _one_epoch(n, b1, b2, states)
    _require(instance, "momenta", momenta)
    _require(instance, "squares", squares)


def _one_epoch(
    n: int, b1: Fraction, b2: Fraction, states: list[tuple[Fraction, Fraction]]
) -> tuple[list[tuple[Fraction, Fraction]], list[Fraction], list[Fraction]]:
    """All states after an epoch more, and the means of m and v at its steps."""
    after, momenta, squares = [], [Fraction(0)] * n, [Fraction(0)] * n
    for start in states:
        for position in range(n):
            m, v = start
            for i in range(n):
                gradient = n if i == position else -1
                m = b1 * m + (1 - b1) * gradient
                v = b2 * v + (1 - b2) * gradient**2
                momenta[i] += m / (n * len(states))
                squares[i] += v / (n * len(states))
            after.append((m, v))
    return after, momenta, squares


def _parts(instance: Instance) -> int:
    n = instance["n"]
    if type(n) is not int or not 3 <= n <= 10:
        raise Rejected("an instance's n is not an integer from 3 to 10")
    return n


def _require(instance: Instance, name: str, values: list[Fraction]) -> None:
    stated = instance[name]
    if not isinstance(stated, list) or [read_fraction(text) for text in stated] != values:
        raise Rejected(f"an instance's {name} are others")


CLAIM = CheckedClaim(
    name="function-2",
    statement={
        "function": "f_0 = n h, f_i = -h for 0 < i < n, and their sum is h, where h(x) = x for "
        "x >= -1 and (x+2)^2/2 - 3/2 for x < -1; h is continuous with slope 1 for x >= -1 and "
        "x+2 for x < -1, which is continuous at -1",
        "left": "the gradients at x < -1 are x+2 times those at x >= -1, which are n, -1, ..., -1",
        "minimum": "h >= -3/2, attained at -2 only",
        "A1": "the gradient of f_0 is n-Lipschitz, those of f_i are 1-Lipschitz, with equality on "
        "x < -1",
        "A2": "mean over i of (f_i' - h'/n)^2 = (n-1)(n+1)^2/n^2 h'^2, so D_0 = 0 and D_1 = "
        "(n-1)(n+1)^2/n^2; no smaller D_1 will do with any D_0",
        "means": "on x >= -1, after k steps (full epochs or not) from m = v = 0: "
        "E m = (1-beta_1^k)/n and E v = (1-beta_2^k)(n + 1 - 1/n)",
        "domain": "n >= 3 parts, x real; random reshuffling in means",
    },
    domain=Domain(
        symbols=frozenset(("n", "x", "y", "w", "t", "h", "s", "D", "d", "e", "q", "k")),
        positive=("n", "D-d"),
        nonnegative=("y+1", "-1-x"),
    ),
    rules=(*_PIECES, *_SMOOTH, *_MINIMUM, *_GROWTH, *_MEANS),
    verify_instance=_verify_instance,
    instances=5,
)
