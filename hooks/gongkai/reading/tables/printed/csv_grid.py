"""The grid of a CSV file: its cells as they are written, remarks of program files as one cell."""

from __future__ import annotations

from pathlib import Path

from gongkai.reading.tables.csv_tables import encoding_of, rows_of
from gongkai.reading.tables.grid import Grid
from gongkai.reading.tables.printed.cell_nature import is_comment


def csv_grid(path: Path, shown: str) -> Grid:
    """The rows of the file that are not blank. Raises CsvError where it is no CSV text, OSError where it cannot be opened."""
    rows: list[tuple[str, ...]] = []
    lines: list[int] = []
    for line, cells in rows_of(path, shown, encoding_of(path, shown)):
        # A remark is a sentence, whose commas separate nothing.
        rows.append((",".join(cells).strip(),) if not rows and is_comment(cells[0]) else tuple(cells))
        lines.append(line)
    return Grid(tuple(rows), tuple(lines))
