"""Adverts that somebody planted in a text: words of gambling, forgery and vice, as kept in vocabulary/spam.txt."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import gongkai
from gongkai.checking.lines import lines_of
from gongkai.model.publication import Publication
from gongkai.model.script import simplified
from gongkai.problems import Problem, problem

RULE = "spam"


def check(publication: Publication) -> Iterator[Problem]:
    """Lines that hold one of the patterns."""
    pattern = _pattern()
    for item in publication.reading.items:
        for line, place in lines_of(item):
            match = pattern.search(simplified(line))
            if match:
                what = f"这一行有疑似被植入的广告文字“{match.group()}”。"
                yield problem(place, RULE, what, "请核对原件，删除不属于原件的文字，并检查发布账号是否被盗用。")


@cache
def _pattern() -> re.Pattern[str]:
    text = (Path(gongkai.__file__).parent / "vocabulary" / "spam.txt").read_text(encoding="utf-8")
    lines = (line.strip() for line in text.splitlines())
    return re.compile("|".join(f"(?:{line})" for line in lines if line and not line.startswith("#")))
