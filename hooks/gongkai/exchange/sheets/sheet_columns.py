"""The columns of the sheet of a type: those of its records, or for items one for each field or part of a field."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.model.kind import Field, FieldType, Kind

WITHIN = " / "
"""Between the label of a field and that of its part in a heading, as in the names of places (位置)."""


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """One column: the field, and for a part of it the part."""

    title: str
    field: Field
    path: tuple[str, ...]
    """The labels that lead to the value in the catalogue."""


def record_columns(kind: Kind) -> tuple[SheetColumn, ...]:
    """The columns of the records of a type."""
    return tuple(SheetColumn(column.title, column, (column.title,)) for column in kind.records)


def item_columns(kind: Kind) -> tuple[SheetColumn, ...]:
    """The columns of the items of a type."""
    return tuple(column for field in kind.fields for column in _of_field(field))


def _of_field(field: Field) -> Iterator[SheetColumn]:
    if field.type is not FieldType.RECORD:
        yield SheetColumn(field.title, field, (field.title,))
        return
    for part in field.columns:
        yield SheetColumn(f"{field.title}{WITHIN}{part.title}", part, (field.title, part.title))
