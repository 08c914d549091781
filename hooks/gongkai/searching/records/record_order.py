"""The records of all items of a type in one order, the newest first, for their search index and its columns."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from itertools import islice

from gongkai.model.item import Item
from gongkai.model.kind import Field, Kind
from gongkai.model.publication import Publication
from gongkai.model.record import SEPARATOR
from gongkai.pages.records.record_pages import ON_ITEM, ON_PAGE, Slice, chief_first, slices_of
from gongkai.searching.entries import Entry
from gongkai.searching.merging.entry_source import WholeEntry
from gongkai.searching.records.numeric_columns import RankedColumn
from gongkai.texts.value_words import NUMERIC

_BATCH = 500
"""Rows whose cells are split together."""
DIGEST_BYTES = 12
"""Bytes of the digest of a row, by which a million rows are told apart."""
_BEFORE = 3
"""Parts of a packed row before its cells: file, line and anchor."""


class RecordsInOrder:
    """The records of all items of a type, sorted by their day, the newest first.

    ``columns`` are the public columns that hold something, ``cells`` those of them that differ and are no name or key,
    ``constant`` the text of each column that is the same in every row; all by place among the columns of the type.
    """

    def __init__(self, kind: Kind, items: Sequence[Item], publication: Publication) -> None:
        self.kind = kind
        self.items = tuple(items)
        self.tables = tuple(publication.records[item.index_no] for item in items)
        self._sources = array("I")
        self._places = array("L")
        days: list[str] = []
        for number, table in enumerate(self.tables):
            self._sources.extend([number] * len(table))
            self._places.extend(range(len(table)))
            days += table.days
        order: Sequence[int] = range(len(days))
        # A reverse sort is stable too, so of one day the records of the newer item come first.
        self._order = array("L", sorted(order, key=days.__getitem__, reverse=True) if kind.record.day else order)
        filled = {name for table in self.tables for name in table.filled}
        columns = [(place, one) for place, one in enumerate(kind.records) if one.public and one.name in filled]
        self.columns = chief_first(columns, kind)
        self.constant = {place: text for place, one in self.columns if (text := self._constant(place, one)) is not None}
        chief = (kind.record.name, kind.record.key)
        self.cells = tuple(
            (place, one) for place, one in self.columns if place not in self.constant and one.name not in chief
        )

    def __len__(self) -> int:
        return len(self._order)

    def texts(self) -> Iterator[tuple[int, int, str]]:
        """For every row the number of its item, its place in the table of the item, and the packed row (``model.record``)."""
        for number in self._order:
            source, place = self._sources[number], self._places[number]
            yield source, place, self.tables[source].packed[place]

    def sources(self) -> array[int]:
        """For every row the number of its item."""
        return array("L", [self._sources[number] for number in self._order])

    def oldest(self, number: int) -> tuple[int, int, str]:
        """What ``texts`` says of a row, but counted from the oldest."""
        row = self._order[-1 - number]
        source, place = self._sources[row], self._places[row]
        return source, place, self.tables[source].packed[place]

    def digests(self) -> list[bytes]:
        """For each row, the oldest first, a digest of what makes it different from all others, its line in the file left out."""
        heads = [f"{item.index_no}{SEPARATOR}" for item in self.items]
        sources, places, tables = self._sources, self._places, [table.packed for table in self.tables]
        found = []
        for row in reversed(self._order):
            source = sources[row]
            text = tables[source][places[row]]
            told = heads[source] + text.split(SEPARATOR, 2)[2]
            found.append(blake2b(told.encode(), digest_size=DIGEST_BYTES).digest())
        return found

    def entries(self) -> RecordEntries:
        """A search entry for each row, the oldest first, so that a new row changes few files."""
        return RecordEntries(self)

    def ranked(self, columns: Sequence[tuple[int, Field]]) -> Iterator[tuple[Field, list[str], array[int]]]:
        """Each of ``columns`` with its different texts in sorted order and the rank of each row's text among them."""
        ranked = [RankedColumn() for _ in columns]
        rest = self.texts()
        while batch := list(islice(rest, _BATCH)):
            cells = list(zip(*[text.split(SEPARATOR) for _, _, text in batch]))
            for (place, _), column in zip(columns, ranked):
                column.extend(cells[place + _BEFORE])
        for (_, one), column in zip(columns, ranked):
            yield one, *column.ranked(by_value=one.type in NUMERIC)

    def _constant(self, place: int, column: Field) -> str | None:
        """The text that every row of every table holds in a column; None where they differ or there is only one row."""
        found: set[str] = set()
        for table in self.tables:
            first = next(table.rows(0, 1), None)
            if first is None:
                continue
            if len(table) > 1 and column.name not in table.constant:
                return None
            found.add(first.cells[place])
        return found.pop() if len(found) == 1 and len(self) > 1 else None


class RecordEntries:
    """The search entries of records, as the source of an index (``merging/entry_source``)."""

    def __init__(self, rows: RecordsInOrder) -> None:
        self._rows = rows
        self._pages = [_Pages(slices_of(item, table)) for item, table in zip(rows.items, rows.tables)]
        positions = {column.name: place + _BEFORE for place, column in rows.columns}
        self._name = positions.get(rows.kind.record.name, -1)
        self._key = positions.get(rows.kind.record.key, -1)
        self._cells = [place + _BEFORE for place, _ in rows.cells]

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[WholeEntry]:
        return map(self.whole, range(len(self)))

    def bare(self, number: int) -> Entry:
        """The entry of a row."""
        source, place, text = self._rows.oldest(number)
        parts = text.split(SEPARATOR)
        return Entry(
            url=f"{self._pages[source].url(place)}#{parts[2]}",
            title=parts[self._name] if self._name >= 0 else "",
            number=parts[self._key] if self._key >= 0 else "",
            index_no=self._rows.items[source].index_no,
            cells=tuple([parts[cell] for cell in self._cells]),
        )

    def whole(self, number: int) -> WholeEntry:
        """The entry of a row, which has no text besides."""
        return self.bare(number), "", ""

    def learnt(self, number: int) -> None:
        """Nothing."""

    def learn(self, number: int, learnt: None) -> None:
        """Nothing."""


class _Pages:
    """Finds the page of its item on which a row stands."""

    def __init__(self, slices: Sequence[Slice]) -> None:
        self._slices = slices

    def url(self, place: int) -> str:
        """Address of the page that holds the row at ``place``."""
        return self._slices[0 if place < ON_ITEM else 1 + (place - ON_ITEM) // ON_PAGE].url
