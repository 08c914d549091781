"""A sheet of records against the record files of an item: the difference, and the files that it would write."""

from __future__ import annotations

import codecs
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from gongkai.exchange.sheets.changed_records import ChangedRecords
from gongkai.exchange.sheets.incoming_sheet import Incoming
from gongkai.exchange.sheets.record_difference import RecordDifference, record_difference
from gongkai.exchange.sheets.sheet_refusal import SheetRefusedError
from gongkai.incremental.garbage_collection import without_collecting
from gongkai.model.item import Item
from gongkai.model.kind import Field
from gongkai.model.problems.problem import Problem
from gongkai.model.problems.yielded import Reading, gathered
from gongkai.model.publication import ReadColumn
from gongkai.reading.tables.csv_tables import CsvError, encoding_of, match_header, rows_of
from gongkai.reading.tables.rows_of_records import RecordRows, record_rows
from gongkai.reading.tables.sheets.sheet_records import records_on


@dataclass(frozen=True, slots=True)
class RecordImport:
    """What a sheet of records would do."""

    item: Item
    difference: RecordDifference
    problems: tuple[Problem, ...]
    columns: Sequence[Field | None]
    """The columns of the cells of new records."""

    @property
    def changes(self) -> bool:
        """Whether anything is to be written."""
        return bool(self.difference.new or self.difference.changed or self.difference.gone)

    def files(self, root: Path) -> Mapping[str, bytes]:
        """The new content of each file that changes. Raises OSError."""
        return _written(self.item, self.difference, root, self.columns)


def import_records(incoming: Incoming, column: ReadColumn, index_no: str, keeps: bool) -> RecordImport:
    """The difference of the sheet from the records of an item, the one with the number ``index_no`` if several have some.

    With ``keeps``, records that the sheet does not have stay. Nothing is written. Raises SheetRefusedError and OSError.
    """
    item = _target(incoming, column, index_no)
    try:
        with without_collecting():
            rows, told = gathered(_opened(incoming))
            difference, problems = RecordDifference(), tuple[Problem, ...]()
            if rows:
                _check_key(rows, item, incoming.shown)
                difference, problems = gathered(record_difference(item, rows, incoming.shown))
        if keeps:
            difference.gone = []
    except CsvError as fault:
        raise SheetRefusedError(f"{fault.problem.path}：{fault.problem.what}{fault.problem.remedy}") from None
    columns = rows.matched if rows else ()
    return RecordImport(item, difference, (*incoming.problems, *told, *problems), columns)


def _check_key(rows: RecordRows, item: Item, shown: str) -> None:
    """Raise SheetRefusedError where the sheet lacks the column by which records are compared."""
    key = next((column for column in item.kind.records if column.name == item.kind.record.key), None)
    if key and not any(one and one.name == key.name for one in rows.matched):
        raise SheetRefusedError(f"“{shown}”没有“{key.title}”这一列，不能和现有的记录逐条核对。请补上这一列。")


def _target(incoming: Incoming, column: ReadColumn, index_no: str) -> Item:
    """The item whose records the sheet has. Raises SheetRefusedError."""
    wanted = index_no or (incoming.stamp.index_no if incoming.stamp else "")
    items = [item for item in column.items if item.kind.name == incoming.kind.name and item.records]
    if wanted:
        items = [item for item in items if item.index_no == wanted]
    if not items:
        which = f"索引号是 {wanted} 的" if wanted else ""
        raise SheetRefusedError(
            f"没有{which}带“记录”的“{incoming.kind.title}”。请先写好这件信息，加一行“记录: 文件名.csv”和只有表头的 CSV。"
        )
    if len(items) > 1:
        numbers = "、".join(f"{item.index_no}（{item.title}）" for item in items[:5])
        raise SheetRefusedError(
            f"有 {len(items)} 件“{incoming.kind.title}”带记录，不知道是哪一件：{numbers}。请加 --item 索引号。"
        )
    (item,) = items
    books = [file.path for file in item.records if file.sheet]
    if books:
        raise SheetRefusedError(f"这件信息的记录就是工作簿 {books[0]}。请直接在里面改，或者用新的文件替换它。")
    return item


def _opened(incoming: Incoming) -> Reading[RecordRows | None]:
    """The rows of the sheet; None after a problem of its heading. Raises CsvError and OSError."""
    kind, shown = incoming.kind, incoming.shown
    if incoming.workbook is None:
        rows = rows_of(incoming.path, shown, encoding_of(incoming.path, shown))
        line, header = next(rows, (0, []))
        matched, faults = gathered(match_header(header, kind.records, shown, line, kind.title))
        yield from faults
        return None if faults else RecordRows(matched, ((line, cells, ()) for line, cells in rows))
    sheet = next(one for one in incoming.workbook.book.sheets if one.name == incoming.sheet)
    source = records_on(incoming.workbook, sheet, shown, kind.records)
    yield from source.problems
    matched, faults = gathered(match_header(source.header, kind.records, shown, source.line, kind.title))
    yield from map(source.told, faults)
    source.read_days(matched)
    return None if faults else RecordRows(matched, source.rows(), source)


def _written(
    item: Item, difference: RecordDifference, root: Path, columns: Sequence[Field | None]
) -> Mapping[str, bytes]:
    """The new content of the record files that change; new records go to the end of the last one."""
    files: dict[str, bytes] = {}
    last = len(item.records) - 1
    used = {cell.column for one in difference.changed for cell in one.cells}
    used |= {
        one.name
        for place, one in enumerate(columns)
        if one and any(record.cells[place : place + 1] not in ((), ("",)) for record in difference.new)
    }
    for number, file in enumerate(item.records):
        changed = [one for one in difference.changed if one.file == number]
        gone = [one.line for one in difference.gone if one.file == number]
        new = difference.new if number == last else []
        if not (changed or gone or new):
            continue
        own = record_rows(file, item.kind).matched
        own_names = {one.name for one in own if one}
        further = [one for one in item.kind.records if one.name in used - own_names]
        data = (root / file.path).read_bytes()
        rows = ({one.name: cell for one, cell in zip(columns, record.cells) if one} for record in new)
        written = ChangedRecords(data.decode(file.encoding), own, further).text(changed, gone, rows)
        mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
        files[file.path] = mark + written.encode(file.encoding.removesuffix("-sig"))
    return files
