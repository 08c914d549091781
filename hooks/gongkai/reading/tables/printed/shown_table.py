"""What a page shows of a printed table: every cell of the sheet, its merged cells, its heading as a heading."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from gongkai.model.tables.printed_table import PrintedTable, ShownCell, ShownPart
from gongkai.reading.tables.grid import Span
from gongkai.reading.tables.printed.cell_nature import is_figure
from gongkai.reading.tables.printed.column_meaning import Column
from gongkai.reading.tables.printed.joined_sheets import SheetRows
from gongkai.reading.tables.printed.regions import Part, Regions
from gongkai.reading.tables.printed.understood_rows import FIGURES


def shown_table(sheet: SheetRows, regions: Regions, columns: Sequence[Sequence[Column]], label: str) -> PrintedTable:
    """The printed table; ``columns`` are those of each part, ``label`` is the name of the column that names rows."""
    return PrintedTable(
        titles=tuple(_texts(sheet, row) for row in regions.titles),
        parts=tuple(shown_part(sheet, part, found, label) for part, found in zip(regions.parts, columns)),
        notes=tuple(_texts(sheet, row) for row in regions.notes),
    )


def shown_part(sheet: SheetRows, part: Part, columns: Sequence[Column], label: str) -> ShownPart:
    """One of the tables under each other; ``label`` is the name of the column that names the rows."""
    named = next((column.at[0] for column in columns if column.field and column.field.name == label), -1)
    caption = "　".join(_texts(sheet, part.caption)) if part.caption >= 0 else ""
    figures = frozenset(at for column in columns for at in column.at if _holds_figures(column, part, sheet))
    return ShownPart(tuple(_head(sheet, part, figures)), _body(sheet, part.rows, figures), caption, named)


def _holds_figures(column: Column, part: Part, sheet: SheetRows) -> bool:
    """Whether the type says so or, for a column that it does not know, whether every cell is a figure."""
    if column.field:
        return column.field.type in FIGURES
    texts = [sheet.grid.rows[row][column.at[0]] for row in part.rows if row not in part.repeated]
    return all(is_figure(text) for text in texts if text)


def _body(sheet: SheetRows, rows: Sequence[int], figures: Container[int]) -> tuple[tuple[ShownCell, ...], ...]:
    """The cells of the rows, merged ones as one."""
    own = frozenset(rows)
    spans = {(span.first_row, span.first_column): span for span in sheet.grid.spans if span.first_row in own}
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
            at = sheet.place(row, column)
            figure = column in figures and is_figure(words)
            cells.append(ShownCell(words, across, down, figure, line=at.line, column=at.column, path=at.path))
        found.append(tuple(cells))
    return tuple(found)


def _head(sheet: SheetRows, part: Part, figures: Container[int]) -> Iterator[tuple[ShownCell, ...]]:
    heading = part.heading
    labels = {(label.row, label.column): label for label in heading.labels}
    below = [
        [label.row for label in heading.labels if label.column <= column < label.column + label.across]
        for column in range(len(heading.paths))
    ]
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
            figure = across == 1 and column in figures
            cells.append(ShownCell(words, across, end - row, figure, line=at.line, column=at.column, path=at.path))
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
