"""Incomplete dates in texts: those that lost their 年, 月 or 日, for example when fields of an editor were copied."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.checking.rule import Rule
from gongkai.checking.texts.text_lines import all_text, lines_of, within
from gongkai.model.item import Item
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication

_CODE = "date-broken"
# The century comes first and looks back afterwards, so that the search can skip from one «1» or «2» to the next.
_BROKEN = re.compile(
    r"(?:19|20)(?<![0-9]..)(?:[0-9]{2}(?:"
    r"年[0-9]{3,4}(?![0-9]|[年月日号条元万亿个人次件家户项页%％.])"
    r"|年[1-9](?:0[1-9]|[12][0-9]|3[01])日"
    r"|[01]?[0-9]月[0-9]{1,2}日"
    r"|年[01]?[0-9]月[0-9]{1,2}(?=\s*$|[，。；]|前[^0-9０-９一二三四五六七八九十]|起(?:施行|实施|执行|生效))"
    r"|年[01]?[0-9]月日(?=起|前|止|后|至|印发|[，。；）]|\s*$)"
    r"|年[0-9]{1,2}日"
    r")|(?<!公元20)(?<!公元19)[0-9]年[01]?[0-9]月[0-9]{1,2}日)",
    re.MULTILINE,
)


def check_item(item: Item, publication: Publication) -> Iterator[Problem]:
    """Lines with an incomplete date."""
    if not _BROKEN.search(all_text(item)):
        return
    for line, place in lines_of(item):
        if "年" not in line and "月" not in line:
            continue
        match = _BROKEN.search(line)
        if match:
            lost = "年份的一位数字" if match.group()[3] == "年" else "“年”“月”或“日”"
            what = f"日期“{match.group()}”缺少{lost}。"
            remedy = "请对照原件补全。"
            yield problem(within(place, match.start()), _CODE, what, remedy, Level.WARNING)


RULE = Rule(
    title="正文里的日期完整",
    findings=(Finding("date-broken", Level.WARNING, "日期缺少“年”“月”或“日”", as_printed=True),),
    of_item=check_item,
)
