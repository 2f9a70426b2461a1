"""A formula in Coq's notation is the same formula: signs, products and powers bind alike.

Coq's ``-``, ``*``, ``/`` and ``^`` bind as Python's do, so Python can read what is written.
"""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from colorball.checker.language import parse
from colorball.coq.formulas import Definition, expanded, integers, put, size, symbols, used
from colorball.coq.notation import integer, name_of, real

NUMBERS = {"n": Fraction(3), "k": Fraction(5), "q": Fraction(-2), "beta": Fraction(1, 2)}

leaves = st.one_of(
    st.integers(0, 9).map(lambda value: ("int", value)),
    st.sampled_from(["n", "k", "q"]).map(lambda name: ("name", name)),
)


def grown(children):
    signs = st.tuples(st.sampled_from("+-*"), children, children)
    negative = children.map(lambda tree: ("-", ("int", 0), tree))
    powers = st.tuples(st.just("^"), children, st.integers(0, 3).map(lambda e: ("int", e)))
    return signs | negative | powers


polynomials = st.recursive(leaves, grown, max_leaves=8)
exponents = st.recursive(
    leaves, lambda t: st.tuples(st.sampled_from("+-*"), t, t), max_leaves=4
).filter(lambda tree: abs(value(tree)) < 200)
formulas = st.recursive(
    leaves | exponents.map(lambda tree: ("^", ("name", "beta"), tree)),
    lambda t: grown(t) | st.tuples(st.just("/"), t, t),
    max_leaves=8,
)


def value(tree):
    match tree:
        case ("int", number):
            return Fraction(number)
        case ("name", name):
            return NUMBERS[name]
        case ("^", base, exponent):
            return value(base) ** int(value(exponent))
        case (sign, left, right):
            a, b = value(left), value(right)
            return {"+": a + b, "-": a - b, "*": a * b}[sign] if sign != "/" else a / b
    raise AssertionError(tree)


def written(text):
    """What Python makes of a text in Coq's notation, all numbers being fractions."""
    python = text.replace("^Z", "**").replace("^", "**")
    words = [f"F({w})" if w.isdigit() else w for w in python.replace("(", "( ").split()]
    words = [
        w if not w.rstrip(")").isdigit() else w.replace(w.rstrip(")"), f"F({w.rstrip(')')})", 1)
        for w in words
    ]
    return eval(" ".join(words), {"F": Fraction, **NUMBERS})


@given(polynomials)
def test_a_formula_over_the_integers(tree):
    assert written(integer(tree)) == value(tree)


@given(formulas)
def test_a_formula_over_the_reals(tree):
    try:
        expected = value(tree)
    except ZeroDivisionError:
        return
    assert written(real(tree, {})) == expected


def test_negative_powers():
    assert real(parse("n*(n+1)^(-2)"), {}) == "n * / (n + 1) ^ 2"
    assert real(parse("(n^(-2))^3"), {}) == "(/ n ^ 2) ^ 3"
    assert real(parse("beta^(-q)*beta"), {}) == "beta ^Z (- q) * beta"


def test_names_that_are_taken():
    assert real(parse("at+_+Sum"), {}) == "at_ + v_ + Sum_"
    assert name_of("telescope") == "telescope_"
    assert name_of("moment") == "moment"


def test_values_are_applied_and_written_out():
    body = parse("n*beta^(q*k)")
    known = {
        "w": Definition("w", ("beta", "k", "n", "q"), frozenset("kq"), body, 9),
        "u": Definition("u", ("beta", "k", "n", "q"), frozenset("kq"), parse("w+1"), 11),
    }
    tree = parse("u(q=n-1)/w")
    assert real(tree, known) == "u beta k n (n - 1) / w beta k n q"
    assert used(tree, known) == ["w", "u"]
    assert symbols(tree, known) == {"beta", "k", "n", "q"}
    assert integers(tree, known) == {"k", "n", "q"}  # n stands in the place of q
    assert integers(parse("u(n=q)"), known) == {"k", "q"}
    assert real(parse("u(n=q+1)"), known) == "u beta k (q + 1) q"
    assert expanded(parse("u(q=n-1)"), known) == ("+", put(body, "q", parse("n-1")), ("int", 1))
    assert size(parse("u(q=n-1)"), known) >= 11
