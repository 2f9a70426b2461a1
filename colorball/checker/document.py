"""A certificate's text, read with limits so that no input makes the checker hang."""

from __future__ import annotations

import hashlib
import json

from colorball.checker.failures import NotACertificate

__all__ = ["FORMAT", "VERSION", "digest", "read_document"]

FORMAT = "colorball-certificate"
VERSION = 1
_MOST_BYTES = 4_000_000
_LONGEST_INTEGER = 4_000
_LONGEST_TEXT = 4_000
_KEYS = {"format", "version", "claim", "statement", "steps", "instances", "digest"}


def read_document(text: bytes) -> dict[str, object]:
    """The certificate as a dictionary whose outermost shape is right.

    Raises:
        NotACertificate: with the reason, in one line.
    """
    if len(text) > _MOST_BYTES:
        raise NotACertificate(f"it has {len(text)} bytes; a certificate has at most {_MOST_BYTES}")
    try:
        document = json.loads(
            text.decode("utf-8"),
            parse_int=_integer,
            parse_float=_no_float,
            parse_constant=_no_float,
            object_pairs_hook=_without_repeats,
        )
    except UnicodeDecodeError:
        raise NotACertificate("it is not UTF-8 text") from None
    except json.JSONDecodeError as error:
        raise NotACertificate(f"it is not complete JSON: {error}") from None
    except RecursionError:
        raise NotACertificate("it is nested too deeply") from None
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise NotACertificate(f"it is not a JSON object with format {FORMAT!r}")
    version = document.get("version")
    if version != VERSION or isinstance(version, bool):
        shown = str(version)[:20]
        raise NotACertificate(f"it has version {shown}; this checker reads version {VERSION}")
    if set(document) != _KEYS:
        odd = sorted(set(document) ^ _KEYS)[0]
        raise NotACertificate(f"its fields are not those of a certificate: see {odd[:40]!r}")
    _require_short_texts(document)
    return document


def _require_short_texts(document: object) -> None:
    todo = [document]
    while todo:
        node = todo.pop()
        if isinstance(node, dict):
            todo += [*node, *node.values()]
        elif isinstance(node, list):
            todo += node
        elif isinstance(node, str) and len(node) > _LONGEST_TEXT:
            raise NotACertificate(f"it holds a text of {len(node)} characters")


def digest(document: dict[str, object]) -> str:
    """The SHA-256 of everything else in the certificate: tells an accident from a mistake."""
    rest = {key: value for key, value in document.items() if key != "digest"}
    text = json.dumps(rest, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def _integer(digits: str) -> int:
    if len(digits) > _LONGEST_INTEGER:
        raise NotACertificate(f"it holds an integer of {len(digits)} digits")
    return int(digits)


def _no_float(text: str) -> float:
    raise NotACertificate(f"it holds {text[:20]}, which is not an exact number")


def _without_repeats(pairs: list[tuple[str, object]]) -> dict[str, object]:
    keys = [key for key, _ in pairs]
    if len(keys) != len(set(keys)):
        raise NotACertificate("a field stands twice in it")
    return dict(pairs)
