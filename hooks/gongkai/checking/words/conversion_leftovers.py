"""Characters that a conversion to Traditional ones has left, since one simplified character stands for several (關于, 范圍)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from gongkai.checking.rule import Rule
from gongkai.checking.texts.text_lines import texts_of
from gongkai.model.item import Item
from gongkai.model.place import Place
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.model.script import is_traditional
from gongkai.model.words.literals import Literals
from gongkai.reading.vocabulary import titles


def check_item(item: Item, publication: Publication) -> Iterator[Problem]:
    """One note for each text in Traditional characters that has such words, at the first."""
    for text, path, first in texts_of(item):
        found = list(_literals().places(text)) if is_traditional(text) else []
        if not found:
            continue
        at, word = found[0]
        place = Place(path, first + text.count("\n", 0, at), at - text.rfind("\n", 0, at))
        several = f"（这样的共 {len(found)} 处）" if len(found) > 1 else ""
        what = f"繁体的正文里“{word}”是逐字转换留下的{several}。"
        remedy = f"通行的写法是“{_words()[word]}”；原件如此的，不用改，简体标题和检索不受影响。"
        yield problem(place, "conversion-leftover", what, remedy, Level.NOTE)


@cache
def _words() -> Mapping[str, str]:
    return titles("conversion_leftovers")


@cache
def _literals() -> Literals:
    return Literals(_words())


def _signs(publication: Publication) -> Iterator[str]:
    yield from _words()


RULE = Rule(
    title="繁体文本没有转换留下的字",
    findings=(Finding("conversion-leftover", Level.NOTE, "繁体文本里有没有转换的字", as_printed=True),),
    of_item=check_item,
    signs=_signs,
)
