"""Published within the time limit that the type's definition states (条例第二十六条 and others)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from gongkai.calendar.due import due_date
from gongkai.calendar.words import day_words
from gongkai.model.item import Item
from gongkai.model.publication import Publication
from gongkai.problems import Level, Problem, problem

_UNITS = {"工作日": "个工作日", "日": "日"}
_LEVELS = {level.value: level for level in Level}


def check_item(item: Item, publication: Publication) -> Iterator[Problem]:
    """Items that were published after their last day; legacy items are spared."""
    level = publication.reading.settings.agency.level
    if item.legacy or item.publish_date is None:
        return
    for deadline in item.kind.deadlines:
        start = _start(item, deadline.anchor)
        if start is None or (deadline.applies_to and level not in deadline.applies_to):
            continue
        due = due_date(start, deadline.limit, deadline.unit, publication.reading.calendar)
        if item.publish_date > due.day:
            limit = (
                ""
                if deadline.unit == "月日"
                else f"{deadline.limit}{_UNITS[deadline.unit]}内（不迟于{day_words(due.day)}）"
            )
            about = "（当年节假日安排未知，按周末推算）" if due.estimated else ""
            what = f"{deadline.name}应当在{limit or day_words(due.day) + '前'}{about}，实际为{day_words(item.publish_date)}。"
            remedy = (
                f"请核对日期；确属迟延的，今后按期公开（{deadline.source}）。"
                if deadline.source
                else "请核对日期；确属迟延的，今后按期公开。"
            )
            yield problem(item.at("publish_date"), "deadline", what, remedy, _LEVELS[deadline.level])


def _start(item: Item, anchor: str) -> date | None:
    """The day from which the limit runs; of a year its last day, of a moment its day."""
    year = item.values.get(anchor)
    if isinstance(year, int) and not isinstance(year, bool):
        return date(year, 12, 31)
    day = item.day(anchor)
    return day.date() if isinstance(day, datetime) else day
