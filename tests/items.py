"""Documents and relations made without files, for tests of values."""

from __future__ import annotations

from datetime import date
from typing import Any

from gongkai.model.item import Item, Row, Value
from gongkai.model.kind import Base, Kind
from gongkai.model.naming.listing import Listing
from gongkai.model.place import Place
from gongkai.model.relation import OutsideDocument, Relation
from gongkai.reading.vocabulary import relation_kinds

PLACE = Place("content/a.md", 2, 1)
DOCUMENT = Kind(
    name="policy_document",
    title="政策文件",
    base=Base.DOCUMENT,
    listing=Listing(path="policy", title="政策", part="法定主动公开内容"),
    fields=(),
    validity=True,
)


def made(index_no: str, title: str = "甲", **more: Any) -> Item:
    """A document with this number and title."""
    return Item(**{"kind": DOCUMENT, "place": PLACE, "index_no": index_no, "title": title, **more})


def row(**values: Value) -> Row:
    """A row with these values."""
    return Row(PLACE, values)


def related(source: Item, kind: str, target: Item | OutsideDocument, day: str = "", **more: Any) -> Relation:
    """The relation of this kind from ``source`` to ``target``, from that day on."""
    stated = date.fromisoformat(day) if day else None
    return Relation(
        kind=relation_kinds()[kind], source=source, target=target, written="", date=stated, place=PLACE, **more
    )
