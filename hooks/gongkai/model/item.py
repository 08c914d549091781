"""The item: one piece of published information (公开信息) with one permanent address, and the values that it holds."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Protocol, TypeAlias, TypeVar

from gongkai.model.kind import Kind, TableLayout
from gongkai.model.place import Place
from gongkai.model.record import RecordChange
from gongkai.model.tables.printed_table import PrintedTable
from gongkai.model.text_style import STYLE_FIELD, TextStyle, style_of

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table field, one reference with its particulars, or one record; values by field name."""

    place: Place
    values: Mapping[str, Value]

    def text(self, name: str) -> str:
        """The text under ``name``, empty where the row has none."""
        value = self.values.get(name)
        return value if isinstance(value, str) else ""

    def day(self, name: str) -> date | None:
        """The date under ``name``, None where the row has none."""
        value = self.values.get(name)
        return value if isinstance(value, date) else None


Value: TypeAlias = "str | int | bool | Decimal | date | datetime | tuple[str, ...] | tuple[Row, ...] | Row"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file published with an item; ``path`` is relative to the project, ``name`` is the published file name."""

    path: str
    name: str
    title: str
    field: str
    size: int
    """Bytes."""
    sha256: str
    media_type: str
    place: Place
    pages: int = 0
    """Number of pages, 0 where it is not known."""
    layer: bytes | None = None
    """The text layer of a PDF file, packed, since a column may have thousands; None where it is not known."""
    is_tagged: bool = False
    """Whether a PDF file states that it is tagged, which screen readers need."""

    @property
    def text(self) -> str | None:
        """The text layer of a PDF file; empty where it has none, as a scanned one; None where it is not known."""
        return None if self.layer is None else zlib.decompress(self.layer).decode()


class Kept(Protocol):
    """A text that is kept outside the memory."""

    def words(self) -> str:
        """The text. Raises OSError."""


def words_of(written: str | Kept) -> str:
    """The text, wherever it is."""
    return written if isinstance(written, str) else written.words()


@dataclass(frozen=True, slots=True)
class TextFile:
    """A text of an item in a file of its own, such as a draft or a text after amendment; it is no item itself."""

    path: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureTable:
    """A table of figures read from CSV, with every cell as it is printed; ``formula.figure_in`` gives the figures."""

    layout: TableLayout
    path: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    """The printed text of every cell, row by row."""
    lines: tuple[int, ...]
    """Line of each row in the file."""
    unit: str = ""
    statement: str = ""
    """The published reason why the table is empty."""
    printed: PrintedTable | None = None
    """The sheet as it is printed, where its form is another than rows under one heading; the page then shows this."""
    places: tuple[tuple[Place, ...], ...] = ()
    """The place of every cell, where it does not follow from its row and column."""
    continued: tuple[str, ...] = ()
    """The further files over which the table is printed."""
    withheld: tuple[int, ...] = ()
    """The positions of the rows that say that they are left out as secret; their blank cells hold no 0."""

    def place(self, row: int, column: int) -> Place:
        """The place of a cell in its file; both positions count from 0."""
        return self.places[row][column] if self.places else Place(self.path, self.lines[row], column + 1)

    def called(self, name: str) -> FigureTable:
        """The table with the name under which its item has it, where it is printed without that and the official one is another."""
        if self.printed is None or name == self.layout.title or any(name in words for words in self.printed.beside):
            return self
        return replace(self, printed=replace(self.printed, titles=((name,), *self.printed.titles)))

    @property
    def paths(self) -> tuple[str, ...]:
        """The files that it is read from; none for a table without figures."""
        return (self.path, *self.continued) if self.path else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordFile:
    """A record file (CSV or a sheet) of a dataset, with its header; its rows are in the item's record table."""

    path: str
    absolute: str
    encoding: str
    """Empty for a sheet."""
    header: tuple[str, ...]
    place: Place
    sheet: str = ""
    """The name of the sheet; empty for a CSV file."""
    separator: str = ","
    line: int = 1
    """The line of the heading, the last one where it has several rows."""
    above: int = 1
    """The number of rows above the records: titles and heading."""
    titles: tuple[str, ...] = ()
    """What is printed above the heading, row by row."""
    further: tuple[str, ...] = ()
    """The columns that the type does not know, under their printed names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One item: the fields that every type has as attributes, the others in ``values`` by field name."""

    kind: Kind
    place: Place
    index_no: str
    """索引号, or 编号 where the item has none."""
    title: str
    title_hans: str = ""
    """The title in simplified characters, where that of the original is in Traditional ones; derived unless it is given."""
    agency: str = ""
    """发文机关 or 发布机构."""
    doc_no: str = ""
    doc_date: date | None = None
    publish_date: date | None = None
    effective_from: date | None = None
    valid_until: date | None = None
    summary: str = ""
    subject: str = ""
    unit: str = ""
    """责任科室."""
    directory_entry: str = ""
    legacy: bool = False
    aliases: tuple[str, ...] = ()
    """曾用网址."""
    values: Mapping[str, Value] = field(default_factory=dict)
    """Value of every field that is given, by name, the common ones included."""
    places: Mapping[str, Place] = field(default_factory=dict)
    """Place of every field that is written, by name, also of those whose value was refused or that are left blank."""
    written: str | Kept = ""
    """The text, as ``body`` gives it, or where it is kept."""
    body_line: int = 0
    """Line of the file on which the text begins, counted from 1; 0 without a text."""
    texts: Mapping[str, TextFile] = field(default_factory=dict)
    """Texts in files of their own, by the file name as written in a field."""
    attachments: tuple[Attachment, ...] = ()
    tables: Mapping[str, FigureTable] = field(default_factory=dict)
    """Figure tables by layout name."""
    records: tuple[RecordFile, ...] = ()
    record_changes: tuple[RecordChange, ...] = ()
    """The public history of the records (记录变更), in the order of their days."""
    change_files: tuple[str, ...] = ()
    """Files from which that history was read."""
    origin: str = field(default="", repr=False, compare=False)
    """Fingerprint of all bytes that the item was read from: equal ones mean equal items; empty where it is not known."""
    record_origin: str = field(default="", repr=False, compare=False)
    """Fingerprint of the same bytes without the body: items with equal ones can differ in their bodies only."""

    @property
    def body(self) -> str:
        """The text, as written."""
        return words_of(self.written)

    @property
    def plain_title(self) -> str:
        """The title under which lists, searches and data have the item: in simplified characters."""
        return self.title_hans or self.title

    @property
    def style(self) -> TextStyle:
        """How its texts are written, the body and those in files of their own."""
        return style_of(self.values.get(STYLE_FIELD), self.kind.text_style)

    @property
    def files(self) -> Iterator[str]:
        """The path of every source file that belongs to it: its own, and those that it names."""
        yield self.place.path
        yield from (attachment.path for attachment in self.attachments)
        yield from (text.path for text in self.texts.values())
        yield from (path for table in self.tables.values() for path in table.paths)
        yield from (file.path for file in self.records)
        yield from self.change_files

    def at(self, name: str) -> Place:
        """Place of the field ``name``, or of the item where it is not given."""
        return self.places.get(name, self.place)

    def text(self, name: str) -> str:
        """The text of field ``name``, empty where it is not given or no text."""
        value = self.values.get(name)
        return value if isinstance(value, str) else ""

    def day(self, name: str) -> date | None:
        """The date of field ``name``; None where it is not given or no date."""
        value = self.values.get(name)
        return value if isinstance(value, date) else None

    def rows(self, name: str) -> tuple[Row, ...]:
        """The rows of a table, reference or file field ``name``; empty where it is not given."""
        value = self.values.get(name)
        if isinstance(value, tuple):
            return tuple(row for row in value if isinstance(row, Row))
        return ()

    def number(self, name: str) -> Decimal | None:
        """The figure of field ``name`` as an exact decimal; None where it is not given or no figure."""
        value = self.values.get(name)
        if isinstance(value, bool):
            return None
        if isinstance(value, int):
            return Decimal(value)
        return value if isinstance(value, Decimal) else None


class ItemFacts:
    """What was found in the texts of items, by question, in plain JSON, so that it can outlast the process."""

    __slots__ = ("_asked", "_known", "grown")

    def __init__(self, known: Mapping[str, Mapping[str, Any]] | None = None) -> None:
        """``known`` is what an earlier process found, as ``kept`` gave it."""
        self._known = known or {}
        self._asked: dict[str, dict[str, Any]] = {}
        self.grown = False
        """Whether something was found that was not known at first."""

    def of(self, item: Item, question: str, find: Callable[[Item], T]) -> T:
        """The answer to ``question``: what ``find`` gives, which is plain JSON and depends on nothing but the item."""
        if not item.origin:
            return find(item)
        asked = self._asked.get(question)
        if asked is None:
            asked = self._asked[question] = {}
        if item.origin not in asked:
            known = self._known.get(question, {})
            self.grown |= item.origin not in known
            asked[item.origin] = known[item.origin] if item.origin in known else find(item)
        answer: T = asked[item.origin]
        return answer

    def kept(self) -> dict[str, Mapping[str, Any]]:
        """For each question the answers by the origins of items: those of this process, or of the last one that asked it."""
        return {**self._known, **self._asked}
