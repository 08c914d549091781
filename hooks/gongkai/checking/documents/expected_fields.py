"""What its type asks for with ``expected`` is there: a warning, since what was published before that was asked lacks it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from gongkai.checking.rule import Rule
from gongkai.incremental.same_object import SameObject
from gongkai.model.item import Item, Value
from gongkai.model.kind import Field, Kind
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.reading.values.fields import condition_parts, holds

_MOST = 3
_TOLD_IN_OTHER_WORDS = ("文件类别",)
"""Labels that a rule of their own asks for, saying why (normative_documents)."""


def check_item(item: Item, _: Publication) -> Iterator[Problem]:
    """Expected fields that are not written, and rows of fields that lack an expected column."""
    if item.legacy:
        return
    for field, expected in _expected(SameObject(item.kind)):
        if field.expected and field.name not in item.values and field.name not in item.places and _wanted(field, item):
            what = f"没有写“{field.title}”{_because(field)}。"
            remedy = f"请加一行“{field.title}: {field.example or '……'}”。"
            yield problem(item.place, "expected-missing", what, remedy, Level.WARNING)
        if expected:
            yield from _in_rows(item, field, expected)


@lru_cache(maxsize=256)
def _expected(kind: SameObject[Kind]) -> tuple[tuple[Field, list[Field]], ...]:
    """The fields of a type that are expected or have expected columns, each with these."""
    fields = (field for field in kind.it.fields if field.title not in _TOLD_IN_OTHER_WORDS)
    found = ((field, [column for column in field.columns if column.expected]) for field in fields)
    return tuple((field, columns) for field, columns in found if field.expected or columns)


def _in_rows(item: Item, field: Field, expected: list[Field]) -> Iterator[Problem]:
    by_label = {label: column for column in field.columns for label in (column.title, *column.aliases)}
    for column in expected:
        rows = [
            (number, row)
            for number, row in enumerate(item.rows(field.name), 1)
            if column.name not in row.values and _wanted(column, item, row.values, by_label)
        ]
        if rows:
            places = [row.place for _, row in rows]
            shown = "、".join(f"第 {number} 项" for number, _ in rows[:_MOST])
            more = f"等 {len(rows)} 项" if len(rows) > _MOST else ""
            what = f"“{field.title}”的{shown}{more}没有写“{column.title}”{_because(column)}。"
            remedy = f"请在这一项里加一行“{column.title}: {column.example or '……'}”。"
            yield problem(places[0], "expected-missing", what, remedy, Level.WARNING, places)


def _wanted(
    field: Field, item: Item, row: Mapping[str, Value] | None = None, by_label: Mapping[str, Field] | None = None
) -> bool:
    """Whether the condition of the field holds, in the row where that has the label, else in the item."""
    if not field.required_when:
        return True
    parts = condition_parts(field.required_when)
    if row is not None and by_label and parts and parts[0] in by_label:
        return holds(field.required_when, row, by_label)
    return holds(field.required_when, item.values, item.kind.by_label)


def _because(field: Field) -> str:
    said = [f"{field.required_when}时应当写明" if field.required_when else "", field.source]
    words = "；".join(filter(None, said))
    return f"（{words}）" if words else ""


RULE = Rule(
    title="应当写明的内容",
    findings=(Finding("expected-missing", Level.WARNING, "没有写应当写明的内容"),),
    of_item=check_item,
)
