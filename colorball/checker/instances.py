"""Reading the numerical instances of a certificate."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from colorball.checker.brute_force import best_expectations, read_fraction
from colorball.checker.failures import Rejected

__all__ = ["Instance", "fields_of", "labels_of", "number_of_epochs", "verify_terms"]

Instance = Mapping[str, object]


def fields_of(instance: Instance, *fields: str) -> None:
    """Reject an instance that has other fields."""
    if set(instance) != set(fields):
        raise Rejected(f"an instance's fields are not {', '.join(fields)}")


def labels_of(instance: Instance) -> list[Fraction]:
    """The instance's labels."""
    labels = instance["labels"]
    if not isinstance(labels, list) or not labels:
        raise Rejected("an instance has no list of labels")
    return [read_fraction(label) for label in labels]


def number_of_epochs(instance: Instance) -> int:
    """The instance's number of epochs."""
    epochs = instance["epochs"]
    if not isinstance(epochs, int) or isinstance(epochs, bool):
        raise Rejected("an instance's number of epochs is not an integer")
    return epochs


def verify_terms(instance: Instance) -> list[Fraction]:
    """Accept ``terms``: for l = 1..k the largest ``E[s_l S]`` over all signs, by enumeration."""
    fields_of(instance, "labels", "epochs", "beta", "sampling", "filtration", "terms")
    stated = instance["terms"]
    sampling, filtration = instance["sampling"], instance["filtration"]
    if not isinstance(stated, list) or not isinstance(sampling, str):
        raise Rejected("an instance has no list of terms or no sampling scheme")
    if not isinstance(filtration, str):
        raise Rejected("an instance has no filtration")
    beta = read_fraction(instance["beta"])
    labels, epochs = labels_of(instance), number_of_epochs(instance)
    terms = best_expectations(labels, epochs, beta, sampling, filtration)
    if [read_fraction(term) for term in stated] != terms:
        raise Rejected("an instance has other terms by enumeration")
    return terms
