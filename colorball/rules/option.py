"""The options of the update rules: what each means, and what it may be."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["OPTIONS", "Option"]


@dataclass(frozen=True)
class Option:
    """One named option; rules list those that they take.

    Attributes:
        name: what Python calls it; the command line has ``-`` for ``_``.
        meaning: what it does, in a sentence.
        default: its value unless a rule has its own default: a text, or False.
        choices: the texts that it may be; empty for a number, and for yes or no.
    """

    name: str
    meaning: str
    default: str | bool
    choices: tuple[str, ...] = ()

    @property
    def is_switch(self) -> bool:
        """Whether it is yes or no."""
        return isinstance(self.default, bool)

    @property
    def is_number(self) -> bool:
        """Whether it is a number."""
        return not self.is_switch and not self.choices


_ALL = (
    Option("bias_correction", "Divide m by 1 - beta1^t and v by 1 - beta2^t.", False),
    Option("epsilon", "Added to the root of v, or to v; for Sophia the least divisor.", "0"),
    Option(
        "epsilon_place",
        "Where epsilon stands: outside the root, inside it, both after the bias correction, or "
        "outside and before the correction.",
        "outside",
        ("outside", "inside", "outside-uncorrected"),
    ),
    Option(
        "max_of",
        "AMSGrad's maximum is of v without bias correction, or with it.",
        "uncorrected",
        ("uncorrected", "corrected"),
    ),
    Option(
        "momentum",
        "m is a running mean of the gradients, or a running sum.",
        "average",
        ("average", "sum"),
    ),
    Option(
        "momentum_weight",
        "Nesterov's weight: beta1, or (t - 1)/(t + 2), which grows.",
        "beta1",
        ("beta1", "growing"),
    ),
    Option(
        "start_m",
        "m starts at 0, or the first m is the first gradient.",
        "zero",
        ("zero", "first-gradient"),
    ),
    Option("start_v", "What v starts from.", "0"),
    Option("zero_if_zero", "No step where v is 0, instead of an error.", False),
    Option(
        "band",
        "AdaBound's band: a fixed one for v, or Luo et al.'s for 1/sqrt(v), which narrows.",
        "fixed",
        ("fixed", "narrowing"),
    ),
    Option("low", "The lower end of the fixed band for v.", "1/100"),
    Option("high", "The upper end of the fixed band for v.", "100"),
    Option("final", "What the narrowing band closes on: the final step over the step size.", "100"),
    Option(
        "gamma", "How fast the narrowing band narrows; Sophia's factor of the curvature.", "1/100"
    ),
    Option("rho", "Sophia's step is at most rho times the step size.", "1"),
    Option(
        "curvature",
        "Sophia divides by the mean curvature of this iteration, or of the last one.",
        "this",
        ("this", "last"),
    ),
    Option(
        "secant_step",
        "Barzilai and Borwein's step: inner(s, s)/inner(s, y), or the shorter "
        "inner(s, y)/inner(y, y).",
        "long",
        ("long", "short"),
    ),
)

OPTIONS: dict[str, Option] = {option.name: option for option in _ALL}
