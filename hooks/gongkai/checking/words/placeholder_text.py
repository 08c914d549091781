"""Placeholder text of drafts that was left in a text, and the marked gaps of a column that is being set up."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checking.rule import Rule
from gongkai.checking.texts.text_lines import lines_of
from gongkai.checking.words.placeholders import PLACEHOLDER, PLACEHOLDERS
from gongkai.model.item import Item
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.texts.unfilled import gaps_in


def check_item(item: Item, publication: Publication) -> Iterator[Problem]:
    """Lines with placeholder text, and every gap that is marked as such."""
    for line, place in lines_of(item):
        gaps = gaps_in(line)
        for gap in gaps:
            what = f"还没有填写：{gap}。"
            remedy = "请把“【待填写：……】”整个换成本机关的内容；不适用的，整行删去。网页上会照样显示它。"
            yield problem(place, "not-filled-in", what, remedy, Level.UNFINISHED)
        match = None if gaps else PLACEHOLDER.search(line)
        if match:
            what = f"这里有没有写完的文字“{match.group()}”。"
            yield problem(
                place,
                "placeholder",
                what,
                "请补写完整或者删除。",
                Level.WARNING,
            )


RULE = Rule(
    title="没有未完成的文字",
    findings=(
        Finding("placeholder", Level.WARNING, "有没有写完的文字", as_printed=True),
        Finding("not-filled-in", Level.UNFINISHED, "还没有填写"),
    ),
    of_item=check_item,
    signs=lambda _: PLACEHOLDERS,
)
