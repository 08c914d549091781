"""What is announced for some days (预警、公示) ends, in this order, and is followed by its outcome (事前公示、事后公告)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from gongkai.checking.rule import Rule
from gongkai.model.item import Item
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.texts.day_words import day_words

_LONG = timedelta(days=30)
"""After this time an announcement without an end was forgotten, and an outcome is late."""


def check_item(item: Item, publication: Publication) -> Iterator[Problem]:
    """Ends before the beginning, announcements that never end, and notices without an outcome; legacy items are exempt."""
    standing, term = publication.terms.get(item.index_no), item.kind.term
    if standing is None or term is None or item.legacy:
        return
    titles = {field.name: field.title for field in item.kind.fields}
    start = item.day(term.start) if term.start else None
    for end in term.ends:
        day = item.day(end.field)
        if start and day and _day(day) < _day(start):
            what = f"“{titles[end.field]}”{day_words(day)}早于“{titles[term.start]}”{day_words(start)}。"
            places = (item.at(end.field), item.at(term.start))
            yield problem(places[0], "term-order", what, "请核对这两个日期。", Level.WARNING, places)
    if start and standing.last_day is None and standing.now.tone == "live" and publication.as_of - _day(start) > _LONG:
        ways = "”或者“".join(titles.get(end.field, end.field) for end in term.ends)
        what = f"从{day_words(start)}起一直是“{standing.now.words}”，没有写什么时候结束。"
        yield problem(item.at(term.start), "term-open", what, f"已经结束的，请写“{ways}”。", Level.WARNING)
    if standing.owed and standing.last_day and publication.as_of - standing.last_day > _LONG:
        what = f"期限{day_words(standing.last_day)}已满，还没有{standing.owed}。"
        label = _label(term.followed_by, publication)
        remedy = f"请发布{standing.owed}，在那一件里写“{label}: {item.index_no}”；已经发布的，补写这一行。"
        yield problem(item.place, "outcome-missing", what, remedy, Level.NOTE)


def _label(relations: Sequence[str], publication: Publication) -> str:
    """The label under which the item that follows names this one; of several relations the last is that of the follower."""
    fields = (field for kind in publication.reading.kinds.values() for field in kind.fields)
    return next((field.title for field in fields if field.relation == relations[-1]), "") if relations else ""


def _day(day: date) -> date:
    return day.date() if isinstance(day, datetime) else day


RULE = Rule(
    title="公示、预警有始有终",
    findings=(
        Finding("term-order", Level.WARNING, "结束早于开始"),
        Finding("term-open", Level.WARNING, "开始很久了，没有写结束"),
        Finding("outcome-missing", Level.NOTE, "公示期满，没有结果公告"),
    ),
    of_item=check_item,
)
