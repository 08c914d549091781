"""A table as it is printed: title rows, parts with headings of several rows, notes; what a page shows of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell and how many columns and rows it covers; ``line`` and ``column`` say where it stands in the file ``path``."""

    words: str
    columns: int = 1
    rows: int = 1
    figure: bool = False
    heading: bool = False
    """Whether it is a label of the value beside or below it."""
    line: int = 0
    column: int = 0
    path: str = ""


@dataclass(frozen=True, slots=True)
class ShownPart:
    """One of the tables that stand under each other, with its heading and its rows."""

    head: tuple[tuple[ShownCell, ...], ...]
    body: tuple[tuple[ShownCell, ...], ...]
    caption: str = ""
    named: int = -1
    """The position of the column whose cells name the rows; -1 for none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedTable:
    """Everything that a sheet says, in its order, under the names printed in it."""

    titles: tuple[tuple[str, ...], ...] = ()
    """The rows above the heading: names of the table, who made it, its unit."""
    parts: tuple[ShownPart, ...] = ()
    notes: tuple[tuple[str, ...], ...] = ()
    """The rows below: notes, sources, signatures."""

    def states(self, unit: str) -> bool:
        """Whether the unit of the figures is printed above them."""
        return any("单位" in words and words.endswith(unit) for row in self.titles for words in row)

    @property
    def beside(self) -> Iterator[str]:
        """The texts above and below its rows."""
        for row in (*self.titles, *self.notes):
            yield from row

    @property
    def cells(self) -> Iterator[str]:
        """The text of every cell that is not blank."""
        yield from self.beside
        for part in self.parts:
            if part.caption:
                yield part.caption
            for cells in (*part.head, *part.body):
                yield from (cell.words for cell in cells if cell.words)
