"""The definitions of ledgers and of cycles of publication, read from the vocabulary."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from gongkai.model.ledgers.ledger import LedgerColumn, LedgerKind, LedgerTable
from gongkai.model.place import Place
from gongkai.model.problems.yielded import Reading, gathered
from gongkai.reading.vocabulary import FOLDER
from gongkai.reading.yaml.nodes import Node, Sequence
from gongkai.reading.yaml.shape import Shape, shape_of
from gongkai.reading.yaml.yaml_files import read_yaml

_LEDGERS, _CYCLES = "vocabulary/ledgers.yml", "vocabulary/cycles.yml"


@cache
def ledger_kinds() -> Mapping[str, LedgerKind]:
    """All ledgers, by name, in the order in which they are shown."""
    kinds = [gathered(_ledger(node))[0] for node in _entries("ledgers.yml", _LEDGERS)]
    return {kind.name: kind for kind in kinds}


@cache
def cycles() -> Mapping[str, tuple[int, int]]:
    """(months of a period, days after it until the next is late) by the name of the cycle (更新周期)."""
    return dict(gathered(_cycle(node))[0] for node in _entries("cycles.yml", _CYCLES))


def _entries(name: str, shown: str) -> tuple[Node, ...]:
    node, _ = gathered(read_yaml(FOLDER / name, shown))
    return node.items if isinstance(node, Sequence) else ()


def _ledger(node: Node) -> Reading[LedgerKind]:
    shape = yield from shape_of(node, "台账", Place(_LEDGERS))
    return LedgerKind(
        name=(yield from shape.text("name")),
        title=(yield from shape.text("title")),
        about=(yield from shape.text("about")),
        source=(yield from shape.text("source")),
        public=(yield from shape.flag("public")),
        staff_only=(yield from shape.flag("staff_only")),
        columns=(yield from shape.read_rows("columns", _column)),
        tables=(yield from shape.read_rows("tables", _table)),
        weight=(yield from shape.text("weight")),
        split=(yield from shape.text("split")),
        only=(yield from shape.texts("only")),
        listed=(yield from shape.flag("listed", default=True)),
    )


def _column(node: Node, _: Shape) -> Reading[LedgerColumn]:
    shape = yield from shape_of(node, "台账的列", Place(_LEDGERS))
    name, title = (yield from shape.text("name")), (yield from shape.text("title"))
    return LedgerColumn(name, title, (yield from shape.text("type", "string")))


def _table(node: Node, _: Shape) -> Reading[LedgerTable]:
    shape = yield from shape_of(node, "台账的统计表", Place(_LEDGERS))
    by, over = (yield from shape.text("by")), (yield from shape.text("over"))
    return LedgerTable(by, over, (yield from shape.text("page")))


def _cycle(node: Node) -> Reading[tuple[str, tuple[int, int]]]:
    shape = yield from shape_of(node, "更新周期", Place(_CYCLES))
    name = yield from shape.text("name")
    return name, ((yield from shape.integer("months")), (yield from shape.integer("grace")))
