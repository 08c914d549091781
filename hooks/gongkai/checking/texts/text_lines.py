"""Iterates over the lines of text of an item with their places, for rules that search texts."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from gongkai.incremental.same_object import SameObject
from gongkai.model.item import Item, Row, Value
from gongkai.model.kind import Field, FieldType
from gongkai.model.place import Place
from gongkai.model.words.matcher import matcher
from gongkai.texts.body_blocks import Link, is_markdown, links_in

_BRACKETS = matcher(r"[\[\]\n]")


def all_text(item: Item) -> str:
    """All texts of an item as one string: a prefilter, so that rules look only at the lines of items that match."""
    return _joined_text(SameObject(item))


@lru_cache(maxsize=1)
def _joined_text(item: SameObject[Item]) -> str:
    """Memoized, since a dozen rules ask for the text of the same item one after the other."""
    return "\n".join(_text_parts(item.it))


def texts_of(item: Item) -> Iterator[tuple[str, str, int]]:
    """The body and every text file of an item: the text, its path, and its first line there, counted from 1."""
    yield item.body, item.place.path, item.body_line
    for text in item.texts.values():
        yield text.text, text.path, 1


def lines_of(item: Item) -> Iterator[tuple[str, Place]]:
    """All lines of body, text files, fields and tables, with the places where they begin."""
    yield from marked_lines_of(item)
    yield from plain_lines_of(item)


def lines_with(item: Item, pattern: re.Pattern[str]) -> Iterator[tuple[str, Place]]:
    """Those of ``lines_of`` that match ``pattern``; the other lines of long texts are not even cut out."""
    for text, path, first in texts_of(item):
        number, end = first, 0
        for match in pattern.finditer(text):
            if match.start() < end:
                continue
            start = text.rfind("\n", 0, match.start()) + 1
            number += text.count("\n", end, start)
            end = text.find("\n", match.start())
            end = len(text) if end < 0 else end
            # A match may have gone on into the next line.
            if pattern.search(line := text[start:end]):
                yield line, Place(path, number, 1)
    for line, place in field_lines_of(item):
        if pattern.search(line):
            yield line, place


def marked_lines_of(item: Item) -> Iterator[tuple[str, Place]]:
    """The lines in which the page interprets marks: those of body, text files and fields of the type text."""
    for text, path, first in texts_of(item):
        for number, line in enumerate(text.split("\n"), first):
            if line.strip():
                yield line, Place(path, number, 1)
    yield from _values(item, marked=True)


def marked_links_of(item: Item) -> Iterator[tuple[str, Place]]:
    """The lines with inline links, ``[text](address)``; of Markdown texts one such line for each link."""
    for text, path, first in texts_of(item):
        if not is_markdown(text, item.style):
            yield from ((line, Place(path, number, 1)) for number, line in enumerate(text.split("\n"), first) if line)
    yield from links_of_markdown(item)
    yield from _values(item, marked=True)


def links_of_markdown(item: Item, *, references_only: bool = False) -> Iterator[tuple[str, Place]]:
    """The links of Markdown texts, each as ``[text](address)``, at the places of their addresses.

    With ``references_only`` only reference links, whose addresses stand in link definitions.
    """
    for text, path, first in texts_of(item):
        if is_markdown(text, item.style):
            found = links_in(text)
            ends = [-1, *(match.start() for match in re.finditer("\n", text))]
            for link, offset in zip(found, _offsets(text, found)):
                if references_only and not link.is_reference:
                    continue
                number = bisect_left(ends, offset) - 1
                place = Place(path, first + number, max(2, offset - ends[number]))
                words = _BRACKETS.sub(" ", link.words)
                yield f"{'!' if link.is_picture else ''}[{words}]({link.address})", place


def _offsets(text: str, links: list[Link]) -> Iterator[int]:
    """The offset of the address of each link: after that of the previous link, or in its link definition."""
    cursor = 0
    defined: dict[str, int] = {}
    for link in links:
        if not link.address:
            cursor = text.find("]()", cursor) + len("](")
            yield cursor
            continue
        address = link.address.removeprefix("mailto:")
        offset = -1 if address in defined else text.find(address, cursor)
        if offset > 0 and text[offset - 1] in "(<":
            cursor = offset + len(address)
            yield offset
        else:
            yield defined.setdefault(address, max(0, text.find(address)))


def field_lines_of(item: Item) -> Iterator[tuple[str, Place]]:
    """Those of ``lines_of`` that are not in the body or in a text file."""
    yield from _values(item, marked=True)
    yield from plain_lines_of(item)


def plain_lines_of(item: Item) -> Iterator[tuple[str, Place]]:
    """The lines that the page shows literally: titles, names, table cells."""
    yield from _values(item, marked=False)
    for table in item.tables.values():
        for row, cells in enumerate(table.rows):
            for column, cell in enumerate(cells):
                if cell:
                    yield cell, table.place(row, column)
        for words in table.printed.beside if table.printed else ():
            yield words, Place(table.path, 1, 1)


def within(place: Place, offset: int) -> Place:
    """The place of the character at ``offset`` in a line that begins at ``place``.

    Fields, and cells of tables, whose columns are counted in cells, keep the place where they begin.
    """
    if place.column != 1 or place.path.endswith(".csv"):
        return place
    return Place(place.path, place.line, 1 + offset)


def _values(item: Item, *, marked: bool) -> tuple[tuple[str, Place], ...]:
    return _lines_of_values(SameObject(item), marked)


@lru_cache(maxsize=2)
def _lines_of_values(item: SameObject[Item], marked: bool) -> tuple[tuple[str, Place], ...]:
    """Memoized like the whole text, for both kinds of lines."""
    fields = item.it.kind.by_name
    values = item.it.values.items()
    return tuple(line for name, value in values for line in _lines(value, item.it.at(name), fields.get(name), marked))


def _lines(value: Value, place: Place, field: Field | None, marked: bool) -> Iterator[tuple[str, Place]]:
    """The lines of a value, if its field is of the type text (``marked``) or is not."""
    if isinstance(value, str):
        if (field is not None and field.type is FieldType.TEXT) is marked:
            several = "\n" in value
            for number, line in enumerate(value.split("\n"), 1):
                if line.strip():
                    yield line, replace(place, inside=number) if several else place
    elif isinstance(value, Row):
        columns = {column.name: column for column in field.columns} if field else {}
        for name, inner in value.values.items():
            yield from _lines(inner, value.place, columns.get(name), marked)
    elif isinstance(value, tuple):
        for inner in value:
            yield from _lines(inner, place, field, marked)


def _text_parts(item: Item) -> Iterator[str]:
    yield item.body
    yield from (text.text for text in item.texts.values())
    for value in item.values.values():
        if isinstance(value, str):
            yield value
        elif isinstance(value, (tuple, Row)):
            yield from _words(value)
    for table in item.tables.values():
        for row in table.rows:
            yield from row
        yield from table.printed.beside if table.printed else ()


def _words(value: Value) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (tuple, Row)):
        for inner in value.values.values() if isinstance(value, Row) else value:
            yield from _words(inner)
