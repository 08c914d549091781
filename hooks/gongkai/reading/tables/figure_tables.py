"""Small tables of figures (budget, final accounts, annual report) in CSV files of an item."""

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
from gongkai.reading.tables.csv_tables import CsvError, encoding_of, match_header, rows_of
from gongkai.reading.tables.misfit_rows import width_fault
from gongkai.reading.tables.sheets.in_sheet import in_sheet
from gongkai.reading.tables.sheets.sheet_choice import Wanted, header_place
from gongkai.reading.tables.sheets.sheet_records import labels_of
from gongkai.reading.tables.sheets.sheet_tables import read_grid
from gongkai.reading.tables.sheets.workbook_file import is_workbook
from gongkai.reading.values.fields import at
from gongkai.reading.values.typed_value import Fault, value_of

MOST_ROWS = 5000
_UNKNOWN = "？"
_FIGURES = (FieldType.MONEY, FieldType.NUMBER, FieldType.INTEGER)


def read_figure_table(
    layout: TableLayout, path: Path | None, shown: str, unit: str, statement: str, sheet: str = ""
) -> Reading[FigureTable | None]:
    """The table in the file at ``path`` with the columns of ``layout`` and its cells as written.

    ``shown`` is the path as messages name it. Without a path the table is empty and has only its ``statement``. ``unit``
    is that of the figures, by default the one of ``layout``. ``sheet`` is the one that the item names in a workbook.
    Returns None, after a problem, where it cannot be read.
    """
    if path is not None and is_workbook(shown):
        grid = yield from read_grid(path, shown, _wanted(layout, sheet))
        if grid is None:
            return None
        begin = max(header_place(grid.rows, labels_of(layout.columns)), 0)
        lines = [(line, list(row)) for line, row in zip(grid.lines[begin:], grid.rows[begin:])]
        table, faults = gathered(_read(layout, lines, shown, unit, statement))
        yield from (in_sheet(one, grid.sheet) for one in faults)
        return table
    if path is None:
        return FigureTable(
            layout=layout, path="", header=_titles(layout), rows=(), lines=(), unit=unit, statement=statement
        )
    try:
        rows = list(rows_of(path, shown, encoding_of(path, shown)))
    except CsvError as broken:
        yield broken.problem
        return None
    except OSError as error:
        what = f"表“{layout.title}”的文件读不出来（{reason(error)}）。"
        yield problem(Place(shown), "file-unreadable", what, "请核对文件名。")
        return None
    return (yield from _read(layout, rows, shown, unit, statement))


def _wanted(layout: TableLayout, sheet: str) -> Wanted:
    example = f"请写明工作表，例如“{layout.title}: {{{{文件: tables.xlsx, 工作表: {{}}}}}}”。"
    return Wanted(sheet, (layout.title, *layout.aliases), labels_of(layout.columns), example)


def _read(
    layout: TableLayout, rows: list[tuple[int, list[str]]], shown: str, unit: str, statement: str
) -> Reading[FigureTable | None]:
    """The table in these rows, the first of which is the heading; None after a problem."""
    if not rows:
        yield problem(Place(shown), "csv-empty", f"表“{layout.title}”的文件是空的。", "请至少写一行表头。")
        return None
    if len(rows) > MOST_ROWS:
        what = f"表“{layout.title}”有 {len(rows)} 行，超过 {MOST_ROWS} 行。"
        yield problem(Place(shown), "csv-long", what, "逐条的记录请写在“记录”里。")
        return None
    line, header = rows[0]
    columns, faults = gathered(match_header(header, layout.columns, shown, line, layout.title))
    yield from faults
    if faults:
        return None
    kept: list[tuple[int, list[str]]] = []
    for line, cells in rows[1:]:
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
    yield from _prescribed(layout, kept, columns, shown)
    return FigureTable(
        layout=layout,
        path=shown,
        header=tuple(column.title if column else "" for column in columns),
        rows=tuple(tuple(cell.strip() for cell in cells) for _, cells in kept),
        lines=tuple(line for line, _ in kept),
        unit=unit or layout.unit,
        statement=statement,
    )


def _cell(text: str, column: Field | None, place: Place) -> Reading[str]:
    """The text of a cell after checking it by its column; a damaged figure becomes unknown."""
    if column is None:
        return text
    text, spoilt = gathered(undamaged(text.strip(), column.title, place))
    yield from spoilt
    if any(one.level is Level.ERROR for one in spoilt):
        return _UNKNOWN if _is_figure(column) else text
    if text and is_typed(column) and not (_is_figure(column) and text in ("—", "-", "/", "——")):
        fault = value_of(text, column)
        if isinstance(fault, Fault):
            yield at(place, fault)
    return text


def _is_figure(column: Field | None) -> bool:
    return column is not None and column.type in _FIGURES


def _titles(layout: TableLayout) -> tuple[str, ...]:
    return tuple(column.title for column in layout.columns)


def _prescribed(
    layout: TableLayout, rows: list[tuple[int, list[str]]], columns: Sequence[Field | None], shown: str
) -> Iterator[Problem]:
    """The problem of missing rows that the official form prescribes."""
    if not layout.rows:
        return
    names = [column.name if column else "" for column in columns]
    if layout.row_label not in names:
        return
    at_cell = names.index(layout.row_label)
    present = {"".join(cells[at_cell].split()) for _, cells in rows}
    missing = [label for label in layout.rows if "".join(label.split()) not in present]
    if not missing:
        return
    what = f"表“{layout.title}”缺少规定的行：{'、'.join(missing[:6])}{'等' if len(missing) > 6 else ''}。"
    yield problem(Place(shown, 1, 1), "csv-missing-row", what, "请补上，没有数据的单元格写 0。")
