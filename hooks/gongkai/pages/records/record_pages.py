"""Records of an item on pages: the newest below the item, the others on further pages, every row once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.binding.record_term import NOTHING_SAID, TermReader
from gongkai.model.addresses import item_url
from gongkai.model.item import Item
from gongkai.model.kind import Field, FieldType, Kind, RecordTerm
from gongkai.model.link import Link
from gongkai.model.printed_defect import Part
from gongkai.model.publication import Publication
from gongkai.model.record import Action, Record, RecordTable
from gongkai.pages.cell import Cell
from gongkai.pages.items.printed_marks import NO_MARKS, PrintedMarks, PrintedNote, marks_of
from gongkai.pages.lists.paging import Pager
from gongkai.pages.records.record_citations import RecordCitations
from gongkai.pages.records.record_history import change_lines
from gongkai.pages.records.record_view import Particular, RecordColumn, RecordRow, Records, TermWords
from gongkai.pages.records.record_years import Place, years_of
from gongkai.texts.value_words import NUMERIC

ON_ITEM = 100
"""Number of rows on the item's own page."""
ON_PAGE = 500
"""Number of rows on each further page."""


@dataclass(frozen=True, slots=True)
class Slice:
    """The rows of a table on one page, from ``start`` up to but not including ``stop``, from 0."""

    url: str
    start: int
    stop: int


class RowMaker:
    """Builds the view rows of one table."""

    def __init__(
        self,
        table: RecordTable,
        shown: Sequence[tuple[int, Field]],
        kind: Kind,
        as_of: date,
        marks: PrintedMarks = NO_MARKS,
        citations: RecordCitations | None = None,
    ) -> None:
        """``shown`` are (position in the table, column) of the shown columns."""
        self._citations = citations
        self._citing = [(number, place, column) for number, (place, column) in enumerate(shown) if column.cites]
        self._marks = marks.records()
        self._names = {column.name: number for number, (_, column) in enumerate(shown)}
        self._places = [place for place, _ in shown]
        self._numbers = [column.type in NUMERIC for _, column in shown]
        self._term = TermReader(kind.record.term, table.columns) if kind.record.term else None
        self._as_of = as_of
        self._corrected = {
            change.anchor: change.day.isoformat() for change in table.changes if change.action is Action.CORRECTED
        }

    def row(self, record: Record, page: str = "") -> RecordRow:
        """The view row of a record; ``page`` is the address of the page with the record (empty: this page)."""
        cells = record.cells
        if any(self._numbers):
            words = tuple(
                figure(cells[place]) if number else cells[place] for place, number in zip(self._places, self._numbers)
            )
        else:
            words = tuple([cells[place] for place in self._places])
        standing = self._term.on(cells, self._as_of) if self._term else NOTHING_SAID
        corrected = self._corrected.get(record.anchor, "")
        marks = self._marks.get((record.file, record.line)) if self._marks else None
        links, following = self._linked(record)
        if not marks:
            return RecordRow(record.anchor, page, words, standing, corrected, (), links, following)
        marked = tuple((self._names[name], number) for name, number in marks.items() if name in self._names)
        return RecordRow(record.anchor, page, words, standing, corrected, marked, links, following)

    def _linked(self, record: Record) -> tuple[tuple[tuple[int, tuple[Cell, ...]], ...], tuple[str, ...]]:
        """The cells with links, and the record that followed."""
        if self._citations is None:
            return (), ()
        drawn = [(number, self._citations.pieces(record.cells[at], column)) for number, at, column in self._citing]
        return tuple(one for one in drawn if one[1]), self._citations.next_of(record.anchor)


def record_pages(item: Item, publication: Publication, base: str) -> Iterator[tuple[str, Records]]:
    """(address, records) of every page, the item's own first; nothing for an item without records.

    ``base`` is the absolute address of the site's root; empty if not known.
    """
    table = publication.records.get(item.index_no)
    if table is None:
        return
    kind = item.kind
    shown = columns_of(table, kind)
    marks = marks_of(item, publication)
    citations = RecordCitations(item, publication)
    maker = RowMaker(table, shown, kind, publication.as_of, marks, citations)
    slices = slices_of(item, table)
    urls = tuple(one.url for one in slices)
    columns = tuple(record_column(column, kind) for _, column in shown)
    particulars = particulars_of(table, marks, citations)
    places = [Place(_span(one, len(slices)), one.url, one.start, one.stop, table) for one in slices]
    for number, one in enumerate(slices):
        rows = tuple([maker.row(record) for record in table.rows(one.start, one.stop)])
        yield (
            one.url,
            Records(
                caption=item.title,
                columns=columns,
                rows=rows,
                particulars=particulars,
                term=term_words(kind),
                first=one.start + 1,
                count=len(table),
                pager=Pager(urls, number),
                years=years_of(places) if number == 0 and len(slices) > 1 else (),
                csv=records_url(item, "csv"),
                json=records_url(item, "jsonl"),
                everything=Link(f"{kind.listing.title}全部记录", all_records_page(kind)),
                data=data_folder(kind),
                base=base,
                scope=item.index_no,
                changes=change_lines(table, slices) if number == 0 else (),
                above=table.titles if number == 0 else (),
                below=table.notes if number == 0 else (),
                notes=_notes(marks, rows, particulars if number == 0 else ()) if marks else (),
            ),
        )


