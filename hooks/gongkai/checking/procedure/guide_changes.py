"""Approved changes to service guides are told in the guide, with the day of effect; their time limit is one of the type."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checking.rule import Needs, Rule
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication


def check(publication: Publication) -> Iterator[Problem]:
    """Approved changes without a day of effect or an entry in 变更记录."""
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
        if not days:
            what = "变更记录里没有这次变更。"
            yield problem(
                item.at("change_approved_on"), "guide-change", what, "请在“变更记录”里写明变更内容。", Level.WARNING
            )


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
