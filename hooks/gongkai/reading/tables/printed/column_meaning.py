"""Which column of a type each printed column is, by the labels above it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from gongkai.model.kind import Field, TableLayout
from gongkai.reading.tables.printed.cell_nature import bare_label, folded, year_of
from gongkai.reading.tables.printed.table_words import table_words

_INNER = table_words().same_as_group
"""Labels under a group that only repeat what the group is."""
_CODE_PARTS = table_words().code_parts
_CODES = table_words().code
_ITEMS = table_words().items


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a printed table: where its cells stand, its printed name, and what it is in the type."""

    at: tuple[int, ...]
    """The positions of its cells; several for a code split over 类, 款 and 项."""
    name: str
    """The labels above it, joined."""
    field: Field | None = None
    case: str = ""
    """Which of several amounts of a row it is (预算数 or 决算数); empty where there is only one."""
    levels: bool = False
    """Whether its cells are the levels of the names of rows, instead of the parts of a code."""
    year: str = ""
    """The year that its labels name, as ``year_of`` gives it."""


def by_label(layout: TableLayout) -> dict[str, Field]:
    """The columns of a layout by their folded labels."""
    return {folded(label): column for column in layout.columns for label in (column.title, *column.aliases)}


def columns_of(paths: Sequence[tuple[str, ...]], layout: TableLayout) -> tuple[Column, ...]:
    """The columns under the paths of labels, those without any label left out."""
    labels = by_label(layout)
    of_cases = _cases(paths, layout)
    found: list[Column] = []
    at = 0
    while at < len(paths):
        path = paths[at]
        last = _last_code_part(paths, at, labels)
        if last > at or (path and path[-1] in _CODE_PARTS and last == at):
            group = path[:-1] if path[-1] in _CODE_PARTS else path
            field = _code_field(layout) or _field(group, labels)
            found.append(Column(tuple(range(at, last + 1)), _name(group) or (field.title if field else ""), field))
            at = last
        elif path and path[-1] in of_cases:
            found.append(Column((at,), _name(path), _field(path[:-1], labels), path[-1]))
        elif len(path) > 1 and path[0] in of_cases:
            found.append(Column((at,), _name(path), _field(path[1:], labels), path[0]))
        elif path:
            field = _field(path, labels) or _field(_with_side(paths, at), labels)
            found.append(Column((at,), _name(path), field, year=max(map(year_of, path))))
        at += 1
    return _latest_year(_official_first(_beside_names(found)))


def case_column(layout: TableLayout, columns: Sequence[Column]) -> Field | None:
    """The column of the layout that tells apart the amounts of a row which are printed side by side."""
    if not any(column.case for column in columns):
        return None
    cases = {column.case for column in columns} - {""}
    return next((column for column in layout.columns if cases <= set(column.constraints.enum)), None)


def _beside_names(columns: Sequence[Column]) -> list[Column]:
    """The columns; amounts printed under one label beside several names (按功能分类, 按经济分类) are told apart by these names."""
    names = Counter(one.name for one in columns)
    seen: dict[str, Field | None] = {}
    found: list[Column] = []
    for number, one in enumerate(columns):
        left = columns[number - 1] if number else None
        if one.name in seen and one.field in (None, seen[one.name]) and left and names[left.name] == 1:
            one = replace(one, field=None, name=f"{left.name}-{one.name.split('-')[-1]}")
        found.append(one)
        seen.setdefault(one.name, one.field)
    return found


def _official_first(columns: Sequence[Column]) -> tuple[Column, ...]:
    """The columns; where only one has the official name of a column and others another name for it, these stay unknown."""
    official = Counter(one.field.title for one in columns if one.field and one.name == one.field.title)
    return tuple(
        replace(one, field=None)
        if one.field and official[one.field.title] == 1 and one.name != one.field.title and not one.case
        else one
        for one in columns
    )


def _latest_year(columns: Sequence[Column]) -> tuple[Column, ...]:
    """The columns; of those that differ only in the year (2030年预算数, 2031年预算数) the table is of the latest one."""
    latest: dict[str, str] = {}
    for one in columns:
        if one.field:
            latest[one.field.name] = max(one.year, latest.get(one.field.name, ""))
    return tuple(
        replace(one, field=None) if one.field and one.year and one.year < latest[one.field.name] else one
        for one in columns
    )


def _cases(paths: Sequence[tuple[str, ...]], layout: TableLayout) -> frozenset[str]:
    """The terms of a column of which at least two are printed as the lowest labels."""
    for printed in ({path[-1] for path in paths if len(path) > 1}, {path[0] for path in paths if len(path) > 1}):
        for column in layout.columns:
            terms = printed & set(column.constraints.enum)
            if len(terms) > 1:
                return frozenset(terms)
    return frozenset()


def _with_side(paths: Sequence[tuple[str, ...]], at: int) -> tuple[str, ...]:
    """What an amount of one label is by the items left of it: 金额 right of 收入项目 is 收入金额; nothing for other columns."""
    left = folded(paths[at - 1][-1]) if at and paths[at - 1] else ""
    label = folded(paths[at][-1])
    known = label in _INNER and len(left) > len(_ITEMS) and left.endswith(_ITEMS)
    return (left.removesuffix(_ITEMS), label) if known else ()


def _last_code_part(paths: Sequence[tuple[str, ...]], at: int, labels: Mapping[str, Field]) -> int:
    """The last of the columns from ``at`` on over which one code is split; ``at`` itself where it is not split."""
    path = paths[at]
    last = at
    if path and path[-1] in _CODE_PARTS:
        while (
            last + 1 < len(paths)
            and paths[last + 1][:-1] == path[:-1]
            and paths[last + 1]
            and paths[last + 1][-1] in _CODE_PARTS
        ):
            last += 1
    elif path and path[-1].endswith(_CODES):
        while last + 1 < len(paths) and paths[last + 1] == path and last - at < len(_CODE_PARTS) - 2:
            last += 1
    return last


def _code_field(layout: TableLayout) -> Field | None:
    return next((column for column in layout.columns if column.title.endswith(_CODES)), None)


def _field(path: Sequence[str], labels: Mapping[str, Field]) -> Field | None:
    """The column that the labels name: the more of them together, the better; else without their years."""
    parts = tuple(dict.fromkeys(map(folded, path)))
    return _named(parts, labels) or _named(tuple(map(bare_label, parts)), labels)


def _named(path: Sequence[str], labels: Mapping[str, Field]) -> Field | None:
    """The column that the labels name, if need be without what only repeats a group."""
    parts = list(path)
    while parts:
        for start in range(len(parts)):
            for between in ("-", ""):
                field = labels.get(between.join(parts[start:]))
                if field:
                    return field
        if len(parts) > 2:
            field = labels.get(parts[0] + parts[-1])
            if field:
                return field
        if parts[-1] not in _INNER or len(parts) < 2:
            return None
        parts = parts[:-1]
    return None


def _name(path: Sequence[str]) -> str:
    return "-".join("".join(label.split()) for label in dict.fromkeys(path))
