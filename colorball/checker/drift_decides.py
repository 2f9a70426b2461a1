"""Why the sign of the drift decides, in the checker's own words.

The statement is a theorem of probability; the steps are the inequalities that its proof uses. It
rests beside them on McDiarmid's inequality, the first Borel-Cantelli lemma, Minkowski's and
Cauchy-Schwarz's inequality, ``log x <= x - 1`` and the comparison of a sum with an integral.

Symbols. ``beta`` is beta_1 or beta_2, as the step needs; where both stand together, b = beta_1,
e = sqrt(beta_2), s = sqrt(1-beta_2). p >= r >= 1 are square roots; w >= 0 is 1 + m. a, d, sigma, h:
the luck allowed, |D|, the sensitivity, the height of an excursion. f = |m|/sqrt(v).
"""

from __future__ import annotations

from colorball.checker.adam_instances import verify_instance
from colorball.checker.claim import CheckedClaim
from colorball.checker.language import Domain
from colorball.checker.rules import CauchySchwarz, Identity, Inequality, Sum

__all__ = ["CLAIM"]

_FREE = (
    # how much one big gradient adds to m over its own epoch and, l epochs later, over another
    Sum("age_window", "beta^t", index="t", start="0", stop="n"),
    Identity("own_share", "(1-beta)*age_window", "1-beta^n"),
    Sum("older_share", "(1-beta)*beta^(n*(l-1)+i+1)", index="i", start="0", stop="n"),
    Sum("older_shares", "older_share", index="l", start="1", stop="k+1"),
    Inequality("older_limit", "older_shares", "beta"),
    Sum("forgotten", "older_share", index="l", start="q", stop="k+1"),
    Inequality("forgotten_limit", "forgotten", "beta^(n*(q-1)+1)"),
    Sum("all_forgotten", "beta^(n*(q-1)+1)", index="q", start="1", stop="k+1"),
    Inequality("all_forgotten_limit", "all_forgotten", "beta/(1-beta^n)"),
    # a step m/sqrt(v), with p = sqrt(v), and how it changes with m and v
    Inequality("step_below", "-1", "(w-1)/p"),
    Inequality("step_above", "(w-1)/p", "w"),
    Inequality("root_change", "p-r", "(p^2-r^2)/2"),
    Identity("quotient_change", "a/p-b/r", "(a-b)/p+(b/r)*(r-p)/p"),
)

_ESCAPE = (
    # sums of 1/sqrt(k): r^2 = k, p^2 = k+1, so p^2 - r^2 = 1
    Inequality("steps_below", "2*(p-r)", "(p^2-r^2)/r"),
    Inequality("steps_above", "(p^2-r^2)/p", "2*(p-r)"),
    # McDiarmid's exponent, with z = k^(1/4) and 1 + log k <= 4 z
    Inequality("luck", "4*a*d*p", "(a+d*p)^2"),
    Identity("exponent", "2*(4*a*d*z^2)/(sigma^2*4*z)", "2*a*d*z/sigma^2"),
    Identity("probability", "24/(2*a*d/sigma^2)^4", "3*sigma^8/(2*a^4*d^4)"),
)

_WINDOWS = (
    Inequality("window_variance", "1/p^2", "1/(p*r)"),
    Inequality("window_square", "a^2+2*a*b", "(a+b)^2"),
    Identity(
        "window_exponent",
        "2*((d*x/4)^2+2*(d*x/4)*h)/(sigma^2*x/r)",
        "d^2*x*r/(8*sigma^2)+d*h*r/sigma^2",
    ),
    Inequality("window_length", "1/j", "k/(k+j-1)"),
    Inequality("margin", "d/4", "d-d/4-d/8-d/8-d/8"),
)

_STEP_BOUND = (
    Sum("ratios", "beta^t", index="t", start="0", stop="k"),
    Inequality("ratios_limit", "ratios", "1/(1-beta)"),
    CauchySchwarz("short_memory", "(1-b)^2/(s^2*(1-beta))", "v"),
    Inequality("keeps_memory", "e^2*v", "e^2*v+(1-e^2)*g^2"),
    Inequality("keeps_gradient", "(1-e^2)*g^2", "e^2*v+(1-e^2)*g^2"),
    Identity("move", "(b/e)*(1+1/e)", "b*(1+e)/e^2"),
    Inequality("long_step", "f^2*s/4", "(f-c)*(f*s-n)"),
    Sum("step_ages", "(t+1)*beta^t", index="t", start="1", stop="k"),
    Inequality("step_ages_limit", "step_ages", "beta*(2-beta)/(1-beta)^2"),
    Identity(
        "step_bound",
        "4*n*(b*(2-b)/(1-b)^2)/((e^2/(b*(1+e)))*s)",
        "4*n*b^2*(2-b)*(1+e)/((1-b)^2*e^2*s)",
    ),
    Identity("small_step", "n*(s*e/(2*n*a))*a", "s*e/2"),
    Identity("right_step", "(f*s-n)*e-f*s*e/2", "(f*s-2*n)*e/2"),
)

