"""Figures of one year beside those of previous years, for types with an item for each year."""

from __future__ import annotations

from gongkai.model.item import Item
from gongkai.model.kind import Field, FieldType
from gongkai.model.publication import Publication
from gongkai.pages.cell import Cell
from gongkai.pages.items.item_view import Section
from gongkai.texts.value_words import NUMERIC, value_words

LEAST_FIGURES = 3
YEARS = 3


def comparison_of(item: Item, publication: Publication) -> Section | None:
    """A table of the item's figures with up to two earlier years; None if the type has no yearly figures."""
    year = item.values.get("year")
    if not isinstance(year, int):
        return None
    fields = [field for field in item.kind.fields if _compared(field, item)]
    if len(fields) < LEAST_FIGURES:
        return None
    chain = [item, *_earlier(item, year, publication)][:YEARS]
    chain.reverse()
    rows = tuple(
        (Cell(field.title + (f"（{field.unit}）" if field.unit else "")), *(Cell(_figure(one, field)) for one in chain))
        for field in fields
    )
    unit = item.text("figure_unit")
    return Section(
        title="数据" if len(chain) == 1 else "数据与历年比较",
        anchor="f-figures",
        form="table",
        header=("项目", *(_heading(one) for one in chain)),
        rows=rows,
        numeric=(False, *(True for _ in chain)),
        unit=unit,
    )


def compared_fields(item: Item) -> set[str]:
    """The names of the fields that the comparison shows."""
    if not isinstance(item.values.get("year"), int):
        return set()
    names = {field.name for field in item.kind.fields if _compared(field, item)}
    return names if len(names) >= LEAST_FIGURES else set()


def _compared(field: Field, item: Item) -> bool:
    return field.public and field.type in NUMERIC and field.name in item.values and field.name not in item.kind.sections


def _earlier(item: Item, year: int, publication: Publication) -> list[Item]:
    """Items of the same type, agency, basis and unit for previous years, newest first."""
    found = [
        other
        for other in publication.reading.items
        if other.kind.name == item.kind.name
        and other.agency == item.agency
        and other.text("basis_kind") == item.text("basis_kind")
        and other.text("figure_unit") == item.text("figure_unit")
        and isinstance(other.values.get("year"), int)
        and _year(other) < year
    ]
    return sorted(found, key=_year, reverse=True)


def _year(item: Item) -> int:
    value = item.values.get("year")
    return value if isinstance(value, int) else 0


def _heading(item: Item) -> str:
    return f"{_year(item)}年{item.text('basis_kind')}"


def _figure(item: Item, field: Field) -> str:
    bare = Field(name=field.name, title=field.title, type=FieldType.NUMBER)
    return value_words(item.values.get(field.name), bare) or "—"
