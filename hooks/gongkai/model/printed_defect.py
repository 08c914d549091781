"""A defect of the original document (原件如此) that is published as it is printed, with the reason."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from gongkai.model.place import Place


class Part(Enum):
    """The part of an item to which a spot belongs."""

    FIELD = "field"
    LINE = "line"  # one line of a field that is a text
    ROW = "row"  # one row of a field that is a table
    BODY = "body"  # one line of the text
    TEXT = "text"  # one line of a text in a file of its own
    TABLE = "table"  # a table of figures as a whole
    CELL = "cell"  # one cell of a table of figures
    RECORD = "record"  # one cell of a record


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """One spot of an original: its name as staff write it (位置), its place in the sources, and what is printed there."""

    part: Part
    words: str
    place: Place
    printed: str
    name: str = ""
    """Name of the field, of the layout of the table, of the column of the record, or of the file of the text."""
    row: int = 0
    """The row or line, counted from 0; of a record the line of its file."""
    column: int = 0
    """The cell of a row of figures, counted from 0; of a record the number of its file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Defect:
    """One defect of an original."""

    spot: Spot
    found: tuple[str, ...]
    """What is wrong, as checks found it, in whole sentences."""
    reason: str
    """Why it is published unchanged, in the words of staff."""
