"""The law for large n under random reshuffling, in the checker's own words.

Symbols. d = 1 - beta_2; q = beta_1/(1-beta_1), s = 1/q; ``beta`` is beta_1 or beta_2, as the step
needs. a, h, w: the mean of 1[age known], of what fading takes from it, and that one's variance.
p = sqrt(1+x), and p = 87/100 + r where it is at least that. In the constants n is 30 (1+q) + t, in
the uniform bound 30 + t. y: how far c is above 4.
"""

from __future__ import annotations

from fractions import Fraction

from colorball.checker.brute_force import read_fraction
from colorball.checker.claim import CheckedClaim
from colorball.checker.drift_value import drift_value
from colorball.checker.failures import Rejected
from colorball.checker.fixed_point import Interval
from colorball.checker.instances import Instance
from colorball.checker.language import Domain
from colorball.checker.rules import Identity, Inequality, Sum

__all__ = ["CLAIM"]

_FADING = (
    Inequality("bernoulli", "1-(k+1)*d", "(1-k*d)*(1-d)"),
    Inequality("bernoulli_two", "(1-k*d+k*(k-1)/2*d^2)*(1-d)", "1-(k+1)*d+k*(k+1)/2*d^2"),
    Sum("age_sum", "1-j*d", index="j", start="0", stop="k"),
    Sum("age_sum_two", "1-j*d+j*(j-1)/2*d^2", index="j", start="0", stop="k"),
    Sum("means_low", "age_sum", index="k", start="1", stop="n+1"),
    Sum("means_high", "age_sum_two", index="k", start="1", stop="n+1"),
    Identity("means", "means_low/n^2", "1/2+1/(2*n)-(n^2-1)*d/(6*n)"),
    Inequality("means_gap", "(means_high-means_low)/n^2", "((n^2-1)*d)^2/(24*n^2)"),
    Sum("later_ages", "i+1", index="i", start="0", stop="n"),
    Identity("later", "d*n*later_ages/n^2", "d*(n+1)/2"),
)

_MOMENTUM = (
    Sum("age_share", "beta^(i+1)", index="i", start="0", stop="n"),
    Inequality("age_share_limit", "age_share", "beta/(1-beta)"),
    Sum("age_weight", "(i+1)*beta^(i+1)", index="i", start="0", stop="n"),
    Inequality("age_weight_limit", "age_weight", "beta/(1-beta)^2"),
    Identity("odds", "beta/(1-beta)^2", "beta/(1-beta)*(1+beta/(1-beta))"),
    Inequality("odds_power", "1+(k+1)*s", "(1+k*s)*(1+s)"),
    Identity("joint", "1+q-q*(1-d)", "1+q*d"),
    Inequality("joint_now", "1-q*d", "1/(1+q*d)"),
    Inequality("joint_old", "q-d*q*(1+q)", "q*(1-d)/(1+q*d)"),
    Inequality("product", "q-q*(a+b)-g", "(1-a)*(1-b)*(q-g)"),
    Inequality("first_factor", "n*(n+1)/(n^2+n-1)", "1+1/n^2"),
)

_SECOND = (
    Identity(
        "running",
        "(1-a+h)^2-(a*(1-a)-2*(1-a)*h+w)",
        "(1-a)*(1-2*a)+4*(1-a)*h+h^2-w",
    ),
    Inequality("lowest", "-1/8", "(1-a)*(1-2*a)"),
    Sum("centre", "(1-k/n)*(1-2*k/n)", index="k", start="1", stop="n+1"),
    Identity("centre_sum", "(n+1)/n*centre", "n/6-1/3-1/(6*n)+1/(3*n^2)"),
    Sum("shift", "(k/n)^2*(1-k/n)", index="k", start="1", stop="n+1"),
    Identity("shift_sum", "2*d*n*shift", "d*(n^2-1)/6"),
    Sum("own_variance", "(k/n)*(1-k/n)", index="k", start="1", stop="n+1"),
    Inequality("own_variance_bound", "own_variance", "n/6"),
    Identity("old_epochs", "(1-beta^n)^2/(1-beta^(2*n))", "(1-beta^n)/(1+beta^n)"),
    Inequality("old_epochs_bound", "old_epochs", "1-beta^n"),
    Inequality("mean_square", "(1-2/n)/n^2", "1/(n+1)^2"),
)

