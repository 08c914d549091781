"""The field table of a type definition, whose keys are those of a Frictionless Table Schema descriptor."""

from __future__ import annotations

import re
from dataclasses import replace

from gongkai.model.kind import Constraints, Field, FieldType
from gongkai.model.naming.citing import Citing
from gongkai.model.place import Place
from gongkai.model.problems.problem import problem
from gongkai.model.problems.yielded import Reading
from gongkai.model.words.matcher import matcher
from gongkai.reading.values.nearest import suggestion
from gongkai.reading.vocabulary import relation_kinds, terms
from gongkai.reading.yaml.nodes import Node
from gongkai.reading.yaml.shape import Shape, shape_of

_NAME = matcher(r"[a-z][a-z0-9_]*\Z")
_NESTED = (FieldType.TABLE, FieldType.RECORD)

REFERENCE_COLUMNS = (
    Field(name="target", title="文件", aliases=("索引号", "发文字号", "文号")),
    Field(name="date", title="日期", type=FieldType.DATE),
    Field(name="clauses", title="条款", type=FieldType.LIST),
    Field(name="note", title="说明"),
    Field(name="title", title="标题", aliases=("名称",)),
    Field(name="agency", title="机关", aliases=("发文机关",)),
    Field(name="url", title="网址", type=FieldType.URL),
)
"""The columns of every reference field."""

FILE_COLUMNS = (
    Field(name="path", title="文件", constraints=Constraints(required=True)),
    Field(name="title", title="名称", aliases=("标题",)),
    Field(name="note", title="说明"),
)
"""The columns of every attachment field."""


def read_fields(outer: Shape, key: str) -> Reading[tuple[Field, ...]]:
    """The fields listed under ``key`` of the mapping ``outer``.

    A field without a name or title, or with the name of an earlier one, is left out and reported.
    """
    fields: list[Field] = []
    names: set[str] = set()
    for node in (yield from outer.rows(key)):
        field = yield from _field(node, outer.place)
        if field is None:
            continue
        if field.name in names:
            what = f"字段“{field.name}”定义了两次。"
            yield problem(node.place, "field-twice", what, "请只保留一处。")
            continue
        names.add(field.name)
        fields.append(field)
    return tuple(fields)


def _field(node: Node, place: Place) -> Reading[Field | None]:
    shape = yield from shape_of(node, "字段定义", place)
    name = yield from shape.needed("name", "doc_no")
    title = yield from shape.needed("title", "发文字号")
    kind = FieldType((yield from shape.choice("type", [kind.value for kind in FieldType], "string")))
    columns = yield from read_fields(shape, "columns")
    if kind is FieldType.REFERENCE:
        columns = _with_standard(REFERENCE_COLUMNS, columns)
    elif kind is FieldType.FILE:
        columns = _with_standard(FILE_COLUMNS, columns)
    elif kind in _NESTED and not columns:
        what = f"字段“{title}”是 {kind.value}，却没有 columns。"
        yield problem(shape.place, "missing-columns", what, "请用 columns 列出它的各列。")
    field = Field(
        name=name,
        title=title,
        type=kind,
        constraints=(yield from _constraints(shape)),
        required_when=(yield from shape.text("required_when")),
        aliases=(yield from shape.texts("aliases")),
        columns=columns,
        shorthand=(yield from shape.text("shorthand")) or {"reference": "target", "file": "path"}.get(kind.value, ""),
        relation=(yield from shape.text("relation")),
        cites=(yield from _citing(shape)),
        row_key=(yield from shape.texts("row_key")),
        vocabulary=(yield from shape.text("vocabulary")),
        open=(yield from shape.flag("open")),
        public=(yield from shape.flag("public", True)),
        names_units=(yield from shape.flag("names_units")),
        person=(yield from shape.flag("person")),
        unit=(yield from shape.text("unit")),
        expected=(yield from shape.flag("expected")),
        description=(yield from shape.text("description")),
        source=(yield from shape.text("source")),
        example=(yield from shape.text("example")),
        place=shape.place,
    )
    yield from shape.finish()
    if name and not _NAME.match(name):
        what = f"字段名“{name}”不是小写英文。"
        yield problem(shape.at("name"), "field-name", what, "请用小写字母、数字和下划线，例如 doc_no。")
    if field.vocabulary and not terms(field.vocabulary):
        what = f"没有名为“{field.vocabulary}”的词表。"
        yield problem(
            shape.at("vocabulary"), "unknown-vocabulary", what, "请写 vocabulary 目录中文件的名称，不带 .yml。"
        )
    if field.relation and field.relation not in relation_kinds():
        what = f"没有名为“{field.relation}”的关系。"
        remedy = suggestion(field.relation, relation_kinds()) or "请写 vocabulary/relations.yml 中的 name。"
        yield problem(shape.at("relation"), "unknown-relation", what, remedy)
        # The field is kept, so that its values are still checked, but they create no relations.
        field = replace(field, relation="")
    for name in field.row_key:
        if name not in {column.name for column in columns}:
            what = f"字段“{title}”的 row_key“{name}”不是它的列。"
            yield problem(shape.at("row_key"), "unknown-field", what, "请写某一列的 name。")
            field = replace(field, row_key=())
    if field.shorthand and field.shorthand not in {column.name for column in columns}:
        what = f"字段“{title}”的 shorthand“{field.shorthand}”不是它的列。"
        yield problem(shape.at("shorthand"), "unknown-field", what, "请写某一列的 name。")
    return field if name and title else None


