"""外部链接台账, 评估指标对照 and 交付台账: the registers of the agency, beside what the column itself knows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from urllib.parse import urlsplit

from gongkai.binding.outside_addresses import outside_addresses
from gongkai.binding.shown_places import known_places, place_shown
from gongkai.ledgers.ledger_cells import Value, link_cell, row_of, year_of_day
from gongkai.model.item import Item
from gongkai.model.ledgers.ledger import Cell, LedgerRow
from gongkai.model.ledgers.registers import WORKS
from gongkai.model.publication import Publication

LINKS, INDICATORS, DELIVERIES = "outside_links", "indicators", "deliveries"
NEVER_CHECKED, LONG_AGO = "没有核对过", "一年没有核对"
_A_YEAR = 365
PUBLIC_PACKAGE, WHOLE_PACKAGE = "公开版", "含源文件和工作数据"


def outside_links(publication: Publication) -> Iterator[LedgerRow]:
    """A row for every address outside the column, with the items that lead there and the last look at it."""
    known = {one.url: one for one in publication.reading.registers.links}
    for url, items in sorted(outside_addresses(publication).items()):
        register = known.get(url)
        values: dict[str, Value] = {"state": NEVER_CHECKED}
        if register:
            old = register.result == WORKS and (publication.as_of - register.day).days > _A_YEAR
            state = LONG_AGO if old else register.result
            values = {"checked": register.day, "state": state, "note": register.note}
        of_link: dict[str, Value] = {"url": Cell(url, url=url), "host": urlsplit(url).netloc, "uses": len(items)}
        yield row_of(LINKS, {**of_link, "first": link_cell(items[0]), **values})


def indicator_map(publication: Publication) -> Iterator[LedgerRow]:
    """A row for every place in which an indicator is shown, or one that says why it is not."""
    indicators = publication.reading.registers.indicators
    places = known_places(publication) if indicators else {}
    for indicator in indicators:
        of_indicator: dict[str, Value] = {
            "group": indicator.group,
            "name": indicator.name,
            "source": indicator.source,
            "unit": indicator.unit,
            "note": indicator.note,
        }
        for written in indicator.shown:
            place = place_shown(written, publication, places)
            items = place.items if place else ()
            newest: date | None = max((item.publish_date for item in items if item.publish_date), default=None)
            cell = Cell(written)
            if place:
                cell = _item_cell(items) or Cell(place.words, page=place.page, url=place.url)
            yield row_of(INDICATORS, {**of_indicator, "shown": cell, "count": len(items) or None, "newest": newest})
        if not indicator.shown:
            yield row_of(INDICATORS, of_indicator)


def delivery_register(publication: Publication) -> Iterator[LedgerRow]:
    """A row for every package that was handed over, the newest first."""
    for one in sorted(publication.reading.registers.deliveries, key=lambda one: one.day, reverse=True):
        yield row_of(
            DELIVERIES,
            {
                "day": one.day,
                "receiver": one.receiver,
                "package": one.package,
                "scope": PUBLIC_PACKAGE if one.is_public else WHOLE_PACKAGE,
                "root": one.root,
                "manner": one.manner,
                "note": one.note,
                "year": year_of_day(one.day),
            },
        )


def _item_cell(items: tuple[Item, ...]) -> Cell | None:
    return link_cell(items[0]) if len(items) == 1 else None
