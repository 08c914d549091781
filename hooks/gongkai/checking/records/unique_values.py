"""Values that a type declares unique (constraints: unique), such as 事项编码, are used only once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gongkai.binding.same_items import LEVEL
from gongkai.checking.rule import Rule
from gongkai.model.item import FigureTable, Item, Row, Value
from gongkai.model.kind import Field
from gongkai.model.place import Place
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.reading.tables.cells import canonical

_ELSEWHERE = ("index_no", "local_no")
"""Fields that make the item's address; the reader itself reports duplicates."""


def check(publication: Publication) -> Iterator[Problem]:
    """Every further item of a type, or row of a table, with a unique value that is already used.

    The same service item at another level (实施层级) has the same code; its guide is another one.
    """
    seen: dict[tuple[str, ...], Item] = {}
    kinds = publication.reading.kinds.values()
    unique = {kind.name: _unique(kind.fields) for kind in kinds}
    listed = {kind.name: _unique_in_rows(kind.fields) for kind in kinds}
    for item in publication.reading.items:
        for field in unique[item.kind.name]:
            for value in _texts(item.values.get(field.name)):
                other = seen.setdefault((item.kind.name, field.name, value, item.text(LEVEL)), item)
                if other is not item:
                    what = f"“{field.title}”“{value}”已经用于“{other.title}”（{other.place.path}）。"
                    for_readers = f"“{field.title}”与“{other.title}”的相同。"
                    remedy = "一个只能有一件；请核对，或者合并两件。"
                    yield problem(item.at(field.name), "value-twice", what, remedy, for_readers=for_readers)
        for field, columns in listed[item.kind.name]:
            rows = item.values.get(field.name)
            if isinstance(rows, tuple):
                yield from _in_rows([row for row in rows if isinstance(row, Row)], columns)
        for table in item.tables.values():
            yield from _in_table(table)


def _unique(fields: Iterable[Field]) -> tuple[Field, ...]:
    return tuple(field for field in fields if field.constraints.unique and field.name not in _ELSEWHERE)


def _unique_in_rows(fields: Iterable[Field]) -> list[tuple[Field, tuple[Field, ...]]]:
    return [(field, _unique(field.columns)) for field in fields if _unique(field.columns)]


def _in_rows(rows: Iterable[Row], columns: Iterable[Field]) -> Iterator[Problem]:
    seen: dict[tuple[str, str], Place] = {}
    for row in rows:
        for column in columns:
            for value in _texts(row.values.get(column.name)):
                yield from _again(seen, column, value, row.place)


def _in_table(table: FigureTable) -> Iterator[Problem]:
    seen: dict[tuple[str, str], Place] = {}
    by_title = {column.title: column for column in _unique(table.layout.columns)}
    columns = [(place, by_title[title]) for place, title in enumerate(table.header) if title in by_title]
    for at, row in enumerate(table.rows) if columns else ():
        for place, column in columns:
            if row[place]:
                yield from _again(seen, column, row[place], table.place(at, place))


def _again(seen: dict[tuple[str, str], Place], column: Field, value: str, place: Place) -> Iterator[Problem]:
    first = seen.setdefault((column.name, value), place)
    if first is not place:
        what = f"“{column.title}”“{value}”与第 {first.line} 行相同。"
        yield problem(place, "value-twice", what, "这一列的各行不能相同；请对照原件核对。")


def _texts(value: Value | None) -> Iterator[str]:
    """The value of a field in canonical form; each element of a list by itself."""
    if isinstance(value, tuple):
        yield from dict.fromkeys(part for part in value if isinstance(part, str))
    elif value is not None and not isinstance(value, Row) and value != "":
        yield canonical(value)


RULE = Rule(
    title="声明唯一的编码没有重复",
    findings=(Finding("value-twice", Level.ERROR, "声明唯一的值重复", as_printed=True),),
    of_column=check,
)
