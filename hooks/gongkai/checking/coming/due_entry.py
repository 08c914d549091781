"""One thing that comes due: on which day, what, which unit has to see to it, and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.model.item import Item

NO_UNIT = "没有写责任科室的"


@dataclass(frozen=True, slots=True)
class About:
    """The unit that has to see to something, and the item and source file that it is about; what is not known is empty."""

    unit: str = ""
    index_no: str = ""
    path: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DueEntry:
    """One thing that comes due or is overdue; ``day`` is its last day, or the day on which it happens by itself."""

    day: date
    category: str
    """What sort of thing it is: 公开时限, 效力, 公示和预警, 定期, 栏目更新, 定时公开, 工作节点."""
    what: str
    about: About
    reason: str = ""
    """From when and how long, or the law."""
    estimated: bool = False
    """Whether the day depends on holidays that are not published yet (暂估)."""
    must_act: bool = True
    """Whether somebody has to do something by then; else it happens by itself."""

    @property
    def whose(self) -> str:
        """The unit, or the heading of all that name none."""
        return self.about.unit or NO_UNIT


def about(item: Item) -> About:
    """Unit, number and file of an item."""
    return About(item.unit, item.index_no, item.place.path)


def within(entries: Iterable[DueEntry], as_of: date, days: int) -> list[DueEntry]:
    """What is due from ``as_of`` through ``days`` days later, and what is overdue and still to be done, by day."""
    last = as_of + timedelta(days=days)
    kept = [one for one in entries if one.day <= last and (one.day >= as_of or one.must_act)]
    return sorted(kept, key=lambda one: (one.day, one.about.unit, one.category, one.what))


def by_unit(entries: Iterable[DueEntry]) -> list[tuple[str, list[DueEntry]]]:
    """The entries under their units, in the order in which the units first have something due; without a unit last."""
    found: dict[str, list[DueEntry]] = {}
    for one in entries:
        found.setdefault(one.whose, []).append(one)
    return sorted(found.items(), key=lambda pair: pair[0] == NO_UNIT)
