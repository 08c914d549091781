"""Figures in tables as printed: their value and precision, and which columns and rows hold them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from gongkai.checking.fiscal.numbered_names import level_and_name
from gongkai.incremental.same_object import SameObject
from gongkai.model.formula import FIRST_ROW, Figure, figure_in
from gongkai.model.item import FigureTable
from gongkai.model.kind import FieldType
from gongkai.model.place import Place

EXACT = -99
"""The last decimal place (a power of ten) of an exact count; smaller than any rounding."""
_FIGURES = (FieldType.MONEY, FieldType.NUMBER, FieldType.INTEGER)
_POWERS = {"元": 0, "万元": 4, "亿元": 8}


def printed_figure(cell: str, title: str, table: FigureTable) -> Figure | None:
    """The figure in a cell, in the unit of the table; None if the cell has none.

    Counts are exact; amounts are as precise as they are printed.
    """
    figure = figure_in(cell)
    counted = any(column.title == title and column.type is FieldType.INTEGER for column in table.layout.columns)
    return Figure(figure.value, EXACT) if figure and counted else figure


def scaled(figure: Figure | None, unit: str, units: set[str]) -> Figure | None:
    """The figure converted to 元 if ``units``, the units of all figures of a formula, differ; else unchanged."""
    if figure is None or len(units) < 2:
        return figure
    power = _POWERS.get(unit, 0)
    return Figure(figure.value.scaleb(power), figure.last_place + power)


def figure_in_row(table: FigureTable, row_label: str, column_title: str) -> tuple[Figure, Place, str] | None:
    """The figure in a column, in the row with the given label (or in the first row), its place, and the name of the row.

    Other labels of the same row stand behind «|»; a row is named with or without its number. None if there is no such row.
    """
    if column_title not in table.header:
        return None
    column = table.header.index(column_title)
    if row_label == FIRST_ROW:
        found = [(0, FIRST_ROW)] if table.rows else []
    else:
        rows = _rows_by_name(SameObject(table))
        found = [rows[label] for label in row_label.split("|") if label in rows]
    if not found:
        return None
    number, name = min(found)
    figure = figure_in(table.rows[number][column])
    return (figure, table.place(number, column), name) if figure else None


@lru_cache(maxsize=64)
def _rows_by_name(table: SameObject[FigureTable]) -> Mapping[str, tuple[int, str]]:
    """The first row with each text, with or without its number, and the text; a dozen identities ask for the same table."""
    found: dict[str, tuple[int, str]] = {}
    for number, row in enumerate(table.it.rows):
        for cell in row:
            # An amount names no row; a code of a subject does.
            if cell and (cell[-1] not in "0123456789" or cell.isdecimal()):
                shown = (number, cell.strip())
                found.setdefault("".join(cell.split()), shown)
                found.setdefault(level_and_name(cell)[1], shown)
    return found


def figure_columns(table: FigureTable) -> Iterator[int]:
    """The positions, from 0, of the columns that hold figures."""
    by_title = {column.title: column for column in table.layout.columns}
    for number, title in enumerate(table.header):
        column = by_title.get(title)
        if column and column.type in _FIGURES:
            yield number


def label_column(table: FigureTable) -> int | None:
    """The position, from 0, of the column that names the rows; None if the table has none."""
    for column in table.layout.columns:
        if column.name == table.layout.row_label and column.title in table.header:
            return table.header.index(column.title)
    return None


def name_of_row(row: tuple[str, ...], table: FigureTable) -> str:
    """The name of a row in messages: its label, else its first cell that is not blank."""
    at = label_column(table)
    own = row[at].strip() if at is not None else ""
    return own or next((cell.strip() for cell in row if cell.strip()), "")
