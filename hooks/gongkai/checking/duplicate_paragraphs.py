"""A paragraph stands once in a text: a second time is a slip of copying (同文重复)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.model.item import Item
from gongkai.model.place import Place
from gongkai.model.publication import Publication
from gongkai.problems import Level, Problem, problem

_LEAST = 40
"""Characters of a paragraph that cannot be the same by chance."""

_PROSE = re.compile("[，。；]")
_BETWEEN = re.compile(r"[\W_]+")
"""What stands between words and does not make two paragraphs different."""


def check_item(item: Item, publication: Publication) -> Iterator[Problem]:
    """Paragraphs of prose that repeat an earlier one of the same text; rows of figures may well be the same."""
    seen: dict[str, int] = {}
    for offset, line in enumerate(item.body.split("\n")):
        if len(line) < _LEAST or not _PROSE.search(line):
            continue
        words = _BETWEEN.sub("", line)
        if len(words) < _LEAST:
            continue
        number = item.body_line + offset
        first = seen.setdefault(words, number)
        if first != number:
            what = f"这一段与第 {first} 行相同。"
            place = Place(item.place.path, number, 1)
            yield problem(place, "paragraph-twice", what, "请核对是否误贴；原件如此的，请写“检查豁免”。", Level.WARNING)
