"""Dates keep the time limits stated in the type definition (条例第二十六条 and others)."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.binding.times.time_limits import TimeLimit, limits_of
from gongkai.checking.rule import Rule
from gongkai.model.item import Item
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.model.terms.deadline import PUBLISHED
from gongkai.texts.day_words import day_words

_LEVELS = {level.value: level for level in Level}
ESTIMATED = "（暂估：当年放假安排还没有公布）"
"""What a last day is told with that depends on holidays to come."""


def check_item(item: Item, publication: Publication) -> Iterator[Problem]:
    """Dates (mostly of publication) after the last permitted day; legacy items are exempt."""
    if item.legacy:
        return
    for limit in limits_of(item, publication):
        if limit.is_late:
            yield _late(limit, item)


def _late(limit: TimeLimit, item: Item) -> Problem:
    deadline, span, kept = limit.deadline, limit.span, day_words(limit.kept)
    last = day_words(span.last)
    if deadline.ahead:
        what = f"{deadline.name}应当比{span.counted_from}至少早{deadline.limit}日（不迟于{last}），实际为{kept}。"
        advice = "今后提前办理"
    else:
        whose = "在" if span.source is item else f"自{span.counted_from}（{day_words(span.start)}）起"
        within = f"{whose}{span.words}内（不迟于{last}）" if span.words else f"在{last}前"
        what = f"{deadline.name}应当{within}{ESTIMATED if span.estimated else ''}，实际为{kept}。"
        advice = "今后按期公开" if deadline.kept_by == PUBLISHED else "今后按期办理"
    source = f"（{deadline.source}）" if deadline.source else ""
    remedy = f"请核对日期；确属迟延的，{advice}{source}。"
    place = item.at(deadline.kept_by.partition(".")[0])
    return problem(place, "deadline", what, remedy, _LEVELS[deadline.level])


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
