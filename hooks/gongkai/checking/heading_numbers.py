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
_FIRST = re.compile(rf"[\s\u3000#*]*([{_NUMERAL}]+)、")
_SECOND = re.compile(rf"[\s\u3000#*]*[（(]([{_NUMERAL}]+)[)）]")


def check(publication: Publication) -> Iterator[Problem]:
    """Numbers that repeat the one before or skip one; a new start at one is an enclosure or a new part."""
    for item in publication.reading.items:
        if "、" in item.body or "）" in item.body or ")" in item.body:
            yield from _item(item)


def _item(item: Item) -> Iterator[Problem]:
    first = second = 0
    for offset, line in enumerate(item.body.split("\n")):
        place = Place(item.place.path, item.body_line + offset, 1)
        match = _FIRST.match(line)
        if match:
            number, second = value_of(match[1]), 0
            yield from _follows(first, number, f"{match[1]}、", place)
            first = number
            continue
        match = _SECOND.match(line)
        if match:
            number = value_of(match[1])
            yield from _follows(second, number, f"（{match[1]}）", place)
            second = number


def _follows(before: int, number: int, written: str, place: Place) -> Iterator[Problem]:
    if before and number == before:
        what = f"序号“{written}”与上一个相同。"
        yield problem(place, "heading-number", what, "请对照原件核对序号；原件如此的，请写“检查豁免”。", Level.WARNING)
    elif before and number > before + 1:
        what = f"序号“{written}”之前缺少一个。"
        yield problem(place, "heading-number", what, "请核对是否漏了一段；原件如此的，请写“检查豁免”。", Level.WARNING)
