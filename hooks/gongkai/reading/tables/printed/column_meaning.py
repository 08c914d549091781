"""Which column of a type each printed column is, by the labels above it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from gongkai.model.kind import Field, TableLayout
from gongkai.reading.tables.printed.cell_nature import folded

_INNER = ("小计", "合计", "金额", "预算数", "决算数", "数量")
"""Labels under a group that only repeat what the group is."""
_CODE_PARTS = ("类", "款", "项", "目")
_CODE = "编码"


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
            field = _field(group, labels) or _code_field(layout)
            found.append(Column(tuple(range(at, last + 1)), _name(group) or (field.title if field else ""), field))
            at = last
        elif path and path[-1] in of_cases:
            found.append(Column((at,), _name(path), _field(path[:-1], labels), path[-1]))
        elif path:
            found.append(Column((at,), _name(path), _field(path, labels)))
        at += 1
    return _official_first(found)


def case_column(layout: TableLayout, columns: Sequence[Column]) -> Field | None:
    """The column of the layout that tells apart the amounts of a row which are printed side by side."""
    if not any(column.case for column in columns):
        return None
    cases = {column.case for column in columns} - {""}
    return next((column for column in layout.columns if cases <= set(column.constraints.enum)), None)


def _official_first(columns: Sequence[Column]) -> tuple[Column, ...]:
    """The columns; where only one has the official name of a column and others another name for it, these stay unknown."""
    official = Counter(one.field.title for one in columns if one.field and one.name == one.field.title)
    return tuple(
        replace(one, field=None)
        if one.field and official[one.field.title] == 1 and one.name != one.field.title and not one.case
        else one
        for one in columns
    )


def _cases(paths: Sequence[tuple[str, ...]], layout: TableLayout) -> frozenset[str]:
    """The terms of a column of which at least two are printed as the lowest labels."""
    lowest = {path[-1] for path in paths if len(path) > 1}
    for column in layout.columns:
        terms = lowest & set(column.constraints.enum)
        if len(terms) > 1:
            return frozenset(terms)
    return frozenset()


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
    elif path and path[-1].endswith(_CODE):
        while last + 1 < len(paths) and paths[last + 1] == path and last - at < len(_CODE_PARTS) - 2:
            last += 1
    return last


def _code_field(layout: TableLayout) -> Field | None:
    return next((column for column in layout.columns if column.title.endswith(_CODE)), None)


def _field(path: Sequence[str], labels: Mapping[str, Field]) -> Field | None:
    """The column that the labels name: the more of them together, the better; then without what only repeats a group."""
    parts = list(dict.fromkeys(map(folded, path)))
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
