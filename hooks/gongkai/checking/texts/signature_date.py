"""Agreement of the date of signature in the text (落款日期) with the field 成文日期."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from gongkai.checking.rule import Rule
from gongkai.model.item import Item
from gongkai.model.place import Place
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.model.words.matcher import matcher
from gongkai.texts.day_words import day_words

_ENDS_WITH_DAY = matcher(r"日[^\S\n]*$", re.MULTILINE)
_DATE = matcher(r"[\s\u3000>]*(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日[\s\u3000]*\Z")


def check_item(item: Item, publication: Publication) -> Iterator[Problem]:
    """A date line that differs from 成文日期."""
    if item.doc_date is None or "日" not in item.body:
        return
    found = _signature(item)
    if found and found[0] != item.doc_date:
        day, line = found
        what = f"落款日期是{day_words(day)}，成文日期写的是{day_words(item.doc_date)}。"
        place = Place(item.place.path, item.body_line + line, 1)
        parts = (place, item.at("doc_date"))
        yield problem(place, "signature-date", what, "请对照原件核对。", Level.WARNING, parts)


def _signature(item: Item) -> tuple[date, int] | None:
    """The first line that is only a date, and its index; it ends the document, and enclosures may have other dates."""
    body = item.body
    for end in _ENDS_WITH_DAY.finditer(body):
        start = body.rfind("\n", 0, end.start()) + 1
        match = _DATE.match(body[start : end.end()])
        if match:
            try:
                return date(int(match[1]), int(match[2]), int(match[3])), body.count("\n", 0, start)
            except ValueError:
                return None
    return None


RULE = Rule(
    title="落款日期与成文日期一致",
    findings=(Finding("signature-date", Level.WARNING, "落款日期与成文日期不同", as_printed=True),),
    of_item=check_item,
)
