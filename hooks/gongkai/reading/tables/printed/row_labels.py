"""Which printed columns have the names of the rows, also where no heading says so or each level has a column of its own."""

from __future__ import annotations

from dataclasses import replace

from gongkai.model.kind import Field, TableLayout
from gongkai.reading.tables.printed.cell_nature import folded, is_value
from gongkai.reading.tables.printed.column_meaning import Column, by_label
from gongkai.reading.tables.printed.joined_sheets import SheetRows
from gongkai.reading.tables.printed.regions import Part


def with_row_names(sheet: SheetRows, part: Part, layout: TableLayout) -> tuple[tuple[str, ...], ...]:
    """The labels above each column; the first column has that of the names of rows where it has no name of its own."""
    paths = part.heading.paths
    label = _label(layout)
    if not label or not paths or any(label.title in path for path in paths):
        return paths
    known = by_label(layout)
    first = next((column for column in range(len(paths)) if _texts(sheet, part, column)), 0)
    unnamed = not paths[first]
    # Prescribed rows are recognised by their names; what is printed above them does not matter.
    if unnamed or (layout.rows and first == 0 and not any(folded(one) in known for one in paths[0])):
        return (*paths[:first], (label.title,), *paths[first + 1 :])
    return paths


def with_levels(sheet: SheetRows, part: Part, column: Column, layout: TableLayout) -> Column:
    """The column of the names of rows with the columns right of it that have further levels of them, without a heading."""
    label = _label(layout)
    if not label or column.field != label or len(column.at) > 1:
        return column
    last = column.at[0]
    paths = part.heading.paths
    while last + 1 < len(paths) and not paths[last + 1]:
        texts = _texts(sheet, part, last + 1)
        if any(map(is_value, texts)):
            break
        last += 1
    if not any(_texts(sheet, part, at) for at in range(column.at[0] + 1, last + 1)):
        return column
    return replace(column, at=tuple(range(column.at[0], last + 1)), levels=True)


def _label(layout: TableLayout) -> Field | None:
    return next((column for column in layout.columns if column.name == layout.row_label), None)


def _texts(sheet: SheetRows, part: Part, column: int) -> list[str]:
    rows = (row for row in part.rows if row not in part.repeated)
    return [text for row in rows if (text := sheet.grid.rows[row][column])]
