"""Special funds have a self-evaluation and an evaluation report after the end of their year (预算法实施条例、绩效管理)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from gongkai.checking.rule import Needs, Rule
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication

_MONTH = 9
"""Month of the following year by the end of which the results are published with the final accounts."""


def check(publication: Publication) -> Iterator[Problem]:
    """Special funds of past years without an evaluation, or without the report on it."""
    for item in publication.reading.items:
        year = item.values.get("fund_year")
        if item.kind.name != "special_fund" or not isinstance(year, int) or item.legacy:
            continue
        if publication.as_of <= date(year + 1, _MONTH, 30):
            continue
        if not item.rows("self_evaluation"):
            what = f"{year}年的专项资金没有公开绩效自评结果。"
            yield problem(
                item.place, "fund-unevaluated", what, "请写“绩效自评结果: 文件名”，随部门决算公开。", Level.WARNING
            )
        if not item.rows("evaluation_report") and not item.text("no_report_reason"):
            what = f"{year}年的专项资金没有公开绩效评价报告。"
            remedy = "请写“绩效评价报告: 文件名”；没有列入评价的，写“没有评价报告的理由: ……”。"
            yield problem(item.place, "fund-unreported", what, remedy, Level.WARNING)


RULE = Rule(
    title="专项资金的绩效结果公开",
    sources=("预算法实施条例",),
    findings=(
        Finding("fund-unevaluated", Level.WARNING, "专项资金没有公开绩效自评结果"),
        Finding("fund-unreported", Level.WARNING, "专项资金没有公开绩效评价报告，也没有说明理由"),
    ),
    needs=Needs(
        types=("special_fund",),
        fields=("fund_year", "self_evaluation", "evaluation_report", "no_report_reason"),
    ),
    of_column=check,
)
