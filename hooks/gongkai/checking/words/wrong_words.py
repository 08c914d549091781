"""Misspellings that are wrong in any context, from typing and OCR (vocabulary/wrong_words.yml; 检查指标: 错别字)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from gongkai.checking.rule import Rule
from gongkai.checking.texts.text_lines import all_text, lines_of, within
from gongkai.model.item import Item
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.reading.vocabulary import titles


def check_item(item: Item, publication: Publication) -> Iterator[Problem]:
    """Misspelled words, with their corrections."""
    right = titles("wrong_words")
    pattern = _pattern()
    if not pattern.search(all_text(item)):
        return
    for line, place in lines_of(item):
        for match in pattern.finditer(line):
            word = match.group()
            remedy = f"请改成“{right[word]}”。"
            yield problem(within(place, match.start()), "wrong-word", f"“{word}”是错字。", remedy, Level.WARNING)


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(word) for word in titles("wrong_words")))


RULE = Rule(
    title="没有确定的错字",
    sources=("政府网站与政务新媒体检查指标",),
    findings=(Finding("wrong-word", Level.WARNING, "错字", as_printed=True),),
    of_item=check_item,
)
