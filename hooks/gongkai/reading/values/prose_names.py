"""The names by which texts call figures of tables, read from ``vocabulary/prose_names.yml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from gongkai import FOLDER as ENGINE
from gongkai.model.place import Place
from gongkai.model.problems.yielded import Reading, gathered
from gongkai.reading.yaml.nodes import Node, Sequence
from gongkai.reading.yaml.shape import shape_of
from gongkai.reading.yaml.yaml_files import read_yaml

_NAMES = "prose_names.yml"
_COUNTS = "prose_counts.yml"


@dataclass(frozen=True, slots=True)
class ProseName:
    """A name and the cells or fields any of which it may mean; ``basis`` where that is another than the item's own."""

    kind: str
    name: str
    values: tuple[str, ...]
    basis: str
    loose: bool
    """Whether a text may give the name to another amount too, so that only one slip beside it is told."""


@dataclass(frozen=True, slots=True)
class ProseCount:
    """The words around a count in a text (``{n}`` stands for it), and the formulas of what it may be."""

    kind: str
    name: str
    words: str
    values: tuple[str, ...]


@cache
def prose_names() -> tuple[ProseName, ...]:
    """All names of amounts."""
    return tuple(gathered(_name(node))[0] for node in _entries(_NAMES))


@cache
def prose_counts() -> tuple[ProseCount, ...]:
    """All ways of telling a count."""
    return tuple(gathered(_count(node))[0] for node in _entries(_COUNTS))


def _entries(file: str) -> tuple[Node, ...]:
    node = gathered(read_yaml(ENGINE / "vocabulary" / file, f"vocabulary/{file}"))[0]
    return tuple(node.items) if isinstance(node, Sequence) else ()


def _name(node: Node) -> Reading[ProseName]:
    shape = yield from shape_of(node, "文字里的数", Place(f"vocabulary/{_NAMES}"))
    return ProseName(
        kind=(yield from shape.text("type")),
        name=(yield from shape.text("name")),
        values=(yield from shape.texts("values")),
        basis=(yield from shape.text("basis")),
        loose=(yield from shape.flag("loose")),
    )


def _count(node: Node) -> Reading[ProseCount]:
    shape = yield from shape_of(node, "文字里的件数", Place(f"vocabulary/{_COUNTS}"))
    return ProseCount(
        kind=(yield from shape.text("type")),
        name=(yield from shape.text("name")),
        words=(yield from shape.text("words")),
        values=(yield from shape.texts("values")),
    )
