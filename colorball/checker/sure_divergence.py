r"""Sure divergence on Function (2) in the checker's own words.

``beta`` stands for beta_1 in steps about momentum, for beta_2 in steps about squares and for
``r = sqrt(beta_2)`` in ``young_loss`` and ``older_loss``; ``x`` is beta_1 in the rectangle. The
others: ``n`` parts, ``j`` an older epoch, ``k`` a number of epochs or steps, ``q`` and ``p``
positions, ``d`` an age, ``i`` a step, ``l`` and ``m`` ages up to which things are counted apart.
``z = sqrt(v)`` lies between ``s`` and ``t``; ``f >= 0`` is a numerator's size, ``g >= 0`` a
numerator plus 1; ``w >= 1`` is a root of v; ``y1, y2 >= 0`` are roots. ``h``, ``u``, ``e`` are
those of the statement's ``growth``, whose hypothesis is the last of the nonnegative things.
``before, now, after`` are the roots of three consecutive numbers of epochs.
"""

from __future__ import annotations

from colorball.checker.claim import CheckedClaim
from colorball.checker.language import Domain
from colorball.checker.rules import Identity, Inequality, Sum
from colorball.checker.sure_boxes import SureBoxes
from colorball.checker.sure_instance import verify_instance

__all__ = ["CLAIM"]

_SYMBOLS = "n j k q p d i l m s t z f g w y1 y2 h u e x r before now after"

_DOMAIN = Domain(
    symbols=frozenset(_SYMBOLS.split()),
    positive=(
        "beta",
        "n",
        "s",
        "t",
        "z",
        "w",
        "now",
        "1-beta",
        "1-beta^n",
        "n-1",
        "n^2-1",
        "s+t",
        "1-r",
        "1-r^2",
    ),
    nonnegative=(
        "f",
        "g",
        "n-3",
        "w-1",
        "y1",
        "y2",
        "x",
        "r",
        "z-s",
        "t-z",
        "t-s",
        "1-beta^q",
        "1-beta^(n-1-q)",
        "1-beta^(l-d)",
        "1-beta^k",
        "1-6*r",
        "1-30*x",
        "n*(1-h-e)-h-u-2*m",
    ),
)

# the older epochs' share W is between those of the extreme positions; one more epoch narrows it
_EXTREMES = (
    Inequality("position_late", "beta^(n*j-q)", "beta^(n*j-n+1)"),
    Inequality("position_early", "beta^(n*j)", "beta^(n*j-q)"),
    Sum("older_late", "beta^(n*j-n+1)", index="j", start="1", stop="k+1"),
    Inequality("older_late_limit", "older_late", "beta/(1-beta^n)"),
    Sum("older_early", "beta^(n*j)", index="j", start="1", stop="k+1"),
    Identity("older_early_limit", "beta^n/(1-beta^n)-older_early", "beta^(n*(k+1))/(1-beta^n)"),
    Identity(
        "one_more_late",
        "beta^(n*(k-1)+1)/(1-beta^n)",
        "beta^(n*k-n+1)+beta^(n*k+1)/(1-beta^n)",
    ),
    Identity("one_more_early", "beta^(n*k)/(1-beta^n)", "beta^(n*k)+beta^(n*(k+1))/(1-beta^n)"),
    Inequality("term_up", "f/z", "f/s"),
    Inequality("term_down", "-f/z", "-f/t"),
)

# the true moments differ from those far from the start by what is older than the start
_TRANSIENT = (
    Sum("unseen", "(1-beta)*beta^d", index="d", start="k", stop="k+i"),
    Inequality("unseen_limit", "unseen", "beta^k"),
    Sum("seen", "(1-beta)*beta^d", index="d", start="0", stop="k+1"),
    Inequality("least_square", "1-beta", "seen"),
    Identity("root_difference", "1/s-1/t", "(t^2-s^2)/(s*t*(s+t))"),
    Inequality("early_steps", "(now^2-before^2)/now", "2*(now-before)"),
    Inequality("late_steps", "2*(after-now)", "(after^2-now^2)/now"),
)

