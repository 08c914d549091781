"""The parts of a type definition about figures: tables and identities."""

from __future__ import annotations

from dataclasses import replace

from gongkai.model.kind import Identity, TableLayout
from gongkai.model.problems.yielded import Reading, each
from gongkai.reading.types.field_definitions import read_fields
from gongkai.reading.yaml.nodes import Node
from gongkai.reading.yaml.shape import Shape, shape_of

LEVELS = ("错误", "警告", "提示")
"""The levels of what a type definition demands."""
_SCOPES = ("item", "row", "column", "tree", "side", "parts", "joined", "cells")


def table_layout(node: Node, outer: Shape) -> Reading[TableLayout]:
    """One entry of ``tables``: the layout of a table of figures in an official form."""
    shape = yield from shape_of(node, "类型定义的 tables", outer.place)
    variants = yield from each([_variant(one, shape) for one in (yield from shape.rows("variants"))])
    table = TableLayout(
        name=(yield from shape.needed("name", "table1")),
        title=(yield from shape.needed("title", "部门收支总体情况表")),
        aliases=(yield from shape.texts("aliases")),
        columns=(yield from read_fields(shape, "columns")),
        row_label=(yield from shape.text("row_label")),
        rows=(yield from shape.texts("rows")),
        caption=(yield from shape.text("caption")),
        form=(yield from shape.texts("form")),
        closed=(yield from shape.flag("closed")),
        required=(yield from shape.flag("required")),
        unit=(yield from shape.text("unit")),
        description=(yield from shape.text("description")),
        source=(yield from shape.text("source")),
        place=shape.place,
    )
    yield from shape.finish()
    own = tuple(
        replace(
            one,
            name=table.name,
            title=one.title or table.title,
            aliases=table.aliases,
            unit=table.unit,
            place=table.place,
        )
        for one in variants
    )
    return replace(table, variants=own) if own else table


def _variant(node: Node, outer: Shape) -> Reading[TableLayout]:
    """One entry of ``variants``: another layout of the table, with the name of the one that it stands for."""
    shape = yield from shape_of(node, "表的 variants", outer.place)
    found = TableLayout(
        name="",
        title=(yield from shape.text("title")),
        columns=(yield from read_fields(shape, "columns")),
        row_label=(yield from shape.text("row_label")),
        rows=(yield from shape.texts("rows")),
        caption=(yield from shape.text("caption")),
        closed=(yield from shape.flag("closed")),
        unstated=(yield from shape.flag("unstated")),
        source=(yield from shape.text("source")),
    )
    yield from shape.finish()
    return found


def identity(node: Node, outer: Shape) -> Reading[Identity]:
    """One entry of ``identities``: an equation between figures (勾稽关系)."""
    shape = yield from shape_of(node, "类型定义的 identities", outer.place)
    found = Identity(
        name=(yield from shape.text("name")),
        formula=(yield from shape.text("formula")),
        scope=(yield from shape.choice("scope", _SCOPES, "item")),
        table=(yield from shape.text("table")),
        when=(yield from shape.text("when")),
        level=(yield from shape.choice("level", LEVELS, "错误")),
        rounding=(yield from shape.choice("rounding", LEVELS, "提示")),
        message=(yield from shape.text("message")),
        source=(yield from shape.text("source")),
        place=shape.at("formula"),
    )
    yield from shape.finish()
    return found