def _notes(
    marks: PrintedMarks, rows: Iterable[RecordRow], particulars: Iterable[Particular]
) -> tuple[PrintedNote, ...]:
    """The notes for the marks that a page shows."""
    shown = {number for row in rows for _, number in row.marks}
    return marks.notes(Part.RECORD, within=shown | {one.mark for one in particulars})


def columns_of(table: RecordTable, kind: Kind) -> tuple[tuple[int, Field], ...]:
    """(position, column) of columns whose values differ, the type's main columns first."""
    differing = [one for one in table.shown if one[1].name not in table.constant or one[1].name == kind.record.key]
    return chief_first(differing, kind)


def chief_first(columns: Iterable[tuple[int, Field]], kind: Kind) -> tuple[tuple[int, Field], ...]:
    """The columns, those in the type's table order first."""
    chief = {name: place for place, name in enumerate(kind.record.columns)}
    return tuple(sorted(columns, key=lambda one: (chief.get(one[1].name, len(chief)), one[0])))


def particulars_of(
    table: RecordTable, marks: PrintedMarks = NO_MARKS, citations: RecordCitations | None = None
) -> tuple[Particular, ...]:
    """The columns with the same value in every row, which the table does not repeat."""
    first = next(iter(table.first_rows(1)), None)
    if first is None:
        return ()
    # A value that all rows share needs only one note.
    noted = {name: number for cells in reversed(marks.records().values()) for name, number in cells.items()}
    return tuple(
        Particular(
            column.title,
            figure(first.cells[place]) if column.type in NUMERIC else first.cells[place],
            noted.get(column.name, 0),
            citations.pieces(first.cells[place], column) if citations else (),
        )
        for place, column in table.shown
        if column.name in table.constant
    )


def slices_of(item: Item, table: RecordTable) -> tuple[Slice, ...]:
    """The slices of an item's records, one for each page; at least one."""
    folder = item_url(item).removesuffix(".html")
    slices = [Slice(item_url(item), 0, min(len(table), ON_ITEM))]
    for number, start in enumerate(range(ON_ITEM, len(table), ON_PAGE), 2):
        slices.append(Slice(f"{folder}/p{number}.html", start, min(len(table), start + ON_PAGE)))
    return tuple(slices)


def term_words(kind: Kind) -> TermWords | None:
    """The texts with which the browser updates the standing of rows; None if records have no term."""
    term = kind.record.term
    if term is None:
        return None
    return TermWords(term_title(term), term.before, term.within, term.after, term.leaves)


def term_title(term: RecordTerm) -> str:
    """The heading of the column that shows whether records are still valid."""
    return "有效状态" if term.start else "状态"


def records_url(item: Item, extension: str) -> str:
    """Address of the item's records as a file with the given extension."""
    return f"{item_url(item).removesuffix('.html')}/records.{extension}"


def all_records_page(kind: Kind) -> str:
    """Address of the page with all records of a type."""
    return f"{kind.listing.path}/records.html"


def all_records_url(kind: Kind, name: str) -> str:
    """Address of the data file ``name`` with all records of a type."""
    return f"{kind.listing.path}/{name}"


def records_index(kind: Kind) -> str:
    """Name of the search index for all records of a type."""
    return f"records-{kind.listing.path.replace('/', '-')}"


def data_folder(kind: Kind) -> str:
    """Folder of the data files from which the browser filters and sorts the records of a type."""
    return f"search/{records_index(kind)}/"


def figure(text: str) -> str:
    """A figure with thousands separators."""
    whole, dot, decimals = text.partition(".")
    sign = whole[:1] if whole[:1] in "+-" else ""
    digits = whole[len(sign) :]
    return f"{sign}{int(digits):,}{dot}{decimals}" if digits.isdigit() else text


def record_column(column: Field, kind: Kind) -> RecordColumn:
    """The view of a column in the table of a page."""
    if column.name == kind.record.key:
        form = "key"
    elif column.type in NUMERIC:
        form = "number"
    elif column.type is FieldType.DATE or (kind.record.term and column.name == kind.record.term.end):
        form = "day"
    else:
        form = "text"
    return RecordColumn(column.title, form, column.unit)


def _span(one: Slice, pages: int) -> str:
    return f"第{one.start + 1}–{one.stop}条" if pages > 1 else ""
