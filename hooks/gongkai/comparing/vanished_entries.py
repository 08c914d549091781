"""Entries that a list no longer has, and of which its adjustments (调整记录) say nothing: within a list, or in its next version."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gongkai.comparing.announced import has_new_note
from gongkai.model.document_number import title_key
from gongkai.model.item import Item
from gongkai.model.kind import Field
from gongkai.model.naming.list_entry import adjustments_of, entries_of
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.model.words.matcher import matcher
from gongkai.reading.values.nearest import nearest

_RENAMED = 0.75
"""The similarity from which a new entry is the old one under another name."""
_VERSION = matcher(r"[（(][^（()）]*[）)]|\d+年版?|\d+版|修订版?|第[一二三四五六七八九十\d]+版")
_NAMED = 5


def vanished_entries(before: Item, after: Item, base: Publication, head: Publication) -> Iterator[Problem]:
    """The entries that ``after`` has lost since ``before``, the same list."""
    mild = (before.legacy and after.legacy) or has_new_note(before, after, base, head)
    yield from _vanished(before, after, Level.WARNING if mild else Level.ERROR)


def lost_in_new_versions(added: Iterable[Item], base: Publication) -> Iterator[Problem]:
    """The entries that a new list lacks of the newest one of the same kind and title in ``base``."""
    for item in added:
        for table in _tables(item):
            wanted = (item.kind.name, _VERSION.sub("", title_key(item.title)))
            same = [
                one
                for one in base.reading.items
                if (one.kind.name, _VERSION.sub("", title_key(one.title))) == wanted and one.rows(table.name)
            ]
            if same:
                newest = max(same, key=lambda one: (str(one.publish_date or ""), one.index_no))
                yield from _vanished(newest, item, Level.WARNING)


def _vanished(before: Item, after: Item, level: Level) -> Iterator[Problem]:
    for table in _tables(before):
        present = {title_key(one.words): one.words for one in entries_of(after, table)}
        known = {title_key(one.words) for one in entries_of(before, table)}
        added = [words for key, words in present.items() if key not in known]
        told = {title_key(one.name) for one in adjustments_of(after, table)}
        lost = [
            one.words
            for one in entries_of(before, table)
            if one.words
            and title_key(one.words) not in present
            and title_key(one.words) not in told
            and not nearest(one.words, added, _RENAMED)
        ]
        if lost:
            named = "、".join(f"“{words}”" for words in lost[:_NAMED]) + (
                f"等 {len(lost)} 项" if len(lost) > _NAMED else ""
            )
            where = "" if before.index_no == after.index_no else f"“{before.title}”（{before.index_no}）里的"
            what = f"{where}{named}没有了，调整记录里没有写是取消、下放还是修改。"
            remedy = f"请在“调整记录”里加一行：{{调整种类: 取消, 日期: 2026-01-05, 名称: {lost[0]}}}，日期写决定调整的那天；误删的请恢复。"
            yield problem(after.at(table.name), "entry-vanished", what, remedy, level)


def _tables(item: Item) -> tuple[Field, ...]:
    """The tables of entries of a type that also records adjustments of them."""
    return tuple(
        field
        for field in item.kind.fields
        if field.row_key
        and any(
            column.cites and column.cites.table == field.name and not column.cites.type
            for other in item.kind.fields
            for column in other.columns
        )
    )
