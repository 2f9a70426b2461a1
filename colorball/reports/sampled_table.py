"""A table of sampled numbers as CSV, with lines at its head that say what they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from colorball.verdict import Verdict

__all__ = [
    "SampledTable",
    "joined_tables",
    "number_text",
    "sampled_table",
    "table_csv",
    "table_from_csv",
]

_KIND = "colorball sampled data"
_DIGITS = 5  # significant ones of what is drawn; sampling errors are far above


@dataclass(frozen=True)
class SampledTable:
    """A table of texts, most of them numbers.

    Attributes:
        about: what the numbers are and how to make them again: names and texts of one line.
        columns: the columns' names.
        rows: as many texts as there are columns, in each.
    """

    about: Mapping[str, str]
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def verdict(self) -> Verdict:
        """Always ``sampled``: nothing here is proved."""
        return Verdict.SAMPLED

    def texts(self, column: str) -> list[str]:
        """One column."""
        place = self.columns.index(column)
        return [row[place] for row in self.rows]

    def numbers(self, column: str) -> NDArray[np.float64]:
        """One column of numbers.

        Raises:
            ValueError: if an entry is none.
        """
        return np.array([float(text) for text in self.texts(column)])

    def where(self, **wanted: str) -> SampledTable:
        """Only the rows with these texts in these columns."""
        places = {self.columns.index(name): text for name, text in wanted.items()}
        rows = (row for row in self.rows if all(row[k] == text for k, text in places.items()))
        return SampledTable(self.about, self.columns, tuple(rows))


def number_text(value: float) -> str:
    """A number with as many digits as are worth keeping.

    Example:
        >>> number_text(0.000123456789), number_text(12.0)
        ('0.00012346', '12')
    """
    return f"{value:.{_DIGITS}g}"


def sampled_table(
    about: Mapping[str, str], columns: Sequence[str], rows: Iterable[Sequence[str | int | float]]
) -> SampledTable:
    """A table from texts, integers, and floats, which are rounded."""

    def text(entry: str | int | float) -> str:
        return number_text(entry) if isinstance(entry, float) else str(entry)

    return SampledTable(
        dict(about), tuple(columns), tuple(tuple(text(entry) for entry in row) for row in rows)
    )


def joined_tables(tables: Sequence[SampledTable]) -> SampledTable:
    """One table of the rows of all.

    Raises:
        ValueError: if they are not about the same, or have other columns.
    """
    first = tables[0]
    if any((one.about, one.columns) != (first.about, first.columns) for one in tables):
        raise ValueError("the parts of a table are not about the same")
    rows = tuple(row for one in tables for row in one.rows)
    return SampledTable(first.about, first.columns, rows)


def table_csv(table: SampledTable) -> str:
    r"""The table as CSV; lines that begin with ``#`` say what it is.

    Example:
        >>> print(table_csv(sampled_table({"seeds": "3"}, ["x", "y"], [(1, 0.5)])), end="")
        # kind: colorball sampled data
        # verdict: sampled
        # seeds: 3
        x,y
        1,0.5
    """
    about = {"kind": _KIND, "verdict": str(table.verdict), **table.about}
    lines = [f"# {name}: {text}" for name, text in about.items()]
    lines += [",".join(row) for row in (table.columns, *table.rows)]
    return "\n".join(lines) + "\n"


def table_from_csv(text: str) -> SampledTable:
    """What ``table_csv`` wrote.

    Raises:
        ValueError: if it is something else.
    """
    lines = text.splitlines()
    heads = [line[2:] for line in lines if line.startswith("# ")]
    about = {name: rest for name, _, rest in (head.partition(": ") for head in heads)}
    if about.pop("kind", "") != _KIND or about.pop("verdict", "") != str(Verdict.SAMPLED):
        raise ValueError("not a table of sampled data: its head does not say so")
    body = [tuple(line.split(",")) for line in lines[len(heads) :]]
    if len(body) < 2 or any(len(row) != len(body[0]) for row in body):
        raise ValueError("not a table of sampled data: its rows differ in length, or there is none")
    return SampledTable(about, body[0], tuple(body[1:]))
