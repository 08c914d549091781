"""The view of an item's page: plain data for its template."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.model.badge import Badge
from gongkai.model.link import Link
from gongkai.model.place import Place
from gongkai.model.tables.printed_table import PrintedTable, ShownCell
from gongkai.pages.cell import Cell
from gongkai.pages.charts.chart import Chart
from gongkai.pages.items.citation import Citation
from gongkai.pages.items.contact import Contact
from gongkai.pages.items.printed_marks import PrintedNote
from gongkai.pages.items.promises import Promise
from gongkai.pages.items.stages import Stages
from gongkai.pages.items.table_head import HeadCell, head_rows
from gongkai.pages.lists.line import Line
from gongkai.pages.records.record_view import Records
from gongkai.texts.imprint import Imprint
from gongkai.texts.marked_text import Text


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the facts block (文件要素)."""

    label: str
    words: str
    url: str = ""
    badge: Badge | None = None
    note: str = ""
    """Additional text beside a badge or the words."""
    pieces: tuple[Cell, ...] = ()
    mark: int = 0
    """Number of the note about a defect of the original document; 0 for none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One section below the body; ``form`` says which kind it is."""

    title: str
    anchor: str
    form: str
    """text, table, figures, list, questions or facts."""
    name: str = ""
    """Name of the field or of the table's layout."""
    text: Text | None = None
    header: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    row_anchors: tuple[str, ...] = ()
    """The anchor of each row, where the rows are entries with addresses of their own."""
    ended: int = 0
    """The number of rows, the last ones, that are entries which have ended and are no longer in the list."""
    figures: tuple[tuple[str, ...], ...] = ()
    numeric: tuple[bool, ...] = ()
    """For each column, whether it holds figures."""
    lines: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    unit: str = ""
    statement: str = ""
    """The published reason for an empty table."""
    description: str = ""
    download: str = ""
    """Address of the table in CSV."""
    mark: int = 0
    """Number of the note on the whole section; 0 for none."""
    printed: PrintedTable | None = None
    """The table as it is printed, shown instead of ``header`` and ``figures``."""
    marked_places: tuple[tuple[Place, int], ...] = ()
    """(place in the file, number of its note) of the cells of a printed table."""
    marked_rows: tuple[tuple[int, int], ...] = ()
    """(row, number of its note); rows count from 0."""
    marked_cells: tuple[tuple[int, int, int], ...] = ()
    """(row, cell, number of its note); both count from 0."""
    notes: tuple[PrintedNote, ...] = ()

    @property
    def heads(self) -> tuple[tuple[HeadCell, ...], ...]:
        """The header rows of its table."""
        return head_rows(self.header, self.numeric)

    def mark_of_row(self, row: int) -> int:
        """The number of the note on a row; 0 for none."""
        return next((number for at, number in self.marked_rows if at == row), 0)

    def mark_of_place(self, cell: ShownCell) -> int:
        """The number of the note on a cell of a printed table; 0 for none."""
        place = Place(cell.path, cell.line, cell.column)
        return next((number for at, number in self.marked_places if at == place), 0)

    def mark_of_cell(self, row: int, cell: int) -> int:
        """The number of the note on a figure; 0 for none."""
        return next((number for *at, number in self.marked_cells if at == [row, cell]), 0)


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence of a banner: text, linked documents, and the text after them."""

    words: str
    lines: tuple[Line, ...] = ()
    after: str = ""


@dataclass(frozen=True, slots=True)
class Banner:
    """A banner above the title of a document that is not simply in force."""

    tone: str
    head: str
    notices: tuple[Notice, ...]
    shown_from: str = ""
    """ISO date from which it is shown; empty if it is shown on the build day."""
    shown_until: str = ""
    """ISO date from which it is no longer shown; empty if none is known."""


@dataclass(frozen=True, slots=True)
class Step:
    """One event in the validity history of a document."""

    day: str
    words: str
    line: Line | None = None
    remark: str = ""
    ends: bool = False
    future: bool = False


@dataclass(frozen=True, slots=True)
class AttachmentLine:
    """An attachment with its format, size and digest."""

    title: str
    url: str
    group: str
    extension: str
    size: int
    sha256: str
    pages: int = 0
    access: str = ""
    """What readers who need a screen reader must know of a PDF file."""


@dataclass(frozen=True, slots=True)
class RelationGroup:
    """The items of one relation under its heading."""

    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of a consultation; ``day`` is the ISO date on which it begins, empty while unknown."""

    name: str
    day: str
    words: str
    state: str
    """``done``, ``here`` (current) or ``coming``."""
    url: str = ""
    """Address of its result; empty if there is none."""


