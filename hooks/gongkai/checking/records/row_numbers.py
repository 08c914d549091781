"""Row numbers (序号) run from 1 without gaps or repeats, which shows that no row was lost."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from gongkai.checking.rule import Needs, Rule
from gongkai.incremental.same_object import SameObject
from gongkai.model.item import Item
from gongkai.model.kind import Field, FieldType, Kind
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication

_LONGEST = 6
"""The most digits of a row number; longer numbers are codes."""


def check_item(item: Item, publication: Publication) -> Iterator[Problem]:
    """Rows whose number does not follow that of the previous row."""
    for field in _numbered(SameObject(item.kind)):
        if field.name in item.values:
            yield from _table(item, field)


@lru_cache(maxsize=256)
def _numbered(kind: SameObject[Kind]) -> tuple[Field, ...]:
    """The tables of a type whose rows are numbered."""
    tables = (field for field in kind.it.fields if field.type is FieldType.TABLE)
    return tuple(field for field in tables if any(column.name == "no" for column in field.columns))


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
