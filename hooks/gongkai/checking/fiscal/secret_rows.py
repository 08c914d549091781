"""Rows left out of a table as secret (涉密剔除) are explained, since readers cannot see what is missing (预算法第十四条)."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checking.rule import Rule
from gongkai.model.item import Item
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication

_EXPLANATION = "exemption"
_MOST = 3


def check_item(item: Item, _: Publication) -> Iterator[Problem]:
    """Tables with rows marked as secret in an item that does not say what is left out and why."""
    if item.legacy or item.text(_EXPLANATION):
        return
    for table in item.tables.values():
        if table.withheld:
            places = [table.place(row, 0) for row in table.withheld]
            shown = "、".join(f"第 {place.line} 行" for place in places[:_MOST])
            more = f"等 {len(places)} 行" if len(places) > _MOST else ""
            what = f"“{table.layout.title}”的{shown}{more}标明涉密、没有公开，没有说明剔除了什么、依据是什么。"
            remedy = f"请写“{item.kind.by_name[_EXPLANATION].title}: ……”，写明剔除的内容和依据；不涉密的，请补上数字。"
            yield problem(places[0], "withheld-unexplained", what, remedy, Level.WARNING, places)


RULE = Rule(
    title="涉密剔除有说明",
    sources=("预算法第十四条", "条例第十四条"),
    findings=(Finding("withheld-unexplained", Level.WARNING, "表里有涉密剔除的行，没有说明"),),
    of_item=check_item,
)
