"""How the records of a type are used, as its definition says under ``record``; every column it names must exist."""

from __future__ import annotations

from collections.abc import Iterable

from gongkai.model.kind import Field, RecordTerm, RecordUse
from gongkai.model.problems.problem import problem
from gongkai.reading.types.kind_parts import change_limit
from gongkai.reading.values.nearest import suggestion
from gongkai.reading.yaml.nodes import Node
from gongkai.reading.yaml.shape import Shape

_SCOPES = ("item", "column")


def record_use(node: Node | None, outer: Shape, columns: tuple[Field, ...]) -> RecordUse:
    """The part ``record`` of a type definition with the record columns ``columns``."""
    shape = Shape(node, "类型定义的 record", outer.place, outer.problems)
    names = [column.name for column in columns]
    use = RecordUse(
        key=_one(shape, "key", names),
        key_scope=shape.choice("key_scope", _SCOPES, "item"),
        name=_one(shape, "name", names),
        day=_one(shape, "day", names),
        columns=_several(shape, "columns", names),
        filters=_several(shape, "filters", names),
        term=_term(shape, names) if shape.has("term") else None,
        changes=change_limit(shape.node("changes"), shape) if shape.has("changes") else None,
    )
    shape.finish()
    return use


def _term(outer: Shape, names: Iterable[str]) -> RecordTerm:
    shape = Shape(outer.node("term"), "类型定义的 term", outer.place, outer.problems)
    usual = RecordTerm()
    term = RecordTerm(
        start=_one(shape, "start", names),
        end=_one(shape, "end", names),
        endless=shape.texts("endless"),
        stopped_by=_one(shape, "stopped_by", names),
        stopped=shape.texts("stopped"),
        before=shape.text("before", usual.before),
        within=shape.text("within", usual.within),
        after=shape.text("after", usual.after),
        without_end=shape.text("without_end", usual.without_end),
        no_longer=shape.text("no_longer", usual.no_longer),
        leaves=shape.text("leaves"),
        unnamed=shape.flag("unnamed"),
    )
    shape.finish()
    return term


def _one(shape: Shape, key: str, names: Iterable[str]) -> str:
    name = shape.text(key)
    return name if not name or _known(shape, key, name, names) else ""


def _several(shape: Shape, key: str, names: Iterable[str]) -> tuple[str, ...]:
    return tuple(name for name in shape.texts(key) if _known(shape, key, name, names))


def _known(shape: Shape, key: str, name: str, names: Iterable[str]) -> bool:
    if name in names:
        return True
    what = f"{shape.where}的 {key} 用到“{name}”，records 里没有这一列。"
    shape.problems.append(
        problem(shape.at(key), "unknown-field", what, suggestion(name, names) or "请写 records 中某一列的 name。")
    )
    return False
