"""The grid of a CSV file: its cells as they are written, remarks of program files as one cell."""

from __future__ import annotations

from collections.abc import Container
from pathlib import Path

from gongkai.reading.tables.csv_tables import encoding_of, rows_of
from gongkai.reading.tables.grid import Grid
from gongkai.reading.tables.printed.cell_nature import is_comment
from gongkai.reading.tables.separators import separator_of


def csv_grid(path: Path, shown: str, labels: Container[str]) -> Grid:
    """The rows of the file that are not blank; ``labels`` are those of its columns. Raises CsvError where it is no CSV text, OSError where it cannot be opened."""
    rows: list[tuple[str, ...]] = []
    lines: list[int] = []
    encoding = encoding_of(path, shown)
    for line, cells in rows_of(path, shown, encoding, separator_of(path, encoding, labels)):
        # A remark is a sentence, whose commas separate nothing.
        rows.append((",".join(cells).strip(),) if not rows and is_comment(cells[0]) else tuple(cells))
        lines.append(line)
    return Grid(tuple(rows), tuple(lines))
