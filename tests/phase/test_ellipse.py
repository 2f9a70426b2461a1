"""Re v on ellipses, and |D| at complex betas: never beyond the bounds of interpolation."""

import cmath
import itertools
import math

import numpy as np
import pytest
from flint import acb, arb, fmpq
from hypothesis import given, settings
from hypothesis import strategies as st

from colorball.balls.sampling import Sampling
from colorball.exact.precision import working_precision
from colorball.phase.ellipse import Ellipse, _epoch_minima, arcs, least_real_part
from colorball.phase.piece import pieces

few = settings(max_examples=settings().max_examples // 3)
RESHUFFLE, REPLACEMENT = Sampling.RESHUFFLE, Sampling.WITH_REPLACEMENT
schemes = st.sampled_from([RESHUFFLE, REPLACEMENT])
rhos = st.sampled_from([fmpq(4), fmpq(3), fmpq(2), fmpq(3, 2)])


def number(value):
    return int(value.p) / int(value.q)


def on_ellipse(ellipse, angle, inside=1.0):
    """A point of the boundary, or of a smaller confocal ellipse when ``inside < 1``."""
    middle = number((ellipse.lower + ellipse.upper) / 2)
    half = number((ellipse.upper - ellipse.lower) / 2)
    w = (1 + (number(ellipse.rho) - 1) * inside) * cmath.exp(1j * angle)
    return middle + half * (w + 1 / w) / 2


def worst_v(n, z, scheme):
    """The least Re v at z over all sequences of positions (an upper bound: old epochs are cut)."""
    depth = 1 + int(min(math.log(1e-9) / math.log(max(abs(z), 1e-9)), 20_000))
    d = np.arange(depth + 2 * n)
    parts = ((n * n - 1) * (1 - z) * z**d).real
    if scheme is REPLACEMENT:
        return 1 + np.minimum(parts, 0).sum()
    least = math.inf
    for i in range(n):
        older = parts[i + 1 : i + 1 + (depth // n) * n].reshape(-1, n)
        least = min(
            least, 1 + min(parts[: i + 1].min(), 0 if i < n - 1 else np.inf) + older.min(1).sum()
        )
    return least


@st.composite
def ellipses(draw):
    gap = fmpq(draw(st.integers(1, 1000)), 1000)
    lower = 1 - gap
    upper = lower + gap * fmpq(draw(st.integers(1, 900)), 1000)
    return Ellipse(lower, upper, draw(rhos))


@few
@given(st.integers(3, 12), schemes, ellipses(), st.floats(0, 6.3), st.floats(0, 1))
def test_v_is_never_below_the_bound(n, scheme, ellipse, angle, inside):
    bound = least_real_part(n, scheme, ellipse)
    if bound is None:
        return
    for where in (inside, 1.0):
        assert worst_v(n, on_ellipse(ellipse, angle, where), scheme) >= float(bound) - 1e-6


@few
@given(
    st.sampled_from([3, 5, 10, 40]), schemes, st.integers(0, 10**6),
    st.floats(0, 6.3), st.floats(0, 1), st.randoms(use_true_random=False),
)  # fmt: skip
def test_v_of_random_sequences_in_pieces(n, scheme, which, angle, inside, random):
    covering = pieces(n, scheme, fmpq(0), 1 - fmpq(2, n * n))
    piece = covering[which % len(covering)]
    z = on_ellipse(piece.ellipse, angle, inside)
    depth = 2 * n + int(min(math.log(1e-9) / math.log(max(abs(z), 1e-9)), 20_000))
    if scheme is REPLACEMENT:
        ages = [d for d in range(depth) if random.random() < 1 / n]
    else:
        i = random.randrange(n)
        ages = [n * j + i - random.randrange(n) for j in range(depth // n)]
    v = 1 + (n * n - 1) * (1 - z) * sum(z**d for d in ages if d >= 0)
    assert v.real >= float(piece.least_v) - 1e-6


@few
@given(st.integers(3, 8), ellipses())
def test_no_bound_where_v_can_vanish(n, ellipse):
    """Where some sequence makes Re v negative somewhere, None is the only right answer."""
    points = [on_ellipse(ellipse, angle) for angle in np.linspace(0, math.pi, 40)]
    beyond = [z for z in points if abs(z) < 1 and worst_v(n, z, RESHUFFLE) < 0]
    if beyond or any(abs(z) >= 1 for z in points):
        assert least_real_part(n, RESHUFFLE, ellipse) is None


@given(
    st.integers(3, 9), st.integers(1, 25), st.lists(st.floats(-5, 5), min_size=1, max_size=40)
)  # fmt: skip
def test_least_shares_of_epochs(n, width, blocks):
    """Position by position, whichever it is, an epoch adds no less than what is taken for it."""
    of_age = [low for low in blocks for _ in range(width)]
    taken = _epoch_minima(np.array(blocks), n, width)
    *older, running = taken
    assert len(older) == len(range(1, len(of_age), n))
    for i in range(n):
        assert running <= min(0.0, *of_age[: i + 1])
        for epoch, least in enumerate(older, start=1):
            ages = range(n * epoch + i - n + 1, n * epoch + i + 1)
            known = [of_age[d] for d in ages if d < len(of_age)]
            assert least <= min(known if len(known) == n else [0.0, *known])


def test_ellipses_that_reach_one():
    assert least_real_part(3, RESHUFFLE, Ellipse(fmpq(0), fmpq(9, 10), fmpq(4))) is None
    assert least_real_part(3, RESHUFFLE, Ellipse(fmpq(1, 2), 1 - fmpq(1, 10**20), fmpq(2))) is None


@given(ellipses(), st.floats(0, math.pi))
def test_arcs_cover_the_boundary(ellipse, angle):
    z = acb(
        *(arb(x, 1e-12) for x in (on_ellipse(ellipse, angle).real, on_ellipse(ellipse, angle).imag))
    )
    assert any(arc.overlaps(z) for arc in arcs(ellipse))
    assert any(
        arc.real.overlaps(arb(ellipse.rightmost)) and arc.imag.contains(0) for arc in arcs(ellipse)
    )


@few
@given(
    st.sampled_from([3, 4]), st.integers(0, 10**6), st.floats(0, 6.3), st.floats(0, 1),
    st.floats(0, 0.7), st.floats(0, 6.3),
)  # fmt: skip
def test_drift_at_complex_betas_is_below_the_bound(
    complex_literal, n, which, angle, inside, size, turn
):
    covering = pieces(n, RESHUFFLE, fmpq(0), fmpq(3, 5))
    piece = covering[which % len(covering)]
    z = on_ellipse(piece.ellipse, angle, inside)
    if abs(z) > 0.75:
        return  # too many sequences would be needed
    beta1 = size * cmath.exp(1j * turn)
    value = abs(complex_literal(n, beta1, z, {3: 8, 4: 6}[n]))
    moment = n + (n + 1) * abs(1 - beta1) / (1 - abs(beta1))
    assert value <= 1.02 * moment / math.sqrt(float(piece.least_v))


@pytest.mark.parametrize("scheme", [RESHUFFLE, REPLACEMENT])
@pytest.mark.parametrize("n", [3, 10, 45, 2000, 40_000])
def test_pieces_cover_without_gaps(n, scheme):
    upper = 1 - fmpq(2, n * n) if n < 2000 else fmpq(1, 50)
    found = pieces(n, scheme, fmpq(0), upper)
    assert found[0].lower == 0
    assert found[-1].upper == upper
    for before, after in itertools.pairwise(found):
        assert before.lower < before.upper == after.lower
    for piece in found:
        assert piece.ellipse.rightmost < 1
        assert piece.least_v > 0
        assert piece.least_v <= n + 1


def test_the_bound_does_not_depend_on_the_precision_around_it():
    ellipse = Ellipse(fmpq(1, 10), fmpq(2, 10), fmpq(3))
    usual = least_real_part(5, RESHUFFLE, ellipse)
    with working_precision(20):
        rough = least_real_part(5, RESHUFFLE, ellipse)
    assert usual == rough
