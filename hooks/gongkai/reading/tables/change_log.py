"""The change log of records (记录变更): a CSV file beside the record file, with one line for each change."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from gongkai.model.anchor import anchor_of
from gongkai.model.kind import Constraints, Field, FieldType, Kind
from gongkai.model.place import Place
from gongkai.model.problems.problem import problem
from gongkai.model.problems.yielded import Reading, gathered
from gongkai.model.record import Action, RecordChange
from gongkai.reading.tables.cells import CellReader
from gongkai.reading.tables.csv_tables import CsvError, encoding_of, match_header, rows_of
from gongkai.reading.values.nearest import suggestion

_REQUIRED = Constraints(required=True)
_AFTER_KEY = (
    Field(name="day", title="日期", type=FieldType.DATE, constraints=_REQUIRED),
    Field(
        name="action",
        title="动作",
        constraints=Constraints(required=True, enum=tuple(action.value for action in Action)),
    ),
    Field(name="column", title="字段", aliases=("更正的列", "更正项")),
    Field(name="before", title="原值"),
    Field(name="reason", title="理由", aliases=("原因",)),
    Field(name="basis", title="依据"),
    Field(name="decided", title="决定日期", type=FieldType.DATE),
)


def change_columns(kind: Kind) -> tuple[Field, ...]:
    """The columns of a change log: the key of the records, which may also be called 编号 or 文书号, then the change itself.

    Raises StopIteration where the type has no key for its records.
    """
    key = next(column for column in kind.records if column.name == kind.record.key)
    return (replace(key, aliases=(*key.aliases, "编号", "文书号"), constraints=_REQUIRED), *_AFTER_KEY)


def read_record_changes(kind: Kind, path: Path, shown: str) -> Reading[tuple[RecordChange, ...]]:
    """The changes in the file at ``path``, in order; lines with a mistake are reported and left out.

    ``shown`` is the path as messages name it. Raises OSError where the file cannot be opened.
    """
    columns = change_columns(kind)
    found: list[RecordChange] = []
    try:
        rows = rows_of(path, shown, encoding_of(path, shown))
        line, header = next(rows, (0, []))
        if not header:
            yield problem(Place(shown), "csv-empty", "变更文件是空的。", "请至少写一行表头。")
            return ()
        matched, faults = gathered(match_header(header, columns, shown, line, f"{kind.title}的记录变更"))
        yield from faults
        if faults:
            return ()
        reader = CellReader(columns, matched, shown)
        for line, cells in rows:
            row, faults = gathered(reader.read(line, cells))
            yield from faults
            change = None if faults else (yield from _change(row, kind, Place(shown, line, 1)))
            if change:
                found.append(change)
    except CsvError as fault:
        yield fault.problem
    return tuple(found)


def _change(row: list[str], kind: Kind, place: Place) -> Reading[RecordChange | None]:
    key, day, written, label, before, reason, basis, decided = row
    action = Action(written)
    by_label = {text: column for column in kind.records if column.public for text in (column.title, *column.aliases)}
    column = by_label.get(label)
    if action is Action.CORRECTED and not label:
        what = "更正没有写“字段”。"
        yield problem(place, "change-column", what, "请在“字段”里写更正的列名，例如“许可内容”。")
        return None
    if label and action is not Action.CORRECTED:
        what = f"“{action.value}”不写“字段”，这里写了“{label}”。"
        yield problem(place, "change-column", what, "整行新增或者撤下时，“字段”和“原值”留空。")
        return None
    if label and column is None:
        what = f"“{kind.title}”的记录没有“{label}”这一列。"
        remedy = suggestion(label, by_label) or "请照记录文件的表头填写。"
        yield problem(place, "change-column", what, remedy)
        return None
    if action is not Action.ADDED and not reason:
        what = f"“{action.value}”没有写“理由”。"
        yield problem(place, "change-reason", what, "请写公众看得懂的理由，例如“信用修复”“录入错误”。")
        return None
    return RecordChange(
        place=place,
        key=key,
        anchor=anchor_of(key),
        day=date.fromisoformat(day),
        action=action,
        column=column,
        before=before,
        reason=reason,
        basis=basis,
        decided=date.fromisoformat(decided) if decided else None,
    )
