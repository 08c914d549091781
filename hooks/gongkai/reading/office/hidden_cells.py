"""The hidden rows and columns of a sheet that hold data, found in its bytes: only what is hidden is parsed.

A parser calls Python for every cell, which costs seconds for a large sheet; what is hidden is a few rows or columns of it.
A sheet with comments, CDATA or other signs that make its bytes ambiguous is parsed whole, with the same result
(``tests/test_hidden_cells.py`` holds both).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.model.words.matcher import matcher
from gongkai.reading.office.sheet_rows import HiddenColumns, SheetRow, place_of, sheet_parts
from gongkai.reading.office.xml_events import check_form, in_utf8

_TAG = matcher(rb"<(?:[\w.-]+:)?(row|col)[\s/>]")
_NUMBERED = matcher(rb"""\sr\s*=\s*["'][1-9]\d{0,5}["']""")
_ROOT = matcher(rb"<([\w.-]+:)?worksheet[\s/>]")
_CELL = (
    rb"""c(?=[\s>])(?:\sr=["']([A-Z]{1,3})[1-9]\d*["'])?[^>]*(?<!/)>\s*"""
    rb"""<(?:[\w.-]+:)?(?:[vf][\s/>]|is>\s*<(?:[\w.-]+:)?[tr][\s/>])"""
)
"""A cell with a value, a formula or a text of its own, and the letters of its column where its address stands first in the tag."""


@dataclass(frozen=True, slots=True)
class HiddenCells:
    """The numbers, from 1 on and in order, of the hidden rows and of the hidden columns that are not empty."""

    rows: tuple[int, ...]
    columns: tuple[int, ...]


def hidden_cells(xml: bytes) -> HiddenCells:
    """What the sheet in ``xml`` hides; sheets often hide all the empty columns to the right. Raises DamagedXmlError."""
    xml = in_utf8(xml)
    if b"hidden" not in xml:
        return HiddenCells((), ())
    if not _is_plain(xml):
        return _parsed(xml)
    check_form(xml)
    return _in_bytes(xml) or _parsed(xml)


def _is_plain(xml: bytes) -> bool:
    """Whether every ``<`` begins a tag and every ``>`` ends one: no comment, no CDATA, no ``>`` in a text or an attribute."""
    return b"<!" not in xml and xml.count(b"<?") == xml[:5].count(b"<?") and xml.count(b"<") == xml.count(b">")


def _in_bytes(xml: bytes) -> HiddenCells | None:
    """The same as ``_parsed`` for the plain ``xml``; None where a row or a cell does not state its place."""
    pieces: list[bytes] = []
    for tag, piece in _hidden_elements(xml):
        if tag == b"row" and not _NUMBERED.search(piece, 0, piece.index(b">")):
            return None
        pieces.append(piece)
    parts = list(sheet_parts(b"<worksheet>" + b"".join(pieces) + b"</worksheet>"))
    rows = [part.number for part in parts if isinstance(part, SheetRow) and part.is_hidden and part.cells]
    spans = [part for part in parts if isinstance(part, HiddenColumns)]
    used: set[int] = set()
    if spans:
        root = _ROOT.search(xml)
        letters = set(re.findall(b"<" + re.escape(root[1] or b"") + _CELL, xml)) if root else {b""}
        if b"" in letters:
            return None
        used = {place_of(f"{one.decode('ascii')}1")[1] for one in letters}
    return HiddenCells(tuple(rows), _within(used, spans))


def _hidden_elements(xml: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Every row and column element of the plain ``xml`` whose tag has the word ``hidden``, with its name."""
    at = xml.find(b"hidden")
    while at >= 0:
        begin, end = xml.rfind(b"<", 0, at), xml.find(b">", at)
        named = _TAG.match(xml, begin)
        if xml.find(b">", begin, at) >= 0:
            # A text; the next tag can be the next to have the word.
            end = xml.find(b"<", at)
        elif named:
            if xml[end - 1 : end] != b"/":
                closing = b"</" + xml[begin + 1 : named.end(1)]
                end = xml.find(b">", xml.find(closing, end))
            yield named[1], xml[begin : end + 1]
        at = xml.find(b"hidden", end)


def _parsed(xml: bytes) -> HiddenCells:
    rows: list[int] = []
    spans: list[HiddenColumns] = []
    used: set[int] = set()
    for part in sheet_parts(xml):
        if isinstance(part, HiddenColumns):
            spans.append(part)
        elif isinstance(part, SheetRow):
            used.update(cell.column for cell in part.cells)
            if part.is_hidden and part.cells:
                rows.append(part.number)
    return HiddenCells(tuple(rows), _within(used, spans))


def _within(used: set[int], spans: list[HiddenColumns]) -> tuple[int, ...]:
    return tuple(sorted(column for column in used if any(span.first <= column <= span.last for span in spans)))
