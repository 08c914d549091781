"""The rows of a large sheet, one after the other: its bytes are unpacked in pieces, and cells of the usual form cut out of them.

A parser that calls Python for every tag takes five seconds for a hundred thousand rows. So expat only proves that the XML is
well formed, without callbacks, and an expression takes the cells of a row. A row whose cells have any other form is parsed
by itself, and a sheet with comments, CDATA or prefixes as a whole (``tests/test_sheet_stream.py`` holds all three equal).
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice
from xml.parsers.expat import ExpatError, ParserCreate

from gongkai.model.words.matcher import matcher
from gongkai.reading.office.sheet_rows import HiddenColumns, Merged, SheetPart, SheetRow, column_name, sheet_parts
from gongkai.reading.office.workbook import Sheet
from gongkai.reading.office.xml_events import DamagedXmlError, is_on, refuse_entities
from gongkai.reading.office.zip_package import Package

UNCOUNTED = "uncounted"
"""The type of a cell with a formula without a stored result."""
_ROW = matcher(r"<row((?:\s[^<>]*)?)>")
_CELL = matcher(
    r'<c r="([A-Z]{1,3})\d+"(?: s="(\d+)")?(?: t="(\w+)")?'
    r"(?:/>|></c>|>(?:<f[^<>]*(?:/>|>[^<]*</f>))?(?:<v>|<is><t[^<>]*>)([^<]+)(?:</v>|</t></is>)</c>)"
)
_NUMBER = matcher(r'\sr="([1-9]\d{0,6})"')
_HIDDEN = matcher(r'\shidden="(\w+)"')
_PLAIN_START = matcher(r"\ufeff?\s*(?:<\?xml[^>]*\?>\s*)?<worksheet[\s>]")
_OTHER_ENCODING = matcher(rb"encoding\s*=\s*[\"'](?!utf-8)", re.IGNORECASE)
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_COLUMNS, _MERGES = (matcher(rf"<(?:[\w.-]+:)?{name}\s[^<>]*>") for name in ("col", "mergeCell"))
_OTHER_ROW, _OTHER_CELL = (matcher(rf"<[\w.-]+:{name}[\s/>]") for name in ("row", "c"))
"""A row or a cell that is written with a prefix among others that are not."""
_ROWS_BEGIN, _ROWS_END, _ROW_END = "<sheetData", "</sheetData>", "</row>"


@dataclass(frozen=True, slots=True)
class StoredRow:
    """A row as the file stores it: for each cell the letters of its column, its style, its type and its value as texts.

    A style and a type that are left out are empty. A cell without a value may stand among them, with an empty value.
    """

    number: int
    is_hidden: bool
    cells: list[tuple[str, str, str, str]]


StreamPart = StoredRow | HiddenColumns | Merged


class _OtherFormError(Exception):
    """The sheet is not written in the usual form: its bytes do not show where a row begins and ends."""


def stream_of(package: Package, sheet: Sheet) -> Iterator[StreamPart]:
    """The hidden columns, the rows with cells and the merged cells of a sheet, in this order.

    Nothing where the workbook names a part that does not exist. Raises DamagedXmlError and zipfile.BadZipFile at the damage.
    """
    given = 0
    try:
        for part in _of_usual_form(package.pieces(sheet.part)):
            yield part
            given += 1
    except _OtherFormError:
        whole = b"".join(xml for _, xml in package.parts(re.escape(sheet.part)))
        parts = (_stored(part) for part in sheet_parts(whole) if not isinstance(part, SheetRow) or part.cells)
        yield from islice(parts, given, None)


def _of_usual_form(pieces: Iterator[bytes]) -> Iterator[StreamPart]:
    text, last, before = "", 0, b""
    is_begun = False
    for piece, decoded in _proven(pieces):
        if b"<!" in before + piece:
            raise _OtherFormError
        before = piece[-1:]
        text += decoded
        if not is_begun:
            head, begin, rest = text.partition(_ROWS_BEGIN)
            if not begin:
                continue
            if not _PLAIN_START.match(head):
                raise _OtherFormError
            yield from _spans(_COLUMNS, head)
            text, is_begun = rest, True
        end = text.rfind(_ROW_END) + len(_ROW_END)
        if end >= len(_ROW_END):
            for row in _rows(text[:end], last):
                yield row
                last = row.number
            text = text[end:]
    if text and not is_begun:
        raise _OtherFormError
    rows, _, tail = text.partition(_ROWS_END)
    yield from _rows(rows, last)
    yield from _spans(_MERGES, tail)


def _proven(pieces: Iterator[bytes]) -> Iterator[tuple[bytes, str]]:
    """Each piece with its text, after the parser has found nothing wrong in it. Raises DamagedXmlError and _OtherFormError."""
    parser = ParserCreate("utf-8")
    parser.EntityDeclHandler = refuse_entities
    decoder = codecs.getincrementaldecoder("utf-8")()
    first = next(pieces, None)
    if first is None:
        return
    if first.startswith(_UTF_16) or _OTHER_ENCODING.search(first[:200]):
        raise _OtherFormError
    try:
        for piece in chain((first,), pieces):
            parser.Parse(piece)
            yield piece, decoder.decode(piece)
        parser.Parse(b"", True)
    except (ExpatError, UnicodeDecodeError) as error:
        raise DamagedXmlError(str(error)) from error


def _spans(wanted: re.Pattern[str], text: str) -> Iterator[HiddenColumns | Merged]:
    """The hidden columns or merged cells in the text before or after the rows."""
    elements = "".join(one.rstrip("/>") + "/>" for one in wanted.findall(text))
    for part in sheet_parts(b"<worksheet>%b</worksheet>" % elements.encode()):
        if not isinstance(part, SheetRow):
            yield part


def _rows(text: str, last: int) -> Iterator[StoredRow]:
    """The rows in ``text``, which holds whole rows; ``last`` is the number of the row before them."""
    if "\r" in text or (":row" in text and _OTHER_ROW.search(text)):
        # A parser makes line ends one sign; bytes do not.
        raise _OtherFormError
    for piece in text.split(_ROW_END):
        # Rows without cells may stand before it, each closed in its own tag.
        begin = piece.rfind("<row")
        found = _ROW.match(piece, begin) if begin >= 0 else None
        if found is None:
            continue
        attributes, inner = found[1], piece[found.end() :]
        number = _NUMBER.search(attributes)
        if "'" in attributes or attributes.count('"') & 1 or (number is None and piece.find("<row") < begin):
            raise _OtherFormError
        last = int(number[1]) if number else last + 1
        hidden = _HIDDEN.search(attributes) if "hidden" in attributes else None
        cells = _CELL.findall(inner)
        is_other = inner.count("<c") != len(cells) or "&" in inner
        if is_other or (":c" in inner and _OTHER_CELL.search(inner)):
            (row,) = (one for one in sheet_parts(b"<row>%b</row>" % inner.encode()) if isinstance(one, SheetRow))
            cells = _cells(row)
        elif not any(value for *_, value in cells):
            # Only cells with contents count, as for a parser: a sheet that must be parsed after all goes on after the same row.
            continue
        if cells:
            yield StoredRow(last, hidden is not None and is_on(hidden[1]), cells)


def _stored(part: SheetPart) -> StreamPart:
    return StoredRow(part.number, part.is_hidden, _cells(part)) if isinstance(part, SheetRow) else part


def _cells(row: SheetRow) -> list[tuple[str, str, str, str]]:
    return [
        (column_name(one.column), str(one.style), UNCOUNTED if one.is_uncounted else one.kind, one.value)
        for one in row.cells
    ]
