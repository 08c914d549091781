"""What a page shows of a printed table: every cell of the sheet, its merged cells, its heading as a heading."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from gongkai.model.tables.printed_table import PrintedTable, ShownCell, ShownPart
from gongkai.reading.tables.grid import Span
from gongkai.reading.tables.printed.cell_nature import is_figure
from gongkai.reading.tables.printed.column_meaning import Column
from gongkai.reading.tables.printed.joined_sheets import SheetRows
from gongkai.reading.tables.printed.regions import Part, Regions


def shown_table(sheet: SheetRows, regions: Regions, columns: Sequence[Sequence[Column]], label: str) -> PrintedTable:
    """The printed table; ``columns`` are those of each part, ``label`` is the name of the column that names rows."""
    return PrintedTable(
        titles=tuple(_texts(sheet, row) for row in regions.titles),
        parts=tuple(shown_part(sheet, part, found, label) for part, found in zip(regions.parts, columns)),
        notes=tuple(_texts(sheet, row) for row in regions.notes),
    )


def body_cells(
    sheet: SheetRows, rows: Sequence[int], figures: Container[int] = ()
) -> tuple[tuple[ShownCell, ...], ...]:
    """The cells of rows of figures, merged ones as one; ``figures`` are the columns of figures."""
    spans = {(span.first_row, span.first_column): span for span in sheet.grid.spans if span.first_row in rows}
    covered = {place for span in spans.values() for place in _cells_of(span)}
    found = []
    for row in rows:
        cells = []
        for column, words in enumerate(sheet.grid.rows[row]):
            span = spans.get((row, column))
            if (row, column) in covered and not span:
                continue
            across = span.last_column - column + 1 if span else 1
            down = min(span.last_row, rows[-1]) - row + 1 if span else 1
            figure = is_figure(words) and (not figures or column in figures)
            at = sheet.place(row, column)
            cells.append(ShownCell(words, across, down, figure, line=at.line, column=at.column, path=at.path))
        found.append(tuple(cells))
    return tuple(found)


def shown_part(sheet: SheetRows, part: Part, columns: Sequence[Column], label: str) -> ShownPart:
    """One of the tables under each other; ``label`` is the name of the column that names the rows."""
    named = next((column.at[0] for column in columns if column.field and column.field.name == label), -1)
    caption = "　".join(_texts(sheet, part.caption)) if part.caption >= 0 else ""
    return ShownPart(tuple(_head(sheet, part)), body_cells(sheet, part.rows), caption, named)


def _head(sheet: SheetRows, part: Part) -> Iterator[tuple[ShownCell, ...]]:
    heading = part.heading
    labels = {(label.row, label.column): label for label in heading.labels}
    below = [[label.row for label in heading.labels if label.column <= column < label.column + label.across]
             for column in range(len(heading.paths))]  # fmt: skip
    taken: set[tuple[int, int]] = set()
    for row in heading.rows:
        cells = []
        for column, words in enumerate(sheet.grid.rows[row]):
            if (row, column) in taken:
                continue
            label = labels.get((row, column))
            across = label.across if label else 1
            end = _end(sheet, part, row, range(column, column + across), below) if label else row + 1
            taken.update((line, at) for line in range(row, end) for at in range(column, column + across))
            at = sheet.place(row, column)
            cells.append(ShownCell(words, across, end - row, line=at.line, column=at.column, path=at.path))
        yield tuple(cells)


def _end(sheet: SheetRows, part: Part, row: int, columns: range, below: Sequence[Sequence[int]]) -> int:
    """The row in which something else than the label of ``row`` stands in its columns."""
    for line in part.heading.rows:
        if line > row and any(line in below[column] or sheet.grid.rows[line][column] for column in columns):
            return line
    return part.heading.end


def _texts(sheet: SheetRows, row: int) -> tuple[str, ...]:
    return tuple(cell for cell in sheet.grid.rows[row] if cell)


def _cells_of(span: Span) -> Iterator[tuple[int, int]]:
    for row in range(span.first_row, span.last_row + 1):
        for column in range(span.first_column, span.last_column + 1):
            yield row, column
