"""The small cases of a certificate, recomputed by enumeration in Coq's rational numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import factorial

from colorball.checker.brute_force import read_fraction
from colorball.checker.failures import Rejected
from colorball.coq.theorem import wrapped
from colorball.errors import InputError

__all__ = ["INSTANCE_EXPORTERS", "Facts", "instance_texts"]

Instance = Mapping[str, object]
Facts = list[tuple[str, str]]  # what each theorem is called, and what it says

_SAMPLINGS = {
    "reshuffle": "Model.reshuffle",
    "with-replacement": "Model.with_replacement",
    "shuffle-once": "Model.shuffle_once",
    "cyclic": "Model.cyclic",
}
_FILTRATIONS = {"predictable": "Model.predictable", "adapted": "Model.adapted"}
_MOST_BALLS, _MOST_EPOCHS, _MOST_SEQUENCES = 5, 6, 1_500


@dataclass(frozen=True)
class _Model:
    """An instance's labels, epochs, beta and sampling scheme."""

    labels: Sequence[object]
    epochs: int
    beta: str
    sampling: str

    @property
    def arguments(self) -> str:
        """As arguments of the model's functions; all but the sampling scheme."""
        return f"{_numbers(self.labels)} {self.epochs} {self.beta}"


def instance_texts(number: int, facts: Facts, theorems: list[str]) -> list[str]:
    """The theorems of one instance; their names are added to the list."""
    texts = []
    for name, conclusion in facts:
        full = f"instance_{number}__{name}"
        proof = "vm_compute; discriminate" if " <> " in conclusion else "vm_compute; reflexivity"
        texts.append(
            wrapped(f"Theorem {full} :")
            + "\n"
            + wrapped(f"({conclusion})%Q.", "  ")
            + f"\nProof. {proof}. Qed.\n"
        )
        theorems.append(full)
    return texts


def _expectation(instance: Instance) -> Facts:
    model = _model(instance)
    stated = _number(instance.get("expectation"))
    return [
        ("expectation", f"Model.E_S {model.arguments} {model.sampling} = {stated}"),
        ("lemma", f"Model.lemma_a1 {model.arguments} = {stated}"),
    ]


def _terms(instance: Instance) -> Facts:
    model = _model(instance)
    filtration = _FILTRATIONS.get(str(instance.get("filtration")))
    if filtration is None:
        raise InputError("certificate", instance.get("filtration"), "predictable or adapted")
    stated = _numbers(instance.get("terms"))
    terms = f"Model.terms {model.arguments} {model.sampling} {filtration}"
    return [("terms", f"{terms} = {stated}")]


def _two_balls(instance: Instance) -> Facts:
    stated = _numbers(instance.get("terms"))
    closed = f"Model.two_ball_terms {_model(instance).arguments}"
    return [*_terms(instance), ("closed", f"{closed} = {stated}")]


def _cell(instance: Instance) -> Facts:
    model = _model(instance)
    found, stated = _numbers(instance.get("found")), _numbers(instance.get("stated"))
    arguments, sampling = model.arguments, model.sampling
    match instance.get("cell"):
        case "A.1":
            truth = f"[Model.E_S {arguments} {sampling}]"
            claim = f"[Model.lemma_a1 {arguments}]"
        case "A.1 step":
            truth = f"Model.newest_shares {arguments} {sampling}"
            claim = f"Model.newest_share_a1 {arguments} {sampling}"
        case "S":
            truth = f"Model.all_S {arguments} {sampling}"
            claim = f"Model.all_S_one_order {arguments} {sampling}"
        case "A.2 terms":
            truth = f"Model.terms {arguments} {sampling} Model.predictable"
            claim = f"Model.terms {arguments} Model.reshuffle Model.predictable"
        case cell:
            raise InputError("certificate", cell, "a cell A.1, A.1 step, S or A.2 terms")
    holds = instance.get("holds")
    if not isinstance(holds, bool):
        raise InputError("certificate", holds, "true or false for whether a cell holds")
    return [
        ("found", f"{truth} = {found}"),
        ("stated", f"{claim} = {stated}"),
        ("holds" if holds else "fails", f"{truth} {'=' if holds else '<>'} {claim}"),
    ]


# the claims whose instances are of the color-ball model
INSTANCE_EXPORTERS: Mapping[str, Callable[[Instance], Facts]] = {
    "lemma-a1": _expectation,
    "lemma-a2": _terms,
    "lemma-a2-limit": _terms,
    "lemma-a2-two-balls": _two_balls,
    "sampling-schemes": _cell,
}


def _model(instance: Instance) -> _Model:
    labels, epochs = instance.get("labels"), instance.get("epochs")
    if not isinstance(labels, list) or not 1 <= len(labels) <= _MOST_BALLS:
        raise InputError("certificate", labels, f"1 to {_MOST_BALLS} labels in an instance")
    if type(epochs) is not int or not 1 <= epochs <= _MOST_EPOCHS:
        raise InputError("certificate", epochs, f"1 to {_MOST_EPOCHS} epochs in an instance")
    sampling = str(instance.get("sampling"))
    if sampling not in _SAMPLINGS:
        raise InputError("certificate", sampling, f"a sampling scheme {', '.join(_SAMPLINGS)}")
    n = len(labels)
    orders = {"reshuffle": factorial(n) ** epochs, "with-replacement": n ** (n * epochs)}
    if orders.get(sampling, 1) > _MOST_SEQUENCES:
        raise InputError("certificate", epochs, f"at most {_MOST_SEQUENCES} sequences of draws")
    return _Model(labels, epochs, _number(instance.get("beta")), _SAMPLINGS[sampling])


def _number(text: object) -> str:
    try:
        value = read_fraction(text)
    except Rejected as reason:
        raise InputError("certificate", text, f"a fraction ({reason})") from None
    return f"({value.numerator}#{value.denominator})"


def _numbers(texts: object) -> str:
    if not isinstance(texts, list):
        raise InputError("certificate", texts, "a list of fractions")
    return f"[{'; '.join(_number(text) for text in texts)}]"
