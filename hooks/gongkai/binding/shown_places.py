"""What a place of the column is that an indicator names: an item, a matter of the directory, a type, or an address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gongkai.binding.matters import matters_of
from gongkai.model.addresses import list_url
from gongkai.model.document_number import number_key
from gongkai.model.item import Item
from gongkai.model.publication import Publication
from gongkai.model.web_address import is_safe

HOME, DIRECTORY = "index.html", "directory.html"
"""Where a name leads under which nothing is published yet."""


@dataclass(frozen=True, slots=True)
class ShownPlace:
    """A place: its name, the page or address it leads to, and the items that are there."""

    words: str
    page: str = ""
    url: str = ""
    items: tuple[Item, ...] = ()


def known_places(publication: Publication) -> dict[str, ShownPlace]:
    """The matters of the directory and the types, by the number or the title under which they are named."""
    listed = bool(publication.reading.directory)
    nowhere = DIRECTORY if listed else HOME
    of_kind: dict[str, list[Item]] = {}
    for item in publication.reading.items:
        of_kind.setdefault(item.kind.title, []).append(item)
    places = {}
    for kind in publication.reading.kinds.values():
        items = tuple(of_kind.get(kind.title, ()))
        places[kind.title] = ShownPlace(kind.listing.title, list_url(kind) if items else nowhere, items=items)
    for entry, members in matters_of(publication):
        words = f"{entry.number} {entry.sub_matter or entry.matter}"
        places[entry.number] = ShownPlace(
            words, list_url(members[0].kind) if members else DIRECTORY, items=tuple(members)
        )
    return places


def place_shown(written: str, publication: Publication, places: Mapping[str, ShownPlace]) -> ShownPlace | None:
    """The place named by index number or 发文字号, by an address, or by one of the names of ``known_places``."""
    item = publication.by_index.get(written) or publication.by_number.get(number_key(written))
    if item:
        return ShownPlace(item.title, items=(item,))
    if written in places:
        return places[written]
    return ShownPlace(written, url=written) if "://" in written and is_safe(written) else None
