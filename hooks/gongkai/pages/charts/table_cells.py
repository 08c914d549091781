"""Finding cells of a table of figures by the names of columns in its layout and the names of rows."""

from __future__ import annotations

from decimal import Decimal

from gongkai.model.formula import figure_in
from gongkai.model.item import FigureTable, Item

_EMPTY = ("", "-", "—", "——", "/", "－")


def place_of(table: FigureTable, name: str) -> int | None:
    """The position, from 0, of the column that the layout calls ``name``, whatever its printed label; None if missing."""
    column = next((one for one in table.layout.columns if one.name == name), None)
    if column is None:
        return None
    labels = (column.title, *column.aliases)
    return next((number for number, title in enumerate(table.header) if title in labels), None)


def names_of_rows(table: FigureTable) -> tuple[str, ...] | None:
    """The names of all rows; None if the table lacks the column that names rows."""
    place = place_of(table, table.layout.row_label)
    return None if place is None else tuple(row[place].strip() for row in table.rows)


def row_named(table: FigureTable, name: str) -> tuple[str, ...] | None:
    """The row with that name, else the first whose name contains it; None if there is none."""
    names = names_of_rows(table) or ()
    exact = (row for row, own in zip(table.rows, names) if own == name)
    return next(exact, next((row for row, own in zip(table.rows, names) if name in own), None))


def figure(row: tuple[str, ...], place: int) -> Decimal | None:
    """The figure in the cell at a position; None for an empty cell, which does not mean zero."""
    cell = row[place].strip() if place < len(row) else ""
    found = figure_in(cell) if cell not in _EMPTY else None
    return found.value if found else None


def unit_of(item: Item, table: FigureTable) -> str:
    """The unit of the figures in a table of ``item``, such as 万元."""
    return table.unit or table.layout.unit or item.text("figure_unit")
