"""Changes to service guides are published within one working day, with the day of effect (内江市2018年要点)."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.calendar.due import due_date
from gongkai.checking.rule import Needs, Rule
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.texts.day_words import day_words

_LIMIT = 1


def check(publication: Publication) -> Iterator[Problem]:
    """Approved changes without a day of effect or an entry in 变更记录, and late entries."""
    for item in publication.reading.items:
        approved = item.day("change_approved_on")
        if item.kind.name != "service_guide" or approved is None:
            continue
        if item.day("guide_effective_from") is None:
            what = "写了变更审批日期，没有写实施时间。"
            yield problem(
                item.at("change_approved_on"), "guide-change", what, "请加一行“实施时间: ……”。", Level.WARNING
            )
        days = [day for row in item.rows("changes") if (day := row.day("date")) and day >= approved]
        due = due_date(approved, _LIMIT, "工作日", publication.reading.calendar).day
        if not days:
            what = "变更记录里没有这次变更。"
            yield problem(
                item.at("change_approved_on"), "guide-change", what, "请在“变更记录”里写明变更内容。", Level.WARNING
            )
        elif min(days) > due:
            what = (
                f"变更应当在审批完成后{_LIMIT}个工作日内（不迟于{day_words(due)}）公开，实际为{day_words(min(days))}。"
            )
            yield problem(item.at("changes"), "guide-change", what, "请核对日期；今后及时更新。", Level.WARNING)


RULE = Rule(
    title="办事指南的变更及时公开",
    sources=("内江市2018年要点",),
    findings=(Finding("guide-change", Level.WARNING, "办事指南的变更没有及时写明"),),
    needs=Needs(
        types=("service_guide",),
        fields=("change_approved_on", "guide_effective_from", "changes.date"),
    ),
    of_column=check,
)
