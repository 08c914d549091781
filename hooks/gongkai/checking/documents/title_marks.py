"""Title marks 《 and 》 are paired within a paragraph (GB/T 15834-2011)."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checking.rule import Rule
from gongkai.checking.texts.text_lines import all_text, lines_of
from gongkai.model.item import Item
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication


def _uneven(text: str) -> bool:
    return text.count("《") != text.count("》")


def check_item(item: Item, publication: Publication) -> Iterator[Problem]:
    """Lines with unequal numbers of 《 and 》."""
    if not _uneven(all_text(item)):
        return
    for line, place in lines_of(item):
        if _uneven(line):
            what = f"书名号不成对：“《”{line.count('《')} 个，“》”{line.count('》')} 个。"
            yield problem(place, "title-marks", what, "请补上缺少的书名号。", Level.WARNING)


RULE = Rule(
    title="书名号成对",
    sources=("GB/T 15834-2011",),
    findings=(Finding("title-marks", Level.WARNING, "书名号不成对", as_printed=True),),
    of_item=check_item,
)
