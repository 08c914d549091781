"""Adverts that somebody planted in a text: words of gambling, forgery and vice, as kept in vocabulary/spam.txt."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import gongkai
from gongkai.checking.lines import lines_of, words_of
from gongkai.model.item import Item
from gongkai.model.publication import Publication
from gongkai.model.script import simplified, traditional_pairs
from gongkai.pages.text_inline import character_of
from gongkai.problems import Problem, problem

RULE = "spam"


def check_item(item: Item, publication: Publication) -> Iterator[Problem]:
    """Lines that hold one of the patterns."""
    if not _found(words_of(item)):
        return
    for line, place in lines_of(item):
        words = _found(line)
        if words:
            what = f"这一行有疑似被植入的广告文字“{words}”。"
            yield problem(place, RULE, what, "请核对原件，删除不属于原件的文字，并检查发布账号是否被盗用。")


def _found(text: str) -> str:
    """The first planted words in a text; empty where there are none."""
    if _DISGUISED.search(text):
        text = _ENTITY.sub(lambda match: character_of(match.group()), text)
        text = _UNSEEN.sub("", unicodedata.normalize("NFKC", text))
    if _is_traditional(text):
        text = simplified(text)
    if not _triggers().search(text):
        return ""
    for triggers, pattern in _patterns():
        if any(trigger in text for trigger in triggers):
            match = pattern.search(text)
            if match:
                return match.group()
    return ""


def _is_traditional(text: str) -> bool:
    """Whether the beginning of a text holds a Traditional character; few texts hold any of the rare planes."""
    if _TRADITIONAL.search(text, 0, _SAMPLE):
        return True
    return bool(_RARE.search(text, 0, _SAMPLE) and _RARE_TRADITIONAL.search(text, 0, _SAMPLE))


@cache
def _patterns() -> tuple[tuple[tuple[str, ...], re.Pattern[str]], ...]:
    """Of every line of the file the words of which one must be there at all, and the pattern."""
    text = (Path(gongkai.__file__).parent / "vocabulary" / "spam.txt").read_text(encoding="utf-8")
    lines = (line.strip().partition("\t") for line in text.splitlines() if line.strip() and not line.startswith("#"))
    return tuple((tuple(triggers.split()), re.compile(pattern)) for triggers, _, pattern in lines)


@cache
def _triggers() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(trigger) for triggers, _ in _patterns() for trigger in triggers))


# The first character comes first and looks back afterwards, so that the search can skip from one candidate to the next.
_DISGUISED = re.compile(
    "[&\u200b-\u200f\u2060-\u2064\u2e80-\u2fdf\uf900-\ufaff\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\ufeff\u00ad]"
    "(?:(?<=&)#?[A-Za-z0-9]{2,8};|(?<!&))"
)
"""Words written in codes, in other forms of their signs, or with signs between them that nobody sees."""

_ENTITY = re.compile("&#?[A-Za-z0-9]{2,8};")
_UNSEEN = re.compile("[\u200b-\u200f\u2060-\u2064\ufeff\u00ad]")

_SAMPLE = 400
"""Characters that show whether a text is written in Traditional script."""

# A set with hundreds of characters beyond the basic plane is compared one by one, so those have a set of their own.
_TRADITIONAL = re.compile("[" + "".join(chr(one) for one in traditional_pairs() if one <= 0xFFFF) + "]")
_RARE = re.compile("[\U00010000-\U0010ffff]")
_RARE_TRADITIONAL = re.compile("[" + "".join(chr(one) for one in traditional_pairs() if one > 0xFFFF) + "]")
