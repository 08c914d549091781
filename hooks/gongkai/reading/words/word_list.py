"""The product's own list of words that are certainly wrong (vocabulary/wrong_words.yml), compiled for one search of a text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from gongkai.model.place import Place
from gongkai.model.problems.yielded import Reading, gathered
from gongkai.model.words.literals import Literals
from gongkai.model.words.slip import Slip
from gongkai.reading.vocabulary import FOLDER
from gongkai.reading.yaml.nodes import Mapping as MappingNode
from gongkai.reading.yaml.nodes import Node, Sequence
from gongkai.reading.yaml.shape import shape_of
from gongkai.reading.yaml.yaml_files import read_yaml

_FILE = "wrong_words.yml"
_NAME = f"vocabulary/{_FILE}"


@dataclass(frozen=True, slots=True)
class WrongWords:
    """All slips by the wrong word; ``words`` finds them."""

    slips: Mapping[str, Slip]
    words: Literals

    @classmethod
    def of(cls, slips: Iterable[Slip]) -> WrongWords:
        """The slips, ready to be found."""
        by_word = {slip.wrong: slip for slip in slips}
        return cls(by_word, Literals(by_word))


@cache
def wrong_words() -> WrongWords:
    """The list, read once."""
    return WrongWords.of(gathered(_read())[0])


def _read() -> Reading[tuple[Slip, ...]]:
    node = yield from read_yaml(FOLDER / _FILE, _NAME)
    groups = node.get("词组") if isinstance(node, MappingNode) else None
    slips: list[Slip] = []
    for group in groups.items if isinstance(groups, Sequence) else ():
        slips += yield from _group(group)
    return tuple(slips)


def _group(node: Node) -> Reading[list[Slip]]:
    shape = yield from shape_of(node, _NAME, Place(_NAME))
    reason, source = (yield from shape.text("理由")), (yield from shape.text("依据"))
    found = []
    for line in (yield from shape.texts("词")):
        wrong, right, *rest = line.split()
        exceptions = tuple(word.removeprefix("-") for word in rest)
        found.append(Slip(wrong=wrong, right=right, reason=reason, source=source, exceptions=exceptions))
    return found
