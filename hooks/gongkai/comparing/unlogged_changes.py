"""Records that were removed or changed between two versions of a dataset without a line in its history (记录变更)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.comparing.announced import has_new_note
from gongkai.model.item import Item
from gongkai.model.place import Place
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.model.record import Record, RecordName, RecordTable

MOST = 10
"""Most keys that a message names."""


@dataclass(frozen=True, slots=True)
class _Rows:
    """The records of one version by key, or by all cells where the type has no key."""

    by_key: dict[str, Record]
    files: tuple[str, ...]


def record_faults(before: Item, after: Item, base: Publication, head: Publication) -> Iterator[Problem]:
    """One problem for all removed records, one for all changed ones; only those without a line in the history count.

    Warnings where the item has a new 变更说明 or notice, or is a legacy item; else errors.
    """
    old_table = base.records.get(before.index_no)
    if not old_table or not len(old_table):
        return
    new_table = head.records.get(after.index_no)
    old = _rows(before, old_table)
    new = _rows(after, new_table) if new_table else _Rows({}, ())
    logged = {change.key for change in new_table.changes} if new_table else set()
    announced = has_new_note(before, after, base, head)
    level = Level.WARNING if announced or (before.legacy and after.legacy) else Level.ERROR
    removed = [key for key in old.by_key if key not in new.by_key and key not in logged]
    if removed:
        what = f"“{after.title}”原有 {len(old.by_key)} 条记录，少了 {len(removed)} 条：{_named(removed, before)}。"
        remedy = "请恢复；依法撤下的，请在“记录变更”里逐条写明决定文书号、日期和理由。"
        yield problem(_place(after, new.files), "records-vanished", what, remedy, level)
    columns = old_table.columns
    same = new_table is not None and [c.name for c in columns] == [c.name for c in new_table.columns]
    changed = [
        key
        for key, row in old.by_key.items()
        if same and key in new.by_key and list(row.cells) != list(new.by_key[key].cells) and key not in logged
    ]
    if changed:
        first = new.by_key[changed[0]]
        what = f"“{after.title}”有 {len(changed)} 条记录改动了：{_named(changed, before)}。"
        remedy = "请改回；确需更正的，请在“记录变更”里写明哪一条、改了什么和理由。"
        place = Place(new.files[first.file], first.line, 1)
        yield problem(place, "records-changed", what, remedy, level)


def _rows(item: Item, table: RecordTable) -> _Rows:
    names = RecordName(item.kind, table.columns)
    found: dict[str, Record] = {}
    for row in table.rows():
        name = names.of(row.cells) if names.key >= 0 else "\x1f".join(row.cells)
        found.setdefault(name, row)
    return _Rows(found, tuple(file.path for file in item.records))


def _named(keys: list[str], item: Item) -> str:
    """The keys; only their number where the type has no key, since cells may contain names of persons."""
    if not item.kind.record.key:
        return f"共 {len(keys)} 条"
    return "、".join(keys[:MOST]) + ("等" if len(keys) > MOST else "")


def _place(item: Item, files: tuple[str, ...]) -> Place:
    return Place(files[0]) if files else item.place
