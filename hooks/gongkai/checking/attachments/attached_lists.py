"""Lists of natural persons in the tables of attachments, which are public for a limited time as those of the page are."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence

from gongkai.checking.persons.name_columns import NameColumn, name_column
from gongkai.reading.office.word_text import CellPlace

_MOST_ROWS = 60
"""Rows of a table that are looked at: a list of names has titles and names among its first ones."""
_MOST_COLUMNS = 200


class ListRows:
    """The first rows of every table of a file, gathered cell by cell."""

    def __init__(self) -> None:
        self._tables: dict[int, list[list[str]]] = {}

    def add_to_cell(self, cell: CellPlace, text: str) -> None:
        """Add a paragraph to a cell; nothing for a paragraph outside of tables."""
        if not cell.column or cell.row > _MOST_ROWS or cell.column > _MOST_COLUMNS:
            return
        rows = self._tables.setdefault(cell.table, [])
        rows.extend([] for _ in range(cell.row - len(rows)))
        row = rows[cell.row - 1]
        row.extend("" for _ in range(cell.column - len(row)))
        row[cell.column - 1] += text

    def name_lists(self) -> Iterator[NameColumn]:
        """The column of names of each table that has one."""
        yield from filter(None, map(name_column, self._tables.values()))


def name_list_in(lines: Sequence[str]) -> Iterator[NameColumn]:
    """The column of names in the lines of a table that is written with commas or tabs."""
    first = lines[:_MOST_ROWS]
    for sign in (",", "\t"):
        if any(sign in line for line in first) and (found := name_column(_rows(first, sign))):
            yield found
            return


def _rows(lines: Sequence[str], sign: str) -> list[list[str]]:
    try:
        return [*csv.reader(lines, delimiter=sign)]
    except csv.Error:
        # It is no table: a line has a text of more than 128 KB between two signs.
        return []
