"""What the formulas of ``prose_counts.yml`` stand for in one item: cells, fields, rows of lists and records, items of the year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from gongkai.checking.fiscal.printed_figures import figure_in_row
from gongkai.checking.records.inspected_counts import Inspected, inspected_in
from gongkai.checking.told_counts import CountRange
from gongkai.model.formula import CELL, FIRST_ROW
from gongkai.model.item import Item
from gongkai.model.place import Place
from gongkai.model.publication import Publication
from gongkai.model.words.matcher import matcher

_ROWS = matcher(r"行数\((?P<field>[^()=]+|[^=]+?)(?:=(?P<word>[^()]+))?\)\Z")
_RECORDS: Mapping[str, str] = {
    "记录里检查的户数": "checked",
    "记录里发现问题的户数": "found",
    "记录里未发现问题的户数": "clean",
}
_OF_YEAR = matcher(r"目录里本年公开的(?P<kinds>[^\d]*)\Z")


@dataclass(frozen=True, slots=True)
class CountValue:
    """The numbers that a formula allows, the words before them in a message, and where they come from."""

    numbers: CountRange
    words: str
    places: tuple[Place, ...]


class CountValues:
    """The values of formulas in one item of a column."""

    def __init__(self, item: Item, publication: Publication) -> None:
        self._item = item
        self._publication = publication

    def of(self, formula: str) -> CountValue | None:
        """The value of a formula; None where a part of it is not stated."""
        parts = [self._term(term) for term in formula.split(" + ")]
        known = [part for part in parts if part]
        if not known or len(known) < len(parts):
            return None
        numbers = CountRange(sum(part.numbers.least for part in known), sum(part.numbers.most for part in known))
        words = known[0].words if len(known) == 1 else known[0].words.removesuffix("是") + "等几处相加是"
        return CountValue(numbers, words, tuple(place for part in known for place in part.places))

    def _term(self, term: str) -> CountValue | None:
        if CELL.match(term):
            return self._cell(term)
        if term in _RECORDS:
            return self._records(term)
        of_year = _OF_YEAR.match(term)
        if of_year:
            return self._published(of_year["kinds"])
        rows = _ROWS.match(term)
        return self._rows(rows) if rows else self._field(term)

    def _cell(self, term: str) -> CountValue | None:
        cell = CELL.match(term)
        table = self._item.tables.get(cell[1]) if cell else None
        found = figure_in_row(table, cell[2], cell[3]) if table and cell else None
        if cell is None or table is None or found is None:
            return None
        figure, place, name = found
        column = table.header.index(cell[3])
        blank = not any(table.place(at, column) == place and row[column].strip() for at, row in enumerate(table.rows))
        where = f"“{table.layout.title}”的{cell[3] if name == FIRST_ROW else f'{name}（{cell[3]}）'}是"
        return None if blank or figure.value != int(figure.value) else _exactly(int(figure.value), where, place)

    def _field(self, label: str) -> CountValue | None:
        field = self._item.kind.by_label.get(label)
        number = self._item.number(field.name) if field else None
        if field is None or number is None:
            return None
        return _exactly(int(number), f"“{field.title}”填的是", self._item.at(field.name))

    def _rows(self, rows: re.Match[str]) -> CountValue | None:
        item, word = self._item, rows["word"]
        field = item.kind.by_label.get(rows["field"])
        if field is None or field.name not in item.values:
            # An item without any list has them in an attachment.
            lists = any(item.rows(one.name) for one in item.kind.fields if one.columns)
            return _exactly(0, f"“{rows['field']}”没有，是", item.place) if field and not word and lists else None
        column_of = next((column.name for column in field.columns if column.constraints.enum), "")
        listed = [row for row in item.rows(field.name) if not word or row.text(column_of) == word]
        shown = f"“{field.title}”里{word}的是" if word else f"“{field.title}”列了"
        return _exactly(len(listed), shown, item.at(field.name))

    def _records(self, term: str) -> CountValue | None:
        table = self._publication.records.get(self._item.index_no)
        counts = inspected_in(table) if table else None
        if counts is None or not self._item.records:
            return None
        numbers = _of(counts, _RECORDS[term])
        return CountValue(numbers, f"{term.removesuffix('的户数')}的户数是", (Place(self._item.records[0].path, 1, 1),))

    def _published(self, title: str) -> CountValue | None:
        """The items of the year: at least these are published, since more may be published elsewhere."""
        year = self._item.values.get("year")
        if not isinstance(year, int):
            return None
        behind = list(self._items_of(year, title))
        words = f"目录里{year}年公开的{title}至少有"
        return (
            CountValue(CountRange.at_least(len(behind)), words, tuple(one.place for one in behind)) if behind else None
        )

    def _items_of(self, year: int, title: str) -> Iterator[Item]:
        for item in self._publication.reading.items:
            day = item.publish_date
            if day and day.year == year and item.agency == self._item.agency and not item.legacy:
                if title in ("", "信息", item.kind.title):
                    yield item


def _exactly(number: int, words: str, place: Place) -> CountValue:
    return CountValue(CountRange.exactly(number), words, (place,))


def _of(counts: Inspected, name: str) -> CountRange:
    return {"checked": counts.checked, "found": counts.found, "clean": counts.clean}[name]
