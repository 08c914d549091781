"""Formatting of field values for people."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from gongkai.model.item import Row, Value
from gongkai.model.kind import Field, FieldType
from gongkai.texts.day_words import day_words

NUMERIC = (FieldType.MONEY, FieldType.NUMBER, FieldType.INTEGER)


def value_words(value: Value | None, field: Field, unit: str = "") -> str:
    """Format a value; ``unit`` is the item's unit of money (for example 万元) and used only if the field states none."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, date):
        return day_words(value)
    if isinstance(value, (int, Decimal)):
        if field.type is FieldType.YEAR:
            return f"{value}年"
        own = field.unit or (unit if field.type is FieldType.MONEY else "")
        return f"{value:,f}{own}" if isinstance(value, Decimal) else f"{value:,}{own}"
    if isinstance(value, Row):
        return "，".join(part for part in (_labelled(value, column) for column in field.columns) if part)
    if isinstance(value, tuple):
        return "、".join(part if isinstance(part, str) else value_words(part, field) for part in value)
    return value


def _labelled(row: Row, column: Field) -> str:
    words = value_words(row.values.get(column.name), column)
    return f"{column.title}：{words}" if words else ""
