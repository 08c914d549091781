"""Small tables of figures (budget, final accounts, annual report) in files of an item, flat or as they are printed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from gongkai.model.item import FigureTable
from gongkai.model.kind import Field, FieldType, TableLayout
from gongkai.model.place import Place
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.problems.refused import reason
from gongkai.model.problems.yielded import Reading, each, gathered
from gongkai.reading.tables.cells import is_typed, undamaged
from gongkai.reading.tables.csv_tables import CsvError, match_header
from gongkai.reading.tables.grid import Grid
from gongkai.reading.tables.misfit_rows import width_fault
from gongkai.reading.tables.printed.best_reading import best_reading
from gongkai.reading.tables.printed.cell_nature import folded, is_about, is_figure
from gongkai.reading.tables.printed.csv_grid import csv_grid
from gongkai.reading.tables.printed.joined_sheets import SheetRows, joined
from gongkai.reading.tables.printed.label_form import understood_forms
from gongkai.reading.tables.printed.understanding import Understood, told
from gongkai.reading.tables.sheets.in_sheet import in_sheet
from gongkai.reading.tables.sheets.sheet_choice import Wanted, header_place
from gongkai.reading.tables.sheets.sheet_records import labels_of
from gongkai.reading.tables.sheets.sheet_tables import read_grid
from gongkai.reading.tables.sheets.workbook_file import is_workbook
from gongkai.reading.tables.table_source import TableSource
from gongkai.reading.tables.withheld_rows import is_withheld, with_withheld
from gongkai.reading.values.dates import day_of_cell
from gongkai.reading.values.fields import at
from gongkai.reading.values.typed_value import Fault, value_of

MOST_ROWS = 5000
_UNKNOWN = "？"
_FIGURES = (FieldType.MONEY, FieldType.NUMBER, FieldType.INTEGER)
_NOTHING = ("—", "-", "/", "——", "－")


def read_figure_table(layout: TableLayout, source: TableSource) -> Reading[FigureTable | None]:
    """The table in the files of ``source`` with the columns of ``layout`` and its cells as written.

    Without a file the table is empty and has only its statement. Returns None, after a problem, where it cannot be read.
    """
    unit = source.unit or source.item_unit
    if not source.files:
        header = tuple(column.title for column in layout.columns)
        return FigureTable(
            layout=layout, path="", header=header, rows=(), lines=(), unit=unit, statement=source.statement
        )
    found = yield from each(_grid(layout, path, shown, source.sheet) for path, shown in source.files)
    grids = [grid for grid in found if grid]
    if len(grids) < len(found):
        return None
    table, told_of_table = gathered(_read(layout, grids, source))
    yield from (_placed(one, grids[0].sheet) for one in told_of_table)
    return table


def _grid(layout: TableLayout, path: Path, shown: str, sheet: str) -> Reading[Grid | None]:
    """The cells of one file, of a workbook those of the sheet that is meant; None, after a problem, where it cannot be read."""
    if is_workbook(shown):
        example = f"请写明工作表，例如“{layout.title}: {{{{文件: tables.xlsx, 工作表: {{}}}}}}”。"
        wanted = Wanted(sheet, (layout.title, *layout.aliases), labels_of(layout.columns), example)
        return (yield from read_grid(path, shown, wanted))
    try:
        return csv_grid(path, shown, labels_of(layout.columns))
    except CsvError as broken:
        yield broken.problem
        return None
    except OSError as error:
        what = f"表“{layout.title}”的文件读不出来（{reason(error)}）。"
        yield problem(Place(shown), "file-unreadable", what, "请核对文件名。")
        return None


def _placed(found: Problem, sheet: str) -> Problem:
    """The problem with the sheet and the cell before its message, unless that names them."""
    return in_sheet(found, sheet) if sheet and f"工作表“{sheet}”" not in found.what else found


def _read(layout: TableLayout, grids: Sequence[Grid], source: TableSource) -> Reading[FigureTable | None]:
    """The table on the sheets; None after a problem."""
    shown = source.files[0][1]
    count = sum(len(grid.rows) for grid in grids)
    if not count:
        yield problem(Place(shown), "csv-empty", f"表“{layout.title}”的文件是空的。", "请至少写一行表头。")
        return None
    if count > MOST_ROWS:
        what = f"表“{layout.title}”有 {count} 行，超过 {MOST_ROWS} 行。"
        yield problem(Place(shown), "csv-long", what, "逐条的记录请写在“记录”里。")
        return None
    first = grids[0]
    # Titles above the heading of a CSV file were always told; sheets hardly ever come without them.
    begin = max(header_place(first.rows, labels_of(layout.columns)), 0) if first.sheet else 0
    header, line = (first.rows[begin], first.lines[begin]) if first.rows else ((), 1)
    columns, faults = gathered(match_header(header, layout.columns, shown, line, layout.title))
    if faults or begin or len(grids) > 1 or first.spans or source.whole or _is_printed(first, columns):
        sheet = joined(grids, [path for _, path in source.files])
        if layout.form:
            printed = understood_forms([joined([grid], [path]) for grid, (_, path) in zip(grids, source.files)], layout)
            yield from () if printed else faults
        else:
            printed = yield from best_reading(sheet, layout, source, faults)
        if printed is None:
            return None
        return (yield from _as_printed(printed, sheet, source))
    return (yield from _flat(layout, first, columns, source))


def _is_printed(grid: Grid, columns: Sequence[Field | None]) -> bool:
    """Whether rows under one heading have something besides that the page has to show: names of their own for columns, the
    heading again on a further page, notes below.
    """
    header, *rows = grid.rows
    renamed = any(column and folded(cell) != folded(column.title) for cell, column in zip(header, columns))
    last = [cell for cell in rows[-1] if cell.strip()] if rows else []
    noted = len(last) == 1 < len(columns) - 1 or all(map(is_about, last))
    return renamed or bool(rows and noted) or header in rows


def _flat(
    layout: TableLayout, grid: Grid, columns: Sequence[Field | None], source: TableSource
) -> Reading[FigureTable]:
    """The table whose first row has the names of its columns, each below one of them."""
    shown = source.files[0][1]
    kept: list[tuple[int, list[str]]] = []
    for line, row in zip(grid.lines[1:], grid.rows[1:]):
        cells = list(row)
        misfit = width_fault(cells, columns, shown, line)
        fitted = (cells + [""] * len(columns))[: len(columns)]
        if misfit:
            yield misfit
        if misfit and misfit.level is Level.ERROR:
            # The row keeps its text, so that it does not count as missing; its figures become unknown, so that no sum is checked.
            kept.append((line, [_UNKNOWN if _is_figure(column) else cell for cell, column in zip(fitted, columns)]))
            continue
        places = [Place(shown, line, number) for number in range(1, len(columns) + 1)]
        kept.append((line, [*(yield from each(map(_cell, fitted, columns, places)))]))
    names = [column.name if column else "" for column in columns]
    layout = yield from _prescribed(layout, names, [cells for _, cells in kept], shown, legacy=False)
    marked = [with_withheld([cell.strip() for cell in cells], columns) for _, cells in kept]
    return FigureTable(
        layout=layout,
        path=shown,
        header=tuple(column.title if column else "" for column in columns),
        rows=tuple(cells for cells, _ in marked),
        lines=tuple(line for line, _ in kept),
        withheld=tuple(number for number, (_, is_secret) in enumerate(marked) if is_secret),
        unit=source.unit or source.item_unit or layout.unit,
        statement=source.statement,
    )


def _as_printed(found: Understood, sheet: SheetRows, source: TableSource) -> Reading[FigureTable | None]:
    """The table that was understood, after checking its cells by their columns."""
    shown = source.files[0][1]
    if source.unit and found.unit and source.unit != found.unit:
        what = f"表“{found.layout.title}”上印的单位是“{found.unit}”，“表”里写的是“{source.unit}”。"
        yield problem(Place(shown, 1, 1), "table-two-units", what, "请对照原件核对，只保留一个单位。")
        return None
    if not found.is_plain or len(source.files) > 1 or None in found.fields:
        yield told(found, found.layout.title, Place(shown, 1, 1))
    rows = []
    unit = found.unit or source.unit or source.item_unit or found.layout.unit
    for cells, places in zip(found.rows, found.places):
        cells = tuple(_without_unit(text, column, unit) for text, column in zip(cells, found.fields))
        rows.append((yield from each(map(_cell, cells, found.fields, places))))
    names = [column.name if column else "" for column in found.fields]
    layout = yield from _prescribed(found.layout, names, rows, shown, source.legacy)
    marked = [with_withheld(cells, found.fields) for cells in rows]
    return FigureTable(
        layout=layout,
        path=shown,
        header=found.header,
        rows=tuple(cells for cells, _ in marked),
        lines=found.lines,
        withheld=tuple(number for number, (_, is_secret) in enumerate(marked) if is_secret),
        unit=unit,
        statement=source.statement,
        printed=found.printed,
        places=found.places,
        continued=tuple(path for _, path in source.files[1:]),
    )


def _without_unit(text: str, column: Field | None, unit: str) -> str:
    """The figure without the unit of the whole table after it (19.00万元 in a table of 万元)."""
    return text.strip().removesuffix(unit) if unit and _is_figure(column) and is_figure(text) else text


def _cell(text: str, column: Field | None, place: Place) -> Reading[str]:
    """The text of a cell after checking it by its column; a damaged figure becomes unknown."""
    if column is None:
        return text
    text, spoilt = gathered(undamaged(text.strip(), column.title, place))
    yield from spoilt
    if any(one.level is Level.ERROR for one in spoilt):
        return _UNKNOWN if _is_figure(column) else text
    if column.type is FieldType.DATE:
        text = day_of_cell(text)
    if text and is_typed(column) and not (_is_figure(column) and (text in _NOTHING or is_withheld(text))):
        fault = value_of(text, column)
        if isinstance(fault, Fault):
            yield at(place, fault)
    return text


def _is_figure(column: Field | None) -> bool:
    return column is not None and column.type in _FIGURES


def _prescribed(
    layout: TableLayout, names: Sequence[str], rows: Sequence[Sequence[str]], shown: str, legacy: bool
) -> Reading[TableLayout]:
    """The layout among those of the table whose prescribed rows are all there; else the problem of the missing ones."""
    fitting = [one for one in (layout, *layout.variants) if _labels(names) <= {column.name for column in one.columns}]
    for one in fitting:
        if not _missing(one, names, rows):
            return one
    yield from _told_missing(layout, _missing(layout, names, rows), shown, legacy)
    return layout


def _labels(names: Sequence[str]) -> set[str]:
    return {name for name in names if name}


def _missing(layout: TableLayout, names: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    if not layout.rows or layout.row_label not in names:
        return []
    at_cell = names.index(layout.row_label)
    present = {"".join(cells[at_cell].split()) for cells in rows}
    return [label for label in layout.rows if "".join(label.split()) not in present]


def _told_missing(layout: TableLayout, missing: Sequence[str], shown: str, legacy: bool) -> Iterator[Problem]:
    """The problem of missing rows that the official form prescribes."""
    if not missing:
        return
    what = f"表“{layout.title}”缺少规定的行：{'、'.join(missing[:6])}{'等' if len(missing) > 6 else ''}。"
    level = Level.WARNING if legacy else Level.ERROR
    yield problem(Place(shown, 1, 1), "csv-missing-row", what, "请补上，没有数据的单元格写 0。", level)
