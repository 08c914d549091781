"""The rows of one or several sheets that are printed as one table, and the places of their cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.model.place import Place
from gongkai.reading.tables.grid import Grid, Span


@dataclass(frozen=True, slots=True)
class SheetRows:
    """The joined rows in ``grid``; ``paths`` has for each of them the file in which it stands."""

    grid: Grid
    paths: tuple[str, ...]

    @property
    def lines(self) -> tuple[int, ...]:
        """The line or sheet row of every row in its own file."""
        return self.grid.lines

    def place(self, row: int, column: int) -> Place:
        """The place of a cell; both positions count from 0."""
        return Place(self.paths[row], self.grid.lines[row], column + 1)

    def words(self, row: int, column: int) -> str:
        """How messages name the place of a cell: 第3行第2列, or 工作表“表1”的 B3."""
        if not self.grid.sheet:
            return f"第{self.grid.lines[row]}行第{column + 1}列"
        letters, rest = "", column + 1
        while rest:
            rest, letter = divmod(rest - 1, 26)
            letters = chr(65 + letter) + letters
        return f"工作表“{self.grid.sheet}”的 {letters}{self.grid.lines[row]}"


def joined(grids: Sequence[Grid], paths: Sequence[str]) -> SheetRows:
    """The rows of the grids under each other, blank rows left out and all as wide as the widest."""
    width = max((len(row) for grid in grids for row in grid.rows), default=0)
    rows: list[tuple[str, ...]] = []
    lines: list[int] = []
    of_row: list[str] = []
    spans: list[Span] = []
    for grid, path in zip(grids, paths):
        positions: dict[int, int] = {}
        for number, (cells, line) in enumerate(zip(grid.rows, grid.lines)):
            plain = tuple(cell.strip() for cell in cells)
            if not any(plain):
                continue
            positions[number] = len(rows)
            rows.append(plain + ("",) * (width - len(plain)))
            lines.append(line)
            of_row.append(path)
        for span in grid.spans:
            kept = [positions[row] for row in range(span.first_row, span.last_row + 1) if row in positions]
            if kept:
                spans.append(Span(kept[0], span.first_column, kept[-1], span.last_column))
    filled = max((number + 1 for cells in rows for number, cell in enumerate(cells) if cell), default=0)
    cut = tuple(cells[:filled] for cells in rows)
    sheet = grids[0].sheet if grids else ""
    return SheetRows(Grid(cut, tuple(lines), tuple(spans), sheet), tuple(of_row))
