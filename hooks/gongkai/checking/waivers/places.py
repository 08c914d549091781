"""The places of one original document: found by the words that staff write (位置), or by the place of a problem."""

from __future__ import annotations

from functools import partial

from gongkai.checking.waivers.figure_cells import FigureCells, table_named
from gongkai.checking.waivers.given_fields import GivenPlaces
from gongkai.checking.waivers.no_place import NoPlace
from gongkai.checking.waivers.printed_lines import LinePlaces
from gongkai.checking.waivers.record_cells import RecordCells
from gongkai.model.item import FigureTable, Item
from gongkai.model.place import Place
from gongkai.model.printed_defect import Part, Spot
from gongkai.model.printed_words import folded
from gongkai.model.record import RecordTable
from gongkai.model.words.matcher import matcher
from gongkai.reading.values.nearest import nearest

_BODY = "正文"
_FIRST = matcher(r"\s*[/／]\s*|\s*第\d+行|[“「]")
"""Separators that end the first part of a written place."""
_MOST_NAMED = 12


class PrintedPlaces:
    """The places of one item; lookup tables are built on demand."""

    def __init__(self, item: Item, table: RecordTable | None) -> None:
        """``table`` holds the item's records, if it has any."""
        self._item = item
        self._given = GivenPlaces(item)
        self._records = RecordCells(item, table) if table else None
        self._texts: dict[str, LinePlaces] = {}
        self._tables: dict[str, FigureCells] = {}

    def named(self, words: str) -> Spot | NoPlace:
        """The place that the words (位置) name, or why there is none."""
        item, plain = self._item, folded(words)
        given = self._given.named(plain)
        if given:
            return given
        found = table_named(plain, [table for table in item.tables.values() if table.path])
        if found:
            return self._figures(found[0]).named(found[1])
        for name in item.texts:
            if plain.startswith(folded(name)):
                return self._lines(name).named(plain.removeprefix(folded(name)))
        record = self._records.named(words) if self._records else None
        if record:
            return record
        if plain.startswith(_BODY) and item.body.strip():
            return self._lines("").named(plain.removeprefix(_BODY))
        return self._no_place(words.strip())

    def at(self, place: Place) -> Spot | None:
        """The place in the original for the place of a problem in the sources; None if it is not printed there."""
        item = self._item
        if place.path == item.place.path:
            if item.body_line and place.line >= item.body_line:
                return self._lines("").at(place.line - item.body_line)
            return self._given.at(place)
        for name, text in item.texts.items():
            if text.path == place.path:
                return self._lines(name).at(place.line - 1)
        for table in item.tables.values():
            if place.path in table.paths:
                return self._figures(table).at(place)
        for number, file in enumerate(item.records):
            if file.path == place.path and self._records:
                return self._records.at(number, place)
        return None

    def _lines(self, name: str) -> LinePlaces:
        """The lines of the text file ``name``; of the body for an empty name."""
        if name not in self._texts:
            item = self._item
            if name:
                text = item.texts[name]
                of_file = partial(_line_of, text.path, 1)
                self._texts[name] = LinePlaces(Part.TEXT, name, name, text.text, of_file)
            else:
                of_body = partial(_line_of, item.place.path, item.body_line)
                self._texts[name] = LinePlaces(Part.BODY, "", _BODY, item.body, of_body)
        return self._texts[name]

    def _figures(self, table: FigureTable) -> FigureCells:
        name = table.layout.name
        if name not in self._tables:
            self._tables[name] = FigureCells(table)
        return self._tables[name]

    def _no_place(self, words: str) -> NoPlace:
        """The answer for words that name nothing: what they may mean, and the places that can be named."""
        item = self._item
        files = [file.path.rpartition("/")[2] for file in item.records]
        tables = [table.layout.title for table in item.tables.values() if table.path]
        body = [_BODY] if item.body.strip() else []
        known = [*tables, *files, *body, *item.texts, *self._given.titles]
        first = _FIRST.split(words)[0]
        meant = nearest(first, known)
        hint = f"是否指“{meant}”？" if meant and meant != first else ""
        return NoPlace(f"没有“{words}”这个位置。", f"{hint}可以写的有：{'、'.join(known[:_MOST_NAMED])}。")


def _line_of(path: str, first: int, number: int) -> Place:
    """The place of line ``number`` (from 0) of a text that begins on line ``first`` (from 1) of a file."""
    return Place(path, first + number, 1)
