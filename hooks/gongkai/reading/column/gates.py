"""What must be done before a change is merged (合并前必须), by the names that ``vocabulary/gates.yml`` gives it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from gongkai.model.place import Place
from gongkai.model.problems.problem import problem
from gongkai.model.problems.yielded import Reading, gathered
from gongkai.reading.values.nearest import suggestion
from gongkai.reading.vocabulary import FOLDER
from gongkai.reading.yaml.nodes import Node, Sequence
from gongkai.reading.yaml.shape import Shape, shape_of
from gongkai.reading.yaml.yaml_files import read_yaml

LABEL = "合并前必须"
_PATH = "vocabulary/gates.yml"


@dataclass(frozen=True, slots=True)
class Gate:
    """What one gate holds back: problems with these codes, and items that leave these fields unsaid."""

    codes: frozenset[str]
    fields: tuple[str, ...] = ()
    """Titles of fields, or of a record field and its column: 审核/表述."""
    documents: bool = False
    """Whether only documents with a validity of their own must say the fields."""


@cache
def gates() -> Mapping[str, Gate]:
    """The gates by name."""
    node, _ = gathered(read_yaml(FOLDER / "gates.yml", _PATH))
    return dict(gathered(_gate(one))[0] for one in (node.items if isinstance(node, Sequence) else ()))


def read_gates(shape: Shape) -> Reading[tuple[str, ...]]:
    """The gates that the column turns on; a name that is none is left out."""
    written = yield from shape.texts(LABEL)
    for one in written:
        if one not in gates():
            remedy = f"{suggestion(one, tuple(gates()))}可以写：{'、'.join(gates())}。"
            yield problem(shape.at(LABEL), "unknown-choice", f"专栏设置的“{LABEL}”写成“{one}”。", remedy)
    return tuple(one for one in written if one in gates())


def _gate(node: Node) -> Reading[tuple[str, Gate]]:
    shape = yield from shape_of(node, LABEL, Place(_PATH))
    gate = Gate(
        codes=frozenset((yield from shape.texts("codes"))),
        fields=(yield from shape.texts("fields")),
        documents=(yield from shape.flag("documents")),
    )
    return (yield from shape.text("name")), gate
