"""The arguments of a radius, parsed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from flint import fmpq

from colorball.balls.expectation import expectation
from colorball.balls.labels import parse_beta, parse_epochs, parse_labels
from colorball.balls.sampling import Sampling
from colorball.errors import InputError
from colorball.exact.rational import RationalLike, to_flint
from colorball.weighted.filtration import Filtration

__all__ = ["Case", "require_digits"]

_MOST_EPOCHS = 100_000
_MOST_DIGITS = 1_000
_MOST_BITS = 2_000_000


def require_digits(digits: int) -> None:
    """Refuse a number of digits that is out of range.

    Raises:
        InputError: if it is not in 1..1000.
    """
    if not isinstance(digits, int) or not 1 <= digits <= _MOST_DIGITS:
        raise InputError("digits", digits, f"an integer from 1 to {_MOST_DIGITS}")


@dataclass(frozen=True)
class Case:
    """A color-ball model of the 2nd kind with numbers throughout."""

    labels: tuple[fmpq, ...]
    epochs: int
    beta: fmpq
    filtration: Filtration
    scheme: Sampling
    first_mean: fmpq  # E[S] of a single epoch

    @staticmethod
    def of(
        labels: str | Iterable[RationalLike],
        epochs: int | str,
        beta: RationalLike,
        filtration: Filtration | str,
        sampling: Sampling | str,
    ) -> Case:
        """The case with these arguments.

        Raises:
            InputError: if one is not valid.
        """
        balls, k, coefficient = parse_labels(labels), parse_epochs(epochs), parse_beta(beta)
        numbers = tuple(to_flint(c) for c in balls if isinstance(c, Fraction))
        if len(numbers) < len(balls):
            raise InputError("labels", labels, "numbers: a radius is an enclosure of a number")
        if not isinstance(k, int) or k > _MOST_EPOCHS:
            raise InputError("epochs", epochs, f"an integer from 1 to {_MOST_EPOCHS}")
        if not isinstance(coefficient, Fraction):
            raise InputError("beta", beta, "a number with 0 <= beta < 1")
        scheme = Sampling.parse(sampling)
        reading = Filtration.parse(filtration)
        first = expectation(balls, 1, coefficient, sampling=scheme).exact()
        return Case(numbers, k, to_flint(coefficient), reading, scheme, first)

    @property
    def power_bits(self) -> int:
        """About how many bits ``beta^(n k)`` has, written out."""
        size = max(int(self.beta.p).bit_length(), int(self.beta.q).bit_length())
        return len(self.labels) * self.epochs * size

    @property
    def mean(self) -> fmpq:
        """``E[S]``, written out.

        Raises:
            InputError: if that would be too long.
        """
        if self.power_bits > _MOST_BITS:
            raise InputError(
                "labels, epochs and beta",
                f"a power of beta of {self.power_bits} bits",
                f"at most {_MOST_BITS} bits here: fewer balls or epochs, or a shorter beta",
            )
        return self.first_mean * self.beta ** (len(self.labels) * (self.epochs - 1))

    def older_epochs(self) -> range:
        """The numbers L of known epochs, all older than the newest, for ``l = 1, 2, ...``."""
        last = self.epochs - (self.filtration is Filtration.ADAPTED)
        return range(self.filtration.known_epochs(1), self.filtration.known_epochs(last) + 1)

    @property
    def ends_with_all(self) -> bool:
        """Whether the last term knows the newest epoch too."""
        return self.filtration is Filtration.ADAPTED
