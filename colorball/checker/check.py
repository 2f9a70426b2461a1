"""Check one certificate."""

from __future__ import annotations

from colorball.checker import claims
from colorball.checker.algebra import limited_work
from colorball.checker.claim import CheckedClaim
from colorball.checker.document import digest, read_document
from colorball.checker.failures import NotACertificate, Rejected
from colorball.checker.language import Scope

__all__ = ["check", "is_sampled"]


def check(text: bytes) -> str:
    """Re-verify a certificate and return the name of the claim that it is for.

    It proves the claim unless :func:`is_sampled` says that it is a record of what was sampled.

    Args:
        text: the certificate file's bytes.

    Raises:
        NotACertificate: if it is not a certificate of this version.
        Rejected: if it is one and does not hold; the message names the step.
    """
    document = read_document(text)
    name = document["claim"]
    claim = claims.find(name) if isinstance(name, str) else None
    if claim is None:
        raise NotACertificate(f"its claim {str(name)[:40]!r} is not known to this checker")
    if document["digest"] != digest(document):
        raise Rejected("its digest is not that of its content")
    if document["statement"] != dict(claim.statement):
        raise Rejected(f"its statement is not that of {claim.name}")
    with limited_work():
        _verify_steps(document["steps"], claim)
    _verify_instances(document["instances"], claim)
    return claim.name


def is_sampled(name: str) -> bool:
    """Whether the certificate of that claim is a record of what was sampled, and no proof."""
    claim = claims.find(name)
    return claim is not None and claim.is_sampled


def _verify_steps(steps: object, claim: CheckedClaim) -> None:
    if not isinstance(steps, list) or len(steps) != len(claim.rules):
        raise Rejected(f"it does not have the {len(claim.rules)} steps of {claim.name}")
    scope = Scope(claim.domain)
    for step, rule in zip(steps, claim.rules, strict=True):
        if not isinstance(step, dict) or step.get("name") != rule.name:
            raise Rejected(f"step {rule.name} is missing or out of order")
        try:
            value = rule.verify(step, scope)
        except Rejected as reason:
            raise Rejected(f"step {rule.name}: {reason}") from None
        if value is not None:
            scope.values[rule.name] = value


def _verify_instances(instances: object, claim: CheckedClaim) -> None:
    if not isinstance(instances, list) or not claim.instances <= len(instances) <= 100:
        raise Rejected(f"it does not have at least {claim.instances} instances")
    for instance in instances:
        if not isinstance(instance, dict):
            raise Rejected("an instance is not an object")
        claim.verify_instance(instance)
