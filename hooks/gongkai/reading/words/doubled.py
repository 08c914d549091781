"""Which characters and words stand twice by mistake, and beside what they do not (vocabulary/doubled_words.yml)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from gongkai.model.place import Place
from gongkai.model.problems.yielded import Reading, gathered
from gongkai.reading.vocabulary import FOLDER
from gongkai.reading.yaml.nodes import Node
from gongkai.reading.yaml.shape import Shape, shape_of
from gongkai.reading.yaml.yaml_files import read_yaml

_FILE = "doubled_words.yml"
_NAME = f"vocabulary/{_FILE}"


@dataclass(frozen=True, slots=True)
class Character:
    """A character that stands twice by mistake, but not after one of ``before`` nor where one of the patterns follows."""

    written: str
    before: str
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DoubledWords:
    """The whole list."""

    once: str
    """Characters that never stand twice in a correct sentence."""
    characters: tuple[Character, ...]
    always_wrong: tuple[re.Pattern[str], ...]
    """What is wrong although the characters around it would excuse it; the group ``twice`` is what stands there too often."""
    of_four: frozenset[str]
    """Words of two characters of which each stands twice (和和气气)."""
    always_right: frozenset[str]
    beginnings: frozenset[str]
    """Words that may begin another one, so that only ``ends`` after them shows that they stand twice."""
    ends: re.Pattern[str]
    compounds: Mapping[str, tuple[str, ...]]
    """Words that stand twice unless one of these goes on."""
    openings: str
    """Characters after which a word is no end of another one."""
    nouns: frozenset[str]
    """Words for which that matters, since they are no verbs that have the second one as their object."""

    def may_be_twice(self, word: str, before: str, rest: str) -> bool:
        """Whether ``word`` may stand twice after the character ``before`` and where ``rest`` follows."""
        if word in self.always_right:
            return True
        if word in self.nouns and (not "\u4e00" <= before <= "\u9fff" or before in self.openings):
            return False
        if word in self.compounds:
            return rest.startswith(self.compounds[word])
        return word in self.beginnings and not self.ends.match(rest)


@cache
def doubled_words() -> DoubledWords:
    """The list, read once."""
    return gathered(_read())[0]


def _read() -> Reading[DoubledWords]:
    node = yield from read_yaml(FOLDER / _FILE, _NAME)
    shape = yield from shape_of(node, _NAME, Place(_NAME))
    patterns = yield from shape.texts("总是错")
    return DoubledWords(
        once=(yield from shape.text("一次")),
        characters=(yield from shape.read_rows("单字", _character)),
        always_wrong=tuple(map(re.compile, patterns)),
        of_four=frozenset((yield from shape.texts("叠用"))),
        always_right=frozenset((yield from shape.texts("总可以"))),
        beginnings=frozenset((yield from shape.texts("起头"))),
        ends=re.compile((yield from shape.needed("断", "[，。]"))),
        compounds=dict((yield from shape.read_rows("复合", _compound))),
        openings=(yield from shape.text("句首")),
        nouns=frozenset((yield from shape.texts("名词"))),
    )


def _character(node: Node, outer: Shape) -> Reading[Character]:
    shape = yield from shape_of(node, outer.where, outer.place)
    return Character(
        (yield from shape.text("字")),
        (yield from shape.text("前")),
        (yield from shape.texts("后")),
    )


def _compound(node: Node, outer: Shape) -> Reading[tuple[str, tuple[str, ...]]]:
    shape = yield from shape_of(node, outer.where, outer.place)
    return (yield from shape.text("词")), (yield from shape.texts("后"))
