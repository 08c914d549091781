"""Which rows of a grid are titles, headings, figures or notes, also where several tables stand under each other."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from gongkai.reading.tables.grid import Grid
from gongkai.reading.tables.printed.cell_nature import (
    begins_note,
    folded,
    is_about,
    is_comment,
    is_continuation,
    is_total,
    is_value,
)
from gongkai.reading.tables.printed.heading import Heading, heading_at


@dataclass(frozen=True, slots=True)
class Part:
    """One table among those under each other; rows are given by their positions in the grid."""

    heading: Heading
    rows: tuple[int, ...]
    caption: int = -1
    """The row above the heading that names this part; -1 for none."""
    repeated: tuple[int, ...] = ()
    """Rows among ``rows`` that only print the heading or a title again, as on the next page."""


@dataclass(frozen=True, slots=True)
class Regions:
    """The rows of a grid by what they are."""

    titles: tuple[int, ...]
    parts: tuple[Part, ...]
    notes: tuple[int, ...]


def regions_of(grid: Grid, known: Collection[str]) -> Regions | None:
    """The regions of a grid; ``known`` are the folded labels of the type. None where no row is a heading."""
    start = 0
    while start < len(grid.rows) and _is_title(grid.rows[start], known):
        start += 1
    if start >= len(grid.rows):
        return None
    end = _first_note(grid, start)
    heading = heading_at(grid, start, known)
    if heading is None:
        return None
    parts: list[Part] = []
    body: list[int] = []
    repeated: list[int] = []
    caption, row = -1, heading.end
    while row < end:
        again = _repetition(grid, row, heading) or int(_is_reprint(grid.rows[row], grid.rows[:start]))
        above = _is_alone(grid.rows[row]) and row + 1 < end and _heads(grid, row + 1, heading, known)
        if again:
            repeated += range(row, row + again)
            body += range(row, row + again)
            row += again
        elif above or _heads(grid, row, heading, known):
            parts.append(Part(heading, tuple(body), caption, tuple(repeated)))
            caption = row if above else -1
            found = heading_at(grid, row + above, known)
            if found is None:
                return None
            heading, body, repeated = found, [], []
            row = heading.end
        else:
            body.append(row)
            row += 1
    parts.append(Part(heading, tuple(body), caption, tuple(repeated)))
    titles = tuple(range(start))
    if len(parts) > 1 and titles and any(part.caption >= 0 for part in parts[1:]) and _is_alone(grid.rows[start - 1]):
        # The first of several tables has its name right above it as well.
        parts[0] = Part(parts[0].heading, parts[0].rows, start - 1, parts[0].repeated)
        titles = titles[:-1]
    remarks = tuple(row for row in titles if is_comment(grid.rows[row][0]))
    titles = tuple(row for row in titles if row not in remarks)
    return Regions(titles, tuple(parts), (*range(end, len(grid.rows)), *remarks))


def _is_title(cells: tuple[str, ...], known: Collection[str]) -> bool:
    filled = [cell for cell in cells if cell]
    if len(filled) == 1 or is_comment(filled[0]):
        return True
    return any(map(is_about, filled)) and not any(folded(cell) in known for cell in filled)


def _is_alone(cells: tuple[str, ...]) -> bool:
    return bool(cells[0]) and not any(cells[1:]) and not is_value(cells[0])


def _first_note(grid: Grid, start: int) -> int:
    """The first row of the notes and signatures below the table; the number of rows where there are none."""
    end = first = len(grid.rows)
    while end > start:
        filled = [cell for cell in grid.rows[end - 1] if cell]
        if len(filled) > 1 and not all(map(is_about, filled)):
            break
        end -= 1
        if begins_note(filled[0]) or all(map(is_about, filled)):
            first = end
    return first


def _repetition(grid: Grid, row: int, heading: Heading) -> int:
    """How many rows from ``row`` on print the heading again; 0 where they do not begin it."""
    count = 0
    for head in heading.rows:
        if row + count >= len(grid.rows) or grid.rows[row + count] != grid.rows[head]:
            break
        count += 1
    return count


def _is_reprint(cells: tuple[str, ...], titles: Collection[tuple[str, ...]]) -> bool:
    """Whether the row only says that the table goes on (续表), or prints a title row again."""
    return cells in titles or (_is_alone(cells) and is_continuation(cells[0]))


def _heads(grid: Grid, row: int, heading: Heading, known: Collection[str]) -> bool:
    """Whether the heading of another table begins in the row: it starts as the one above does, or has labels of the type."""
    cells = grid.rows[row]
    filled = [cell for cell in cells if cell]
    if len(filled) < 2 or any(map(is_value, filled)) or any(map(is_total, filled)):
        return False
    if cells[0] and folded(cells[0]) == folded(grid.rows[heading.rows[0]][0]):
        return True
    count = sum(folded(cell) in known for cell in filled)
    return count > 1 and 2 * count >= len(filled)
