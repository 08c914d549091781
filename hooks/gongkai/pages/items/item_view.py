"""The page of an item as plain data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.model.badge import Badge
from gongkai.model.link import Link
from gongkai.pages.charts.chart import Chart
from gongkai.pages.items.citation import Citation
from gongkai.pages.items.contact import Contact
from gongkai.pages.items.printed_marks import PrintedNote
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
    """What a badge alone does not say."""
    mark: int = 0
    """Number of the note that says what is wrong on the paper itself; 0 for none."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table; ``url`` is relative to the root of the site."""

    words: str
    url: str = ""
    badge: Badge | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One part below the body: a text, a table, a table of figures, a list, questions, or labelled particulars."""

    title: str
    anchor: str
    form: str
    """text, table, figures, list, questions or facts."""
    name: str = ""
    """Name of the field, or of the layout of the table."""
    text: Text | None = None
    header: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    figures: tuple[tuple[str, ...], ...] = ()
    numeric: tuple[bool, ...] = ()
    """Which columns hold figures."""
    lines: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    unit: str = ""
    statement: str = ""
    """The published reason why a table is empty."""
    description: str = ""
    download: str = ""
    """Address of the table as CSV."""
    mark: int = 0
    """Number of the note on the whole of it; 0 for none."""
    marked_rows: tuple[tuple[int, int], ...] = ()
    """Rows, counted from 0, with the numbers of their notes."""
    marked_cells: tuple[tuple[int, int, int], ...] = ()
    """Row and cell of the figures, both counted from 0, with the numbers of their notes."""
    notes: tuple[PrintedNote, ...] = ()

    @property
    def heads(self) -> tuple[tuple[HeadCell, ...], ...]:
        """The rows of the head of its table."""
        return head_rows(self.header, self.numeric)

    def mark_of_row(self, row: int) -> int:
        """The number of the note on a row; 0 for none."""
        return next((number for at, number in self.marked_rows if at == row), 0)

    def mark_of_cell(self, row: int, cell: int) -> int:
        """The number of the note on a figure; 0 for none."""
        return next((number for *at, number in self.marked_cells if at == [row, cell]), 0)


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence of the banner: words, linked documents in order, and what follows them."""

    words: str
    lines: tuple[Line, ...] = ()
    after: str = ""


@dataclass(frozen=True, slots=True)
class Banner:
    """What stands above the title of a document that is not simply in force."""

    tone: str
    head: str
    notices: tuple[Notice, ...]
    shown_from: str = ""
    """ISO day from which it is true, empty where it is true on the day of the build."""
    shown_until: str = ""
    """ISO day from which it is true no more, empty where no such day is known."""


@dataclass(frozen=True, slots=True)
class Step:
    """One event in the life of an item."""

    day: str
    words: str
    line: Line | None = None
    remark: str = ""
    ends: bool = False
    future: bool = False


@dataclass(frozen=True, slots=True)
class AttachmentLine:
    """An attachment with what a reader wants to know before opening it."""

    title: str
    url: str
    group: str
    extension: str
    size: int
    sha256: str
    pages: int = 0


@dataclass(frozen=True, slots=True)
class RelationGroup:
    """Items of one relation under its heading."""

    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of a consultation; ``day`` is the ISO day on which it begins, empty while nobody knows."""

    name: str
    day: str
    words: str
    state: str
    """done, here or coming."""
    url: str = ""
    """Where its result stands, empty where there is none."""


@dataclass(frozen=True, slots=True)
class Way:
    """A way to send an opinion; ``url`` opens mail, telephone or page where the address is one."""

    way: str
    address: str
    unit: str
    url: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of the opinions: how many, what became of each and why."""

    received: int | None
    adopted: int | None
    not_adopted: int | None
    link: Link
    opinions: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Consultation:
    """Where a consultation stands."""

    phase: str
    opened: str
    closed: str
    opened_words: str
    closed_words: str
    answered: str
    days_left: int
    days: int = 0
    """Length of the period; its first day does not count."""
    short_reason: str = ""
    overdue: str = ""
    """ISO day from which an answer is overdue; empty where one was given or the procedure was ended."""
    is_overdue: bool = False
    terminated: str = ""
    stages: tuple[Stage, ...] = ()
    ways: tuple[Way, ...] = ()
    outcome: Outcome | None = None

    @property
    def after(self) -> str:
        """ISO day from which it is closed."""
        return (date.fromisoformat(self.closed) + timedelta(days=1)).isoformat()

    @property
    def takes_opinions(self) -> bool:
        """Whether its page says how to respond, since one still can or soon will."""
        return bool(self.ways) and self.phase in ("征集中", "尚未开始")


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One text: from when to when, what brought it about, where it stands, and how it differs from the one before."""

    words: str
    remark: str
    url: str
    badge: Badge
    compare: Link | None
    here: bool


@dataclass(frozen=True, slots=True)
class VersionList:
    """All texts of an item for its page and for the pages of the texts."""

    lines: tuple[VersionLine, ...]
    overall: Link | None
    """The comparison of the first text with the last, where there are more than two."""
    gaps: tuple[str, ...]
    """What the list cannot give, in whole sentences."""


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
    """Particulars of how a document came about, folded below the others."""
    body: Text | None
    imprint: Imprint | None
    """What the record states of an imprint that the text itself does not show (版记)."""
    title_mark: int
    """Number of the note on the title; 0 for none."""
    number_mark: int
    fact_notes: tuple[PrintedNote, ...]
    """Notes on the title, on facts, and on texts that stand on other pages."""
    body_notes: tuple[PrintedNote, ...]
    sections: tuple[Section, ...]
    attachments: tuple[AttachmentLine, ...]
    relations: tuple[RelationGroup, ...]
    history: tuple[Step, ...]
    changes: tuple[Step, ...]
    """What was changed on the page itself (变更说明)."""
    versions: VersionList | None
    draft_compare: str
    """Address of the comparison of a draft with what was decided; empty where there is none."""
    charts: tuple[Chart, ...]
    consultation: Consultation | None
    records: Records | None
    stages: Stages | None
    citation: Citation
    contact: Contact
    index_no: str
    code: str
    """Short code of the content."""
    address: str
    """Full address where the domain is known."""
