"""Incomplete dates in texts: those that lost their 年, 月 or 日, for example when fields of an editor were copied."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from gongkai.checking.rule import Hint, Rule
from gongkai.checking.texts.text_lines import lines_of, within
from gongkai.model.item import Item
from gongkai.model.place import Place
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.model.words.matcher import matcher
from gongkai.texts.day_words import day_words
from gongkai.texts.printed_dates import parse_printed_date

_CODE = "date-broken"
# The century comes first and looks back afterwards, so that the search can skip from one «1» or «2» to the next.
_BROKEN = matcher(
    r"(?:19|20)(?<![0-9]..)(?:[0-9]{2}(?:"
    r"年[0-9]{3,4}(?![0-9]|[年月日号条元万亿个人次件家户项页%％.])"
    r"|年(?:[1-9]|0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])日"
    r"|[01]?[0-9]月[0-9]{1,2}日"
    r"|年[01]?[0-9]月[0-9]{1,2}(?=\s*$|[，。；]|前[^0-9０-９一二三四五六七八九十]|起(?:施行|实施|执行|生效))"
    r"|年[01]?[0-9]月日(?=起|前|止|后|至|印发|[，。；）]|\s*$)"
    r"|年[0-9]{1,2}日"
    r"|[0-9]年[01]?[0-9]月"
    r")|(?<!公元20)(?<!公元19)[0-9]年[01]?[0-9]月[0-9]{1,2}日)",
    re.MULTILINE,
)

_WITHOUT_YEAR = matcher(
    r"月(?:(?<=[^0-9年—~～\-至.][0-9].)|(?<=[^0-9年—~～\-至.]1[0-2].))(?P<day>[0-9]{1,2})"
    r"(?=前[^0-9０-９一二三四五六七八九十]|起(?:施行|实施|执行|生效))"
)
"""A day of the current year that lost its 日; 3月5前三季度 is two things."""
_BARE = matcher(
    r"(?:19|20)(?:(?P<since>(?<=[自从]..)|(?<=截[至止]..)|(?<=截[至止]到..))|(?<=[于到至在]..))(?<![号码列][自从]..)"
    r"[0-9]{5,6}(?![0-9A-Za-z.])(?:(?=前|之前|以前|后|之后|以后|起|止|日[前起止]|期间|[印施]|生效)|(?P<comma>(?=[，,])))"
)
"""A day of seven or eight digits alone, between words that show that it is one."""
_NEAR_BARE = tuple(f"{word}{century}" for word in (*"自从于到至在", "截止") for century in ("19", "20"))
"""Literal texts one of which each match of ``_BARE`` has with what stands before it."""


def check_item(item: Item, publication: Publication) -> Iterator[Problem]:
    """Lines with an incomplete date."""
    for line, place in lines_of(item):
        for match in _BROKEN.finditer(line):
            fault, remedy = _fault(match.group())
            what = f"日期“{match.group()}”{fault}。"
            yield problem(within(place, match.start()), _CODE, what, remedy, Level.WARNING)
        for match in _WITHOUT_YEAR.finditer(line):
            start = match.start() - len(re.findall(r"[0-9]+\Z", line[: match.start()])[0])
            what = f"日期“{line[start : match.end()]}”缺少“日”。"
            yield problem(within(place, start), _CODE, what, "请对照原件补全。", Level.WARNING)
        for match in _BARE.finditer(line):
            # «于20210308，» may be an account or a code; only a day can be the beginning or the end of something.
            if match["since"] is not None or match["comma"] is None:
                yield _bare(match.group(), within(place, match.start()))


def _fault(written: str) -> tuple[str, str]:
    if written[5:6] == "年":
        return "的年份多了一位数字", "请对照原件改正。"
    return "缺少年份的一位数字" if written[3:4] == "年" else "缺少“年”“月”或“日”", "请对照原件补全。"


def _bare(digits: str, place: Place) -> Problem:
    days = [f"“{day_words(day)}”" for day in _days(digits)]
    if days:
        what = f"日期“{digits}”缺少“年”“月”“日”。"
        remedy = f"请对照原件核对，可能是{'或者'.join(days)}。"
    else:
        what, remedy = f"“{digits}”像是日期，但没有这一天。", "请对照原件改正，写明年、月、日。"
    return problem(place, _CODE, what, remedy, Level.WARNING)


def _days(digits: str) -> Iterator[date]:
    """The days that the digits may be: of seven, either the month or the day has one."""
    rest = digits[4:]
    for month in (rest[:2], rest[:1]):
        day = rest.removeprefix(month)
        if 1 <= len(day) <= 2 and (found := parse_printed_date(f"{digits[:4]}-{month}-{day}")):
            yield found


RULE = Rule(
    title="正文里的日期完整",
    findings=(Finding("date-broken", Level.WARNING, "日期缺少“年”“月”或“日”", as_printed=True),),
    of_item=check_item,
    hints=(Hint(_BROKEN.search), Hint(_WITHOUT_YEAR.search), Hint(_BARE.search, near=_NEAR_BARE)),
)
