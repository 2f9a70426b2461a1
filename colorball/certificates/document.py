"""The certificate as a document: what it holds, and its text."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence

__all__ = ["Certificate", "certificate_text", "new_certificate"]

Certificate = dict[str, object]

FORMAT = "colorball-certificate"
VERSION = 1


def new_certificate(
    claim: str,
    statement: Mapping[str, str],
    steps: Sequence[Mapping[str, object]],
    instances: Sequence[Mapping[str, object]],
) -> Certificate:
    """A certificate of this version, with its digest.

    Its schema is published in ``colorball/certificates/schema.json``.
    """
    document: Certificate = {
        "format": FORMAT,
        "version": VERSION,
        "claim": claim,
        "statement": dict(statement),
        "steps": [dict(step) for step in steps],
        "instances": [dict(instance) for instance in instances],
    }
    canonical = json.dumps(document, sort_keys=True, separators=(",", ":"))
    return {**document, "digest": hashlib.sha256(canonical.encode("ascii")).hexdigest()}


def certificate_text(certificate: Certificate) -> str:
    """The certificate as JSON for a file, for people to read."""
    return json.dumps(certificate, indent=1) + "\n"