_FREEZING = (
    Inequality("age", "k/(k-m)", "m+1"),
    Sum("first_ages", "t*(t+1)*beta^t", index="t", start="0", stop="k"),
    Inequality("first_limit", "first_ages", "2*beta/(1-beta)^3"),
    Identity("first_error", "(1-beta)*first_limit", "2*beta/(1-beta)^2"),
    Sum("second_ages", "t^2*(t+1)*beta^t", index="t", start="0", stop="k"),
    Inequality("second_limit", "second_ages", "2*beta*(1+2*beta)/(1-beta)^4"),
    Identity("second_error", "(1-beta)*second_limit", "2*beta*(1+2*beta)/(1-beta)^3"),
    Identity("freezing", "a/r-b/p", "(a/r)*(p-r)/p+(a-b)/p"),
)

_SYMBOLS = "n k l i t q j m p r w a b d x h z sigma e s f c g v"

CLAIM = CheckedClaim(
    name="drift-decides",
    statement={
        "escape": "if D < 0: from x_0 >= X(epsilon), with probability at least 1 - epsilon, "
        "x stays >= -1 and x_k/sqrt(k) -> -2 eta D > 0; X = -1 + eta (|D| + sigma^2/|D| "
        "(3/(2 epsilon))^(1/4) + tau + b1/(1-b1) + B sqrt(b2)/(1-sqrt(b2)) + n B), "
        "B = n/sqrt(1-b2), from m = v = 0",
        "right": "whatever D: almost surely, if x stays >= -1 for ever then "
        "x_k/sqrt(k) -> -2 eta D; so if D > 0 it does not stay",
        "step": "|m|/sqrt(v) is bounded along every path if b2 > 0 or b1 = 0; from m = 0 and for "
        "eta <= sqrt(b2 (1-b2))/(2 n A), A = b1 (2-b1)/(1-b1)^2, by max(2 n, "
        "4 n b1^2 (2-b1) (1+sqrt(b2))/((1-b1)^2 b2))/sqrt(1-b2)",
        "freezing": "if |m|/sqrt(v) <= B and min(|x+2|, 1) >= R eta/sqrt(k), then m/sqrt(v) is "
        "within n B (2 b1/(1-b1)^2 + B sqrt(2 b2 (1+2 b2)/(1-b2)^3))/R, and what is left of the "
        "start, of sgn(x+2) times the free process",
        "attraction": "if D > 0 and (b2 > 0 or b1 = 0): from every start with v > 0 at all steps, "
        "almost surely x_k -> -2, limsup |x_k+2| sqrt(k)/log k <= 2 eta Sigma^2/D",
        "repulsion": "if D < 0 and (b2 > 0 or b1 = 0): from every start with v > 0 at all steps, "
        "almost surely either |x_k|/sqrt(k) -> 2 eta |D|, so f(x_k) -> infinity, or x_k -> -2 with "
        "limsup |x_k+2| sqrt(k)/log k <= 2 eta Sigma^2/|D|",
        "constants": "sigma = 2 n + 1 + (n+1) (2 b1 - b1^n) + n (n^2-1) b2/2, tau = (n+1) b1/"
        "(1-b1^n) + n (n^2-1) b2/(2 (1-b2^n)), Sigma^2 = sigma^2 + tau ((n+1) b1 + n (n^2-1) b2/2)",
        "domain": "n >= 3, 0 <= b1 < 1, 0 <= b2 < 1, eta > 0; step size eta/sqrt(k) in epoch k",
        "sampling": "reshuffle",
    },
    domain=Domain(
        symbols=frozenset(_SYMBOLS.split()),
        positive=(
            *("1-beta", "1-beta^n", "n", "k", "j", "k+j-1", "k-m", "p", "r", "a", "d", "x"),
            *("z", "sigma", "b", "1-b", "2-b", "e", "1+e", "s", "f"),
        ),
        nonnegative=(
            *("k-1", "j-1", "m", "k-m-1", "w", "p-1", "r-1", "p-r", "h", "1-e^2", "v", "c"),
            *("f-2*c", "f*s-2*n", "2-beta"),
        ),
    ),
    rules=(*_FREE, *_ESCAPE, *_WINDOWS, *_STEP_BOUND, *_FREEZING),
    verify_instance=verify_instance,
    instances=6,
)
