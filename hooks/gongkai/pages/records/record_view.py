"""The views of pages with records: plain data for their templates."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.binding.record_term import Standing
from gongkai.model.link import Link
from gongkai.pages.cell import Cell
from gongkai.pages.items.printed_marks import PrintedNote
from gongkai.pages.lists.paging import Pager


@dataclass(frozen=True, slots=True)
class RecordColumn:
    """A column of a table of records; ``form`` is ``key``, ``number``, ``day``, ``long`` or ``text``."""

    title: str
    form: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class RecordRow:
    """One row: anchor, page (empty: this one), cells, standing, and last correction."""

    anchor: str
    page: str
    cells: tuple[str, ...]
    standing: Standing
    corrected: str = ""
    """ISO date of the last correction."""
    marks: tuple[tuple[int, int], ...] = ()
    """(cell, number of its note) for defects of the original document; cells count from 0."""
    links: tuple[tuple[int, tuple[Cell, ...]], ...] = ()
    """(cell, its pieces) for cells in which something is a link; cells count from 0."""
    following: tuple[str, ...] = ()
    """What was done to this record (已变更为), and key and address of the one that followed; empty where none did."""


@dataclass(frozen=True, slots=True)
class Particular:
    """A value that every row of a table has, shown once."""

    label: str
    words: str
    mark: int = 0
    """Number of the note about a defect of the original document; 0 for none."""
    pieces: tuple[Cell, ...] = ()
    """The same words in pieces, where some of them are links."""


@dataclass(frozen=True, slots=True)
class TermWords:
    """The texts for each standing (current, expired, …), for the browser."""

    title: str
    before: str
    within: str
    after: str
    leaves: str = ""
    """Why a record is removed after its last day; empty if it stays."""


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One line of the change history."""

    anchor: str
    key: str
    url: str
    """Address of the record; empty if it was withdrawn."""
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
    """The records of one month: their number, and links to their pages."""

    words: str
    count: int
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Year:
    """The records of one year, by month."""

    words: str
    count: int
    months: tuple[Month, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """A table of records on a page, and links to the other records."""

    caption: str
    columns: tuple[RecordColumn, ...]
    rows: tuple[RecordRow, ...]
    particulars: tuple[Particular, ...]
    term: TermWords | None
    first: int
    """Number of the first row shown, from 1."""
    count: int
    pager: Pager
    years: tuple[Year, ...]
    csv: str
    json: str
    everything: Link | None
    """The page with all records of the type."""
    data: str
    """Folder of the data files with which the browser shows single records and finds rows on other pages."""
    base: str
    """Absolute address of the site's root, if known, for permanent addresses of records."""
    scope: str
    """Index number of the item with these records; empty for all records of the type."""
    changes: tuple[ChangeLine, ...] = ()
    notes: tuple[PrintedNote, ...] = ()
    """Notes on defects of the original document in the rows shown."""
    above: tuple[str, ...] = ()
    """What is printed above the records, row by row."""
    below: tuple[str, ...] = ()
    """What is printed below them: notes, sources, signatures."""

    @property
    def last(self) -> int:
        """Number of the last row shown."""
        return self.first + len(self.rows) - 1


@dataclass(frozen=True, slots=True)
class FurtherRecords:
    """A further page of records; ``url`` and ``name`` are those of the item."""

    title: str
    url: str
    name: str
    records: Records


@dataclass(frozen=True, slots=True)
class Finder:
    """The filters with which the browser narrows the table of all records."""

    filters: tuple[tuple[str, str], ...]
    """(name, title) of each column with selectable values."""
    standings: tuple[str, ...]
    """All texts of standings; empty if records have no term."""
    day: str
    """Title of the date column; empty if there is none."""


@dataclass(frozen=True, slots=True)
class AllRecords:
    """The page with all records of a type."""

    title: str
    span: str
    """The period that the records cover."""
    items: int
    records: Records
    find: Finder
    dictionary: str
    """Address of the data package descriptor."""
    changes_csv: str
