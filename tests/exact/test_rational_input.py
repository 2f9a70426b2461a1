"""What is read as an exact rational number, and what is refused."""

from decimal import Decimal
from fractions import Fraction

import mpmath
import numpy as np
import pytest
import sympy
from flint import fmpq
from hypothesis import given
from hypothesis import strategies as st

from colorball.errors import InputError
from colorball.exact.rational import from_flint, rational, rational_latex, rational_text, to_flint

fractions = st.fractions(max_denominator=10**12)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("9/10", Fraction(9, 10)),
        ("0.9", Fraction(9, 10)),
        ("3", Fraction(3)),
        (" -6 / 4\n", Fraction(-3, 2)),
        ("+.5", Fraction(1, 2)),
        ("5.", Fraction(5)),
        ("-0.0", Fraction(0)),
        ("-.25", Fraction(-1, 4)),
        ("007", Fraction(7)),
        ("0/5", Fraction(0)),
    ],
)
def test_text_is_read_exactly(text, value):
    assert rational(text, "x") == value


@pytest.mark.parametrize(
    "text",
    ["", " ", ".", "-", "+-1", "1/0", "0/0", "1/-2", "1//2", "1/2/3", "1.5/2", "1e5", "nan", "inf",
     "0x10", "1_000", "1 2", "１", "٣", "½", "1,5", "--1", "(1)", "1/", "/2", "1\x002", "9" * 4001],
)  # fmt: skip
def test_other_text_is_refused_in_one_line(text):
    with pytest.raises(InputError) as refusal:
        rational(text, "beta")
    message = str(refusal.value)
    assert message.startswith("beta: got ")
    assert message.isprintable()
    assert len(message) < 300


def test_text_of_4000_digits_is_read():
    assert rational("9" * 4000, "x") == 10**4000 - 1
    assert rational("." + "0" * 3998 + "1", "x") == Fraction(1, 10**3999)


@given(fractions)
def test_every_form_of_a_fraction_is_the_same_number(value):
    for form in (value, str(value), rational_text(value), sympy.Rational(str(value))):
        assert rational(form, "x") == value
    assert from_flint(to_flint(value)) == value


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_float_is_the_binary_number_that_it_is(value):
    assert rational(value, "x") == Fraction(value)
    assert rational(np.float64(value), "x") == Fraction(value)


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9))
def test_a_decimal_is_exact(value):
    assert rational(value, "x") == Fraction(value)


@pytest.mark.parametrize(
    ("number", "value"),
    [
        (np.int8(-7), Fraction(-7)),
        (np.uint64(2**64 - 1), Fraction(2**64 - 1)),
        (np.float32(0.1), Fraction(13421773, 134217728)),
        (np.longdouble(0.5), Fraction(1, 2)),
        (sympy.Integer(3), Fraction(3)),
        (sympy.Rational(-2, 6), Fraction(-1, 3)),
        (sympy.S.Half, Fraction(1, 2)),
    ],
)
def test_numbers_of_other_libraries_are_exact(number, value):
    assert rational(number, "x") == value


def test_a_long_double_is_not_rounded_to_a_float():
    tiny = np.longdouble(1) + np.finfo(np.longdouble).eps
    assert rational(tiny, "x") == Fraction(*tiny.as_integer_ratio())


@pytest.mark.parametrize(
    "value",
    [True, False, np.True_, None, [1], b"1", 1j, float("nan"), float("inf"), -float("inf"),
     np.float32("nan"), np.longdouble("inf"), Decimal("NaN"), Decimal("sNaN"), Decimal("Infinity"),
     sympy.nan, sympy.oo, sympy.pi, sympy.sqrt(2), sympy.Symbol("x"),
     sympy.Float("0.1", 50), mpmath.mpf("0.1"), fmpq(1, 2), object()],
)  # fmt: skip
def test_what_is_no_exact_number_is_refused(value):
    with pytest.raises(InputError, match=r"\Ax: got .*; valid is "):
        rational(value, "x")


@pytest.mark.parametrize(
    "value",
    [Decimal("1e999999999"), Decimal("1e-999999999"), Decimal("0e999999999"),
     Decimal("0." + "1" * 4001), Decimal("1" * 4002), 10**5000, Fraction(1, 10**5000),
     -(2**14_001)],
    ids=lambda value: type(value).__name__,
)  # fmt: skip
def test_a_number_of_over_4000_digits_is_refused(value):
    with pytest.raises(InputError, match="at most 4000 digits"):
        rational(value, "x")


def test_text_of_long_numbers_is_written_out():
    long = Fraction(10**6000 + 1, 3)
    assert rational_text(long) == "1" + "0" * 5999 + "1/3"
    assert rational_text(-7) == "-7"


@given(fractions)
def test_latex_is_the_same_fraction(value):
    expected = sympy.latex(sympy.Rational(value.numerator, value.denominator)).replace("- ", "-")
    assert rational_latex(value) == expected
