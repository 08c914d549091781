"""The tables of an item that name natural persons, and until which day the item may name them in public."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from gongkai.model.item import Item
from gongkai.model.kind import Field

EVERYBODY = "社会公众"
"""The scope (公开范围) of what may be on the site."""


def person_columns(item: Item) -> Iterator[tuple[Field, Field]]:
    """Each table field of ``item`` that has rows, with its column of names of natural persons."""
    # Types have many fields, items give few, and fewer of them are tables.
    given = {name for name, value in item.values.items() if type(value) is tuple and value}
    for field in item.kind.fields if given else ():
        for column in field.columns if field.name in given else ():
            if column.person and item.rows(field.name):
                yield field, column


def last_public_day(item: Item) -> date | None:
    """The last day on which the item may name persons in public; None where it names none or no day is stated."""
    decided = [row.day("until") for row in item.rows("release_log") if not row.text("attachment")]
    stated = ("privacy_exempt", "public_scope", "release_log")
    until = item.day("public_until")
    # Few items state a day, so that it is seldom asked whether they name anybody.
    names = until and (any(item.values.get(name) for name in stated) or any(True for _ in person_columns(item)))
    days = [*decided, until if names else None]
    return min((day for day in days if day), default=None)


def is_withheld(item: Item) -> bool:
    """Whether its scope (公开范围) keeps it off the site, on every day."""
    return item.text("public_scope") not in ("", EVERYBODY)
