"""The law for large n with replacement, in the checker's own words.

Symbols. d = 1 - beta_2; q = beta_1/(1-beta_1); c = d (n^2-1). y (a value of v without one step's
share) and x its expectation's place in the first identity; p = sqrt(y), p + s = sqrt(y+a); p also
is sqrt(1+x), at least 1/2 + r where the fourth order is bounded. u: how far y is below its mean; s
there the sum of second moments. In the constants n is 100 + t. y at the end: how far c is above 2.
"""

from __future__ import annotations

from colorball.checker.claim import CheckedClaim
from colorball.checker.failures import Rejected
from colorball.checker.instances import Instance
from colorball.checker.language import Domain
from colorball.checker.rules import Identity, Inequality, Sum

__all__ = ["CLAIM"]

_RISE = "((p+s)^2-p^2)"

_EXACT = (
    Identity("split", "-((1-1/n)*x+y/n)+(1+1/n)*y", "x/n-(x-y)"),
    Sum("average", "(1-beta)*beta^t", index="t", start="0", stop="k"),
    Identity("average_limit", "1-average", "beta^k"),
    Inequality("decrement_low", f"{_RISE}/(2*p^3)-3/8*{_RISE}^2/p^5", "1/p-1/(p+s)"),
    Inequality("decrement_high", "1/p-1/(p+s)", f"{_RISE}/(2*p^3)-3/8*{_RISE}^2/(p+s)^5"),
)

_MOMENTS = (
    Identity("squares", "1-(1-d)^2", "d*(2-d)"),
    Inequality("cubes", "3*d-3*d^2", "1-(1-d)^3"),
    Inequality("fourths", "4*d-6*d^2", "1-(1-d)^4"),
    Inequality("variance_high", "(1-1/n)*(n^2-1)/(n*(2-d))", "n/2"),
    Inequality("variance_low", "1-3/n-1/n^2", "(1-1/n)*(1-1/n^2)*(1-2/n)"),
    Inequality("variance_rest", "c/2/n^3+c^2/n^3", "2*c/n^2-3*c/(2*n^2)"),
    Inequality("mean_third", "(n^2-1)/(n*3*(1-d))", "2/5*n"),
    Inequality("mean_fourth", "(n^2-1)/(n*(4-6*d))", "n/3"),
    Inequality("mean_low", "1-1/n+1/n^2", "n^2/(n^2+n-1)"),
    Inequality("mean_high", "n^2/(n^2+n-1-c)", "1-1/n+(2+c)/n^2"),
    Inequality("mean_square", "(1-2/n)/n^2", "1/(n+1)^2"),
    Inequality("root_mean", "p", "(1+p^2)/2"),
    Inequality("power", "1-5/2*(1/p^2-1)", "p^5"),
    Inequality("falls", "3/2*c/n", "1-1/n"),
    Inequality("joint_now", "1-q*d", "1/(1+q*d)"),
)

_HIGH = "(1/2+r)"


def _cubic(power: int, root: str) -> str:
    """Taylor's polynomial of degree 3 of ``(1+x)^(-power/2)``, with ``1 + x = root^2``."""
    x = f"({root}^2-1)"
    second, third = power * (power + 2), power * (power + 2) * (power + 4)
    return f"1-{power}/2*{x}+{second}/8*{x}^2-{third}/48*{x}^3"


def _quartic(power: int, factor: str) -> str:
    return f"{_cubic(power, _HIGH)}+{factor}*({_HIGH}^2-1)^4"


_TAILS = (
    Identity("chernoff", "-(u/s*u)+(u/s)^2*s/2", "-(u^2/(2*s))"),
    Inequality("spread", "c*(n^2-1)/(n*(2-d))", "c*(n+1)/2"),
    Identity("exponent", "(3/4*n)^2/(2*c*(n+1)/2)", "9*n^2/(16*c*(n+1))"),
    Inequality("half_low", _cubic(1, "p"), "1/p"),
    Inequality("half", f"1/{_HIGH}", _quartic(1, "9/10")),
    Inequality("three_halves_low", _cubic(3, "p"), "1/p^3"),
    Inequality("three_halves", f"1/{_HIGH}^3", _quartic(3, "25/2")),
    Inequality("five_halves", f"1/{_HIGH}^5", _quartic(5, "76")),
)

