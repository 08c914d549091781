"""The table on a sheet: row by row for records, or whole, with its merged cells, for what is printed."""

from __future__ import annotations

import zipfile
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterator, Sequence
from pathlib import Path

from gongkai.model.place import Place
from gongkai.model.problems.problem import Problem, problem
from gongkai.model.problems.yielded import Reading
from gongkai.reading.office.sheet_contents import SheetLine, SheetReader, Workbook
from gongkai.reading.office.sheet_rows import Merged, column_name
from gongkai.reading.office.workbook import Sheet
from gongkai.reading.office.xml_events import DamagedXmlError
from gongkai.reading.tables.csv_tables import CsvError
from gongkai.reading.tables.grid import Grid, Span
from gongkai.reading.tables.sheets.in_sheet import faults_of_line, in_sheet
from gongkai.reading.tables.sheets.sheet_choice import Wanted, chosen_sheet
from gongkai.reading.tables.sheets.workbook_file import open_workbook, unreadable

SheetRow = tuple[int, list[str], tuple[Problem, ...]]
"""The number of a row, its cells, and the problems of how they are stored."""
_MOST_CELLS = 2_000_000
"""The most cells of a grid, empty ones included: a stray cell far to the right makes every row as wide."""


def opened_sheet(path: Path, shown: str, wanted: Wanted) -> Reading[tuple[Workbook, Sheet] | None]:
    """The workbook at ``path`` and the sheet that is meant; None after a problem."""
    workbook = yield from open_workbook(path, shown)
    if workbook is None:
        return None
    try:
        sheet = yield from chosen_sheet(workbook, wanted, shown)
    except (DamagedXmlError, zipfile.BadZipFile):
        yield unreadable(shown)
        return None
    return (workbook, sheet) if sheet else None


class SheetTable:
    """The rows of one sheet, read once from the beginning."""

    def __init__(self, workbook: Workbook, sheet: Sheet, shown: str) -> None:
        """``shown`` is the path of the workbook in messages."""
        self._reader = SheetReader(workbook, sheet)
        self._sheet = sheet.name
        self.shown = shown

    def read_days(self, columns: Sequence[int]) -> None:
        """From now on, days in these columns (from 0 on) are given in ISO form."""
        self._reader.read_days(columns)

    def rows(self) -> Iterator[SheetRow]:
        """The rows that are not empty. Raises CsvError where the sheet is damaged."""
        hidden: set[int] | None = None
        try:
            for line in self._reader.lines():
                if hidden is None:
                    hidden = {one for span in self._reader.hidden_columns for one in range(span.first, span.last + 1)}
                if any(map(str.strip, line.cells)) or line.doubts:
                    faults = (
                        tuple(faults_of_line(line, hidden, self.shown, self._sheet)) if _is_odd(line, hidden) else ()
                    )
                    yield line.number, line.cells, faults
        except (DamagedXmlError, zipfile.BadZipFile):
            raise CsvError(unreadable(self.shown)) from None

    def merged_below(self, row: int, beside: Container[int] = ()) -> Iterator[Problem]:
        """The problems of merged cells below the row with this number, but for the rows ``beside``; known after the last row."""
        for one in self._reader.merged:
            if one.last_row > row and one.first_row not in beside:
                cells = f"{column_name(one.first_column)}{one.first_row}:{column_name(one.last_column)}{one.last_row}"
                what = f"逐条的记录里有合并的单元格（{cells}），不知道合并进去的各行是什么。"
                place = Place(self.shown, one.first_row, one.first_column)
                remedy = "请取消合并，在每一行里分别填写。"
                yield in_sheet(problem(place, "workbook-merged", what, remedy), self._sheet)

    @property
    def merged(self) -> Sequence[Merged]:
        """The merged cells; known after the last row."""
        return self._reader.merged


def _is_odd(line: SheetLine, hidden: set[int]) -> bool:
    return line.is_hidden or bool(hidden) or bool(line.doubts)


def read_grid(path: Path, shown: str, wanted: Wanted) -> Reading[Grid | None]:
    """The sheet that is meant as it is printed; None after a problem, where it cannot be read."""
    opened = yield from opened_sheet(path, shown, wanted)
    if opened is None:
        return None
    workbook, sheet = opened
    table = SheetTable(workbook, sheet, shown)
    rows: list[list[str]] = []
    lines: list[int] = []
    try:
        for number, cells, faults in table.rows():
            yield from faults
            rows.append(cells)
            lines.append(number)
    except CsvError as fault:
        yield fault.problem
        return None
    width = max(map(len, rows), default=0)
    if width * len(rows) > _MOST_CELLS:
        widest = next(number for number, cells in zip(lines, rows) if len(cells) == width)
        what = f"表太大：有 {len(rows)} 行，最右边的内容在 {column_name(width)} 列。"
        remedy = "请删除远处多余的内容；逐条的记录请写在“记录”里。"
        yield in_sheet(problem(Place(shown, widest, width), "csv-long", what, remedy), sheet.name)
        return None
    for cells in rows:
        cells += [""] * (width - len(cells))
    spans = tuple(_spans(table.merged, lines, width))
    for span in spans:
        yield from _covered(span, rows, lines, shown, sheet.name)
    return Grid(tuple(map(tuple, rows)), tuple(lines), spans, sheet.name)


def _covered(span: Span, rows: list[list[str]], lines: list[int], shown: str, sheet: str) -> Iterator[Problem]:
    """The problems of cells with contents that a merge covers; they are emptied."""
    for row in range(span.first_row, span.last_row + 1):
        for column in range(span.first_column, span.last_column + 1):
            text, rows[row][column] = rows[row][column], ""
            if (row, column) == (span.first_row, span.first_column):
                rows[row][column] = text
            elif text.strip():
                what = f"这一格被合并单元格盖住，里面有“{text}”，印出来看不到。"
                remedy = "请取消合并并核对；不要的请清空。"
                yield in_sheet(problem(Place(shown, lines[row], column + 1), "workbook-hidden", what, remedy), sheet)


def _spans(merged: Sequence[Merged], lines: Sequence[int], width: int) -> Iterator[Span]:
    """The merged cells by their positions among the rows and columns that are not empty."""
    for one in merged:
        span = Span(
            bisect_left(lines, one.first_row),
            one.first_column - 1,
            bisect_right(lines, one.last_row) - 1,
            min(one.last_column, width) - 1,
        )
        height, breadth = span.last_row - span.first_row, span.last_column - span.first_column
        if height >= 0 and breadth >= 0 and (height or breadth):
            yield span
