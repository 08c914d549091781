"""What the pages of a joint site show: numbers of every office, and its documents by year with their validity."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from gongkai.building.joining.joined_column import JoinedColumn
from gongkai.model.badge import Badge, badge_of_state
from gongkai.model.validity import State
from gongkai.searching.entries import Entry

_STATES = tuple(State)
_UNDATED = "没有日期"


@dataclass(frozen=True, slots=True)
class LibraryLine:
    """A document in the library."""

    title: str
    url: str
    number: str
    day: str
    badge: Badge


@dataclass(frozen=True, slots=True)
class LibraryPage:
    """The documents of one office and one year, the newest first."""

    url: str
    title: str
    year: str
    agency: str
    lines: tuple[LibraryLine, ...]


@dataclass(slots=True)
class Office:
    """An office with the numbers that are told of it."""

    column: JoinedColumn
    newest: date | None = None
    states: Counter[str] = field(default_factory=Counter)
    """How many documents have each state, by its wording, on the day of its column."""
    documents: dict[str, list[Entry]] = field(default_factory=dict)
    """By year."""

    @property
    def total(self) -> int:
        """Number of documents that have a validity."""
        return self.states.total()

    def add(self, entry: Entry) -> None:
        """Count the next entry, the oldest first."""
        self.newest = max(filter(None, (self.newest, entry.day)), default=None)
        if entry.state and not entry.explains and not entry.of_term:
            self.states[entry.state] += 1
            self.documents.setdefault(str(entry.day.year) if entry.day else _UNDATED, []).append(entry)

    def pages(self) -> Iterator[LibraryPage]:
        """The pages of its documents, the newest year first. Raises ValueError for a state that this version does not know."""
        for year, entries in sorted(self.documents.items(), reverse=True):
            lines = tuple(_line(entry) for entry in reversed(entries))
            url = f"library-{self.column.key}-{year if year != _UNDATED else 'undated'}.html"
            told = f"{year}年" if year != _UNDATED else year
            yield LibraryPage(url, f"{self.column.agency}{told}公布的文件", told, self.column.agency, lines)


def offices_of(columns: Sequence[JoinedColumn], entries: Iterable[tuple[JoinedColumn, Entry]]) -> list[Office]:
    """All offices by name, with the numbers and documents of their entries, which come with the oldest first."""
    found = {column.key: Office(column) for column in columns}
    for column, entry in entries:
        found[column.key].add(entry)
    return sorted(found.values(), key=lambda office: office.column.agency)


def shown_states(offices: Iterable[Office]) -> list[str]:
    """The states that some document has, in the order of their lives."""
    told = {state for office in offices for state in office.states}
    return [state.value for state in _STATES if state.value in told]


def _line(entry: Entry) -> LibraryLine:
    changes = tuple((day, State(later)) for day, later in entry.changes)
    day = entry.day.isoformat() if entry.day else ""
    return LibraryLine(entry.title, entry.url, entry.number, day, badge_of_state(State(entry.state), changes))