_LOW = "(87/100+r)"

_TAYLOR = (
    Identity("third", "1/p-1+(p^2-1)/2-3*(p^2-1)^2/8", "-((p-1)^3*(3*p^2+9*p+8)/(8*p))"),
    Identity("root_factor", "p-1", "(p^2-1)/(p+1)"),
    Inequality("third_bound", f"(3*{_LOW}^2+9*{_LOW}+8)/(8*{_LOW}*(187/100+r)^3)", "2/5"),
    Identity("second", "1/p-1+(p^2-1)/2", "(p-1)^2*(p+2)/(2*p)"),
    Inequality("second_bound", f"({_LOW}+2)/(2*{_LOW}*(187/100+r)^2)", "1/2"),
    Inequality("reach", "3/2*5*(30+t)/((30+t)^2+(30+t)-1)", "1-(87/100)^2"),
)

_N = "(30*q+t+30)"

_CONSTANTS = (
    Inequality("low", f"q*(1+2*q)+5*q/2+5*q*(1+q)*{_N}/({_N}^2-1)", "2*q^2+37/10*q"),
    Inequality("up", f"25/24+5*q*{_N}^2/({_N}^2-1)", "25/24+501/100*q"),
    Inequality(
        "fading",
        f"25/(4*({_N}+1))+2*(1+5/(2*({_N}+1)))*5*q/({_N}-1)+25*q/({_N}*({_N}+1))",
        "41/200+9/20*q",
    ),
    Inequality("less", f"1/3+1/(6*{_N})+({_N}+1)/{_N}*q+fading", "11/20+3/2*q"),
    Inequality("more", f"({_N}+1)/{_N}*(5/6+q/8)+fading+1/4+5*{_N}/(4*({_N}^2-1))", "7/5+3/5*q"),
    Inequality(
        "third_order",
        f"({_N}/2+more+2*{_N}*(5/(2*({_N}+1)))^2+5*{_N}^2/(2*({_N}^2-1)))/{_N}",
        "13/20",
    ),
    Inequality("below", "5/2*(low+1)+25/8+3/8*25*less+4/5*125*third_order", "81+24*q+5*q^2"),
    Inequality("above", "5/2*up+3/8*25*more+4/5*125*third_order", "81+24*q+5*q^2"),
)

_NEXT = "(8/3+8*q)"
_MARGIN = "(350+120*q+40*q^2)"
_SLOPE = "(1/12+q/2)"

_EDGES = (
    Identity(
        "crossing",
        "1-(4+y)/4+((4+y)/4+(4+y)*q/2-(4+y)^2/48)/n",
        f"-(y/4)+(2/3+2*q)/n+y*{_SLOPE}/n-y^2/(48*n)",
    ),
    Inequality("start", "above", f"{_N}^2"),
    Inequality("inside", f"{_NEXT}/{_N}+{_MARGIN}/{_N}^2", "1"),
    Inequality("edge_above", f"above+({_NEXT}+{_MARGIN}/{_N})*{_SLOPE}", f"{_MARGIN}/4"),
    Inequality(
        "edge_below",
        f"below+{_MARGIN}/{_N}*{_SLOPE}+({_NEXT}^2/{_N}+{_MARGIN}^2/{_N}^3)/48",
        f"{_MARGIN}/4",
    ),
    Inequality("square", f"5/({_N}^2-1)", f"6/{_N}^2"),
    Inequality("order", f"{_NEXT}/{_N}+({_MARGIN}+6)/{_N}^2", f"20*(1+q)/{_N}"),
    Inequality("old_rise", "4/(t+31)", "1/2-1/(2*(t+30))"),
    Inequality(
        "uniform",
        "(t+30)*(t+31)/((t+30)^2+(t+30)-1)*4/2*(1/2+(4/6-1/2+4*(t+30)/(2*(t+29)))/(t+30))"
        "+16/2/(t+30)*(1/6+(4/(2*(t+31)))^2+4*(t+30)/(4*((t+30)^2-1)))",
        "4/4+25/(4*(t+30))",
    ),
)

