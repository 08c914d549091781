"""Adjustments of lists (调整记录) are made public in time, and what they add or keep stands in the list."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from gongkai.calendar.due import due_date
from gongkai.checking.rule import Needs, Rule
from gongkai.model.document_number import title_key
from gongkai.model.item import Item
from gongkai.model.naming.list_entry import Adjustment, adjustments_of, entries_of, entry_tables
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.reading.values.nearest import nearest
from gongkai.texts.day_words import day_words

_LIMIT = 20
"""Working days from a change of information to its publication (条例第二十六条)."""
_Known = dict[tuple[str, str, date, str], date]


def check(publication: Publication) -> Iterator[Problem]:
    """Adjustments that became public late or after the last day that their list states, or that name no entry."""
    items = [item for item in publication.reading.items if entry_tables(item)]
    known = _first_public(items)
    for item in items:
        for table in entry_tables(item) if not item.legacy else ():
            names = [one.words for one in entries_of(item, table)]
            present = set(map(title_key, names))
            last = {title_key(one.name): one for one in adjustments_of(item, table)}
            for one in adjustments_of(item, table):
                yield from _day(one, item, known, publication)
            for key, one in last.items():
                if key not in present and not one.state and one.name:
                    near = nearest(one.name, names)
                    what = f"调整记录写了{one.action}“{one.name}”，条目里没有它。"
                    remedy = f"是否指“{near}”？请写条目里的名称。" if near else "请补上这个条目，或者写明它后来的调整。"
                    yield problem(one.row.place, "adjustment-entry", what, remedy, Level.WARNING)


def _first_public(items: list[Item]) -> _Known:
    """The first day on which each adjustment was public: a new version of a list repeats those of the version before."""
    known: _Known = {}
    for item in items:
        for table in entry_tables(item):
            for one in adjustments_of(item, table):
                day = _public(one, item)
                if one.day and day:
                    key = (item.kind.name, title_key(one.name), one.day, one.action)
                    known[key] = min(day, known.get(key, day))
    return known


def _public(one: Adjustment, item: Item) -> date | None:
    """The first day, at or after the adjustment, on which the list says it was published or updated."""
    noted = [row.day("date") for row in item.rows("change_note")]
    days = sorted(day for day in (item.publish_date, item.day("update_date"), *noted) if day)
    return next((day for day in days if one.day is None or day >= one.day), None)


def _day(one: Adjustment, item: Item, known: _Known, publication: Publication) -> Iterator[Problem]:
    if one.day is None or one.day > publication.as_of:
        return
    first = known.get((item.kind.name, title_key(one.name), one.day, one.action))
    what = f"“{one.name}”{day_words(one.day)}{one.action}，"
    if first is None:
        remedy = "请写“更新日期”，并在“变更说明”里写明这次调整。"
        told = f"{what}清单的发布日期、更新日期、变更说明都早于它，看不出哪天公开的。"
        yield problem(one.row.place, "adjustment-day", told, remedy, Level.WARNING)
        return
    due = due_date(one.day, _LIMIT, "工作日", publication.reading.calendar)
    if first > due.day:
        told = f"{what}应当在{_LIMIT}个工作日内（不迟于{day_words(due.day)}）公开，清单到{day_words(first)}才公开。"
        remedy = "今后调整的同时更新清单；日期写错的请改正。"
        yield problem(one.row.place, "adjustment-day", told, remedy, Level.WARNING)


RULE = Rule(
    title="清单调整同步公开，调整的条目在清单里",
    sources=("条例第二十六条", "国办发〔2015〕21号"),
    findings=(
        Finding("adjustment-day", Level.WARNING, "清单调整没有同步公开"),
        Finding("adjustment-entry", Level.WARNING, "调整的条目不在清单里"),
    ),
    needs=Needs(types=("duty_list",), fields=("entries.name", "changes.name")),
    of_column=check,
)
