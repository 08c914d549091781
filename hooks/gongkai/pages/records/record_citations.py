"""What the records of an item name, as links: the basis of a decision, the entry of a list, the permit before and after."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from gongkai.binding.cited_texts import different_texts
from gongkai.model.addresses import item_url
from gongkai.model.item import Item
from gongkai.model.kind import Field
from gongkai.model.publication import Publication
from gongkai.model.record import RecordTable
from gongkai.model.relation import Relation
from gongkai.pages.cell import Cell
from gongkai.pages.items.cited_cells import CitedCells

_TO_RECORDS = ("follows", "listed_for", "on_credit_list")
"""The relations that lead to one record; its card says what became of it."""


class RecordCitations:
    """Draws the texts of the records of one item, each different text once."""

    def __init__(self, item: Item, publication: Publication) -> None:
        self._cells = CitedCells(item, publication)
        self._later = {one.entry.anchor: one for one in later_records(item, publication) if one.entry}

    def pieces(self, text: str, column: Field) -> tuple[Cell, ...]:
        """The pieces of a cell; empty where nothing in it is a link."""
        return self._cells.pieces(text, column) if column.cites else ()

    def next_of(self, anchor: str) -> tuple[str, ...]:
        """What was done to the record with this anchor, the key of the one that followed, and its address; else empty."""
        one = self._later.get(anchor)
        return _following(one) if one else ()


def later_records(item: Item, publication: Publication) -> Iterator[Relation]:
    """The relations to single records of the item, by the day of the items that state them."""
    found = [one for one in publication.incoming.get(item.index_no, ()) if one.spot and one.kind.name in _TO_RECORDS]
    yield from sorted(found, key=lambda one: (str(one.source.publish_date or ""), one.place.path, one.place.line))


def linked_texts(
    items: Sequence[Item], tables: Sequence[RecordTable], publication: Publication
) -> dict[str, dict[str, list[list[str]]]]:
    """By column and text: the pieces of the text, each its words, address, tone and words of its badge."""
    found: dict[str, dict[str, list[list[str]]]] = {}
    for item, table in zip(items, tables):
        drawn = RecordCitations(item, publication)
        for number, column in enumerate(table.columns):
            if column.cites is None or column.name not in table.filled:
                continue
            for text in different_texts(table, number):
                pieces = drawn.pieces(text, column)
                if pieces:
                    found.setdefault(column.name, {})[text] = [_piece(one) for one in pieces]
    return found


def following(items: Sequence[Item], publication: Publication) -> Mapping[str, list[str]]:
    """By index number and anchor of a record: what was done, and key and address of the record that follows it."""
    found = {}
    for item in items:
        for one in later_records(item, publication):
            if one.entry and one.spot:
                found[f"{item.index_no} {one.entry.anchor}"] = list(_following(one))
    return found


def _following(one: Relation) -> tuple[str, ...]:
    assert one.spot is not None
    done = one.note or one.kind.reverse
    day = f"（{one.date.isoformat()}）" if one.date else ""
    return done, f"{one.spot.words or one.source.title}{day}", f"{item_url(one.source)}#{one.spot.anchor}"


def _piece(one: Cell) -> list[str]:
    badge = one.badge if one.badge and one.badge.tone != "live" else None
    return [one.words, one.url, badge.tone if badge else "", badge.words if badge else ""]
