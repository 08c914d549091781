"""What is published under each name of an agency, on the page that describes it."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.model.addresses import item_url
from gongkai.model.item import Item
from gongkai.model.kind import Kind
from gongkai.model.naming.agency_register import KIND, names_of_agency
from gongkai.model.publication import Publication
from gongkai.pages.cell import Cell
from gongkai.pages.items.item_view import Section
from gongkai.pages.lists.line import newest_first
from gongkai.pages.site_view import list_page


def items_of_agency(item: Item, publication: Publication) -> Section | None:
    """A table of the items under its names, one row a name and type; None for other types, and where there is none."""
    if item.kind.name != KIND:
        return None
    rows = tuple(_rows(item, publication))
    if not rows:
        return None
    return Section(
        title="以本机构名义公开的信息",
        anchor="issued",
        form="table",
        name="issued",
        header=("名称", "信息类型", "件数", "最新一件"),
        rows=rows,
        numeric=(False, False, True, False),
    )


def _rows(item: Item, publication: Publication) -> Iterator[tuple[Cell, ...]]:
    names = list(dict.fromkeys(one.name for one in names_of_agency(item)))
    found: dict[str, dict[str, tuple[Kind, list[Item]]]] = {name: {} for name in names}
    for other in publication.reading.items:
        if other.agency in found:
            found[other.agency].setdefault(other.kind.name, (other.kind, []))[1].append(other)
    for name, kinds in found.items():
        for kind, items in sorted(kinds.values(), key=lambda one: (one[0].listing.order, one[0].name)):
            newest = newest_first(items)[0]
            yield (
                Cell(name),
                Cell(kind.title, list_page(kind)),
                Cell(str(len(items))),
                Cell(newest.title, item_url(newest)),
            )
