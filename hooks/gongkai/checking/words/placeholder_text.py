"""Placeholder text of drafts that was left in a text, and the marked gaps of a column that is being set up."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.checking.rule import Rule
from gongkai.checking.texts.text_lines import all_text, lines_of
from gongkai.model.item import Item
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.texts.unfilled import gaps_in

_PATTERN = re.compile(
    r"TODO|TBD|FIXME|lorem ipsum|X{3,}|(?<![×Ｘ])[×Ｘ]{3,}|待补充|待完善|待定稿|待核实|（待定）|此处(?:填写|插入|粘贴)"
    # Where a value must stand: before a unit, or as the year of a date or number. People are masked in the same way.
    r"|(?<![A-Za-z0-9Ｘ×*])(?:20|〔)?(?:XX|xx|Ｘ{2}|×{2}|＊{2}|〇〇|○○)(?:年(?!.{0,12}[出]?生)|万元|亿元|元|[%％]|个|件|人次|户|条|项)(?!级|别)"
    r"|(?<![A-Za-z0-9Ｘ×])(?:[Xx×Ｘ*＊])年[Xx×Ｘ*＊]月(?:[Xx×Ｘ*＊]日)?(?!.{0,4}[出]?生)"
    r"|〔(?:20)?[Xx×Ｘ*＊_]{2,4}〕|〔20[0-9]{2}〕[Xx×Ｘ*＊]+号|某某(?:单位|部门|局|委|办|街道|乡镇?|项目(?!部|公司))"
    r"|单击此处|点击此处添加|请输入(?:标题|文字|内容)|示例文本|批注\s*\[",
    re.IGNORECASE,
)
# The first character comes first and looks back afterwards, so that the search can skip from one candidate to the next.
_HINT = re.compile(
    "[TtFfLlXxＸｘ×待此单点请示批]"
    "(?:(?<=[TtFfLlXxＸｘ×待])|(?<=此)处|(?<=单)击|(?<=点)击此|(?<=请)输入|(?<=示)例文本|(?<=批)注)"
)
"""Prefilter: a text that does not match has no placeholder."""


def check_item(item: Item, publication: Publication) -> Iterator[Problem]:
    """Lines with placeholder text, and every gap that is marked as such."""
    if not _HINT.search(all_text(item)):
        return
    for line, place in lines_of(item):
        gaps = gaps_in(line)
        for gap in gaps:
            what = f"还没有填写：{gap}。"
            remedy = "请把“【待填写：……】”整个换成本机关的内容；不适用的，整行删去。网页上会照样显示它。"
            yield problem(place, "not-filled-in", what, remedy, Level.UNFINISHED)
        match = None if gaps else _PATTERN.search(line)
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
)
