"""The entries of many columns in the order in which one column with all of them would have them."""

from __future__ import annotations

import heapq
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from gongkai.building.joining.joined_column import JoinedColumn
from gongkai.searching.entries import Entry

_Key = tuple[bool, date, str, int, int]


class JoinedEntries:
    """The entries of several columns; their texts are read again each time, so that memory holds those of one file a column."""

    def __init__(self, columns: Sequence[JoinedColumn]) -> None:
        """Read the rows of all columns. Raises BrokenFileError and OSError."""
        self._columns = columns
        self._places = [array("L", [0]) * column.index.count for column in columns]
        """For each column the number of each of its entries among all."""
        for number, (_, _, _, column, place) in enumerate(key for key, _ in self._in_order(texts=False)):
            self._places[column][place] = number

    def __len__(self) -> int:
        return sum(column.index.count for column in self._columns)

    def entries(self, texts: bool = True) -> Iterator[tuple[JoinedColumn, Entry]]:
        """Each entry with its column: its address is that in the column. Raises BrokenFileError and OSError."""
        for (_, _, _, number, _), entry in self._in_order(texts):
            column, places = self._columns[number], self._places[number]
            see_also = tuple((what, places[other]) for what, other in entry.see_also)
            yield column, replace(entry, url=column.base + entry.url, office=column.agency, see_also=see_also)

    def _in_order(self, texts: bool) -> Iterator[tuple[_Key, Entry]]:
        """As ``entries_of`` orders the items of one column; pages of units, which have no number, come after all items."""
        keyed = (self._keyed(number, texts) for number in range(len(self._columns)))
        return heapq.merge(*keyed, key=lambda one: one[0])

    def _keyed(self, number: int, texts: bool) -> Iterator[tuple[_Key, Entry]]:
        for place, entry in enumerate(self._columns[number].index.entries(texts)):
            yield (not entry.index_no, entry.day or date.min, entry.index_no, number, place), entry
