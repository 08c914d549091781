"""Columns of records that a type does not know: kept under their printed names, in every place where the type's own are."""

from __future__ import annotations

from dataclasses import replace

from gongkai.model.kind import Field
from gongkai.model.publication import ReadColumn
from gongkai.reading.tables.record_heading import printed_column


def with_printed_columns(column: ReadColumn) -> ReadColumn:
    """The column; items of a type of which some records have further columns have a type with these columns, all the same.

    So whatever shows, searches, exports or checks the columns of a type has them without asking.
    """
    further: dict[str, dict[str, Field]] = {}
    for item in column.items:
        for title in (title for file in item.records for title in file.further):
            field = printed_column(title)
            further.setdefault(item.kind.name, {}).setdefault(field.name, field)
    if not further:
        return column
    kinds = {
        item.kind.name: replace(item.kind, records=(*item.kind.records, *further[item.kind.name].values()))
        for item in column.items
        if item.kind.name in further
    }
    items = (replace(item, kind=kinds[item.kind.name]) if item.kind.name in kinds else item for item in column.items)
    return replace(column, items=tuple(items))
