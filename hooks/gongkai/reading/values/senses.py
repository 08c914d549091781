"""What changes the meaning of a term: negations, qualifiers, numbers and opposites (``vocabulary/senses.yml``)."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache

from gongkai import FOLDER
from gongkai.model.problems.yielded import gathered
from gongkai.model.script import simplified
from gongkai.model.words.matcher import matcher
from gongkai.reading.yaml.nodes import Mapping, Node, Scalar, Sequence
from gongkai.reading.yaml.yaml_files import read_yaml

_DATA = "vocabulary/senses.yml"
_NUMBERS = matcher(r"\d+")
_NUMERALS = frozenset("零〇一二两三四五六七八九十百千万亿半")
_MAGNITUDES = frozenset("百千万亿半")
"""Numerals that change the amount of the word beside them (元, 万元), unlike 一 in 统一."""
_ROMAN = {ord(sign): str(number) for number, sign in enumerate("ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ", 1)}


@dataclass(frozen=True, slots=True)
class Sense:
    """A term prepared for comparison: its text without negations, and everything in which two terms must agree."""

    folded: str
    """The term in half width, simplified script and lower case, without blanks."""
    core: str
    """``folded`` with synonyms replaced by the first of their group, and without negations."""
    denied: tuple[str, ...]
    """The character after each negation, in order, which shows what is negated."""
    limits: tuple[str, ...]
    sides: tuple[frozenset[str], ...]
    """For each group of opposites, those that occur in the term."""
    numbers: tuple[int, ...]
    numerals: Counter[str]

    def agrees(self, other: Sense) -> bool:
        """Whether ``other`` may be a correction of this term: they have the same negations, qualifiers, numbers and sides."""
        if len(self.denied) != len(other.denied) or self.limits != other.limits or self.numbers != other.numbers:
            return False
        if self.denied != other.denied and not one_slip(self.folded, other.folded):
            return False
        if any(own and its and not own & its for own, its in zip(self.sides, other.sides)):
            return False
        return not (self.numerals - other.numerals) and not _MAGNITUDES & (other.numerals - self.numerals).keys()


@dataclass(frozen=True, slots=True)
class _Words:
    """The contents of ``vocabulary/senses.yml`` as patterns."""

    negation: re.Pattern[str]
    limit: re.Pattern[str]
    same: tuple[tuple[re.Pattern[str], str], ...]
    sides: tuple[tuple[str, ...], ...]


@lru_cache(maxsize=65536)
def folded(name: str) -> str:
    """The name in half width, simplified script and lower case, without blanks."""
    return "".join(simplified(unicodedata.normalize("NFKC", name.translate(_ROMAN))).split()).casefold()


@lru_cache(maxsize=65536)
def sense_of(name: str) -> Sense:
    """The sense of a name; cached, since the same known names are compared again and again."""
    words = _words()
    plain = folded(name)
    same = plain
    for pattern, first in words.same:
        same = pattern.sub(first, same)
    return Sense(
        folded=plain,
        core=words.negation.sub("", same),
        denied=tuple(same[match.end() : match.end() + 1] for match in words.negation.finditer(same)),
        limits=tuple(sorted(words.limit.findall(same))),
        sides=tuple(frozenset(word for word in group if word in plain) for group in words.sides),
        numbers=tuple(int(number) for number in _NUMBERS.findall(plain)),
        numerals=Counter(sign for sign in plain if sign in _NUMERALS),
    )


def one_slip(one: str, other: str) -> bool:
    """Whether two texts of the same length differ in exactly one character."""
    return len(one) == len(other) and sum(a != b for a, b in zip(one, other)) == 1


@cache
def _words() -> _Words:
    node, problems = gathered(read_yaml(FOLDER / _DATA, _DATA))
    assert not problems, problems
    assert isinstance(node, Mapping)
    same = [_texts(group) for group in _items(node.get("同义"))]
    return _Words(
        negation=_any_of(_texts(node.get("否定"))),
        limit=_any_of(_texts(node.get("限定"))),
        same=tuple((_any_of(group), group[0]) for group in same),
        sides=tuple(_texts(group) for group in _items(node.get("相对"))),
    )


def _items(node: Node | None) -> tuple[Node, ...]:
    return node.items if isinstance(node, Sequence) else ()


def _texts(node: Node | None) -> tuple[str, ...]:
    return tuple(one.text for one in _items(node) if isinstance(one, Scalar))


def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)))
