"""Row numbers (序号) run from 1 without gaps or repeats, which shows that no row was lost."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checking.rule import Needs, Rule
from gongkai.model.item import Item
from gongkai.model.kind import Field, FieldType
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication

_LONGEST = 6
"""The most digits of a row number; longer numbers are codes."""


def check_item(item: Item, publication: Publication) -> Iterator[Problem]:
    """Rows whose number does not follow that of the previous row."""
    for field in item.kind.fields:
        if field.name in item.values and field.type is FieldType.TABLE:
            if any(column.name == "no" for column in field.columns):
                yield from _table(item, field)


def _table(item: Item, field: Field) -> Iterator[Problem]:
    last = 0
    for row in item.rows(field.name):
        written = row.text("no").strip()
        if not written.isdecimal() or len(written) > _LONGEST:
            return
        number = int(written)
        if number != last + 1:
            found = f"应当是 {last + 1}" if number > last + 1 else "重复或者倒退"
            what = f"“{field.title}”的序号 {number} {found}。"
            yield problem(row.place, "row-number", what, "请核对是否漏行、重行。", Level.WARNING)
        last = number


RULE = Rule(
    title="表内序号连续",
    findings=(Finding("row-number", Level.WARNING, "表内序号不连续", as_printed=True),),
    needs=Needs(columns=("no",)),
    of_item=check_item,
)
