"""Days and addresses in files of settings, converted and checked like the fields of items."""

from __future__ import annotations

from datetime import date

from gongkai.model.kind import Field, FieldType
from gongkai.model.problems.yielded import Reading
from gongkai.reading.values.fields import at
from gongkai.reading.values.typed_value import Fault, value_of
from gongkai.reading.yaml.shape import Shape


def checked(shape: Shape, key: str, field: Field) -> Reading[object]:
    """The value under ``key`` converted as the type of ``field`` demands; what a wrong one plainly means, or None."""
    value = value_of((yield from shape.text(key)), field)
    if isinstance(value, Fault):
        yield at(shape.at(key), value)
        return value.value
    return value


def address_under(shape: Shape, key: str) -> Reading[str]:
    """A valid URL; empty where it is missing or wrong, so that no invalid link is published."""
    return str((yield from checked(shape, key, Field(name="address", title=key, type=FieldType.URL))) or "")


def day_under(shape: Shape, key: str) -> Reading[date | None]:
    """A day; None where it is missing or wrong."""
    value = yield from checked(shape, key, Field(name="day", title=key, type=FieldType.DATE))
    return value if isinstance(value, date) else None
