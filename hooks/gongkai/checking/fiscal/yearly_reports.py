"""A government that published its budget also publishes how the year went: the half-year report and the final account."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from gongkai.checking.rule import Needs, Rule
from gongkai.model.item import Item
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.reading.courses import ReportDue, reports_due
from gongkai.reading.values.fields import holds

_YEAR = "year"


def check(publication: Publication) -> Iterator[Problem]:
    """Reports that are due after an item of the column and are not there."""
    items = publication.reading.items
    kinds = {item.kind.name for item in items}
    for due in (one for one in reports_due() if one.after in kinds):
        there = {(item.agency, item.values.get(_YEAR)) for item in items if _is_one(item, due)}
        for item in items:
            year = item.values.get(_YEAR)
            if item.kind.name != due.after or item.legacy or not isinstance(year, int):
                continue
            last = date(year + due.years, due.month, due.day)
            if publication.as_of > last and (item.agency, year) not in there:
                what = f"{item.agency}公开了“{item.title}”，没有公开{year}年的{due.title}；到{last.month}月{last.day}日应当已经公开。"
                remedy = f"请发布“{due.title}”；没有编制的，请在“检查豁免”里写明理由。"
                yield problem(item.place, "yearly-report-missing", what, remedy, Level.WARNING)


def _is_one(item: Item, due: ReportDue) -> bool:
    return item.kind.name == due.due and (not due.when or holds(due.when, item.values, item.kind.by_label))


RULE = Rule(
    title="预算之后的执行情况和决算",
    sources=("预算法第十四条", "预算法第八十六条"),
    findings=(Finding("yearly-report-missing", Level.WARNING, "公开了预算，没有公开执行情况或者决算"),),
    needs=Needs(types=("government_budget", "budget_execution", "government_final"), fields=("year", "period")),
    of_column=check,
)
