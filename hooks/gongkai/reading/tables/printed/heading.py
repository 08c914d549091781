"""The heading of a printed table: from one to five rows, in which a blank cell belongs to the label left of it or above it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from gongkai.reading.tables.grid import Grid
from gongkai.reading.tables.printed.cell_nature import counts_columns, folded, is_continuation, is_total, is_value
from gongkai.reading.tables.printed.table_words import table_words

MOST_ROWS = 5
_CODES = table_words().code
"""Labels that may stand over several columns without labels of their own, since a code is split over them."""
_CODE_PARTS = table_words().code_parts


@dataclass(frozen=True, slots=True)
class Label:
    """A heading cell: its text, its position, and how many columns it stands over."""

    text: str
    row: int
    column: int
    across: int


@dataclass(frozen=True, slots=True)
class Heading:
    """The rows of a heading with their labels; ``paths`` has for each column its labels from the top down."""

    rows: tuple[int, ...]
    labels: tuple[Label, ...]
    paths: tuple[tuple[str, ...], ...]
    totals: tuple[int, ...] = ()
    """Columns whose cell in the last row is no label but begins the row of a total."""

    @property
    def end(self) -> int:
        """The row below the heading."""
        return self.rows[-1] + 1


class _Columns:
    """What is known of every column while the rows of a heading are read from the top down."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        width = len(grid.rows[0])
        self.settled = [False] * width
        self.group = [0] * width
        self.paths: list[list[str]] = [[] for _ in range(width)]
        self.labels: list[Label] = []
        self._wide = {(span.first_row, span.first_column): span.last_column for span in grid.spans}

    def add(self, row: int, skipped: Collection[int] = ()) -> None:
        """Put the labels of a row over their columns; a label over one column settles it."""
        cells = self.grid.rows[row]
        column = 0
        while column < len(cells):
            last = column
            if cells[column] and column not in skipped:
                last = self._last(row, column)
                self.labels.append(Label(cells[column], row, column, last - column + 1))
                for covered in range(column, last + 1):
                    self.paths[covered].append(cells[column])
                    self.group[covered] = len(self.labels)
                    self.settled[covered] = last == column
            column = last + 1

    def is_part(self, column: int, text: str) -> bool:
        """Whether the text names a part of a code that no label above it has named already."""
        return text in _CODE_PARTS and self.paths[column][-1:] != [text]

    def lowest(self) -> tuple[tuple[str, ...], ...]:
        """The labels of every column; none for blank columns right of a label that names only the first of them."""
        paths = [tuple(path) for path in self.paths]
        for label in self.labels:
            for column in range(label.column + 1, label.column + label.across):
                deepest = max(
                    other.row for other in self.labels if other.column <= column < other.column + other.across
                )
                if deepest == label.row and not label.text.endswith(_CODES):
                    paths[column] = ()
        return tuple(paths)

    def _last(self, row: int, column: int) -> int:
        merged = self._wide.get((row, column))
        if merged is not None:
            return merged
        cells = self.grid.rows[row]
        last = column
        while (
            last + 1 < len(cells)
            and not cells[last + 1]
            and not self.settled[last + 1]
            and self.group[last + 1] == self.group[column]
        ):
            last += 1
        return last


def heading_at(grid: Grid, start: int, known: Collection[str]) -> Heading | None:
    """The heading that begins in the row ``start``; ``known`` are the labels of the type, folded. None where it is none."""
    if any(map(is_value, grid.rows[start])):
        return None
    columns = _Columns(grid)
    columns.add(start)
    rows, totals = [start], []
    while rows[-1] + 1 < len(grid.rows) and len(rows) < MOST_ROWS:
        row = rows[-1] + 1
        cells = grid.rows[row]
        filled = [column for column, cell in enumerate(cells) if cell]
        if filled and counts_columns(tuple(cell for cell in cells if cell not in _CODE_PARTS)):
            # The parts of a code may be named in the row that numbers the other columns.
            columns.add(row, [column for column in filled if not columns.is_part(column, cells[column])])
            rows.append(row)
            break
        open_ = [column for column in filled if not columns.settled[column]]
        closed = [column for column in filled if columns.settled[column]]
        if not open_ or is_continuation(cells[filled[0]]) or any(is_value(cells[column]) for column in open_):
            break
        if closed:
            if is_total(cells[closed[0]]):
                totals = [column for column in range(len(cells)) if columns.settled[column]]
            elif not _is_known(cells, filled, known):
                break
        columns.add(row, totals)
        rows.append(row)
    return Heading(tuple(rows), tuple(columns.labels), columns.lowest(), tuple(totals))


def _is_known(cells: tuple[str, ...], filled: list[int], known: Collection[str]) -> bool:
    """Whether at least two, and half of the cells, are labels of the type."""
    count = sum(folded(cells[column]) in known for column in filled)
    return count > 1 and 2 * count >= len(filled)
