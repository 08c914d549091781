"""The tables of a Word file as grids: which cell covers which others (ISO/IEC 29500-1, 17.4)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from gongkai.reading.word.word_blocks import Block, Cell, WordTable
from gongkai.reading.word.word_elements import Element

_MOST_COLUMNS = 1000
_WRAPPERS = ("sdt", "sdtContent", "customXml", "ins", "moveTo")


@dataclass(slots=True)
class _Read:
    """A cell as written, with its place in the grid."""

    column: int
    columns: int
    continues_above: bool
    begins_below: bool
    blocks: list[Block]
    rows: int = 1


def table_of(element: Element, blocks: Callable[[Element], list[Block]]) -> WordTable:
    """The table in ``element`` (``w:tbl``); ``blocks`` reads the blocks in a cell."""
    rows: list[list[_Read]] = []
    heads = 0
    for row in _unwrapped(element, "tr"):
        properties = row.child("trPr")
        if properties and properties.is_on("tblHeader") and heads == len(rows):
            heads += 1
        before = _span(properties.value("gridBefore") if properties else None, 0)
        rows.append(_cells_of(row, before, blocks))
    _join_rows(rows)
    kept = [[cell for cell in row if not cell.continues_above] for row in rows]
    return WordTable(tuple(tuple(Cell(tuple(one.blocks), one.columns, one.rows) for one in row) for row in kept), heads)


def _cells_of(row: Element, column: int, blocks: Callable[[Element], list[Block]]) -> list[_Read]:
    cells: list[_Read] = []
    if column:
        # Columns left out before the first cell stay free.
        cells.append(_Read(0, column, False, False, []))
    for cell in _unwrapped(row, "tc"):
        properties = cell.child("tcPr")
        columns = _span(properties.value("gridSpan") if properties else None, 1) or 1
        below = properties.value("vMerge") if properties else None
        beside = properties.value("hMerge") if properties else None
        found = blocks(cell)
        if beside is not None and beside != "restart" and cells:
            # The old way to join cells side by side.
            cells[-1].columns += columns
            cells[-1].blocks += [one for one in found if not _is_empty(one)]
        else:
            continues = below is not None and below != "restart"
            cells.append(_Read(column, columns, continues, below == "restart", found))
        column += columns
    return cells


def _join_rows(rows: list[list[_Read]]) -> None:
    """Count the rows that each cell covers; a continuation below nothing is a cell of its own."""
    open_cells: dict[int, _Read] = {}
    for row in rows:
        for cell in row:
            above = open_cells.get(cell.column)
            if cell.continues_above and above and above.columns == cell.columns:
                above.rows += 1
                above.blocks += [one for one in cell.blocks if not _is_empty(one)]
            else:
                cell.continues_above = False
                open_cells.pop(cell.column, None)
                if cell.begins_below:
                    open_cells[cell.column] = cell
        present = {cell.column for cell in row}
        for column in [*open_cells]:
            if column not in present:
                del open_cells[column]


def _is_empty(block: Block) -> bool:
    return not isinstance(block, WordTable) and not block.pieces and not block.label


def _unwrapped(element: Element, name: str) -> Iterator[Element]:
    """The children of this name, also those in content controls and in changes that were followed."""
    for one in element.children:
        if one.name == name:
            yield one
        elif one.name in _WRAPPERS:
            yield from _unwrapped(one, name)


def _span(written: str | None, otherwise: int) -> int:
    if written and written.isascii() and written.isdecimal() and len(written) <= 6:
        return min(int(written), _MOST_COLUMNS)
    return otherwise
