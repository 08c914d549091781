"""The first page of a self-service terminal (自助终端): few, large targets, all of them within the column."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.model.link import Link
from gongkai.model.publication import Publication
from gongkai.pages.items.item_pages import HOME
from gongkai.pages.page import Page
from gongkai.pages.page_tags import column_tags
from gongkai.pages.site_view import SiteView, list_page

KIOSK = "kiosk.html"
_TITLE = "自助查询"
_FIRST = (("search.html", "检索"), ("updates.html", "最新公开"), ("browse.html", "按类别浏览"))


@dataclass(frozen=True, slots=True)
class KioskView:
    """The ways into the column, each with the number of items behind it; 0 where it is not counted."""

    title: str
    as_of: str
    tiles: tuple[tuple[Link, int], ...]


def kiosk_page(publication: Publication, site: SiteView) -> Page:
    """The page, also of a column whose terminal shows the site itself."""
    view = KioskView(
        _TITLE, site.as_of_words, (*((Link(title, url), 0) for url, title in _FIRST), *_lists(publication))
    )
    about = f"{site.agency.name}政府信息公开专栏{_TITLE}。"
    return Page(
        url=KIOSK,
        template="gongkai/kiosk.html",
        title=_TITLE,
        node=KIOSK,
        crumbs=(HOME,),
        description=about,
        tags=column_tags(site, _TITLE, about),
        view=view,
        listed=False,
    )


def _lists(publication: Publication) -> Iterator[tuple[Link, int]]:
    """The lists that have items, in the order of the column."""
    counts: dict[str, tuple[str, int, int]] = {}
    for item in publication.reading.items:
        listing, url = item.kind.listing, list_page(item.kind)
        _, order, number = counts.get(url, (listing.title, listing.order, 0))
        counts[url] = (listing.title, order, number + 1)
    for url, (title, _, number) in sorted(counts.items(), key=lambda one: (one[1][1], one[0])):
        yield Link(title, url), number
