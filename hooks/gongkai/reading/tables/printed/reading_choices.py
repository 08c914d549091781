"""Where a printed table has two readings: the question with both of them, and the answer that an item writes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from gongkai.model.kind import TableLayout
from gongkai.model.problems.problem import Problem, problem
from gongkai.reading.tables.printed.column_meaning import Column
from gongkai.reading.tables.printed.joined_sheets import SheetRows
from gongkai.reading.tables.printed.regions import Regions
from gongkai.reading.tables.printed.understood_rows import halves_of, label_of

BELOW, ACROSS = "左右接排", "逐列对应"
READINGS = (BELOW, ACROSS)


@dataclass(frozen=True, slots=True)
class Choices:
    """What the item says of the reading: 读法, and for columns of the type the printed column that each is (列)."""

    reading: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)


def in_order_of_layout(columns: Sequence[Column], layout: TableLayout) -> tuple[Column, ...]:
    """The printed columns as those of the layout in its order; further ones stay unknown."""
    wanted = (*layout.columns, *[None] * len(columns))
    return tuple(replace(column, field=one) for column, one in zip(columns, wanted))


def ask_halves(sheet: SheetRows, regions: Regions, columns: Sequence[Column], layout: TableLayout) -> Problem | None:
    """The question about groups of columns with the same labels, none of which the layout knows; None for other tables."""
    halves = halves_of(columns)
    if len(halves) < 2 or len(layout.columns) < len(columns):
        return None
    names = "、".join(label_of(column) for column in halves[0])
    titles = "、".join(column.title for column in layout.columns[: len(columns)])
    what = f"“{names}”印了 {len(halves)} 次，有两种读法：左右各栏上下接排，或者从左到右依次是“{titles}”。"
    remedy = f"请在“表”里写明：“{layout.title}: {{文件: ……, 读法: {ACROSS}}}”或者“读法: {BELOW}”。"
    return problem(sheet.place(regions.parts[0].heading.rows[0], 0), "table-two-readings", what, remedy)
