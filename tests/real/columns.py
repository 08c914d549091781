"""Real published input brought into columns: true metadata, nothing invented, cells as they are printed."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

REAL = Path(__file__).parents[3] / "shared" / "real"
"""Beside the project where it is developed; users do not have it."""

Rows = list[list[str]]


def rows_of(path: str) -> Rows:
    """The rows of a published table without the line that names its source."""
    text = (REAL / path).read_text(encoding="utf-8")
    return list(csv.reader(io.StringIO(text.split("\n", 1)[1])))


def as_csv(rows: Sequence[Sequence[str]]) -> str:
    """The rows as a clerk saves them."""
    output = io.StringIO()
    csv.writer(output, lineterminator="\n").writerows(rows)
    return output.getvalue()


def coded(path: str, header: Sequence[str], parts: int, skip: int) -> str:
    """A table whose code stands in ``parts`` columns (类, 款, 项), under a header of one row."""
    rows = [["".join(row[:parts]).strip(), *row[parts:]] for row in rows_of(path)[skip:] if any(row)]
    return as_csv([header, *rows])


def plain(path: str, header: Sequence[str], skip: int) -> str:
    """A table under a header of one row."""
    return as_csv([header, *(row[: len(header)] for row in rows_of(path)[skip:] if any(row))])


def seed(number: int) -> list[str]:
    """The lines of a seed document as it was saved from its page."""
    (path,) = (REAL / "seeds").glob(f"{number:03d}_*.txt")
    return path.read_text(encoding="utf-8").split("\n")
