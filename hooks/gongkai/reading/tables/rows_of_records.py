"""The rows of a record file, whether CSV or a sheet: its heading with the column of each cell, then a record in each row."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from gongkai.model.item import RecordFile
from gongkai.model.kind import Field, Kind
from gongkai.model.place import Place
from gongkai.model.problems.problem import Problem, problem
from gongkai.model.problems.yielded import Reading, gathered
from gongkai.reading.tables.csv_tables import CsvError, match_header, table_rows_of
from gongkai.reading.tables.record_heading import RecordHeading, columns_of_file, matched_columns, told
from gongkai.reading.tables.sheets.sheet_choice import Wanted
from gongkai.reading.tables.sheets.sheet_records import SheetRecords, labels_of, sheet_records
from gongkai.reading.tables.sheets.sheet_tables import SheetRow


@dataclass(frozen=True, slots=True)
class RecordRows:
    """The rows of one file below its heading; they are read once."""

    matched: Sequence[Field | None]
    """The column of each cell of the heading."""
    rows: Iterator[SheetRow]
    source: SheetRecords | None = None
    """The sheet; None for CSV."""

    def told(self, found: Problem) -> Problem:
        """The problem as messages about this file word it."""
        return self.source.told(found) if self.source else found

    def afterwards(self, beside: Container[int] = ()) -> Iterator[Problem]:
        """The problems that are known only after the last row; the lines ``beside`` the records may have merged cells."""
        return self.source.merged(beside) if self.source else iter(())


def wanted_records(kind: Kind, sheet: str) -> Wanted:
    """What is looked for in a workbook that an item names as its records, on ``sheet`` where it names that too."""
    return Wanted(
        sheet=sheet,
        titles=(kind.title, f"{kind.title}记录", "记录"),
        labels=labels_of(kind.records),
        example="请写明工作表，例如“记录: {{文件: permits.xlsx, 工作表: {}}}”。",
    )


def record_rows(file: RecordFile, kind: Kind) -> RecordRows:
    """The rows of a file that was opened before, when the problems of its heading were told. Raises CsvError and OSError."""
    path = Path(file.absolute)
    if file.sheet:
        given = RecordHeading(file.header, file.line, file.above, file.titles)
        source, faults = gathered(sheet_records(path, file.path, wanted_records(kind, file.sheet), kind.records, given))
        if source is None:
            raise CsvError(next(iter(faults)))
        matched, _ = gathered(match_header(file.header, columns_of_file(file, kind), file.path, file.line, kind.title))
        source.read_days(matched)
        return RecordRows(matched, source.rows(), source)
    rows = table_rows_of(path, file.path, file.encoding, file.separator)
    for _ in range(file.above):
        next(rows, None)
    matched, _ = gathered(match_header(file.header, columns_of_file(file, kind), file.path, file.line, kind.title))
    return RecordRows(matched, ((line, cells, ()) for line, cells in rows))


def open_sheet_records(kind: Kind, path: Path, shown: str, place: Place, sheet: str) -> Reading[RecordFile | None]:
    """The sheet of records in the workbook at ``path`` with its heading checked; None, after a problem, where there is none.

    ``shown`` is the path as messages name it, ``place`` where the item names the file, ``sheet`` the sheet that it names.
    """
    source = yield from sheet_records(path, shown, wanted_records(kind, sheet), kind.records)
    if source is None:
        return None
    yield from source.problems
    if not source.header:
        yield problem(Place(shown), "csv-empty", "记录文件是空的。", "请至少写一行表头。")
        return None
    heading = source.heading
    (matched, further), faults = gathered(matched_columns(heading.names, kind, Place(shown, heading.line, 1)))
    note = told(heading, further, shown)
    yield from map(source.told, (*faults, note) if note and any(matched) else faults)
    if not any(matched):
        return None
    return RecordFile(
        path=shown,
        absolute=str(path),
        encoding="",
        header=heading.names,
        place=place,
        sheet=source.sheet,
        line=heading.line,
        above=heading.end,
        titles=heading.titles,
        further=further,
    )
