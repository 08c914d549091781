"""Checks of what texts may name (``cites``): the type, the table with ``row_key``, the condition and the columns beside exist."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gongkai.model.kind import Field, FieldType, Kind
from gongkai.model.naming.citing import Citing
from gongkai.model.problems.problem import Problem, problem
from gongkai.reading.values.fields import condition_parts
from gongkai.reading.values.nearest import suggestion

_WRITTEN = (FieldType.STRING, FieldType.TEXT, FieldType.LIST)


def citing_faults(kinds: Iterable[Kind]) -> Iterator[Problem]:
    """The problems of all definitions; one that several types inherit is told once."""
    kinds = tuple(kinds)
    by_name = {kind.name: kind for kind in kinds}
    seen: set[int] = set()
    for kind in kinds:
        places = [(field, kind.fields) for field in kind.fields]
        places += [(column, field.columns) for field in kind.fields for column in field.columns]
        places += [(column, kind.records) for column in kind.records]
        for field, beside in places:
            if field.cites and id(field) not in seen:
                seen.add(id(field))
                yield from _of(field, field.cites, kind, beside, by_name)


def _of(
    field: Field, citing: Citing, kind: Kind, beside: Iterable[Field], by_name: dict[str, Kind]
) -> Iterator[Problem]:
    where = f"字段“{field.title}”的 cites "
    if field.type not in _WRITTEN:
        what = f"字段“{field.title}”是 {field.type.value}，cites 只用于 string、text、list。"
        yield problem(field.place, "field-type", what, "请改用 type: string，或者删除 cites。")
    names = {column.name for column in beside}
    if citing.by and citing.by not in names:
        what = f"{where}用到“{citing.by}”，旁边没有这一列。"
        yield problem(
            field.place, "unknown-field", what, suggestion(citing.by, names) or "请写同一张表里某一列的 name。"
        )
    target = by_name.get(citing.type) if citing.type else kind
    if target is None:
        what = f"{where}的 type 写成“{citing.type}”，没有这种信息类型。"
        yield problem(
            field.place, "unknown-choice", what, suggestion(citing.type, by_name) or "请写某种信息类型的 name。"
        )
        return
    tables = [one.name for one in target.fields if one.row_key]
    if citing.table and citing.table not in tables:
        what = f"{where}的 table 写成“{citing.table}”，类型“{target.title}”没有写了 row_key 的这张表。"
        remedy = f"可以写：{'、'.join(tables)}。" if tables else "请先在那张表里写 row_key。"
        yield problem(field.place, "unknown-field", what, remedy)
    parts = condition_parts(citing.when) if citing.when else None
    labels = {label for one in target.fields for label in (one.title, *one.aliases)}
    if citing.when and (parts is None or parts[0] not in labels):
        what = f"{where}的 when“{citing.when}”读不出来，或者类型“{target.title}”没有这个字段。"
        yield problem(field.place, "wrong-condition", what, "请写成“名称=内容”，例如“清单种类=中介服务清单”。")
