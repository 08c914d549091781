"""Forms with labels beside or above their values, such as 绩效目标表, and the list of goals at their end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from gongkai.model.kind import TableLayout
from gongkai.model.place import Place
from gongkai.model.tables.printed_table import PrintedTable, ShownCell, ShownPart
from gongkai.reading.tables.printed.cell_nature import folded, is_value
from gongkai.reading.tables.printed.column_meaning import Column, columns_of
from gongkai.reading.tables.printed.heading import heading_at
from gongkai.reading.tables.printed.joined_sheets import SheetRows
from gongkai.reading.tables.printed.regions import Part
from gongkai.reading.tables.printed.shown_table import shown_part
from gongkai.reading.tables.printed.understanding import Understood
from gongkai.reading.tables.printed.understood_rows import UnderstoodRow, label_of, rows_of_part

_LEAST_LABELS = 2
_LEAST_HEADS = 3


@dataclass(frozen=True, slots=True)
class _Form:
    """One form: its titles, and the rows of its two parts, with what the type has of them."""

    titles: tuple[tuple[str, ...], ...]
    shown: tuple[ShownPart, ...]
    rows: tuple[UnderstoodRow, ...]
    header: tuple[str, ...]


def understood_forms(sheets: Sequence[SheetRows], layout: TableLayout) -> Understood | None:
    """The forms on the sheets, one after the other; None where a sheet is no form of the layout."""
    found = [form for form in (_form(sheet, layout) for sheet in sheets) if form]
    if len(found) < len(sheets):
        return None
    header = tuple(dict.fromkeys(title for form in found for title in form.header))
    rows = [row for form in found for row in form.rows]
    shown = list(found[0].shown)
    for form in found[1:]:
        first, *rest = form.shown
        shown += [replace(first, caption="　".join(text for texts in form.titles for text in texts)), *rest]
    by_title = {column.title: column for column in layout.columns}
    forms = f"{len(found)} 张" if len(found) > 1 else ""
    return Understood(
        layout=layout,
        header=header,
        fields=tuple(by_title.get(title) for title in header),
        rows=tuple(tuple(row.cells[title][0] if title in row.cells else "" for title in header) for row in rows),
        places=tuple(tuple(_place(row, title) for title in header) for row in rows),
        lines=tuple(row.line for row in rows),
        unit="",
        printed=PrintedTable(titles=found[0].titles, parts=tuple(shown)),
        words=f"{forms}名称在左边或者上面、内容在右边或者下面的表格，读出 {len(rows)} 项",
        is_plain=False,
    )


def _form(sheet: SheetRows, layout: TableLayout) -> _Form | None:
    labels = frozenset(map(folded, layout.form))
    grid = sheet.grid
    counts = [sum(folded(cell) in labels for cell in cells) for cells in grid.rows]
    start = next((row for row, count in enumerate(counts) if count), None)
    if start is None or sum(counts) < _LEAST_LABELS:
        return None
    columns = frozenset(folded(label) for column in layout.columns for label in (column.title, *column.aliases))
    end = next((row for row in range(start, len(grid.rows)) if _heads_list(grid.rows[row], columns)), len(grid.rows))
    name, content = (column.title for column in layout.columns[:2])
    rows = [
        UnderstoodRow(sheet.lines[row], {name: (label, sheet.place(*at)), content: (text, sheet.place(row, column))})
        for row, column, text, label, at in _pairs(sheet, range(start, end), labels)
    ]
    shown = [ShownPart((), tuple(_cells(sheet, row, labels) for row in range(start, end)))]
    header = [name, content]
    heading = heading_at(grid, end, columns) if end < len(grid.rows) else None
    if heading:
        part = Part(heading, tuple(range(heading.end, len(grid.rows))))
        goals = _told_apart(columns_of(heading.paths, layout))
        rows += rows_of_part(part, goals, sheet, None)
        header += [label_of(column) for column in goals]
        shown.append(shown_part(sheet, part, goals, ""))
    titles = tuple(tuple(cell for cell in cells if cell) for cells in grid.rows[:start])
    return _Form(titles, tuple(shown), tuple(rows), tuple(header))


def _told_apart(columns: Sequence[Column]) -> tuple[Column, ...]:
    """The columns; those that are printed again (中期 and 年度 side by side) stay under their printed names with a number."""
    seen: Counter[str] = Counter()
    found = []
    for column in columns:
        title = label_of(column)
        seen[title] += 1
        again = seen[title] > 1
        found.append(replace(column, field=None, name=f"{column.name}（{seen[title]}）") if again else column)
    return tuple(found)


def _heads_list(cells: tuple[str, ...], columns: Collection[str]) -> bool:
    return sum(folded(cell) in columns for cell in cells) >= _LEAST_HEADS and not any(map(is_value, cells))


def _pairs(
    sheet: SheetRows, rows: range, labels: Collection[str]
) -> Iterator[tuple[int, int, str, str, tuple[int, int]]]:
    """Row, column and text of every value, its label, and the place of the label: the one left of it, else the one above."""
    above: dict[int, tuple[str, tuple[int, int]]] = {}
    for row in rows:
        left: tuple[str, tuple[int, int]] | None = None
        open_: dict[int, tuple[str, tuple[int, int]]] = {}
        for column, text in enumerate(sheet.grid.rows[row]):
            if not text:
                continue
            if folded(text) in labels:
                left = (text, (row, column))
                open_[column] = left
            elif left or column in above:
                label, at = left or above[column]
                open_.pop(at[1], None)
                left = None
                yield row, column, text, label, at
            else:
                yield row, column, text, "", (row, column)
        above = open_


def _cells(sheet: SheetRows, row: int, labels: Collection[str]) -> tuple[ShownCell, ...]:
    """The cells of a row; a cell stands over the blank ones right of it, as in the form on paper."""
    cells: list[ShownCell] = []
    for column, text in enumerate(sheet.grid.rows[row]):
        if not text and cells:
            cells[-1] = replace(cells[-1], columns=cells[-1].columns + 1)
            continue
        cell = ShownCell(text, line=sheet.lines[row], column=column + 1, path=sheet.paths[row])
        cells.append(replace(cell, heading=folded(text) in labels, figure=False))
    return tuple(cells)


def _place(row: UnderstoodRow, title: str) -> Place:
    found = row.cells.get(title)
    return found[1] if found else replace(next(iter(row.cells.values()))[1], column=1)
