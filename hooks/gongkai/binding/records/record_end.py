"""Records that leave the public pages when their term is over: penalties past 公示截止期, subjects removed from a list."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from gongkai.binding.record_term import day_in
from gongkai.model.anchor import anchor_of
from gongkai.model.item import Item
from gongkai.model.kind import RecordTerm
from gongkai.model.place import Place
from gongkai.model.record import Action, Record, RecordChange, RecordName, RecordTable

_UNNAMED = "（编号不再列出）"


def published_table(item: Item, table: RecordTable, as_of: date) -> RecordTable:
    """The table without the records whose last day is before ``as_of``, if the type says that records leave.

    Each of them gets an entry in the change log, as if the agency had withdrawn it on the day after its last day. The
    table is returned as it is where nothing leaves.
    """
    term = item.kind.record.term
    if term is None or not term.leaves:
        return table
    end = table.position(term.end)
    if end < 0:
        return table
    last_days = (day_in(record.cells[end]) for record in table.rows())
    gone = {place: last for place, last in enumerate(last_days) if last and last < as_of}
    if not gone:
        return table
    kept = [place for place in range(len(table)) if place not in gone]
    # A record that was withdrawn and published again (新增) gets a new entry when it leaves.
    last_action = {change.anchor: change.action for change in table.changes if change.action is not Action.CORRECTED}
    changes = list(table.changes)
    for number, place in enumerate(sorted(gone, key=table.source), start=1):
        (record,) = table.rows(place, place + 1)
        leaving = _withdrawal(item, table, record, number, gone[place], term)
        if term.unnamed:
            changes = [_anonymous(one, leaving) if one.anchor == record.anchor else one for one in changes]
        if last_action.get(record.anchor) is not Action.WITHDRAWN:
            changes.append(leaving)
    rows = [record.cells for place in kept for record in table.rows(place, place + 1)]
    texts = {column.name: {cells[place] for cells in rows} for place, column in enumerate(table.columns)}
    return replace(
        table,
        packed=tuple(table.packed[place] for place in kept),
        days=tuple(table.days[place] for place in kept),
        filled=frozenset(name for name, found in texts.items() if any(found)),
        constant=frozenset(name for name, found in texts.items() if len(rows) > 1 and len(found) == 1 and any(found)),
        changes=tuple(sorted(changes, key=lambda change: change.day)),
        left=tuple(sorted(map(table.source, gone))),
    )


def _anonymous(earlier: RecordChange, leaving: RecordChange) -> RecordChange:
    """An earlier entry about the same record without its key and the value it corrected, which may name a person."""
    return replace(earlier, key=leaving.key, anchor=leaving.anchor, before="")


def _withdrawal(
    item: Item, table: RecordTable, record: Record, number: int, last: date, term: RecordTerm
) -> RecordChange:
    """The entry in the change log that withdraws ``record``, the ``number``-th that leaves, after its ``last`` day."""
    key = table.position(item.kind.record.key)
    named = key >= 0 and not term.unnamed
    return RecordChange(
        place=Place(item.records[record.file].path, record.line, 1),
        key=RecordName(item.kind, table.columns).of(record.cells) if named else _UNNAMED,
        anchor=record.anchor if named else anchor_of(f"{item.index_no}-{number}"),
        day=last + timedelta(days=1),
        action=Action.WITHDRAWN,
        reason=term.leaves,
    )
