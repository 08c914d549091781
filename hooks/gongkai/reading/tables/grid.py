"""A sheet as it is printed: the text of every cell, the merged cells, and the line of every row."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """The cells that are merged into one, by their positions in the grid, counted from 0, the last ones included."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows of one sheet or CSV file, whatever they mean: titles, units, headings, figures, notes."""

    rows: tuple[tuple[str, ...], ...]
    """The printed text of each cell; the covered cells of a merge are empty."""
    lines: tuple[int, ...]
    """The line of the file or the row of the sheet on which each row stands, counted from 1."""
    spans: tuple[Span, ...] = ()
    sheet: str = ""
    """The name of the sheet; empty for a CSV file, whose rows are lines of text."""
