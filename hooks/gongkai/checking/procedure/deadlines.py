"""Dates keep the time limits stated in the type definition (条例第二十六条 and others)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from gongkai.calendar.due import due_date
from gongkai.checking.rule import Rule
from gongkai.model.item import Item
from gongkai.model.kind import PUBLISHED, Deadline, Field
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.reading.values.fields import holds
from gongkai.texts.day_words import day_words

_UNITS = {"工作日": "个工作日", "日": "日"}
_LEVELS = {level.value: level for level in Level}


def check_item(item: Item, publication: Publication) -> Iterator[Problem]:
    """Dates (mostly of publication) after the last permitted day; legacy items are exempt."""
    if item.legacy:
        return
    for deadline in item.kind.deadlines:
        start, kept = counted_day(item, deadline.anchor), counted_day(item, deadline.kept_by)
        if start is None or kept is None or not binds(deadline, item, publication):
            continue
        if deadline.ahead:
            last = start - timedelta(days=deadline.limit)
            if kept > last:
                anchor = item.kind.by_name[deadline.anchor].title
                what = f"{deadline.name}应当比{anchor}至少早{deadline.limit}日（不迟于{day_words(last)}），实际为{day_words(kept)}。"
                yield _problem(deadline, item, what, "今后提前办理")
            continue
        if deadline.unit != "月日" and kept <= start + timedelta(days=deadline.limit):
            # N working days never end before N calendar days, so this shortcut settles nearly all items.
            continue
        due = due_date(start, deadline.limit, deadline.unit, publication.reading.calendar)
        if kept > due.day:
            limit = (
                ""
                if deadline.unit == "月日" or not deadline.limit
                else f"{deadline.limit}{_UNITS[deadline.unit]}内（不迟于{day_words(due.day)}）"
            )
            about = "（当年节假日安排未知，按周末推算）" if due.estimated else ""
            what = f"{deadline.name}应当在{limit or day_words(due.day) + '前'}{about}，实际为{day_words(kept)}。"
            advice = "今后按期公开" if deadline.kept_by == PUBLISHED else "今后按期办理"
            yield _problem(deadline, item, what, advice)


def binds(deadline: Deadline, item: Item, publication: Publication) -> bool:
    """Whether the limit applies, by the agency's level, its condition on the fields, and what the item refers to."""
    if deadline.applies_to and publication.reading.settings.agency.level not in deadline.applies_to:
        return False
    if deadline.when and not holds(deadline.when, item.values, _by_label(item)):
        return False
    if not deadline.about:
        return True
    targets = (relation.target for relation in publication.outgoing.get(item.index_no, ()))
    return any(isinstance(target, Item) and target.kind.title in deadline.about for target in targets)


def _by_label(item: Item) -> dict[str, Field]:
    return {label: field for field in item.kind.fields for label in (field.title, *field.aliases)}


def _problem(deadline: Deadline, item: Item, what: str, advice: str) -> Problem:
    source = f"（{deadline.source}）" if deadline.source else ""
    remedy = f"请核对日期；确属迟延的，{advice}{source}。"
    return problem(item.at(deadline.kept_by), "deadline", what, remedy, _LEVELS[deadline.level])


def counted_day(item: Item, name: str) -> date | None:
    """The date in a field: of a year its last day, of a date with time its day; None if not given."""
    year = item.values.get(name)
    if isinstance(year, int) and not isinstance(year, bool):
        return date(year, 12, 31)
    day = item.day(name)
    return day.date() if isinstance(day, datetime) else day


DEADLINE = Finding(
    "deadline",
    Level.ERROR,
    "超过法定期限",
    milder=(
        (Level.WARNING, "类型定义里写的级别是“警告”，或者是记录的变更"),
        (Level.NOTE, "类型定义里写的级别是“提示”"),
    ),
)

RULE = Rule(
    title="在法定期限内公开",
    sources=("条例第二十六条",),
    findings=(DEADLINE,),
    of_item=check_item,
)