_N, _C = "(t+100)", "(5/2)"
_A = f"(15/16*{_C})"
_SKEW = f"(35/16*{_C}/{_N}+76*fourth/{_N}^2)"

_CONSTANTS = (
    Inequality("fourth", f"3/4*{_C}^2+{_C}^3/(3*{_N})", "19/4"),
    Inequality("rare_size", f"22/100*{_N}", f"9/16*{_N}^2/({_N}+1)/{_C}"),
    Inequality("root_size", f"{_N}+1", f"({_N}/9)^2"),
    Inequality("rare", "20922789888000/(11/50)^16", "7*10^23"),  # 16!/(22/100)^16
    Inequality("rare_bound", f"{_C}/2*{_N}^3*{_N}/9*rare/{_N}^16", "1/5"),
    Inequality("rare_twice", f"{_N}^2*{_N}/9*(1+3/8*{_C}^2*{_N})*rare/{_N}^16", "1/5"),
    Inequality(
        "below",
        f"3/4*{_C}+{_C}^2/8+{_C}/2*(2+{_C}+25/2*fourth+{_A}*(2+{_C})/{_N})"
        f"+3/8*{_C}^2*(2+5/2*{_C})+rare_bound",
        "105",
    ),
    Inequality(
        "above",
        f"9/10*fourth+{_C}/2*(1+3/16*{_C}/{_N}+9/10*fourth/{_N}^2)"
        f"+{_C}/2*({_A}+15/4*{_C}+7/8*{_C}^2+{_C}*q*{_N}^2/({_N}^2-1)*(1+{_A}/{_N}))"
        f"+3/8*{_C}^2*{_N}*({_SKEW}+{_C}/(2*{_N}^2)*(1+{_SKEW}))+rare_twice",
        "105+4*q",
    ),
)

_EDGES = (
    Identity(
        "crossing",
        "1-(2+y)/2+(11/16*(2+y)-3/32*(2+y)^2)/n",
        "-(y/2)+(1+5/16*y-3/32*y^2)/n",
    ),
    Inequality("edge_above", f"above+5/16*(2+(215+9*q)/{_N})", "(215+9*q)/2"),
    Inequality("edge_below", f"below+5/16*215/{_N}+3/32*(4/{_N}+215^2/{_N}^3)", "215/2"),
    Inequality("inside", f"2/{_N}+(215+9*q)/{_N}^2", "1/2"),
)


def _verify_instance(instance: Instance) -> None:
    raise Rejected(f"the claim has no instances beside its steps: {sorted(instance)[:1]}")


_SYMBOLS = "n k t c d p q r s u x y"

CLAIM = CheckedClaim(
    name="law-with-replacement",
    statement={
        "drift": "with mu = n+1-1/n: sqrt(mu) D <= 1 - c/2 + (11 c/16 - 3 c^2/32)/n + "
        "(105 + 4 q)/n^2, and D > 0 where 1 - c/2 + (11 c/16 - 3 c^2/32)/n > 105/n^2, for "
        "n >= 100 and c <= 5/2",
        "edge": "the largest beta_2 with D <= 0 has c >= 2 + 2/n - 215/n^2 for every beta_1, and "
        "c <= 2 + 2/n + (215 + 9 q)/n^2 if q <= n^2/20, for n >= 100",
        "momentum": "D grows with beta_1",
        "symbols": "c = (n^2-1) (1-beta_2), q = beta_1/(1-beta_1)",
        "sampling": "with-replacement",
    },
    domain=Domain(
        symbols=frozenset(_SYMBOLS.split()),
        positive=(
            *("beta", "1-beta", "n", "n+1", "p", "p+s", "s", "c", "1-d", "2-d", "4-6*d"),
            *("n^2+n-1", "n^2+n-1-c", "1+q*d", "2*r+1", "1/2+r"),
            *("t+99", "t+100", "t+101", "(t+100)^2-1"),
        ),
        nonnegative=(
            *("d", "4-d", "q", "r", "t", "n-1", "n-6", "n-1-2*c", "1-n*d", "2-n*d"),
            "(t+100)^2-20*q",
        ),
    ),
    rules=(*_EXACT, *_MOMENTS, *_TAILS, *_CONSTANTS, *_EDGES),
    verify_instance=_verify_instance,
    instances=0,
)
