"""Records in compact form: each row of a dataset is one string, so that a hundred thousand take some forty megabytes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Any, TypeVar, overload

from gongkai.model.kind import Field, Kind
from gongkai.model.place import Place
from gongkai.model.problems.problem import Problem

T = TypeVar("T")

SEPARATOR = "\x1f"
"""Separates the parts of a packed row (U+001F, INFORMATION SEPARATOR ONE); no cell may contain it."""
_BETWEEN = "／"
"""Stands between the key and what tells it apart."""


@dataclass(frozen=True, slots=True)
class Record:
    """One row: where it was read, its anchor on the page, and its cells in the order of the columns of its type.

    Cells are canonical texts: days in ISO form, figures without separators, 是 and 否.
    """

    file: int
    """Number of the record file among those of the item, from 0."""
    line: int
    anchor: str
    cells: Sequence[str]


class Action(Enum):
    """The kind of a change of a record after it was first published."""

    ADDED = "新增"
    CORRECTED = "更正"
    WITHDRAWN = "撤下"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordChange:
    """One line of the public history of a record (记录变更)."""

    place: Place
    key: str
    """The key of the record, in its key column now or formerly."""
    anchor: str
    day: date
    action: Action
    column: Field | None = None
    """The corrected column; None for other actions."""
    before: str = ""
    """The text before the correction; empty where it must not be shown any more."""
    reason: str = ""
    basis: str = ""
    decided: date | None = None
    """The day of the decision behind the change, where a legal time limit runs from it."""


class LaterTexts(Sequence[str]):
    """Texts whose number is known and that are read when somebody asks for one of them."""

    __slots__ = ("_count", "_read")

    def __init__(self, count: int, read: Callable[[], Sequence[str]]) -> None:
        """``read`` gives the texts, ``count`` of them, as often as it is called."""
        self._count, self._read = count, read

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[str]: ...
    def __getitem__(self, place: int | slice) -> str | Sequence[str]:
        return self._read()[place]

    def __iter__(self) -> Iterator[str]:
        return iter(self._read())


class RowFacts:
    """What was found in the rows of a table, by question, in plain JSON, so that it can outlast the process."""

    __slots__ = ("_answers", "_asked", "grown")

    def __init__(self, answers: dict[str, dict[str, Any]] | None = None) -> None:
        """``answers`` are those of an earlier process, as ``kept`` gave them."""
        self._answers = {} if answers is None else answers
        self._asked: set[tuple[str, str]] = set()
        self.grown = False
        """Whether something was found that was not known at first."""

    def of(self, question: str, given: str, find: Callable[[], T]) -> T:
        """The answer to ``question`` with ``given``."""
        known = self._answers.setdefault(question, {})
        if given not in known:
            known[given] = find()
            self.grown = True
        self._asked.add((question, given))
        answer: T = known[given]
        return answer

    def kept(self) -> dict[str, dict[str, Any]]:
        """For each question the answers by what was given: those of this process, or of the last one that asked it."""
        return {
            question: {given: answer for given, answer in known.items() if (question, given) in self._asked} or known
            for question, known in self._answers.items()
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordTable:
    """All records of one item in the order in which they are shown."""

    columns: tuple[Field, ...]
    """The columns of the type, hidden and empty ones included."""
    packed: Sequence[str]
    """One packed row a record: file, line, anchor and cells, joined by ``SEPARATOR``."""
    days: Sequence[str]
    """The day of each row by which rows are sorted, in ISO 8601, empty where it has none."""
    filled: frozenset[str] = frozenset()
    """Names of the columns that are not empty in every row."""
    constant: frozenset[str] = frozenset()
    """Names of the columns that hold the same text in every row, where there are several rows."""
    changes: tuple[RecordChange, ...] = ()
    """The history, by day."""
    titles: tuple[str, ...] = ()
    """What is printed above the heading of its files, row by row."""
    notes: tuple[str, ...] = ()
    """What is printed below the records: notes, sources, signatures."""
    left: tuple[tuple[int, int], ...] = ()
    """File and line of the rows that are no longer published, since their term has ended."""
    problems: tuple[Problem, ...] = field(default=(), repr=False)
    """Problems of the rows."""
    facts: RowFacts | None = field(default=None, repr=False, compare=False)
    """What is known of the rows without reading them; None where nothing is remembered."""

    def __len__(self) -> int:
        return len(self.packed)

    def found(self, question: str, find: Callable[[RecordTable], T], given: str = "") -> T:
        """What ``find`` finds in this table, without a look at the rows where it was asked before.

        It is plain JSON (lists, texts, numbers), and depends on nothing but the table and what ``given`` states.
        """
        return self.facts.of(question, given, lambda: find(self)) if self.facts else find(self)

    def rows(self, start: int = 0, stop: int | None = None) -> Iterator[Record]:
        """The rows from ``start`` up to, but without, ``stop``."""
        yield from map(record_of, self.packed[start:stop])

    def first_rows(self, count: int) -> list[Record]:
        """The first ``count`` rows, or all of them if there are fewer; remembered, unlike those of ``rows``."""
        found = self.found(f"first {count} rows", lambda one: list(one.packed[:count]))
        return list(map(record_of, found))

    def source(self, place: int) -> tuple[int, int]:
        """Number of the file among those of the item, and line, from which the row at ``place`` was read."""
        file, line, _ = self.packed[place].split(SEPARATOR, 2)
        return int(file), int(line)

    @property
    def shown(self) -> tuple[tuple[int, Field], ...]:
        """Position and definition of the public columns that are not empty in every row."""
        return tuple(
            (place, column) for place, column in enumerate(self.columns) if column.public and column.name in self.filled
        )

    def position(self, name: str) -> int:
        """Position of the column ``name`` among the cells; -1 where there is none."""
        return next((place for place, column in enumerate(self.columns) if column.name == name), -1)


def record_of(text: str) -> Record:
    """The record of a packed row."""
    file, line, anchor, *cells = text.split(SEPARATOR)
    return Record(int(file), int(line), anchor, cells)


NO_RECORDS = RecordTable(columns=(), packed=(), days=())


class RecordName:
    """Names records by their key and by the columns that tell those with the same key apart (时间 and 地区)."""

    def __init__(self, kind: Kind, columns: Sequence[Field | None]) -> None:
        """A column that is None has cells of no known column."""
        names = [column.name if column else "" for column in columns]
        self.key = names.index(kind.record.key) if kind.record.key in names and kind.record.key else -1
        """The position of the key; -1 where there is none."""
        self.apart = tuple(names.index(name) for name in kind.record.apart if name in names)
        """The positions of the columns that tell records with the same key apart."""

    def of(self, cells: Sequence[str]) -> str:
        """The key, followed by what tells it apart where that is filled in; empty without a key."""
        key = cells[self.key].strip() if 0 <= self.key < len(cells) else ""
        if not key or not self.apart:
            return key
        others = [cells[place].strip() for place in self.apart if place < len(cells)]
        return _BETWEEN.join([key, *(text for text in others if text)])
