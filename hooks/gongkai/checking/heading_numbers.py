"""Headings are numbered one after the other: 一、二、三、 and （一）（二） (GB/T 9704-2012)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.model.item import Item
from gongkai.model.place import Place
from gongkai.model.publication import Publication
from gongkai.pages.chinese_numerals import value_of
from gongkai.problems import Level, Problem, problem

_NUMERAL = "一二三四五六七八九十百"
_NUMBERED = re.compile(
    rf"^[ \t\u3000\xa0#*]*(?:(?P<first>[{_NUMERAL}]+)、|[（(](?P<second>[{_NUMERAL}]+)[)）])", re.MULTILINE
)


def check_item(item: Item, publication: Publication) -> Iterator[Problem]:
    """Numbers that repeat the one before or skip one; a new start at one is an enclosure or a new part."""
    yield from _item(item)


def _item(item: Item) -> Iterator[Problem]:
    first = second = 0
    for match in _NUMBERED.finditer(item.body):
        if match["first"]:
            number, second = value_of(match["first"]), 0
            if _wrong(first, number):
                yield _problem(first, number, f"{match['first']}、", item, match.end())
            first = number
        else:
            number = value_of(match["second"])
            if _wrong(second, number):
                yield _problem(second, number, f"（{match['second']}）", item, match.end())
            second = number


def _wrong(before: int, number: int) -> bool:
    return bool(before) and (number == before or number > before + 1)


def _problem(before: int, number: int, written: str, item: Item, offset: int) -> Problem:
    place = Place(item.place.path, item.body_line + item.body.count("\n", 0, offset), 1)
    if number == before:
        what = f"序号“{written}”与上一个相同。"
        return problem(place, "heading-number", what, "请对照原件核对序号；原件如此的，请写“检查豁免”。", Level.WARNING)
    what = f"序号“{written}”之前缺少一个。"
    return problem(place, "heading-number", what, "请核对是否漏了一段；原件如此的，请写“检查豁免”。", Level.WARNING)
