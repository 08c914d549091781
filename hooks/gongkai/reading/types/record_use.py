"""The part ``record`` of a type definition: which columns of the records are the key, the name, the day and the term."""

from __future__ import annotations

from collections.abc import Sequence

from gongkai.model.kind import Field, RecordTerm, RecordUse
from gongkai.model.problems.problem import Problem, problem
from gongkai.model.problems.yielded import Reading
from gongkai.reading.types.time_parts import change_limit
from gongkai.reading.values.nearest import suggestion
from gongkai.reading.yaml.nodes import Node
from gongkai.reading.yaml.shape import Shape, shape_of

_SCOPES = ("item", "column")


def record_use(node: Node | None, outer: Shape, columns: tuple[Field, ...]) -> Reading[RecordUse]:
    """The part ``record``, read from ``node``; a name that is not among the record columns ``columns`` is reported."""
    shape = yield from shape_of(node, "类型定义的 record", outer.place)
    names = [column.name for column in columns]
    use = RecordUse(
        key=(yield from _column(shape, "key", names)),
        apart=(yield from _columns(shape, "apart", names)),
        key_scope=(yield from shape.choice("key_scope", _SCOPES, "item")),
        name=(yield from _column(shape, "name", names)),
        day=(yield from _column(shape, "day", names)),
        columns=(yield from _columns(shape, "columns", names)),
        filters=(yield from _columns(shape, "filters", names)),
        person_by=(yield from _column(shape, "person_by", names)),
        person_when=(yield from shape.texts("person_when")),
        term=(yield from _term(shape, names)) if shape.has("term") else None,
        changes=(yield from change_limit(shape.node("changes"), shape)) if shape.has("changes") else None,
        closed=(yield from shape.flag("closed")),
    )
    yield from shape.finish()
    return use


def _term(outer: Shape, names: Sequence[str]) -> Reading[RecordTerm]:
    shape = yield from shape_of(outer.node("term"), "类型定义的 term", outer.place)
    usual = RecordTerm()
    term = RecordTerm(
        start=(yield from _column(shape, "start", names)),
        end=(yield from _column(shape, "end", names)),
        endless=(yield from shape.texts("endless")),
        stopped_by=(yield from _column(shape, "stopped_by", names)),
        stopped=(yield from shape.texts("stopped")),
        before=(yield from shape.text("before", usual.before)),
        within=(yield from shape.text("within", usual.within)),
        after=(yield from shape.text("after", usual.after)),
        without_end=(yield from shape.text("without_end", usual.without_end)),
        no_longer=(yield from shape.text("no_longer", usual.no_longer)),
        leaves=(yield from shape.text("leaves")),
        unnamed=(yield from shape.flag("unnamed")),
    )
    yield from shape.finish()
    return term


def _column(shape: Shape, key: str, names: Sequence[str]) -> Reading[str]:
    name = yield from shape.text(key)
    if not name or name in names:
        return name
    yield _unknown_column(shape, key, name, names)
    return ""


def _columns(shape: Shape, key: str, names: Sequence[str]) -> Reading[tuple[str, ...]]:
    written = yield from shape.texts(key)
    for name in written:
        if name not in names:
            yield _unknown_column(shape, key, name, names)
    return tuple(name for name in written if name in names)


def _unknown_column(shape: Shape, key: str, name: str, names: Sequence[str]) -> Problem:
    what = f"{shape.where}的 {key} 用到“{name}”，records 里没有这一列。"
    return problem(shape.at(key), "unknown-field", what, suggestion(name, names) or "请写 records 中某一列的 name。")
