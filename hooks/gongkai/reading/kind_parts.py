"""The parts of a type definition that are lists: tables of figures, identities, time limits."""

from __future__ import annotations

from gongkai.model.kind import Deadline, Identity, TableLayout
from gongkai.problems import Problem
from gongkai.reading.field_definitions import read_fields
from gongkai.reading.nodes import Node
from gongkai.reading.shape import Shape

_LEVELS = ("错误", "警告", "提示")
_SCOPES = ("item", "row", "column", "tree", "cells")
_UNITS = ("工作日", "日", "月日")


def table_layout(node: Node, outer: Shape, problems: list[Problem]) -> TableLayout:
    """A table of figures in an official form."""
    shape = Shape(node, "类型定义的 tables", outer.place, problems)
    table = TableLayout(
        name=shape.needed("name", "table1"),
        title=shape.needed("title", "部门收支总体情况表"),
        aliases=shape.texts("aliases"),
        columns=read_fields(shape, "columns", problems),
        row_label=shape.text("row_label"),
        rows=shape.texts("rows"),
        required=shape.flag("required"),
        unit=shape.text("unit"),
        empty_statement=shape.flag("empty_statement"),
        description=shape.text("description"),
        source=shape.text("source"),
        place=shape.place,
    )
    shape.finish()
    return table


def identity(node: Node, outer: Shape, problems: list[Problem]) -> Identity:
    """An equation between figures."""
    shape = Shape(node, "类型定义的 identities", outer.place, problems)
    found = Identity(
        name=shape.text("name"),
        formula=shape.text("formula"),
        scope=shape.choice("scope", _SCOPES, "item"),
        table=shape.text("table"),
        when=shape.text("when"),
        level=shape.choice("level", _LEVELS, "错误"),
        message=shape.text("message"),
        source=shape.text("source"),
        place=shape.at("formula"),
    )
    shape.finish()
    return found


def deadline(node: Node, outer: Shape, problems: list[Problem]) -> Deadline:
    """A time limit for publishing."""
    shape = Shape(node, "类型定义的 deadlines", outer.place, problems)
    found = Deadline(
        name=shape.text("name"),
        anchor=shape.needed("anchor", "doc_date"),
        limit=shape.integer("limit", 20),
        unit=shape.choice("unit", _UNITS, "工作日"),
        level=shape.choice("level", _LEVELS, "警告"),
        source=shape.text("source"),
        applies_to=shape.texts("applies_to"),
        place=shape.place,
    )
    shape.finish()
    return found
