"""The registers in ``catalogue/ledgers/``: signed nil entries, outside addresses, indicators, deliveries of packages."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

from gongkai.model.period import period_named
from gongkai.model.problems.problem import problem
from gongkai.model.problems.yielded import Reading
from gongkai.model.registers import (
    BROKEN,
    MOVED,
    NIL,
    NOT_APPLICABLE,
    WORKS,
    Delivery,
    Indicator,
    NilEntry,
    OutsideLink,
    Registers,
)
from gongkai.reading.checked_setting import address_under, day_under
from gongkai.reading.yaml.shape import Shape, shape_of
from gongkai.reading.yaml.yaml_files import read_list

T = TypeVar("T")

NIL_ENTRIES = "catalogue/ledgers/nil-entries.yml"
OUTSIDE_LINKS = "catalogue/ledgers/outside-links.yml"
INDICATORS = "catalogue/ledgers/indicators.yml"
DELIVERIES = "catalogue/ledgers/deliveries.yml"
PATHS = (NIL_ENTRIES, OUTSIDE_LINKS, INDICATORS, DELIVERIES)

RESULTS = (WORKS, BROKEN, MOVED)
NIL_STATES = (NIL, NOT_APPLICABLE)
_ROOT = re.compile(r"[0-9a-f]{64}\Z")


def read_registers(root: Path) -> Reading[Registers]:
    """All registers below ``root``; one without a file is empty, an entry that lacks what it needs is left out."""
    return Registers(
        nil=(yield from _entries(root, NIL_ENTRIES, "零报告", "事项", _nil_entry)),
        links=(yield from _entries(root, OUTSIDE_LINKS, "外部链接登记", "网址", _outside_link)),
        indicators=(yield from _entries(root, INDICATORS, "评估指标", "指标", _indicator)),
        deliveries=(yield from _entries(root, DELIVERIES, "交付登记", "存档包", _delivery)),
    )


def _entries(
    root: Path, path: str, title: str, first: str, read: Callable[[Shape], Reading[T | None]]
) -> Reading[tuple[T, ...]]:
    found = []
    for node in (yield from read_list(root, path, f"{title}文件", f"请每项以“- {first}: ……”开头。")):
        shape = yield from shape_of(node, title, node.place)
        entry = yield from read(shape)
        yield from shape.finish()
        if entry is not None:
            found.append(entry)
    return tuple(found)


def _nil_entry(shape: Shape) -> Reading[NilEntry | None]:
    matter = yield from shape.needed("事项", "'3.2'")
    written = yield from shape.needed("期间", "2026年第二季度")
    state = yield from shape.choice("情况", NIL_STATES, NIL)
    reason = yield from shape.text("说明")
    if not reason and state == NOT_APPLICABLE:
        reason = yield from shape.needed("说明", "本年机构改革，职责已经划出。")
    signed_by = yield from shape.needed("负责人", "办公室主任")
    day = yield from _day(shape)
    period = period_named(written, whole=True) if written else None
    if written and period is None:
        remedy = "请写成“2026年”“2026年上半年”“2026年第二季度”或者“2026年3月”。"
        yield problem(shape.at("期间"), "nil-period", f"期间“{written}”看不出是哪一期。", remedy)
    if not (matter and period and signed_by and day):
        return None
    return NilEntry(
        matter=matter, period=period, state=state, reason=reason, signed_by=signed_by, day=day, place=shape.place
    )


def _outside_link(shape: Shape) -> Reading[OutsideLink | None]:
    url = (yield from address_under(shape, "网址")) if (yield from shape.needed("网址", "https://www.gov.cn/")) else ""
    day = yield from _day(shape, "核对日期")
    result = yield from shape.choice("结果", RESULTS, WORKS)
    note = yield from shape.text("说明")
    return OutsideLink(url=url, day=day, result=result, note=note, place=shape.place) if url and day else None


def _indicator(shape: Shape) -> Reading[Indicator | None]:
    name = yield from shape.needed("指标", "政策解读率")
    indicator = Indicator(
        group=(yield from shape.text("一级指标")),
        name=name,
        source=(yield from shape.text("出处")),
        shown=(yield from shape.texts("公开位置")),
        note=(yield from shape.text("说明")),
        unit=(yield from shape.text("责任科室")),
        place=shape.place,
    )
    return indicator if name else None


def _delivery(shape: Shape) -> Reading[Delivery | None]:
    package = yield from shape.needed("存档包", "11990000990000017W-2026-06-30-public")
    day = yield from _day(shape)
    written = (yield from shape.needed("根校验值", "在生成存档包时显示的 64 位")).lower()
    receiver = yield from shape.needed("接收单位", "示例市图书馆")
    manner, note = (yield from shape.text("方式")), (yield from shape.text("说明"))
    if written and not _ROOT.match(written):
        what = f"根校验值应当是 64 位数字和字母（a 到 f），这里有 {len(written)} 位。"
        remedy = f"请照抄 {package or '存档包'}.root 里空格前面的那一串。"
        yield problem(shape.at("根校验值"), "delivery-root", what, remedy)
        return None
    if not (package and day and written and receiver):
        return None
    return Delivery(
        package=package.removesuffix(".zip"),
        day=day,
        root=written,
        receiver=receiver,
        manner=manner,
        note=note,
        place=shape.place,
    )


def _day(shape: Shape, key: str = "日期") -> Reading[date | None]:
    return (yield from day_under(shape, key)) if (yield from shape.needed(key, "2026-07-06")) else None
