"""Scheduled publications (定时公开) are listed for staff, each in a file of its own and not years ahead by mistake."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from gongkai.checking.rule import Rule
from gongkai.model.item import Item
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.texts.day_words import day_words

_FARTHEST = timedelta(days=366)
"""A date further ahead is a wrong year rather than a plan."""


def is_far(day: date, as_of: date) -> bool:
    """Whether ``day`` is too far after ``as_of`` to be meant as the day of a scheduled publication."""
    return day - as_of > _FARTHEST


def check(publication: Publication) -> Iterator[Problem]:
    """A note for every scheduled item; errors for those whose day cannot be meant and for files that hold others, too."""
    if not publication.scheduled:
        return
    days = _days_by_file(publication)
    for item in publication.scheduled:
        day = item.publish_date
        if day is None:
            continue
        place = item.at("publish_date")
        if is_far(day, publication.as_of):
            what = f"发布日期{day_words(day)}离今天（{day_words(publication.as_of)}）一年以上。"
            yield problem(place, "scheduled-far", what, "请核对年份；定时公开最多提前一年。")
            continue
        if len(days[item.place.path]) > 1:
            what = f"定时公开的“{item.title}”与别的日期公开的信息写在同一个文件里。"
            remedy = "请把它单独写成一个文件；同一天公开的几件可以写在一起。"
            yield problem(place, "scheduled-beside", what, remedy)
        what = f"定时公开：{day_words(day)}公开。在那之前，网站、检索、数据和存档里都没有它。"
        yield problem(
            place, "scheduled-item", what, "要改日子的，改“发布日期”；要今天就公开的，把它写成今天。", Level.NOTE
        )


def _days_by_file(publication: Publication) -> dict[str, set[date | None]]:
    """The days on which the items of each source file become public; None stands for all that are public already."""
    days: dict[str, set[date | None]] = {}
    dated: list[tuple[Item, date | None]] = [(item, None) for item in publication.reading.items]
    for item, day in (*dated, *((item, item.publish_date) for item in publication.scheduled)):
        days.setdefault(item.place.path, set()).add(day)
    return days


RULE = Rule(
    title="定时公开",
    findings=(
        Finding("scheduled-item", Level.NOTE, "定时公开，还没有公开"),
        Finding("scheduled-beside", Level.ERROR, "定时公开的与别的信息写在同一个文件里"),
        Finding("scheduled-far", Level.ERROR, "发布日期在一年以后"),
    ),
    of_column=check,
)