# a bound for all n at once
_SPLIT = (
    Inequality("split_up", "(g-1)/s", "g/s-1/t"),
    Inequality("split_down", "(g-1)/t", "g/s-1/t"),
    Sum("young_momentum", "(1-beta)*beta^d", index="d", start="0", stop="l+1"),
    Sum("late_momentum", "(1-beta)*beta^d", index="d", start="l+1", stop="l+1+k"),
    Inequality("late_momentum_limit", "late_momentum", "beta^(l+1)"),
    Sum("older_momentum", "(1-beta)*beta^(i+1)/(1-beta^n)", index="i", start="0", stop="n"),
    Identity("older_momentum_value", "older_momentum", "beta"),
    Inequality("young_square", "beta^l", "beta^d"),
    Inequality("loss", "(1-1/w)^2", "(w^2-1)/9"),
    Inequality("root_of_sum", "y1^2+y2^2", "(y1+y2)^2"),
    Inequality("spread", "(1-r^2)*(n^2-1)", "n^2"),
    Sum("young_loss", "beta^d", index="d", start="m", stop="m+k"),
    Inequality("young_loss_limit", "young_loss", "beta^m/(1-beta)"),
    Sum("older_loss", "beta^(i+1)", index="i", start="m", stop="m+k"),
    Inequality("older_loss_limit", "older_loss", "beta^(m+1)/(1-beta)"),
)

_RECTANGLE = (
    Inequality("big_square", "n^2*(1-r^2)", "1+(1-r^2)*(n^2-1)"),
    Inequality("small_root", "1/(1-r^2)", "36/35"),
    Inequality("small_ratio", "r/(1-r)", "1/5"),
    Inequality("rectangle", "(n+1)*(1-x)/n*36/35+2*(n+1)*x-n+1+n*(1/15)*(1+36/35)", "-1/525"),
)

_GROWTH = (
    Inequality("growth_root", "(n+1)^2/((n^2-1)*(1-beta)*beta^l)", "2/((1-beta)*beta^l)"),
    Inequality("growth", "(n+1)*h+u+2*m-n+n*e", "0"),
    Sum("front", "(1-beta)*beta^(i+1)", index="i", start="0", stop="p"),
    Sum("back", "(1-beta)*beta^(i-p)", index="i", start="p+1", stop="n"),
    Identity("zero", "front+back", "2*beta-beta^(p+1)-beta^(n-p)"),
)

CLAIM = CheckedClaim(
    name="sure-divergence",
    statement={
        "condition": "S_K at (beta_1, beta_2, n): for all positions of the big gradient in the "
        "newest K epochs, sum over i < n of the bounds of m_i/sqrt(v_i) is negative, the older "
        "epochs bounded by the extremes beta^(n*(K-1)+1)/(1-beta^n) and beta^(n*K)/(1-beta^n)",
        "divergence": "where S_K holds, Adam on Function (2) with step eta/sqrt(epoch), started "
        "far enough to the right, stays on x >= -1, and x_k and f(x_k) = x_k grow at least like "
        "sqrt(k), for every sequence of positions",
        "look_back": "S_K implies S_(K+1)",
        "every_n": "S_1 holds for all n >= 3 on 0 <= beta_1 <= 1/30, 0 <= beta_2 <= 1/36",
        "growth": "S_1 holds at (beta_1, beta_2), 0 < beta_2 < 1, r = sqrt(beta_2), for all n >= 3 "
        "with n*(1-h-e) > h + u + 2*m, where h = beta_1 + beta_1^(l+1), "
        "u = sqrt(2/((1-beta_2)*beta_2^l)), e = r^m*(1+r/(1-beta_2))/(3*(1-r)), for any integers "
        "l, m >= 0; so for all large n",
        "edge": "at beta_2 = 0 and beta_1 > 1/2 some sequence has a positive displacement for all "
        "large n",
        "boxes": "S_1 holds on the rows of steps boxes_3, boxes_5 and boxes_10, for that n",
    },
    domain=_DOMAIN,
    rules=(
        *_EXTREMES,
        *_TRANSIENT,
        *_SPLIT,
        *_RECTANGLE,
        *_GROWTH,
        SureBoxes("boxes_3", parts=3, least_area="1/40"),
        SureBoxes("boxes_5", parts=5, least_area="3/25"),
        SureBoxes("boxes_10", parts=10, least_area="1/4"),
    ),
    verify_instance=verify_instance,
    instances=3,
)
