"""Records at rest: every row of a dataset as one text, so that a hundred thousand of them take some forty megabytes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from gongkai.model.kind import Field
from gongkai.model.place import Place
from gongkai.model.problems.problem import Problem

SEPARATOR = "\x1f"
"""Stands between the cells of a row at rest (INFORMATION SEPARATOR ONE); no cell may hold it."""


@dataclass(frozen=True, slots=True)
class Record:
    """One row: where it was read, its anchor on the page, and its cells in the order of the columns of its type.

    Cells are canonical texts: days in ISO form, figures without separators, 是 and 否.
    """

    file: int
    """Which of the item's record files."""
    line: int
    anchor: str
    cells: Sequence[str]


class Action(Enum):
    """What happened to a record after it was first published."""

    ADDED = "新增"
    CORRECTED = "更正"
    WITHDRAWN = "撤下"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordChange:
    """One line of the public history of a record (记录变更)."""

    place: Place
    key: str
    """What the key column of the record holds, or held."""
    anchor: str
    day: date
    action: Action
    column: Field | None = None
    """What was corrected."""
    before: str = ""
    """The text that stood there; empty where it must not be shown any more."""
    reason: str = ""
    basis: str = ""
    decided: date | None = None
    """The day of the decision that is told, where a law counts from it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordTable:
    """All records of one item in the order in which they are shown."""

    columns: tuple[Field, ...]
    """The columns of the type, hidden and empty ones among them."""
    packed: tuple[str, ...]
    """The rows at rest."""
    days: tuple[str, ...]
    """The day of each row by which the type orders them, as ISO text, empty where it has none."""
    filled: frozenset[str] = frozenset()
    """Names of the columns that hold something in some row."""
    constant: frozenset[str] = frozenset()
    """Names of the columns that hold the same text in every row, where there are several rows."""
    changes: tuple[RecordChange, ...] = ()
    """In the order of their days."""
    left: tuple[tuple[int, int], ...] = ()
    """File and line of the rows that are no longer published, since their time is over."""
    problems: tuple[Problem, ...] = field(default=(), repr=False)
    """What is wrong with the rows."""

    def __len__(self) -> int:
        return len(self.packed)

    def rows(self, start: int = 0, stop: int | None = None) -> Iterator[Record]:
        """The rows from ``start`` up to ``stop``."""
        for text in self.packed[start:stop]:
            file, line, anchor, *cells = text.split(SEPARATOR)
            yield Record(int(file), int(line), anchor, cells)

    def source(self, place: int) -> tuple[int, int]:
        """Which file of the item, and which line of it, the row at a place was read from."""
        file, line, _ = self.packed[place].split(SEPARATOR, 2)
        return int(file), int(line)

    @property
    def shown(self) -> tuple[tuple[int, Field], ...]:
        """Position and column of what the public may see and that holds something."""
        return tuple(
            (place, column) for place, column in enumerate(self.columns) if column.public and column.name in self.filled
        )

    def position(self, name: str) -> int:
        """Where the column ``name`` stands among the cells; -1 for none."""
        return next((place for place, column in enumerate(self.columns) if column.name == name), -1)


NO_RECORDS = RecordTable(columns=(), packed=(), days=())
