"""The tables of a saved page: those of data are kept as tables, those that lay out the page are what their cells hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from gongkai.exchange.documents.document_lines import PrintedLine
from gongkai.exchange.documents.official_source import cell_lines, html_row, html_table, pipe_table
from gongkai.texts.elements import Html, escaped

_MOST_COVERED = 100


@dataclass(slots=True)
class PageCell:
    """A cell: its lines, the same in HTML, and what it covers."""

    tag: str = "td"
    columns: int = 1
    rows: int = 1
    lines: list[PrintedLine] = field(default_factory=list)
    html: list[Html] = field(default_factory=list)

    def add(self, line: PrintedLine, html: Html | None = None) -> None:
        """Add a line."""
        self.lines.append(line)
        self.html.append(escaped(line.text) if html is None else html)


@dataclass(slots=True)
class PageTable:
    """A table that is being read."""

    rows: list[list[PageCell]] = field(default_factory=list)

    def lines(self) -> Iterator[PrintedLine]:
        """The table as one line, or the lines in its cells."""
        rows = [row for row in self.rows if row]
        cells = [cell for row in rows for cell in row]
        filled = [cell for cell in cells if cell.lines]
        is_layout = len(filled) < 2 or max(map(len, rows)) < 2 or any(len(cell.lines) > 8 for cell in cells)
        if is_layout or any(line.is_table or line.picture for cell in cells for line in cell.lines):
            yield from (line for cell in cells for line in cell.lines)
        else:
            yield _table_line(rows)


def covered(written: str | None) -> int:
    """The number of rows or columns that a cell covers, as written."""
    number = (written or "").strip()
    return min(max(int(number), 1), _MOST_COVERED) if number.isascii() and number.isdecimal() and len(number) < 6 else 1


def _table_line(rows: list[list[PageCell]]) -> PrintedLine:
    cells = [cell for row in rows for cell in row]
    texts = tuple(" ".join(line.text for line in cell.lines) for cell in cells)
    lost = tuple(link for cell in cells for line in cell.lines for link in line.lost_links)
    plain = len({len(row) for row in rows}) == 1 and len(rows) > 1
    if plain and all(cell.columns == cell.rows == 1 and len(cell.lines) < 2 for cell in cells):
        written = pipe_table([["".join(line.written for line in cell.lines) for cell in row] for row in rows])
    else:
        made = [html_row([(cell_lines(cell.html), cell.columns, cell.rows) for cell in row], _tag(row)) for row in rows]
        written = html_table(made, in_one_line=False)
    return PrintedLine(" ".join(filter(None, texts)), written, True, cells=texts, lost_links=lost)


def _tag(row: list[PageCell]) -> str:
    return "th" if all(cell.tag == "th" for cell in row) else "td"
