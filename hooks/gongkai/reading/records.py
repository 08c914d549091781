"""The records of a dataset, streamed from CSV row by row so that any number of them fits into memory."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from gongkai.model.item import RecordFile, Row, Value
from gongkai.model.kind import Field, FieldType, Kind
from gongkai.model.place import Place
from gongkai.problems import Problem, problem
from gongkai.reading.fields import at
from gongkai.reading.tables import CsvError, encoding_of, match_header, rows_of
from gongkai.reading.values import value_of

_NO_TEXT = (FieldType.DATE, FieldType.DATETIME, FieldType.INTEGER, FieldType.NUMBER, FieldType.MONEY, FieldType.YEAR)
_NOTHING = ("-", "—", "——", "－", "/", "无")
"""What staff write in a cell that has no date or figure."""

MOST_FAULTS = 200
"""Faults of one file that are reported; more would hide the others."""


def open_records(kind: Kind, path: Path, shown: str, place: Place) -> tuple[RecordFile | None, list[Problem]]:
    """The record file with its header checked; None where it cannot be read."""
    try:
        encoding = encoding_of(path, shown)
        _, header = next(rows_of(path, shown, encoding), (0, None))
    except CsvError as fault:
        return None, [fault.problem]
    except OSError as error:
        what = f"记录文件“{shown}”读不出来（{error.strerror}）。"
        return None, [problem(place, "file-unreadable", what, "请核对文件名，文件放在本条信息旁边。")]
    if header is None:
        return None, [problem(Place(shown), "csv-empty", "记录文件是空的。", "请至少写一行表头。")]
    _, problems = match_header(header, kind.records, shown, 1, kind.title)
    return RecordFile(path=shown, absolute=str(path), encoding=encoding, header=tuple(header), place=place), problems


def stream_records(kind: Kind, file: RecordFile) -> Iterator[Row | Problem]:
    """The rows of a record file, and in their place the faults of rows that are not as the type asks.

    A row with a fault is given all the same, without the wrong values. Raises OSError where the file has gone.
    """
    rows = rows_of(Path(file.absolute), file.path, file.encoding)
    faults = 0
    try:
        line, header = next(rows)
        columns, _ = match_header(header, kind.records, file.path, line, kind.title)
        required = [column for column in kind.records if column.constraints.required]
        for line, cells in rows:
            row, found = _row(line, cells, columns, required, file.path)
            faults += len(found)
            if faults > MOST_FAULTS and found:
                what = f"这个文件的问题超过 {MOST_FAULTS} 处，其余不再列出。"
                yield problem(Place(file.path, line, 1), "csv-many-faults", what, "请先改正以上各处，再检查一次。")
                return
            yield from found
            yield row
    except StopIteration:
        return
    except CsvError as fault:
        yield fault.problem


def _row(
    line: int, cells: list[str], columns: list[Field | None], required: list[Field], shown: str
) -> tuple[Row, list[Problem]]:
    problems: list[Problem] = []
    values: dict[str, Value] = {}
    if (len(cells) != len(columns) and any(cell.strip() for cell in cells[len(columns) :])) or len(cells) < len(
        columns
    ):
        what = f"这一行有 {len(cells)} 格，表头有 {len(columns)} 格。"
        place = Place(shown, line, 1)
        problems.append(problem(place, "csv-cells", what, "请补上空格；内容里的英文逗号要用英文双引号括起来。"))
    for number, (cell, column) in enumerate(zip(cells, columns), 1):
        if column is None or not cell or (column.type in _NO_TEXT and cell.strip() in _NOTHING):
            continue
        value, fault = value_of(cell, column)
        if fault:
            problems.append(at(Place(shown, line, number), fault))
        if value is not None and not (fault and not fault.warning):
            values[column.name] = value
    for column in required:
        if column.name not in values and not any(column.title in fault.what for fault in problems):
            what = f"这一行缺少“{column.title}”。"
            problems.append(problem(Place(shown, line, 1), "csv-missing-value", what, "请补上。"))
    return Row(Place(shown, line, 1), values), problems