@dataclass(frozen=True, slots=True)
class Way:
    """A way to send an opinion; ``url`` opens a mail, a telephone call or a page, if possible."""

    way: str
    address: str
    unit: str
    url: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """The outcome of a consultation: the numbers of opinions, how they were handled and why."""

    received: int | None
    adopted: int | None
    not_adopted: int | None
    link: Link
    opinions: tuple[tuple[str, str, str], ...]
    partly_adopted: int | None = None
    already_covered: int | None = None


@dataclass(frozen=True, slots=True)
class Consultation:
    """The state of a consultation."""

    phase: str
    opened: str
    closed: str
    opened_words: str
    closed_words: str
    answered: str
    days_left: int
    days: int = 0
    """Length of the period in days, the first day not counted."""
    short_reason: str = ""
    overdue: str = ""
    """ISO date from which an answer is overdue; empty if it was given or the procedure was terminated."""
    is_overdue: bool = False
    terminated: str = ""
    stages: tuple[Stage, ...] = ()
    ways: tuple[Way, ...] = ()
    outcome: Outcome | None = None

    @property
    def after(self) -> str:
        """ISO date from which it is closed."""
        return (date.fromisoformat(self.closed) + timedelta(days=1)).isoformat()

    @property
    def takes_opinions(self) -> bool:
        """Whether the page shows how to respond: the consultation is open or will be."""
        return bool(self.ways) and self.phase in ("征集中", "尚未开始")


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One text: its period, the documents that created it, its address, and the comparison with the previous one."""

    words: str
    remark: str
    url: str
    badge: Badge
    compare: Link | None
    here: bool


@dataclass(frozen=True, slots=True)
class VersionList:
    """All texts of an item, for its page and the pages of the texts."""

    lines: tuple[VersionLine, ...]
    overall: Link | None
    """The comparison of the first text with the last, if there are more than two."""
    gaps: tuple[str, ...]
    """Sentences about what is missing from the list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemView:
    """Everything the page of an item shows."""

    title: str
    number: str
    badge: Badge | None
    banners: tuple[Banner, ...]
    kind: str
    base: str
    published: str
    published_words: str
    source: str
    summary: str
    facts: tuple[Fact, ...]
    further: tuple[Fact, ...]
    """Facts about a document's preparation, collapsed below the others."""
    body: Text | None
    imprint: Imprint | None
    """The imprint (版记) from the record, if the text itself does not show it."""
    title_mark: int
    """Number of the note on the title; 0 for none."""
    number_mark: int
    fact_notes: tuple[PrintedNote, ...]
    """Notes on the title, on facts, and on texts shown on other pages."""
    body_notes: tuple[PrintedNote, ...]
    sections: tuple[Section, ...]
    attachments: tuple[AttachmentLine, ...]
    relations: tuple[RelationGroup, ...]
    history: tuple[Step, ...]
    changes: tuple[Step, ...]
    """Changes to the published item (变更说明)."""
    versions: VersionList | None
    draft_compare: str
    """Address of the comparison of a draft with the adopted document; empty if there is none."""
    charts: tuple[Chart, ...]
    consultation: Consultation | None
    records: Records | None
    stages: Stages | None
    promises: tuple[Promise, ...]
    """What must be public by which day, and how that was kept."""
    citation: Citation
    language: str = ""
    """The language of its text, if it is not that of the site."""
    prints: tuple[Link, ...] = ()
    """Its pages for paper."""
    contact: Contact
    index_no: str
    code: str
    """Short code of the content (校验短码)."""
    address: str
    """Absolute address of the page, if the domain is known."""
