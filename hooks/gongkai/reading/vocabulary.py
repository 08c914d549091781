"""Controlled vocabularies (受控词表) and kinds of relations, read from ``vocabulary/*.yml``."""

from __future__ import annotations

from functools import cache

from gongkai import FOLDER as ENGINE
from gongkai.model.place import Place
from gongkai.model.problems.yielded import Reading, gathered
from gongkai.model.relation import RelationKind
from gongkai.reading.yaml.nodes import Mapping, Node, Scalar, Sequence
from gongkai.reading.yaml.shape import shape_of
from gongkai.reading.yaml.yaml_files import read_yaml

FOLDER = ENGINE / "vocabulary"


@cache
def terms(name: str) -> tuple[str, ...]:
    """The terms of the vocabulary ``name`` in order; empty where there is no such vocabulary."""
    return tuple(titles(name))


@cache
def titles(name: str) -> dict[str, str]:
    """The full wording of each term of the vocabulary ``name``; the term itself where the vocabulary gives no other."""
    node = _tree(name)
    found: dict[str, str] = {}
    for item in node.items if isinstance(node, Sequence) else ():
        if isinstance(item, Scalar):
            found[item.text] = item.text
        elif isinstance(item, Mapping):
            term, title = item.get("term"), item.get("title")
            if isinstance(term, Scalar):
                found[term.text] = title.text if isinstance(title, Scalar) else term.text
    return found


@cache
def word_lists(name: str) -> dict[str, tuple[str, ...]]:
    """The lists of words of the vocabulary ``name`` that is divided into lists, by their names."""
    node = _tree(name)
    pairs = node.pairs if isinstance(node, Mapping) else ()
    return {
        key.text: tuple(one.text for one in value.items if isinstance(one, Scalar))
        for key, value in pairs
        if isinstance(value, Sequence)
    }


@cache
def relation_kinds() -> dict[str, RelationKind]:
    """All kinds of relations, by name."""
    node = _tree("relations")
    kinds = [gathered(_relation_kind(item))[0] for item in (node.items if isinstance(node, Sequence) else ())]
    return {kind.name: kind for kind in kinds}


def _relation_kind(node: Node) -> Reading[RelationKind]:
    shape = yield from shape_of(node, "关系", Place("vocabulary/relations.yml"))
    return RelationKind(
        name=(yield from shape.text("name")),
        forward=(yield from shape.text("forward")),
        reverse=(yield from shape.text("reverse")),
        effect=(yield from shape.text("effect")).replace("none", ""),
        acyclic=(yield from shape.flag("acyclic")),
        target_gone=(yield from shape.flag("target_gone")),
        target_first=(yield from shape.flag("target_first")),
        target_types=tuple((yield from shape.texts("target_types"))),
        remark=(yield from shape.text("remark")),
    )


def _tree(name: str) -> Node | None:
    path = FOLDER / f"{name}.yml"
    return gathered(read_yaml(path, f"vocabulary/{name}.yml"))[0] if path.is_file() else None
