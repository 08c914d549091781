"""The parts of a type definition that are lists: tables of figures, identities, time limits."""

from __future__ import annotations

from calendar import monthrange

from gongkai.model.kind import PUBLISHED, ChangeLimit, Deadline, Identity, TableLayout
from gongkai.model.problems.problem import Problem, problem
from gongkai.reading.types.field_definitions import read_fields
from gongkai.reading.yaml.nodes import Node
from gongkai.reading.yaml.shape import Shape

_LEVELS = ("错误", "警告", "提示")
_SCOPES = ("item", "row", "column", "tree", "cells")
_DAYS = ("工作日", "日")
_UNITS = (*_DAYS, "月日")
_MOST_DAYS = 3650
_NO_LEAP_YEAR = 2023


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


def deadline(node: Node, outer: Shape, problems: list[Problem]) -> Deadline | None:
    """A time limit for publishing; None where no day can be counted from it."""
    shape = Shape(node, "类型定义的 deadlines", outer.place, problems)
    found = Deadline(
        name=shape.text("name"),
        anchor=shape.needed("anchor", "doc_date"),
        kept_by=shape.text("kept_by", PUBLISHED),
        limit=shape.integer("limit", 20),
        unit=shape.choice("unit", _UNITS, "工作日"),
        level=shape.choice("level", _LEVELS, "警告"),
        source=shape.text("source"),
        applies_to=shape.texts("applies_to"),
        ahead=shape.flag("ahead"),
        when=shape.text("when"),
        about=shape.texts("about"),
        place=shape.place,
    )
    shape.finish()
    if found.ahead and found.unit != "日":
        what = f"期限写了 ahead（提前），unit 却是“{found.unit}”。"
        problems.append(problem(shape.at("unit"), "wrong-limits", what, "请写 unit: 日。"))
        return None
    if _is_possible(found.limit, found.unit):
        return found
    what = f"期限的 limit 写成“{found.limit}”，不是{'一年里的某一天' if found.unit == '月日' else '天数'}。"
    remedy = f"请写 0 至 {_MOST_DAYS} 的整数，例如 20。"
    if found.unit == "月日":
        remedy = "unit 是“月日”时，请写月份和两位的日期，例如 131 表示 1 月 31 日；2 月最多写到 228。"
    problems.append(problem(shape.at("limit"), "wrong-limits", what, remedy))
    return None


def change_limit(node: Node | None, outer: Shape) -> ChangeLimit | None:
    """How soon a change of a public record is told; None where no day can be counted from it."""
    shape = Shape(node, "类型定义的 changes", outer.place, outer.problems)
    found = ChangeLimit(
        limit=shape.integer("limit", 3), unit=shape.choice("unit", _DAYS, "工作日"), source=shape.text("source")
    )
    shape.finish()
    if _is_possible(found.limit, found.unit):
        return found
    what = f"期限的 limit 写成“{found.limit}”，不是天数。"
    outer.problems.append(problem(shape.at("limit"), "wrong-limits", what, f"请写 0 至 {_MOST_DAYS} 的整数，例如 3。"))
    return None


def _is_possible(limit: int, unit: str) -> bool:
    """Whether every year has such a day, or the days can be counted."""
    if unit != "月日":
        return 0 <= limit <= _MOST_DAYS
    month, day = divmod(limit, 100)
    return 1 <= month <= 12 and 1 <= day <= monthrange(_NO_LEAP_YEAR, month)[1]
