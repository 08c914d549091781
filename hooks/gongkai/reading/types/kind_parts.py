"""The parts of a type definition that are lists: tables of figures, identities, time limits."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace

from gongkai.model.kind import PUBLISHED, ChangeLimit, Deadline, Identity, TableLayout
from gongkai.model.problems.problem import problem
from gongkai.model.problems.yielded import Reading, each
from gongkai.reading.types.field_definitions import read_fields
from gongkai.reading.yaml.nodes import Node
from gongkai.reading.yaml.shape import Shape, shape_of

_LEVELS = ("错误", "警告", "提示")
_SCOPES = ("item", "row", "column", "tree", "side", "parts", "joined", "cells")
_DAYS = ("工作日", "日")
_UNITS = (*_DAYS, "月日")
_MOST_DAYS = 3650
_COMMON_YEAR = 2023


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
        level=(yield from shape.choice("level", _LEVELS, "错误")),
        rounding=(yield from shape.choice("rounding", _LEVELS, "提示")),
        message=(yield from shape.text("message")),
        source=(yield from shape.text("source")),
        place=shape.at("formula"),
    )
    yield from shape.finish()
    return found


def deadline(node: Node, outer: Shape) -> Reading[Deadline | None]:
    """One entry of ``deadlines``: a time limit for publishing; None, after a problem, where its limit is no possible one."""
    shape = yield from shape_of(node, "类型定义的 deadlines", outer.place)
    found = Deadline(
        name=(yield from shape.text("name")),
        anchor=(yield from shape.needed("anchor", "doc_date")),
        kept_by=(yield from shape.text("kept_by", PUBLISHED)),
        limit=(yield from shape.integer("limit", 20)),
        unit=(yield from shape.choice("unit", _UNITS, "工作日")),
        level=(yield from shape.choice("level", _LEVELS, "警告")),
        source=(yield from shape.text("source")),
        applies_to=(yield from shape.texts("applies_to")),
        ahead=(yield from shape.flag("ahead")),
        when=(yield from shape.text("when")),
        about=(yield from shape.texts("about")),
        place=shape.place,
    )
    yield from shape.finish()
    if found.ahead and found.unit != "日":
        what = f"期限写了 ahead（提前），unit 却是“{found.unit}”。"
        yield problem(shape.at("unit"), "wrong-limits", what, "请写 unit: 日。")
        return None
    if _is_possible(found.limit, found.unit):
        return found
    what = f"期限的 limit 写成“{found.limit}”，不是{'一年里的某一天' if found.unit == '月日' else '天数'}。"
    remedy = f"请写 0 至 {_MOST_DAYS} 的整数，例如 20。"
    if found.unit == "月日":
        remedy = "unit 是“月日”时，请写月份和两位的日期，例如 131 表示 1 月 31 日；2 月最多写到 228。"
    yield problem(shape.at("limit"), "wrong-limits", what, remedy)
    return None


def change_limit(node: Node | None, outer: Shape) -> Reading[ChangeLimit | None]:
    """The ``changes`` of ``record``: the time limit for publishing a change of a record; None where it is no possible one."""
    shape = yield from shape_of(node, "类型定义的 changes", outer.place)
    found = ChangeLimit(
        limit=(yield from shape.integer("limit", 3)),
        unit=(yield from shape.choice("unit", _DAYS, "工作日")),
        source=(yield from shape.text("source")),
    )
    yield from shape.finish()
    if _is_possible(found.limit, found.unit):
        return found
    what = f"期限的 limit 写成“{found.limit}”，不是天数。"
    yield problem(shape.at("limit"), "wrong-limits", what, f"请写 0 至 {_MOST_DAYS} 的整数，例如 3。")
    return None


def _is_possible(limit: int, unit: str) -> bool:
    """Whether ``limit`` is a number of days, or for 月日 a day that every year has, as month * 100 + day."""
    if unit != "月日":
        return 0 <= limit <= _MOST_DAYS
    month, day = divmod(limit, 100)
    return 1 <= month <= 12 and 1 <= day <= monthrange(_COMMON_YEAR, month)[1]
