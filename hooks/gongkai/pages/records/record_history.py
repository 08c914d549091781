"""The public change history of records: what was added, corrected and withdrawn, when and why."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Protocol

from gongkai.model.record import Action, RecordChange, RecordTable
from gongkai.pages.records.record_view import ChangeLine

_TONES = {Action.ADDED: "live", Action.CORRECTED: "changed", Action.WITHDRAWN: "dead"}
NOT_SHOWN = "（原值不再公开）"


class _Rows(Protocol):
    """A page with its address and range of rows."""

    @property
    def url(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def stop(self) -> int: ...


def change_lines(table: RecordTable, pages: Sequence[_Rows]) -> tuple[ChangeLine, ...]:
    """The history, newest line first. ``pages`` are the pages of the records, for links."""
    if not table.changes:
        return ()
    where: dict[str, str] = {}
    cells: dict[str, Sequence[str]] = {}
    for anchor, url, own in table.found("changed rows", partial(_changed_rows, pages)):
        where[anchor], cells[anchor] = url, own
    lines = []
    for number, change in enumerate(table.changes):
        after = _after(change, table.changes[number + 1 :], cells.get(change.anchor), table)
        url = where.get(change.anchor, "")
        lines.append(
            ChangeLine(
                anchor=change.anchor,
                key=change.key,
                url=f"{url}#{change.anchor}" if url else "",
                day=change.day.isoformat(),
                action=change.action.value,
                tone=_TONES[change.action],
                column=change.column.title if change.column else "",
                # Of a withdrawn record, only the key and the reasons are still public.
                before=(change.before or NOT_SHOWN) if change.column and url else "",
                after=after if url else "",
                reason=change.reason,
                basis=change.basis,
            )
        )
    return tuple(reversed(lines))


def _changed_rows(pages: Sequence[_Rows], table: RecordTable) -> list[tuple[str, str, list[str]]]:
    """Anchor, address of the page, and cells of the rows that were changed and are still there."""
    wanted = {change.anchor for change in table.changes}
    return [
        (record.anchor, page.url, list(record.cells))
        for page in pages
        for record in table.rows(page.start, page.stop)
        if record.anchor in wanted
    ]


def _after(change: RecordChange, later: Sequence[RecordChange], cells: Sequence[str] | None, table: RecordTable) -> str:
    """The new value of a correction: the old value of the next correction of that cell, or the current value."""
    if change.column is None:
        return ""
    for other in later:
        if (other.anchor, other.column) == (change.anchor, change.column):
            return other.before or NOT_SHOWN
    return cells[table.columns.index(change.column)] if cells else ""