def _citing(outer: Shape) -> Reading[Citing | None]:
    """What the texts of the field may name (``cites``); None, after a problem, where its relation is unknown."""
    node = outer.node("cites")
    if node is None:
        return None
    shape = yield from shape_of(node, "字段定义的 cites", outer.place)
    citing = Citing(
        relation=(yield from shape.text("relation")),
        type=(yield from shape.text("type")),
        table=(yield from shape.text("table")),
        when=(yield from shape.text("when")),
        complete=(yield from shape.flag("complete")),
        record=(yield from shape.flag("record")),
        file=(yield from shape.flag("file")),
        by=(yield from shape.text("by")),
        ended=(yield from shape.texts("ended")),
    )
    yield from shape.finish()
    if citing.file:
        return citing
    if not citing.relation:
        what = "字段定义的 cites 没有写 relation。"
        yield problem(shape.place, "missing-setting", what, "请加一行，例如“relation: basis_of_power”。")
    elif citing.relation not in relation_kinds():
        what = f"没有名为“{citing.relation}”的关系。"
        remedy = suggestion(citing.relation, relation_kinds()) or "请写 vocabulary/relations.yml 中的 name。"
        yield problem(shape.at("relation"), "unknown-relation", what, remedy)
        return None
    return citing if citing.relation else None


def _with_standard(standard: tuple[Field, ...], own: tuple[Field, ...]) -> tuple[Field, ...]:
    by_name = {field.name: field for field in own}
    kept = tuple(by_name.pop(field.name, field) for field in standard)
    return (*kept, *(field for field in own if field.name in by_name))


def _constraints(outer: Shape) -> Reading[Constraints]:
    shape = yield from shape_of(outer.node("constraints"), "字段定义的 constraints", outer.place)
    pattern = yield from shape.text("pattern")
    try:
        re.compile(pattern)
    except re.error:
        what = f"pattern“{pattern}”不是正确的正则表达式。"
        yield problem(shape.at("pattern"), "wrong-pattern", what, "请检查括号是否成对、反斜杠是否正确。")
        pattern = ""
    constraints = Constraints(
        required=(yield from shape.flag("required")),
        enum=(yield from shape.texts("enum")),
        pattern=pattern,
        minimum=(yield from shape.decimal("minimum")),
        maximum=(yield from shape.decimal("maximum")),
        max_length=(yield from shape.integer("max_length")),
        unique=(yield from shape.flag("unique")),
    )
    yield from shape.finish()
    return constraints