_SEEN = 20


def _verify_instance(instance: Instance) -> None:
    """The edge is within 20/n^2 of the two terms: the drift has one sign on either side."""
    if set(instance) != {"n", "beta1", "negative", "positive"}:
        raise Rejected("an instance has other fields than n, beta1, negative and positive")
    n = instance["n"]
    if not isinstance(n, int) or isinstance(n, bool) or not 30 <= n <= 200:
        raise Rejected("an instance's n is not between 30 and 200")
    beta1 = read_fraction(instance["beta1"])
    if not 0 <= beta1 < 1:
        raise Rejected("an instance's beta1 is not in [0, 1)")
    middle = 4 + (Fraction(8, 3) + 8 * beta1 / (1 - beta1)) / n
    for side, sign in (("negative", 1), ("positive", -1)):
        beta2 = 1 - (middle + sign * Fraction(_SEEN, n * n)) / (n * n - 1)
        if read_fraction(instance[side]) != beta2:
            raise Rejected(f"an instance's {side} is not at 20/n^2 from the two terms")
        found = drift_value(n, beta1, Interval.of(beta2, beta2), 16)
        if (found.high >= 0) if sign > 0 else (found.low <= 0):
            raise Rejected(f"an instance's drift is not {side}")


_SYMBOLS = "n k i j a b d g h p q r s t w y"

CLAIM = CheckedClaim(
    name="law-large-n",
    statement={
        "drift": "sqrt(mu) D = 1 - c/4 + (c/4 + c q/2 - c^2/48)/n + R, |R| <= "
        "(81 + 24 q + 5 q^2)/n^2, for n >= 30 (1 + q) and c <= 5",
        "edge": "the largest beta_2 with D <= 0 has |c - 4 - (8/3 + 8 q)/n| <= "
        "(350 + 120 q + 40 q^2)/n^2, for n >= 30 (1 + q)",
        "order": "|n^2 (1-beta_2) - 4 - (8/3 + 8 q)/n| <= (356 + 120 q + 40 q^2)/n^2 and "
        "|n^2 (1-beta_2) - 4| <= 20 (1 + q)/n there",
        "uniform": "D > 0 if c < 4 - 25/n, for n >= 30 and every beta_1 in [0, 1)",
        "symbols": "mu = n+1-1/n, c = (n^2-1)(1-beta_2), q = beta_1/(1-beta_1)",
        "sampling": "reshuffle",
    },
    domain=Domain(
        symbols=frozenset(_SYMBOLS.split()),
        positive=(
            *("beta", "1-beta", "1+beta^n", "1-beta^n", "1-beta^(2*n)", "n", "n+1", "n^2+n-1"),
            *("1+q*d", "p", "p+1", "87/100+r", "187/100+r", "100*r+87", "100*r+187"),
            *("t+29", "t+30", "t+31", "(t+30)^2-1", "t^2+61*t+929"),
            *("30*q+t+29", "30*q+t+30", "30*q+t+31", "(30*q+t+30)^2-1"),
        ),
        nonnegative=(
            *("k", "k-1", "n-1", "2*n-1", "d", "q", "1+q", "a", "b", "g", "1-a", "s", "r", "t"),
            *("p+2",),
        ),
    ),
    rules=(*_FADING, *_MOMENTUM, *_SECOND, *_TAYLOR, *_CONSTANTS, *_EDGES),
    verify_instance=_verify_instance,
    instances=2,
)
