"""The comparison of two versions of a column: unannounced changes and removals are problems, all others are listed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from gongkai.comparing.announced import has_new_note
from gongkai.comparing.item_changes import Changed, differences, lost_notes
from gongkai.comparing.removals import departure_of, notice_faults, postponed, unannounced_removal
from gongkai.comparing.unlogged_changes import record_faults
from gongkai.comparing.vanished_entries import lost_in_new_versions, vanished_entries
from gongkai.model.addresses import item_url
from gongkai.model.document_number import number_key
from gongkai.model.former_address import former_url
from gongkai.model.item import Item
from gongkai.model.place import Place
from gongkai.model.problems.problem import Level, Problem, in_order, problem
from gongkai.model.publication import Publication

LATE = timedelta(days=31)
"""Longest time from its date of publication to the addition of an item; an older date would pass it off as long public."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Items that were added, changed and removed, those with a new day of publication to come, and the problems of the change."""

    added: tuple[Item, ...]
    changed: tuple[Item, ...]
    removed: tuple[Item, ...]
    scheduled: tuple[Item, ...] = ()
    """Items that become public later, of which the base does not say so, or states another day."""
    unscheduled: tuple[Item, ...] = ()
    """Items that the base has for a later day and that are no longer there."""
    problems: tuple[Problem, ...]


def compare(base: Publication, head: Publication) -> Comparison:
    """Compare ``base`` with ``head``, both bound on the same day."""
    problems: list[Problem] = []
    changed: list[Item] = []
    removed: list[Item] = []
    moved = _former_addresses(head)
    for before in base.reading.items:
        after = head.by_index.get(before.index_no)
        if after is None:
            removed.append(before)
            problems += _removed_faults(before, base, head, moved)
            continue
        found = list(differences(before, after, base, head))
        rows = list(record_faults(before, after, base, head))
        if found or rows or before.kind.name != after.kind.name:
            changed.append(after)
        problems += rows
        problems += vanished_entries(before, after, base, head)
        problems += _unexplained(before, after, found, base, head)
        problems += _addresses(before, after, moved)
    added = tuple(item for item in head.reading.items if item.index_no not in base.by_index)
    if base.reading.items:
        titles = {item.title for item in removed}
        problems += _backdated((item for item in added if item.title not in titles), head)
        problems += lost_in_new_versions(added, base)
    before_days = {item.index_no: item.publish_date for item in base.scheduled}
    there = head.by_index.keys() | {item.index_no for item in head.scheduled}
    return Comparison(
        added=added,
        changed=tuple(changed),
        removed=tuple(removed),
        scheduled=tuple(item for item in head.scheduled if before_days.get(item.index_no) != item.publish_date),
        unscheduled=tuple(item for item in base.scheduled if item.index_no not in there),
        problems=in_order(problems),
    )


def _removed_faults(removed: Item, base: Publication, head: Publication, moved: dict[str, Item]) -> Iterator[Problem]:
    if item_url(removed).casefold() in moved:
        return
    departure = departure_of(removed, head)
    if departure:
        yield from notice_faults(removed, departure)
        return
    later = next((one for one in head.scheduled if one.index_no == removed.index_no), None)
    if later:
        yield postponed(removed, later)
        return
    same = head.by_number.get(number_key(removed.doc_no)) if removed.doc_no else None
    same = same or next(
        (one for one in head.reading.items if one.title == removed.title and one.index_no not in base.by_index), None
    )
    if same:
        what = f"“{removed.title}”的索引号由“{removed.index_no}”改成了“{same.index_no}”，原来的网址会打不开。"
        remedy = f"请改回原来的索引号；确需改号的，请在这条信息里加一行“曾用网址: [{item_url(removed)}]”。"
        yield problem(Place(same.place.path, same.place.line, same.place.column), "address-changed", what, remedy)
        return
    yield unannounced_removal(removed)


def _unexplained(
    before: Item, after: Item, found: list[Changed], base: Publication, head: Publication
) -> Iterator[Problem]:
    explained = has_new_note(before, after, base, head)
    for one in found:
        if one.rule == "publish-date-changed":
            level = Level.WARNING if explained or before.legacy else Level.ERROR
            yield problem(one.place, one.rule, one.what, one.remedy, level)
        elif one.rule and not explained:
            # Legacy items were often typed in by hand, so their corrections are warnings only.
            level = Level.WARNING if before.legacy and after.legacy else Level.ERROR
            yield problem(one.place, one.rule, one.what, one.remedy, level)
    for words in lost_notes(before, after):
        what = f"原有的变更说明“{words}”被删掉或者改动了。"
        yield problem(after.at("change_note"), "change-note-lost", what, "请恢复；新的变更另写一条。")


def _addresses(before: Item, after: Item, moved: dict[str, Item]) -> Iterator[Problem]:
    for written in before.aliases:
        url = former_url(written)
        if url and url.casefold() not in moved:
            what = f"曾用网址“{written}”被删掉了，已有的链接会打不开。"
            yield problem(after.at("aliases"), "alias-lost", what, "请恢复。")


def _backdated(added: Iterable[Item], head: Publication) -> Iterator[Problem]:
    for item in added:
        day = item.publish_date
        if day and not item.legacy and head.as_of - day > LATE:
            what = f"新公开的“{item.title}”的发布日期是 {day.isoformat()}，比现在早了 {(head.as_of - day).days} 天。"
            remedy = "发布日期应当是实际公开的日期；补录以前已在别处公开的信息，请写“历史遗留: 是”。"
            yield problem(item.at("publish_date"), "publish-date-past", what, remedy)


def _former_addresses(publication: Publication) -> dict[str, Item]:
    """The item to which each former address leads, by case-folded address."""
    found: dict[str, Item] = {}
    for item in publication.reading.items:
        for written in item.aliases:
            url = former_url(written)
            if url:
                found.setdefault(url.casefold(), item)
    return found
