"""Sure divergence: the condition that holds for every sequence of positions."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from flint import fmpq

from colorball.errors import InputError
from colorball.exact.decimals import outward_decimals
from colorball.exact.precision import working_precision
from colorball.exact.rational import RationalLike, from_flint, rational_latex, to_flint
from colorball.phase.arguments import read_beta, read_digits, read_parts
from colorball.phase.sure_powers import Powers
from colorball.phase.sure_tree import Found, search
from colorball.verdict import Verdict

__all__ = ["SureBound", "read_epochs", "read_sure_parts", "sure_bound", "sure_sign"]

MOST_EPOCHS = 50
MOST_SURE_PARTS = 1_000
_MOST_NODES = 20_000  # two or three seconds at n = 100
_SIGN_BITS = (96, 256)


@dataclass(frozen=True)
class SureBound:
    """The largest bound of an epoch's displacement over all sequences of positions.

    An epoch moves x by at most ``-step`` times the bound of its sequence. So if the largest bound
    is negative, x grows for sure.

    Attributes:
        n: number of parts of Function (2).
        beta1: momentum coefficient of the first moment.
        beta2: of the second moment.
        epochs: how many epochs are enumerated, the running one included.
        lower: the largest bound is certainly at least this.
        upper: and at most this.
        sequence: positions of the big gradient, the running epoch first, whose own bound is at
            least ``lower``: the worst sequence if the enclosure is narrow.
        digits: digits after the point of the decimals.
        nodes: how many bounds of the tree were computed.
    """

    n: int
    beta1: Fraction
    beta2: Fraction
    epochs: int
    lower: Fraction
    upper: Fraction
    sequence: tuple[int, ...]
    digits: int
    nodes: int

    @property
    def verdict(self) -> Verdict:
        """``proved``: the condition holds; ``refuted``: it fails, at ``sequence``."""
        if self.upper < 0:
            return Verdict.PROVED
        return Verdict.REFUTED if self.lower >= 0 else Verdict.UNDECIDED

    def decimals(self) -> tuple[str, str]:
        """The enclosure as decimals, rounded outwards."""
        return outward_decimals(self.lower, self.upper, self.digits)

    def __str__(self) -> str:
        lower, upper = self.decimals()
        return f"[{lower}, {upper}]"

    def latex(self) -> str:
        """The statement in LaTeX."""
        lower, upper = self.decimals()
        betas = f"{rational_latex(self.beta1)},\\,{rational_latex(self.beta2)}"
        return rf"\max \bar F_{{{self.epochs}}}({betas},\,{self.n}) \in [{lower},\,{upper}]"

    def _repr_latex_(self) -> str:
        return f"${self.latex()}$"


def sure_bound(
    n: int,
    beta1: RationalLike,
    beta2: RationalLike,
    *,
    epochs: int | str = 1,
    digits: int = 9,
) -> SureBound:
    r"""Encloses the largest bound of an epoch's displacement, over all sequences of positions.

    With K epochs of look-back the positions of the running epoch and of the K - 1 before it are
    enumerated, the older ones are bounded by the extreme positions:

    .. math::

        S_K(\beta_1, \beta_2, n): \quad \max_{p_0, \dots, p_{K-1}} \bar F_K(p_0, \dots, p_{K-1})
        < 0 .

    Adam on Function (2) diverges for sure where S_K holds, and S_K implies S_(K+1). The maximum
    is found by branch and bound in ball arithmetic.

    Args:
        n: number of parts, ``3..1000``.
        beta1: momentum coefficient, 0 <= beta1 < 1.
        beta2: second-moment coefficient, 0 <= beta2 < 1.
        epochs: K, ``1..50``.
        digits: the enclosure is at most ``10^-digits`` wide, unless the tree has too many nodes
            that are nearly as large as its maximum. The enclosure holds in any case.

    Raises:
        InputError: for arguments out of range.

    Source: docs, "Sure divergence".

    Example:
        >>> print(sure_bound(10, "1/2", "2/5", epochs=2))
        [-0.178453965, -0.178453964]
        >>> sure_bound(10, "1/2", "2/5").verdict, sure_bound(10, "1/2", "2/5", epochs=2).verdict
        (<Verdict.REFUTED: 'refuted'>, <Verdict.PROVED: 'proved'>)
        >>> sure_bound(10, "1/2", "2/5").sequence
        (4,)
    """
    parts, k, digits = read_sure_parts(n), read_epochs(epochs), read_digits(digits)
    b1, b2 = read_beta(beta1, "beta1"), read_beta(beta2, "beta2")
    with working_precision(4 * digits + 64):
        found = search(_point(parts, b1, b2), k, fmpq(1, 4 * 10**digits), _MOST_NODES, sign=False)
    return _answer(parts, b1, b2, k, found, digits)


def sure_sign(
    n: int, beta1: RationalLike, beta2: RationalLike, *, epochs: int | str = 1
) -> SureBound:
    """The same, but only until it is certain whether the condition holds.

    Quicker than :func:`sure_bound`; the enclosure may be wide.

    Raises:
        InputError: for arguments out of range.

    Example:
        >>> str(sure_sign(100, "9/10", "9/10", epochs=3).verdict)
        'proved'
    """
    parts, k = read_sure_parts(n), read_epochs(epochs)
    b1, b2 = read_beta(beta1, "beta1"), read_beta(beta2, "beta2")
    for bits in _SIGN_BITS:
        with working_precision(bits):
            quantum = fmpq(1, 2 ** (bits // 2))
            found = search(_point(parts, b1, b2), k, quantum, _MOST_NODES, sign=True)
        if found.upper < 0 or found.lower >= 0 or found.nodes >= _MOST_NODES:
            break
    return _answer(parts, b1, b2, k, found, 9)


def read_epochs(epochs: int | str) -> int:
    """How many epochs are enumerated.

    Raises:
        InputError: if it is not an integer from 1 to 50.
    """
    valid = f"an integer with 1 <= epochs <= {MOST_EPOCHS}"
    try:
        value = int(str(epochs)) if not isinstance(epochs, bool) else 0
    except ValueError:
        raise InputError("epochs", epochs, valid) from None
    if not 1 <= value <= MOST_EPOCHS:
        raise InputError("epochs", epochs, valid)
    return value


def read_sure_parts(n: int | str) -> int:
    """The number of parts, few enough for the tree of positions.

    Raises:
        InputError: if it is not an integer from 3 to 1000.
    """
    parts = read_parts(n)
    if parts > MOST_SURE_PARTS:
        raise InputError(
            "n", n, f"an integer n with 3 <= n <= {MOST_SURE_PARTS} for this condition"
        )
    return parts


def _point(n: int, beta1: Fraction, beta2: Fraction) -> Powers:
    b1, b2 = to_flint(beta1), to_flint(beta2)
    return Powers(n, (b1, b1), (b2, b2))


def _answer(
    n: int, beta1: Fraction, beta2: Fraction, epochs: int, found: Found, digits: int
) -> SureBound:
    lower, upper = from_flint(found.lower), from_flint(found.upper)
    return SureBound(n, beta1, beta2, epochs, lower, upper, found.sequence, digits, found.nodes)
