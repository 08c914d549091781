"""Sections that no field holds: standing sentences, the same item at other levels, the plans above, an agency's items."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.binding.same_items import ELEMENTS, LEVEL, differing_elements, element_words, same_items
from gongkai.model.addresses import item_url
from gongkai.model.item import Item
from gongkai.model.publication import Publication
from gongkai.model.relation import OutsideDocument, Relation
from gongkai.pages.cell import Cell
from gongkai.pages.items.agency_items import items_of_agency
from gongkai.pages.items.item_view import Section
from gongkai.pages.lists.line import line_of_target
from gongkai.reading.types.standing_sentences import standing_sentences
from gongkai.texts.value_words import value_words

_FURTHEST = 6
"""The most steps from a plan to the plans above it."""


def sections_before(item: Item, publication: Publication) -> Iterator[Section]:
    """What stands before the sections of the type."""
    said = standing_sentences().get(item.kind.name)
    if said:
        contact = publication.reading.settings.report_to or item.text(said.contact)
        lines = tuple(filter(None, (said.sentence, said.report_to(contact))))
        yield Section(title=said.title, anchor="standing", form="list", lines=lines)


def sections_after(item: Item, publication: Publication) -> Iterator[Section]:
    """What stands after them."""
    others = same_items(item, publication)
    if others:
        yield _same(item, others)
    chain = _chain(item, publication)
    if chain:
        yield _above(item, chain, publication)
    issued = items_of_agency(item, publication)
    if issued:
        yield issued


def _same(item: Item, others: tuple[Item, ...]) -> Section:
    """The six elements of all guides side by side; what differs from this guide says so."""
    differing = [differing_elements(item, other) for other in others]
    rows = [
        (
            Cell(label),
            Cell(element_words(item, field, column)),
            *(
                Cell(f"{'【不同】' if label in labels else ''}{element_words(other, field, column)}")
                for other, labels in zip(others, differing)
            ),
        )
        for label, field, column in ELEMENTS
    ]
    links = (Cell("办事指南"), Cell("本指南"), *(Cell(other.title, item_url(other)) for other in others))
    return Section(
        title="同一事项其他层级",
        anchor="same-item",
        form="table",
        header=("要素", item.text(LEVEL), *(other.text(LEVEL) for other in others)),
        numeric=(False,) * (2 + len(others)),
        rows=(links, *rows),
    )


def _chain(item: Item, publication: Publication) -> list[Relation]:
    """The plans above the item, the nearest first, as far as the column knows them."""
    found: list[Relation] = []
    seen = {item.index_no}
    waiting = [item]
    while waiting and len(found) < _FURTHEST:
        one = waiting.pop(0)
        for relation in publication.outgoing.get(one.index_no, ()):
            key = relation.target.key if isinstance(relation.target, OutsideDocument) else relation.target.index_no
            if relation.kind.name == "derived_from" and key not in seen:
                seen.add(key)
                found.append(relation)
                if isinstance(relation.target, Item):
                    waiting.append(relation.target)
    return found


def _above(item: Item, chain: list[Relation], publication: Publication) -> Section:
    """The chain from the highest level down to the item itself."""
    rows = [_row_of(relation, publication) for relation in sorted(chain, key=_rank)]
    year = item.number("year")
    own = (Cell(item.agency), Cell(f"{year}年" if year else ""), Cell(item.text("attached_title") or item.title))
    return Section(
        title="落实上级要点",
        anchor="upper-plans",
        form="table",
        header=("层级", "年度", "文件"),
        numeric=(False, False, False),
        rows=(*rows, own),
    )


def _row_of(relation: Relation, publication: Publication) -> tuple[Cell, ...]:
    line = line_of_target(relation, publication)
    target = relation.target
    level, year = _stated(relation, "level"), _stated(relation, "year")
    if isinstance(target, Item):
        level = level or target.agency
        year = (
            year or value_words(target.values.get("year"), target.kind.by_name["year"]) if _has_year(target) else year
        )
    return Cell(level), Cell(year), Cell(line.title, line.url, line.badge)


def _rank(relation: Relation) -> int:
    levels = _levels(relation.source)
    level = _stated(relation, "level")
    return levels.index(level) if level in levels else len(levels)


def _stated(relation: Relation, name: str) -> str:
    """What the reference says in a column of its own."""
    field = relation.source.kind.by_name.get("derived_from")
    column = next((one for one in field.columns if one.name == name), None) if field else None
    rows = relation.source.rows("derived_from")
    row = next((row for row in rows if row.place == relation.place), None)
    return value_words(row.values.get(name), column) if row and column else ""


def _levels(item: Item) -> tuple[str, ...]:
    field = item.kind.by_name.get("derived_from")
    return next((one.constraints.enum for one in field.columns if one.name == "level"), ()) if field else ()


def _has_year(item: Item) -> bool:
    return "year" in item.values and "year" in item.kind.by_name
