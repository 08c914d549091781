"""Records on a sheet: the heading after the title rows, then a record in each row."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import chain, islice
from pathlib import Path

from gongkai.model.kind import Field
from gongkai.model.place import Place
from gongkai.model.problems.problem import Problem, problem
from gongkai.model.problems.yielded import Reading
from gongkai.reading.office.sheet_contents import Workbook
from gongkai.reading.office.workbook import Sheet
from gongkai.reading.tables.cells import holds_days
from gongkai.reading.tables.csv_tables import CsvError
from gongkai.reading.tables.record_heading import MOST_ABOVE, RecordHeading, record_heading
from gongkai.reading.tables.sheets.in_sheet import in_sheet
from gongkai.reading.tables.sheets.sheet_choice import Wanted, folded
from gongkai.reading.tables.sheets.sheet_tables import SheetRow, SheetTable, opened_sheet


class SheetRecords:
    """The heading of a sheet of records, and its rows, which are read once."""

    def __init__(
        self, table: SheetTable, sheet: str, columns: Sequence[Field], heading: RecordHeading | None = None
    ) -> None:
        """``columns`` are those that the ``heading`` may name, if it is not known yet. Raises CsvError where the sheet is damaged."""
        self.sheet = sheet
        self._table = table
        self._shown = table.shown
        rows = table.rows()
        above: list[SheetRow] = list(islice(rows, heading.end if heading else MOST_ABOVE))
        nothing = RecordHeading((), 0, 0)
        given = [(line, cells) for line, cells, _ in above]
        self.heading = heading or (record_heading(given, columns) if above else nothing)
        self.line, self.header = self.heading.line, list(self.heading.names)
        self.problems = tuple(found for _, _, faults in above[: self.heading.end] for found in faults)
        """The problems of the rows up to the heading."""
        self._rows = chain(above[self.heading.end :], rows)

    def read_days(self, matched: Sequence[Field | None]) -> None:
        """Give days in the columns of days in ISO form; ``matched`` has the column of each cell of the heading."""
        self._table.read_days([place for place, column in enumerate(matched) if column and holds_days(column)])

    def rows(self) -> Iterator[SheetRow]:
        """The rows below the heading that are not empty, each as wide as it. Raises CsvError where the sheet is damaged."""
        width = len(self.header)
        for line, cells, faults in self._rows:
            if len(cells) == width:
                yield line, cells, faults
                continue
            outside = [place for place in range(width, len(cells)) if cells[place].strip()]
            if outside:
                what = f"这一格在表头的各列以外，里面有“{cells[outside[0]]}”，不知道是什么。"
                place = Place(self._shown, line, outside[0] + 1)
                found = problem(place, "csv-cells", what, "请移到相应的列，或者在表头写上这一列的名称。")
                faults = (*faults, self.told(found))
            yield line, (cells + [""] * width)[:width], faults

    def told(self, found: Problem) -> Problem:
        """The problem with its sheet and its cell."""
        return in_sheet(found, self.sheet)

    def merged(self, beside: Container[int] = ()) -> Iterator[Problem]:
        """The problems of merged cells below the heading, without those in rows ``beside`` the records."""
        return self._table.merged_below(self.line, beside)


def labels_of(columns: Iterable[Field]) -> frozenset[str]:
    """The labels by which a heading may name the columns."""
    return frozenset(folded(label) for column in columns for label in (column.title, *column.aliases))


def records_on(workbook: Workbook, sheet: Sheet, shown: str, columns: Sequence[Field]) -> SheetRecords:
    """The records on ``sheet``. Raises CsvError where it is damaged.

    The heading is found by a first look, so that no row below it is read before it is known which columns hold days.
    """
    found = SheetRecords(SheetTable(workbook, sheet, shown), sheet.name, columns)
    return SheetRecords(SheetTable(workbook, sheet, shown), sheet.name, columns, found.heading)


def sheet_records(
    path: Path, shown: str, wanted: Wanted, columns: Sequence[Field], heading: RecordHeading | None = None
) -> Reading[SheetRecords | None]:
    """The records on the sheet that is meant; None after a problem, where they cannot be read."""
    opened = yield from opened_sheet(path, shown, wanted)
    if opened is None:
        return None
    workbook, sheet = opened
    try:
        return SheetRecords(SheetTable(workbook, sheet, shown), sheet.name, columns, heading)
    except CsvError as fault:
        yield fault.problem
        return None
