"""From the rows of a sheet as printed to the columns and rows of a type, with one line that says what was understood."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from gongkai.model.kind import Field, TableLayout
from gongkai.model.place import Place
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.problems.yielded import Reading
from gongkai.model.tables.printed_table import PrintedTable
from gongkai.reading.tables.printed.cell_nature import folded, is_about, unit_behind, unit_in
from gongkai.reading.tables.printed.column_meaning import Column, by_label, case_column, columns_of
from gongkai.reading.tables.printed.joined_sheets import SheetRows
from gongkai.reading.tables.printed.reading_choices import ACROSS, Choices, ask_halves, in_order_of_layout
from gongkai.reading.tables.printed.regions import Part, Regions, regions_of
from gongkai.reading.tables.printed.row_labels import with_levels, with_row_names
from gongkai.reading.tables.printed.row_names import official
from gongkai.reading.tables.printed.shown_table import shown_table
from gongkai.reading.tables.printed.table_words import table_words
from gongkai.reading.tables.printed.understood_rows import UnderstoodRow, halves_of, label_of, rows_of_part

_LEAST_KNOWN = 2
_MOST_NAMED = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """A printed table as its type has it, and as the page shows it."""

    layout: TableLayout
    header: tuple[str, ...]
    fields: tuple[Field | None, ...]
    rows: tuple[tuple[str, ...], ...]
    places: tuple[tuple[Place, ...], ...]
    lines: tuple[int, ...]
    unit: str
    printed: PrintedTable
    words: str
    """What was understood, in one line."""
    is_plain: bool
    """Whether it is rows under one heading row, without anything else."""


def understand(sheet: SheetRows, layout: TableLayout, choices: Choices) -> Reading[Understood | None]:
    """The table in the sheet; None where it has no heading of the layout or, after a problem, where it cannot be decided."""
    regions = regions_of(sheet.grid, by_label(layout)) if sheet.grid.rows else None
    if regions is None:
        return None
    columns = [_columns(sheet, part, layout, choices) for part in regions.parts]
    known = {column.field.name for found in columns for column in found if column.field}
    if len(known) < min(_LEAST_KNOWN, len(layout.columns)):
        asked = ask_halves(sheet, regions, columns[0], layout)
        if asked:
            yield asked
        return None
    units = _units(sheet, regions)
    faults = [*_unheaded(sheet, regions, columns), *_twice(sheet, regions, columns, layout), *_two_units(sheet, units)]
    faults += _strange(sheet, regions, columns, layout) if layout.closed else ()
    yield from faults
    if faults:
        return None
    case = next((found for found in (case_column(layout, one) for one in columns) if found), None)
    named = next((column for column in layout.columns if column.name == layout.caption), None)
    unit = next(iter(units), "")
    rows: list[UnderstoodRow] = []
    for part, found in zip(regions.parts, columns):
        for row in rows_of_part(part, found, sheet, case):
            caption = sheet.grid.rows[part.caption] if named and part.caption >= 0 else ()
            above = {named.title: (caption[0], sheet.place(part.caption, 0))} if named and caption else {}
            rows.append(replace(row, cells={**above, **row.cells}))
    header = _header(columns, case, named if any(named and named.title in row.cells for row in rows) else None)
    by_title = {column.title: column for column in layout.columns}
    return Understood(
        layout=layout,
        header=header,
        fields=tuple(by_title.get(title) for title in header),
        rows=tuple(tuple(_text(row, title, layout) for title in header) for row in rows),
        places=tuple(tuple(_place(row, title, sheet) for title in header) for row in rows),
        lines=tuple(row.line for row in rows),
        unit=unit,
        printed=shown_table(sheet, regions, columns, layout.row_label),
        words=_words(regions, columns, case, unit),
        is_plain=len(regions.parts) == 1 and len(regions.parts[0].heading.rows) == 1 and not regions.titles,
    )


def _columns(sheet: SheetRows, part: Part, layout: TableLayout, choices: Choices) -> tuple[Column, ...]:
    found = columns_of(with_row_names(sheet, part, layout), layout)
    found = tuple(with_levels(sheet, part, column, layout) for column in found)
    if choices.reading == ACROSS:
        found = in_order_of_layout(found, layout)
    wanted = choices.columns
    if wanted:
        by_name = {column.title: column for column in layout.columns}
        found = tuple(
            replace(
                column, field=next((by_name.get(title) for title, name in wanted.items() if name == column.name), None)
            )
            if column.name in wanted.values() or (column.field and column.field.title in wanted)
            else column
            for column in found
        )
    return found


def _header(columns: Sequence[Sequence[Column]], case: Field | None, caption: Field | None) -> tuple[str, ...]:
    titles = [one.title for one in (case, caption) if one]
    titles += [label_of(column) for found in columns for column in found]
    return tuple(dict.fromkeys(titles))


def _text(row: UnderstoodRow, title: str, layout: TableLayout) -> str:
    text = row.cells[title][0] if title in row.cells else ""
    return official(text, layout.rows) if text and layout.rows else text


def _place(row: UnderstoodRow, title: str, sheet: SheetRows) -> Place:
    if title in row.cells:
        return row.cells[title][1]
    _, first = next(iter(row.cells.values()))
    return replace(first, column=1)


def _unheaded(sheet: SheetRows, regions: Regions, columns: Sequence[Sequence[Column]]) -> Iterator[Problem]:
    """The first cell of each column of which no heading says what it is."""
    for part, found in zip(regions.parts, columns):
        headed = {at for column in found for at in column.at}
        for column in range(len(part.heading.paths)):
            row = (
                next((row for row in part.rows if sheet.grid.rows[row][column]), None) if column not in headed else None
            )
            if row is None or row in part.repeated:
                continue
            what = f"{sheet.words(row, column)}“{sheet.grid.rows[row][column]}”上面没有列名，不知道是什么。"
            remedy = "请对照原件：是前面一格被逗号切开的，用英文双引号括起来；是单独一列的，在表头补上列名。"
            yield problem(sheet.place(row, column), "table-unheaded", what, remedy)


def _strange(
    sheet: SheetRows, regions: Regions, columns: Sequence[Sequence[Column]], layout: TableLayout
) -> Iterator[Problem]:
    """Columns that the layout does not know, where it forbids them."""
    for part, found in zip(regions.parts, columns):
        for column in found:
            if not column.field and not column.case:
                what = f"“{layout.title}”没有“{column.name}”这一列。"
                remedy = "请对照规定的列名修改表头，多余的列请删除。"
                yield problem(sheet.place(part.heading.rows[-1], column.at[0]), "csv-unknown-column", what, remedy)


def _twice(
    sheet: SheetRows, regions: Regions, columns: Sequence[Sequence[Column]], layout: TableLayout
) -> Iterator[Problem]:
    """Two columns of which both can be the same column of the type."""
    for part, found in zip(regions.parts, columns):
        for half in halves_of(found):
            seen: dict[tuple[str, str], Column] = {}
            for column in half:
                first = seen.setdefault((label_of(column), column.case), column)
                if first is column:
                    continue
                place = sheet.place(part.heading.rows[-1], column.at[0])
                title = label_of(column)
                if first.name == column.name or not column.field:
                    what = f"表头里“{column.name}”出现了两次（第 {first.at[0] + 1} 列和第 {column.at[0] + 1} 列）。"
                    yield problem(
                        place, "csv-column-twice", what, "请对照原件，给两列写上不同的名称，或者删除重复的一列。"
                    )
                    continue
                what = f"“{title}”有两种读法：第 {first.at[0] + 1} 列“{first.name}”，或者第 {column.at[0] + 1} 列“{column.name}”。"
                remedy = f"请在“表”里写明，例如“{layout.title}: {{文件: ……, 列: {{{title}: {first.name}}}}}”；另一列照印出的名称保留。"
                yield problem(place, "table-two-readings", what, remedy)


def _units(sheet: SheetRows, regions: Regions) -> dict[str, tuple[int, int]]:
    """The units stated above the figures, each with the row and column of the cell that states it first."""
    found: dict[str, tuple[int, int]] = {}
    for row in (*regions.titles, *regions.notes):
        for column, cell in enumerate(sheet.grid.rows[row]):
            unit = unit_in(cell) if row not in regions.notes or is_about(cell) else ""
            if unit:
                found.setdefault(unit, (row, column))
    for part in regions.parts:
        # The last row of a heading may have nothing but the unit of each column.
        row = part.heading.rows[-1]
        texts = {folded(cell): column for column, cell in enumerate(sheet.grid.rows[row]) if cell}
        if len(texts) == 1 and texts.keys() <= set(table_words().units):
            found.update((unit, (row, column)) for unit, column in texts.items() if unit not in found)
        behind = [unit for label in part.heading.labels if (unit := unit_behind(label.text))]
        if not found and len(behind) > 1 and len(set(behind)) == 1:
            found[behind[0]] = (row, 0)
    return found


def _two_units(sheet: SheetRows, units: Mapping[str, tuple[int, int]]) -> Iterator[Problem]:
    if len(units) > 1:
        (first, at), (second, other) = list(units.items())[:2]
        what = f"{sheet.words(*at)}写单位是“{first}”，{sheet.words(*other)}写的是“{second}”。"
        yield problem(sheet.place(*other), "table-two-units", what, "请对照原件，只保留一个单位。")


def _words(regions: Regions, columns: Sequence[Sequence[Column]], case: Field | None, unit: str) -> str:
    """What was understood, in the order in which a reader meets it on the sheet."""
    parts = regions.parts
    found = [f"{len(regions.titles)} 行标题"] if regions.titles else []
    if len(parts) > 1:
        found.append(f"上下 {len(parts)} 张小表")
    found.append(f"{max(len(part.heading.rows) for part in parts)} 行表头")
    if any(part.repeated for part in parts):
        found.append("续表的标题和重印的表头不算一行")
    found += [
        f"{len(column.at)} 列的名称合成{label_of(column)}"
        if column.levels
        else f"{''.join('类款项目'[: len(column.at)])}合成{label_of(column)}"
        for column in columns[0]
        if len(column.at) > 1
    ][:1]
    if len(halves_of(columns[0])) > 1:
        found.append(f"左右 {len(halves_of(columns[0]))} 栏接排")
    if case:
        found.append(f"{'、'.join(case.constraints.enum)}各成一行")
    if any(part.heading.totals for part in parts):
        found.append("表头里印着合计一行")
    kept = list(dict.fromkeys(column.name for one in columns for column in one if not column.field))
    if kept:
        more = f"等 {len(kept)} 列" if len(kept) > _MOST_NAMED else f" {len(kept)} 列"
        found.append(f"照印出的名称保留“{'”“'.join(kept[:_MOST_NAMED])}”{more}")
    if regions.notes:
        found.append(f"下面 {len(regions.notes)} 行是注")
    if unit:
        found.append(f"单位：{unit}")
    return "；".join(found)


def told(understood: Understood, title: str, place: Place) -> Problem:
    """The note that says how the table ``title`` was understood."""
    what = f"表“{title}”照印出的样子读懂：{understood.words}。"
    return problem(place, "table-understood", what, "读得不对的，请对照原件核对表头。", Level.NOTE)
