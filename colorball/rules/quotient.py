"""Division by a root: the one place where epsilon and the bias correction stand."""

from __future__ import annotations

from typing import Any

from colorball.rules.elementary import inverse_root, root, where
from colorball.rules.rule import Betas, Flags, Numbers

__all__ = ["already_corrected", "corrected", "over_root", "quotient"]


def quotient(a: Any, v: Any, betas: Betas, flags: Flags, numbers: Numbers) -> Any:
    r"""``a / sqrt(v)`` with the options in place; a is step size times momentum.

    With c1 and c2 the corrections ``1 - beta^t`` (1 without), for epsilon

    * outside the root: :math:`(a/c_1) / (\sqrt{v/c_2} + \varepsilon)`;
    * inside it: :math:`(a/c_1) / \sqrt{v/c_2 + \varepsilon}`;
    * outside, before the correction: :math:`a \sqrt{c_2} / c_1 / (\sqrt v + \varepsilon)`.
    """
    if flags.bias_correction:
        a = a / (1.0 - betas.power1)
    return over_root(a, v, betas, flags, numbers)


def over_root(a: Any, v: Any, betas: Betas, flags: Flags, numbers: Numbers) -> Any:
    """The same for an a without bias: ``c1 = 1``."""
    nonzero = v
    if flags.zero_if_zero:
        nonzero = where(v == 0.0, 1.0, v)
    if flags.epsilon == 3:
        if flags.bias_correction:
            a = a * root(1.0 - betas.power2)
    else:
        nonzero = corrected(nonzero, betas, flags)
    if flags.epsilon == 0:
        result = a * inverse_root(nonzero, flags.quick)
    elif flags.epsilon == 2:
        # not the quick one: the engine knows where v lies, but not where the sum does
        result = a * inverse_root(nonzero + numbers.epsilon, 0)
    else:
        result = a / (root(nonzero) + numbers.epsilon)
    if flags.zero_if_zero:
        result = where(v == 0.0, 0.0, result)
    return result


def corrected(v: Any, betas: Betas, flags: Flags) -> Any:
    """``v / (1 - beta2^t)`` under bias correction, else v."""
    if flags.bias_correction:
        v = v / (1.0 - betas.power2)
    return v


def already_corrected(betas: Betas) -> Betas:
    """The betas for a v that needs no correction any more: its divisor becomes ``1 - 0``."""
    return Betas(betas.beta1, betas.rest1, betas.beta2, betas.rest2, betas.power1, 0.0)
