"""The ledger of reviews (审核台账): when each item passed its three levels, the secrecy review and the judgements."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from gongkai.model.item import Item, Row

_DAYS = ("first", "second", "final", "secrecy", "wording", "timing", "way", "privacy", "office_day")
_WORDS = ("office_opinion", "risk_note")
HEADER = tuple(
    "索引号 题名 信息类型 责任科室 发布日期 初审 复审 终审 保密审查 表述 时机 方式 隐私 公开机构意见日期 "
    "公开机构书面意见 舆情风险研判".split()
)


def ledger_rows(items: Iterator[Item]) -> Iterator[tuple[str, ...]]:
    """One row an item that is no leftover of earlier years; blank cells are reviews of which no day is recorded."""
    for item in items:
        review = item.values.get("review")
        if item.legacy and not isinstance(review, Row):
            continue
        recorded = review if isinstance(review, Row) else Row(item.place, {})
        yield (
            item.index_no,
            item.title,
            item.kind.title,
            item.unit,
            _day(item.publish_date),
            *(_day(recorded.day(name)) for name in _DAYS),
            *(recorded.text(name) for name in _WORDS),
        )


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
