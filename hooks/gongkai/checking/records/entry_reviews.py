"""What is kept from the public is reviewed in time: an entry whose day of review has come states the result."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checking.rule import Needs, Rule
from gongkai.model.item import Item
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.texts.day_words import day_words


def check_item(item: Item, publication: Publication) -> Iterator[Problem]:
    """Entries whose 复审日期 is over and that have no 复审结果."""
    if item.kind.name != "duty_list" or item.legacy:
        return
    for row in item.rows("entries"):
        day = row.day("review_on")
        if day and day < publication.as_of and not row.text("review_result"):
            what = f"“{row.text('name')}”的复审日期（{day_words(day)}）已过，没有写复审结果。"
            remedy = "请复审以后写“复审结果: ……”；还不公开的，把“复审日期”改为下一次的日期。"
            yield problem(row.place, "entry-review", what, remedy, Level.NOTE)


RULE = Rule(
    title="不予公开的事项按期复审",
    sources=("条例第十八条",),
    findings=(Finding("entry-review", Level.NOTE, "到期没有复审结果"),),
    needs=Needs(types=("duty_list",), fields=("entries.review_on", "entries.review_result", "entries.name")),
    of_item=check_item,
)
