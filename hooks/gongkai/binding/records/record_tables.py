"""The tables of records of a column on a day: those of unchanged files are known from the last build without their rows."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from errno import ESTALE
from functools import cache, partial
from typing import Any

from gongkai.binding.records.compact_texts import CompactTexts
from gongkai.binding.records.kept_rows import KeptRows, Rows
from gongkai.binding.records.record_end import published_table
from gongkai.incremental.cache import Cache, digest_of
from gongkai.incremental.cached_problems import problem_of, problem_row
from gongkai.incremental.shared_work import Task, processes_for, shared
from gongkai.model.item import Item
from gongkai.model.place import Place
from gongkai.model.publication import Publication
from gongkai.model.record import Action, LaterTexts, RecordChange, RecordTable, RowFacts
from gongkai.reading.tables.records import record_table

MOST_PLAIN = 250_000
"""Rows that a process holds as they are, some 120 MB; those of further tables are compressed, which costs time."""
_BYTES_AN_ITEM = 4_000
"""Bytes of record files that are as much work as reading one item."""
_ACTIONS = {action.value: action for action in Action}


@dataclass(frozen=True, slots=True)
class _Known:
    """A table with the fingerprint of what it was read from."""

    fingerprint: str
    table: RecordTable


class RecordTables:
    """Gives the table of each item, and remembers what is known of its rows; they are read only where they are needed."""

    def __init__(self, last: Cache | None = None, rows: KeptRows | None = None) -> None:
        """``last`` is what was known after the last build, under a key of the code and the common sources; ``rows`` has its rows."""
        self._cache = Cache() if last is None else last
        self._rows = KeptRows() if rows is None else rows
        self._known: dict[str, _Known] = {}
        self._saved: dict[str, str] = {}
        """The fingerprints of what this process has saved."""
        self._plain = 0
        """Number of rows that are held as they are."""

    @staticmethod
    def known_from(publication: Publication) -> RecordTables:
        """The tables of a publication, for another day; those from which records leave may be read again."""
        tables = RecordTables()
        for number, table in publication.records.items():
            fingerprint = _fingerprint(publication.by_index[number], publication.as_of)
            if fingerprint:
                tables._known[number] = _Known(fingerprint, table)
        return tables

    def of(self, item: Item, as_of: date) -> RecordTable:
        """The published records of ``item`` on the day ``as_of``. Raises OSError where a file has disappeared."""
        fingerprint = _fingerprint(item, as_of)
        if not fingerprint:
            return self._read(item, as_of)
        before = self._known.get(item.index_no)
        if before and before.fingerprint == fingerprint:
            return before.table
        cached, content = self._cache.get(item.index_no)
        if cached == fingerprint:
            table = _unpacked(content, item, partial(self._rows_of, item, as_of, fingerprint, content[0]))
        else:
            table = replace(self._read(item, as_of), facts=RowFacts())
            self._rows.put(fingerprint, (table.packed, table.days))
        self._known[item.index_no] = _Known(fingerprint, table)
        return table

    def read_all(self, items: Iterable[Item], as_of: date) -> None:
        """Read the tables of ``items`` that are not known, if that is worth several processes. Raises OSError and WorkerLostError.

        ``of`` reads them otherwise, one after the other.
        """
        missing = [item for item in items if self._is_missing(item, as_of)]
        work = sum(map(_size_of, missing)) // _BYTES_AN_ITEM
        if processes_for(work) < 2:
            return
        task: Task[Item, list[_ReadTable]]
        task = Task(
            "读取记录", lambda some: [_rows(item, as_of) for item in some], lambda item: item.place.path, begun=False
        )
        tables = (one for some in shared(task, missing, work) for one in some)
        for item, (content, packed, days) in zip(missing, tables):
            fingerprint = _fingerprint(item, as_of)
            table = _unpacked(content, item, partial(self._rows_of, item, as_of, fingerprint, len(packed)))
            table = replace(table, packed=self._held(packed), days=days)
            self._rows.put(fingerprint, (packed, days))
            self._known[item.index_no] = _Known(fingerprint, table)

    def _is_missing(self, item: Item, as_of: date) -> bool:
        fingerprint = _fingerprint(item, as_of)
        known = self._known.get(item.index_no)
        same = self._cache.get(item.index_no)[0] == fingerprint or (known and known.fingerprint == fingerprint)
        return bool(fingerprint and not same)

    def save(self) -> None:
        """Remember the tables, and what was found in their rows, for the next build."""
        changed = False
        for number, known in self._known.items():
            facts = known.table.facts
            grown = facts is not None and facts.grown
            if self._saved.get(number) == known.fingerprint and not grown:
                continue
            if self._cache.get(number)[0] == known.fingerprint and not grown:
                self._cache.keep(number)
            else:
                self._cache.put(number, known.fingerprint, _packed(known.table))
            if facts:
                facts.grown = False
            self._saved[number] = known.fingerprint
            changed = True
        if changed:
            self._cache.save()
            self._rows.keep_only(known.fingerprint for known in self._known.values())

    def _read(self, item: Item, as_of: date) -> RecordTable:
        table = published_table(item, record_table(item), as_of)
        return replace(table, packed=self._held(table.packed))

    def _rows_of(self, item: Item, as_of: date, fingerprint: str, count: int) -> Rows:
        """The rows of a table of which everything else is known. Raises OSError where a file has disappeared or is another one."""
        kept = self._rows.get(fingerprint, count)
        if kept:
            return self._held(kept[0]), kept[1]
        table = self._read(item, as_of)
        if len(table) != count:
            raise OSError(
                ESTALE, "记录文件在生成的时候改动了", item.records[0].path if item.records else item.place.path
            )
        self._rows.put(fingerprint, (table.packed, table.days))
        return table.packed, table.days

    def _held(self, packed: Sequence[str]) -> Sequence[str]:
        """The rows as this process holds them."""
        if self._plain + len(packed) > MOST_PLAIN:
            return CompactTexts(packed)
        self._plain += len(packed)
        return packed


_ReadTable = tuple[list[Any], Sequence[str], Sequence[str]]
"""What is known of a table without its rows, its rows, and their days: what one process sends to another."""


def _rows(item: Item, as_of: date) -> _ReadTable:
    table = published_table(item, record_table(item), as_of)
    return _packed(table), table.packed, table.days


def _size_of(item: Item) -> int:
    with suppress(OSError):
        return sum(os.stat(file.absolute).st_size for file in item.records)
    return 0


def _fingerprint(item: Item, as_of: date) -> str:
    """A digest of what the table depends on; empty where that is not known."""
    if not item.record_origin:
        return ""
    # Columns that only printed tables have are those of all items of a type, not of this one alone.
    columns = [f"{column.name} {column.title}" for column in item.kind.records]
    term = item.kind.record.term
    day = str(as_of) if term and term.leaves else ""
    return digest_of("\n".join([item.record_origin, day, *columns]).encode())


def _packed(table: RecordTable) -> list[Any]:
    return [
        len(table),
        sorted(table.filled),
        sorted(table.constant),
        list(table.notes),
        [list(one) for one in table.left],
        [problem_row(one) for one in table.problems],
        [_packed_change(one) for one in table.changes] if table.left else None,
        table.facts.kept() if table.facts else {},
    ]


def _unpacked(content: list[Any], item: Item, read: Callable[[], Rows]) -> RecordTable:
    """The table that ``_packed`` made into ``content``; ``read`` reads its rows when somebody needs them."""
    count, filled, constant, notes, left, problems, changes, answers = content

    whole = cache(read)
    return RecordTable(
        columns=item.kind.records,
        packed=LaterTexts(count, lambda: whole()[0]),
        days=LaterTexts(count, lambda: whole()[1]),
        filled=frozenset(filled),
        constant=frozenset(constant),
        changes=item.record_changes if changes is None else tuple(_unpacked_change(one, item) for one in changes),
        titles=tuple(title for file in item.records for title in file.titles),
        notes=tuple(notes),
        left=tuple((file, line) for file, line in left),
        problems=tuple(map(problem_of, problems)),
        facts=RowFacts(answers),
    )


def _packed_change(one: RecordChange) -> list[Any]:
    place = [one.place.path, one.place.line, one.place.column]
    column = one.column.name if one.column else ""
    days = [day.isoformat() if day else "" for day in (one.day, one.decided)]
    return [*place, one.key, one.anchor, *days, one.action.value, column, one.before, one.reason, one.basis]


def _unpacked_change(row: list[Any], item: Item) -> RecordChange:
    path, line, at, key, anchor, day, decided, action, name, before, reason, basis = row
    return RecordChange(
        place=Place(path, line, at),
        key=key,
        anchor=anchor,
        day=date.fromisoformat(day),
        action=_ACTIONS[action],
        column=next((column for column in item.kind.records if column.name == name), None),
        before=before,
        reason=reason,
        basis=basis,
        decided=date.fromisoformat(decided) if decided else None,
    )
