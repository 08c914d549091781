"""Consecutive numbering: 一、二、三、 and （一）（二） and 1. 2. of headings, 第一条 第二条 (GB/T 9704-2012, 7.3.3)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.checking.rule import Rule
from gongkai.model.item import Item
from gongkai.model.naming.numerals import numeral_of, numeral_value
from gongkai.model.place import Place
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.model.words.matcher import matcher

_NUMERAL = "一二三四五六七八九十百"
_NUMBERED = matcher(
    rf"\n[ \t\u3000\xa0#*]*(?:(?P<first>[{_NUMERAL}]+)、|[（(](?P<second>[{_NUMERAL}]+)[)）]"
    rf"|(?P<third>[1-9][0-9]?)(?P<mark>[.．、])(?=[ \u3000]?[\u4e00-\u9fff“《])|第(?P<article>[{_NUMERAL}零〇]+)条(?=[ \u3000]))"
)
"""A number at the beginning of a line; the search skips from one line break to the next."""

_DIGITS, _NUMERALS = matcher("[0-9]+"), matcher(f"[{_NUMERAL}零〇]+")


def check_item(item: Item, publication: Publication) -> Iterator[Problem]:
    """Duplicate and skipped numbers; numbering that restarts at one begins an enclosure or a new part."""
    text = "\n" + item.body
    first = second = third = article = 0
    for match in _NUMBERED.finditer(text):
        if match["first"]:
            number, second, third = numeral_value(match["first"]), 0, 0
            if _wrong(first, number):
                yield _problem(first, number, f"{match['first']}、", _place(item, text, match))
            first = number
        elif match["article"]:
            number, first, second, third = numeral_value(match["article"]), 0, 0, 0
            if _wrong(article, number):
                yield _problem(article, number, f"第{match['article']}条", _place(item, text, match))
            article = number
        elif match["third"]:
            number = int(match["third"])
            # In Markdown each item of a list may be written as the first.
            if _wrong(third, number) and number != third:
                yield _problem(third, number, match["third"] + match["mark"], _place(item, text, match))
            third = number
        else:
            number, third = numeral_value(match["second"]), 0
            if _wrong(second, number):
                yield _problem(second, number, f"（{match['second']}）", _place(item, text, match))
            second = number


def _wrong(before: int, number: int) -> bool:
    return bool(before) and (number == before or number > before + 1)


def _place(item: Item, text: str, match: re.Match[str]) -> Place:
    return Place(item.place.path, item.body_line - 1 + text.count("\n", 0, match.end()), 1)


def _problem(before: int, number: int, written: str, place: Place) -> Problem:
    if number == before:
        what = f"序号“{written}”与上一个相同。"
        return problem(place, "heading-number", what, "请对照原件核对序号。", Level.WARNING)
    missing = [_like(written, one) for one in (before + 1, number - 1)]
    named = f"“{missing[0]}”" if missing[0] == missing[1] else f"“{missing[0]}”到“{missing[1]}”"
    what = f"序号“{written}”之前缺少{named}。"
    return problem(place, "heading-number", what, "请核对是否漏了一段。", Level.WARNING)


def _like(written: str, number: int) -> str:
    """Another number written with the same signs around it."""
    shown = _DIGITS.sub(str(number), written)
    return shown if shown != written else _NUMERALS.sub(numeral_of(number), written)


RULE = Rule(
    title="正文序号连续",
    sources=("GB/T 9704-2012",),
    findings=(Finding("heading-number", Level.WARNING, "正文序号重复或者缺少", as_printed=True),),
    of_item=check_item,
)
