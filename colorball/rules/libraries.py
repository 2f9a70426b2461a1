"""The settings that reproduce PyTorch's and optax's optimizers."""

from __future__ import annotations

from colorball.errors import InputError
from colorball.rules.catalog import rule as named_rule
from colorball.rules.library_rule import LibraryRule
from colorball.rules.optax_rules import OPTAX_RULES
from colorball.rules.pytorch_rules import PYTORCH_RULES

__all__ = ["LIBRARIES", "library_options"]

LIBRARIES: dict[str, tuple[LibraryRule, ...]] = {"pytorch": PYTORCH_RULES, "optax": OPTAX_RULES}


def library_options(rule: str, library: str) -> dict[str, str | bool]:
    """The options with which a rule does what the library's optimizer does by default.

    Args:
        rule: our name of it.
        library: ``pytorch`` or ``optax``.

    Raises:
        InputError: if there is no such rule or library, or the library does not have the rule.

    Example:
        >>> library_options("amsgrad", "optax")
        {'bias_correction': True, 'epsilon': '0.00000001', 'max_of': 'corrected'}
    """
    named_rule(rule)
    if library not in LIBRARIES:
        raise InputError("library", library, f"one of {', '.join(LIBRARIES)}")
    there = {each.rule: each.options for each in reversed(LIBRARIES[library])}
    if rule not in there:
        names = ", ".join(dict.fromkeys(each.rule for each in LIBRARIES[library]))
        raise InputError("rule", rule, f"one that {library} has: {names}")
    return dict(there[rule])
