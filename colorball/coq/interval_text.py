"""Coq files that rest on coq-interval: how they begin, and how their parts are put together."""

from __future__ import annotations

import re
from fractions import Fraction

from colorball.coq.interval_enclosures import ENCLOSURES
from colorball.coq.interval_model import MODEL

__all__ = ["HEAD", "coq_module", "fraction_text", "theory_text", "wrapped_comment"]

_WIDTH = 96

# Required, not imported: inside another export nothing of it must change the meaning of the rest.
HEAD = """From Coq Require Reals ZArith Arith List Lra Lia.
From Interval Require Float.Specific_ops Float.Specific_stdz Real.Xreal Float.Basic.
From Interval Require Interval.Interval Interval.Float Interval.Float_full.
"""

_IMPORTS = """Import Reals ZArith Arith List Lra Lia.
Import Float.Specific_ops Float.Specific_stdz Real.Xreal Float.Basic.
Import Interval.Interval Interval.Float Interval.Float_full.
Import ListNotations.
"""


def theory_text(bits: int, *parts: str) -> str:
    """Adam's moments, enclosures with floats of ``bits`` bits, and more parts that rest on these.

    Example:
        >>> text = theory_text(20)
        >>> "F.PtoP 20%positive" in text, text.count("Module Adam.")
        (True, 1)
    """
    return "\n".join((MODEL, ENCLOSURES.replace("{BITS}", str(bits)), *parts))


def coq_module(name: str, *texts: str) -> str:
    """The texts as one Coq module, so that their names and imports stay in it.

    Example:
        >>> print(coq_module("Here", "Definition x := 1.").splitlines()[0])
        Module Here.
    """
    body = "\n".join(texts)
    return f"Module {name}.\n{_IMPORTS}\n{body}\nEnd {name}.\n"


def fraction_text(value: Fraction) -> str:
    """A fraction as Coq writes it, with parentheses if it is negative.

    Example:
        >>> fraction_text(Fraction(-37, 25)), fraction_text(Fraction(0))
        ('(-37) / 25', '0 / 1')
    """
    numerator = str(value.numerator)
    return (
        f"({numerator}) / {value.denominator}"
        if value < 0
        else f"{numerator} / {value.denominator}"
    )


def wrapped_comment(*paragraphs: str) -> str:
    """A comment of short lines; each paragraph begins a new one.

    Example:
        >>> print(wrapped_comment("n = 3", "K = 1"))
        (* n = 3
           K = 1 *)
    """
    lines: list[str] = []
    for paragraph in paragraphs:
        line = ""
        for word in re.sub(r"\(\*|\*\)|\"", " ", paragraph).split():
            if line and len(line) + 1 + len(word) > _WIDTH - 6:
                lines.append(line)
                line = word
            else:
                line = f"{line} {word}".strip()
        lines.append(line)
    return "(* " + "\n   ".join(lines) + " *)"
