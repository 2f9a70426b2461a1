"""Export a certificate as a Coq file whose theorems the kernel checks by algebra alone.

The file is made from the certificate's texts and from the checker's own statement of the claim.
Nothing is checked here: of a wrong certificate the file is written all the same, and does not
compile.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from colorball.checker import claims
from colorball.checker.algebra import limited_work
from colorball.checker.claim import CheckedClaim
from colorball.checker.failures import Rejected
from colorball.checker.rules import Rule
from colorball.coq.instances import INSTANCE_EXPORTERS, instance_texts
from colorball.coq.model_prelude import PRELUDE as MODEL_PRELUDE
from colorball.coq.prelude import PRELUDE
from colorball.coq.steps import export_step
from colorball.coq.theorem import comment, wrapped
from colorball.coq.workshop import Workshop
from colorball.errors import InputError

__all__ = ["Export", "export_certificate"]

_REASONS = {
    "drift-value": "it needs Gaussian integrals and the error of the trapezoidal rule",
    "envelope": "it needs convexity and enclosures of two thousand values",
    "near-one": "it is a bound by Jensen's inequality and convexity, not an identity",
    "phase-edges": "it needs Gaussian integrals and interpolation with a remainder",
    "tower": "there is nothing to compute: it says that a sign is known in time",
}
_SAMPLED = "it is a record of what was sampled, and proves nothing"
_EVERY = "every__theorem"
_UNKNOWN = "the claim has no such step"
_MISSING = "the certificate lacks it"


@dataclass(frozen=True)
class Export:
    """A certificate as Coq text.

    Attributes:
        text: the whole file.
        theorems: the names of its theorems: one or two for each step that is exported, and those
            of the instances. The lemmas that they rest on are not among them.
        every: the name of the conjunction of them all, of which Coq can be asked at once what it
            assumes; None if there is no theorem.
        left_out: the steps that are not exported, each with the reason.
        instances_left_out: the same for the certificate's instances, counted from 1.
    """

    text: str
    theorems: tuple[str, ...]
    every: str | None
    left_out: tuple[tuple[str, str], ...]
    instances_left_out: tuple[tuple[str, str], ...]


def export_certificate(document: Mapping[str, object]) -> Export:
    """A certificate as a Coq file that needs the standard library alone, or coq-interval for boxes.

    Every step that is an identity of quotients of exponential polynomials, a finite sum, or an
    inequality between such, becomes a theorem in the words of the checker's own statement, proved
    by lemmas about the certificate's texts. Instances are recomputed by enumeration.

    Args:
        document: the certificate, as ``colorball.checker.document.read_document`` reads it.

    Raises:
        InputError: if it is no certificate of a known claim, or a text in it is not of the
            checker's language.

    Example:
        >>> from colorball.proofs import lemma_a2_two_balls
        >>> exported = export_certificate(lemma_a2_two_balls.certificate())
        >>> exported.theorems[:2]
        ('deviation__identity', 'rest__sum')
        >>> "rest__sum" in exported.text
        True
    """
    name = document.get("claim")
    claim = claims.find(name) if isinstance(name, str) else None
    if claim is None:
        raise InputError("certificate", name, "a certificate of a claim that the checker knows")
    steps, instances = document.get("steps"), document.get("instances")
    if not isinstance(steps, list) or not isinstance(instances, list):
        raise InputError("certificate", name, "a certificate with lists of steps and of instances")
    shop = Workshop(claim.domain)
    try:
        with limited_work():
            left_out = _export_steps(steps, claim, shop)
    except Rejected as reason:
        raise InputError(
            "certificate", name, f"formulas of the checker's language ({reason})"
        ) from None
    except RecursionError:
        raise InputError("certificate", name, "formulas that are not nested too deeply") from None
    cases, theorems, unseen = _export_instances(instances, claim)
    theorems = [*shop.theorems, *theorems]
    blocks = [_head(document, claim)]
    if shop.theorems:
        blocks += [
            *shop.libraries,
            PRELUDE,
            comment("*** The steps of the proof ***"),
            *shop.blocks,
        ]
    if cases:
        blocks += [MODEL_PRELUDE, comment("*** The instances ***"), *cases]
    if theorems:
        blocks += [comment("*** All of them at once ***"), _conjunction(theorems)]
    else:
        blocks.append(comment("Nothing of this certificate is exported."))
    blocks.append(_foot(len(theorems), left_out, unseen))
    return Export(
        "\n".join(blocks),
        tuple(theorems),
        _EVERY if theorems else None,
        tuple(left_out),
        tuple(unseen),
    )


def _conjunction(theorems: list[str]) -> str:
    parts = " (".join(f"conj {name}" for name in theorems[:-1])
    if not parts:
        return f"Definition {_EVERY} := {theorems[0]}.\n"
    closing = ")" * (len(theorems) - 2)
    return wrapped(f"Definition {_EVERY} := {parts} {theorems[-1]}{closing}.") + "\n"


def _export_steps(
    steps: list[object], claim: CheckedClaim, shop: Workshop
) -> list[tuple[str, str]]:
    rules = {rule.name: rule for rule in claim.rules}
    left_out = []
    for step in steps:
        name = step.get("name") if isinstance(step, dict) else None
        if not isinstance(name, str) or not isinstance(step, dict):
            raise InputError("certificate", name, "steps with names")
        rule = rules.pop(name, None)
        if rule is None:
            left_out.append((name, _UNKNOWN))
            continue
        if not export_step(step, rule, shop):
            left_out.append((name, _reason(step, rule)))
    shop.close()
    return [*left_out, *((name, _MISSING) for name in rules)]


def _reason(step: Mapping[str, object], rule: Rule) -> str:
    if getattr(rule, "is_sampled", False):
        return _SAMPLED
    return _REASONS.get(str(step.get("rule")), "its rule is not one of algebra")


def _export_instances(
    instances: list[object], claim: CheckedClaim
) -> tuple[list[str], list[str], list[tuple[str, str]]]:
    exporter = INSTANCE_EXPORTERS.get(claim.name)
    texts: list[str] = []
    theorems: list[str] = []
    unseen = []
    for number, instance in enumerate(instances, 1):
        if not isinstance(instance, dict):
            raise InputError("certificate", instance, "instances that are objects")
        if exporter is None:
            unseen.append((str(number), "it is not of the color-ball model"))
        else:
            texts += instance_texts(number, exporter(instance), theorems)
    return texts, theorems, unseen


def _head(document: Mapping[str, object], claim: CheckedClaim) -> str:
    stated = document.get("statement")
    lines = [
        comment(f"*** The certificate of {claim.name}, for Coq's kernel ***"),
        comment(f"Made by: colorball export-coq {claim.name}.json --out FILE.v"),
        comment(f"The certificate's digest: {document.get('digest')}"),
        comment("What is claimed:"),
    ]
    if isinstance(stated, dict):
        lines += [comment(f"{key}: {text}") for key, text in stated.items()]
    lines.append(
        comment(
            "The last theorem of each step is in the words of the checker's own statement of the "
            "claim. The lemmas before it say that the certificate's texts mean the same, and that "
            "its witness does what it should. Definitions are the values that the certificate "
            "states; beta ^Z e is the power with integer exponent e. A theorem assumes what its "
            "proof needs of what the claim's domain lists as positive or not negative."
        )
    )
    return "\n".join(lines) + "\n"


def _foot(theorems: int, left_out: list[tuple[str, str]], unseen: list[tuple[str, str]]) -> str:
    lines = [comment(f"*** Exported: {theorems} theorems ***")]
    lines += [comment(f"Not exported: step {name}: {reason}.") for name, reason in left_out]
    lines += [comment(f"Not exported: instance {name}: {reason}.") for name, reason in unseen]
    return "\n".join(lines) + "\n"
