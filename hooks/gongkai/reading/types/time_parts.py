"""The parts of a type definition about time: limits for publishing, limits for changes of records, and the term of an item."""

from __future__ import annotations

from calendar import monthrange

from gongkai.calendar.due import UNITS
from gongkai.model.problems.problem import problem
from gongkai.model.problems.yielded import Reading
from gongkai.model.terms.deadline import PUBLISHED, ChangeLimit, Deadline
from gongkai.model.terms.item_term import ItemTerm, TermEnd
from gongkai.model.terms.series import Series
from gongkai.reading.types.kind_parts import LEVELS
from gongkai.reading.yaml.nodes import Node
from gongkai.reading.yaml.shape import Shape, shape_of

_DAYS = ("工作日", "日")
_MOST = 3650
_COMMON_YEAR = 2023


def deadline(node: Node, outer: Shape) -> Reading[Deadline | None]:
    """One entry of ``deadlines``: a time limit for publishing; None, after a problem, where its limit is no possible one."""
    shape = yield from shape_of(node, "类型定义的 deadlines", outer.place)
    anchors = yield from shape.texts("anchor")
    if not anchors:
        yield from shape.needed("anchor", "doc_date")
    found = Deadline(
        name=(yield from shape.text("name")),
        anchors=anchors or ("",),
        kept_by=(yield from shape.text("kept_by", PUBLISHED)),
        limit=(yield from shape.integer("limit", 20)),
        unit=(yield from shape.choice("unit", UNITS, "工作日")),
        limit_from=(yield from shape.text("limit_from")),
        through=(yield from shape.text("through")),
        there=(yield from shape.text("there")),
        first=(yield from shape.flag("first")),
        awaited=(yield from shape.flag("awaited")),
        shown=(yield from shape.flag("shown")),
        level=(yield from shape.choice("level", LEVELS, "警告")),
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
    alone = [key for key in ("there", "first", "awaited") if shape.has(key) and not found.through]
    if alone:
        what = f"期限“{found.name}”写了 {alone[0]}，没有写 through，不知道是哪一件信息。"
        yield problem(shape.at(alone[0]), "wrong-limits", what, "请写 through: 关系的名称，例如 through: interprets。")
        return None
    if _is_possible(found.limit, found.unit):
        return found
    what = f"期限的 limit 写成“{found.limit}”，不是{'一年里的某一天' if found.unit == '月日' else '天数'}。"
    remedy = f"请写 0 至 {_MOST} 的整数，例如 20。"
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
    yield problem(shape.at("limit"), "wrong-limits", what, f"请写 0 至 {_MOST} 的整数，例如 3。")
    return None


def _is_possible(limit: int, unit: str) -> bool:
    """Whether ``limit`` is a number of units, or for 月日 a day that every year has, as month * 100 + day."""
    if unit != "月日":
        return 0 <= limit <= _MOST
    month, day = divmod(limit, 100)
    return 1 <= month <= 12 and 1 <= day <= monthrange(_COMMON_YEAR, month)[1]


def item_term(node: Node | None, outer: Shape) -> Reading[ItemTerm | None]:
    """The ``term`` of a type: for which days what its items announce lasts; None, after a problem, where it has no end."""
    shape = yield from shape_of(node, "公示、预警的 term", outer.place)
    ends = yield from shape.read_rows("ends", _term_end)
    usual = ItemTerm(ends=())
    found = ItemTerm(
        start=(yield from shape.text("start")),
        ends=tuple(ends),
        before=(yield from shape.text("before", usual.before)),
        within=(yield from shape.text("within", usual.within)),
        replaced=(yield from shape.text("replaced")),
        replaced_by=(yield from shape.text("replaced_by")),
        followed_by=(yield from shape.texts("followed_by")),
        awaiting=(yield from shape.text("awaiting")),
        followed=(yield from shape.text("followed")),
        owed=(yield from shape.text("owed")),
        when=(yield from shape.text("when")),
        source=(yield from shape.text("source")),
    )
    yield from shape.finish()
    if not found.ends:
        what = "term 没有写 ends，不知道到哪一天为止。"
        yield problem(shape.place, "wrong-limits", what, "请写 ends: [{field: 字段的 name, state: 以后的状态}]。")
        return None
    return found


def _term_end(node: Node, outer: Shape) -> Reading[TermEnd]:
    shape = yield from shape_of(node, "公示、预警的 ends", outer.place)
    found = TermEnd(
        (yield from shape.needed("field", "public_to")),
        (yield from shape.needed("state", "已过期")),
        (yield from shape.flag("at_once")),
    )
    yield from shape.finish()
    return found


def series_use(node: Node | None, outer: Shape) -> Reading[Series]:
    """The ``series`` of a type: by what its items follow each other."""
    shape = yield from shape_of(node, "类型定义的 series", outer.place)
    found = Series(
        cycle=(yield from shape.needed("cycle", "cycle")),
        period=(yield from shape.needed("period", "period")),
        records=(yield from shape.text("records")),
        same=(yield from shape.texts("same")),
    )
    yield from shape.finish()
    return found
