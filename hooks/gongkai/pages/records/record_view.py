"""What the pages of records show, as plain data."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.binding.record_term import Standing
from gongkai.model.link import Link
from gongkai.pages.items.printed_marks import PrintedNote
from gongkai.pages.lists.paging import Pager


@dataclass(frozen=True, slots=True)
class RecordColumn:
    """A column of a table of records; ``form`` is key, number, day, long or text."""

    title: str
    form: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class RecordRow:
    """One row: its anchor, the page where it stands (empty for this one), its cells, whether it holds, its corrections."""

    anchor: str
    page: str
    cells: tuple[str, ...]
    standing: Standing
    corrected: str = ""
    """Day of the last correction, as ISO text."""
    marks: tuple[tuple[int, int], ...] = ()
    """Cells that are wrong on the paper itself, counted from 0, with the numbers of their notes."""


@dataclass(frozen=True, slots=True)
class Particular:
    """Something that every row of a table says, told once."""

    label: str
    words: str
    mark: int = 0
    """Number of the note that says what is wrong on the paper itself; 0 for none."""


@dataclass(frozen=True, slots=True)
class TermWords:
    """The wording of each standing, for the reader's browser."""

    title: str
    before: str
    within: str
    after: str
    leaves: str = ""
    """Why a record leaves after its last day; empty where it stays."""


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One line of the history of records."""

    anchor: str
    key: str
    url: str
    """Where the record stands; empty where it was withdrawn."""
    day: str
    action: str
    tone: str
    column: str
    before: str
    after: str
    reason: str
    basis: str


@dataclass(frozen=True, slots=True)
class Month:
    """The records of one month: their number and where they are."""

    words: str
    count: int
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Year:
    """The records of one year by month."""

    words: str
    count: int
    months: tuple[Month, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """A table of records, and the ways to those that it does not show."""

    caption: str
    columns: tuple[RecordColumn, ...]
    rows: tuple[RecordRow, ...]
    particulars: tuple[Particular, ...]
    term: TermWords | None
    first: int
    """Number of the first row shown, counted from 1."""
    count: int
    pager: Pager
    years: tuple[Year, ...]
    csv: str
    json: str
    everything: Link | None
    """The page of all records of the type."""
    data: str
    """Folder of the data from which the browser makes cards and finds rows on other pages."""
    base: str
    """Address of the root of the site, where it is known, for the permanent address of a record."""
    scope: str
    """Index number of the item whose records these are; empty for all records of the type."""
    changes: tuple[ChangeLine, ...] = ()
    notes: tuple[PrintedNote, ...] = ()
    """What is wrong on the paper itself in the rows shown."""

    @property
    def last(self) -> int:
        """Number of the last row shown."""
        return self.first + len(self.rows) - 1


@dataclass(frozen=True, slots=True)
class FurtherRecords:
    """A further page of records; ``url`` and ``name`` are those of their item."""

    title: str
    url: str
    name: str
    records: Records


@dataclass(frozen=True, slots=True)
class Finder:
    """By what the browser narrows the table of all records."""

    filters: tuple[tuple[str, str], ...]
    """Name and title of each column whose values can be chosen."""
    standings: tuple[str, ...]
    """Every wording of a standing; none where records have no term."""
    day: str
    """Title of the column of days; empty where there is none."""


@dataclass(frozen=True, slots=True)
class AllRecords:
    """The page of all records of a type."""

    title: str
    span: str
    """From which to which day the records are."""
    items: int
    records: Records
    find: Finder
    dictionary: str
    """Address of the descriptor of the data."""
    changes_csv: str
