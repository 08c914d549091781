"""The fixed pages of every column besides its lists: search, latest items, outside documents, about, and so on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from gongkai.model.item import Item
from gongkai.model.link import Link
from gongkai.model.publication import Publication
from gongkai.model.relation import Relation
from gongkai.pages.documents.explained import explained_notes
from gongkai.pages.items.item_pages import HOME
from gongkai.pages.items.used_as_basis import cited_lines
from gongkai.pages.lists.line import Line, line_of, line_of_source, newest_first
from gongkai.pages.lists.list_pages import ListView
from gongkai.pages.lists.paging import Pager
from gongkai.pages.page import Page
from gongkai.pages.page_tags import column_tags
from gongkai.pages.records.all_records import kinds_with_records
from gongkai.pages.records.record_pages import all_records_page, records_index
from gongkai.pages.site_view import SiteView
from gongkai.texts.mentions import OUTSIDE_PAGE, outside_anchor

SEARCH = "search.html"
UPDATES = "updates.html"
SITE_MAP = "sitemap.html"
ABOUT = "about.html"
ACCESSIBILITY = "accessibility.html"
PRIVACY = "privacy.html"
FAVOURITES = "favourites.html"
NOT_FOUND = "404.html"
_NEWEST = 100


@dataclass(frozen=True, slots=True)
class OutsideLine:
    """A document outside the column, with the items that refer to it."""

    anchor: str
    number: str
    title: str
    url: str
    lines: tuple[tuple[str, Line], ...]
    """The references: (heading of the relation, referring item)."""


@dataclass(frozen=True, slots=True)
class OutsideView:
    """The page of all outside documents."""

    title: str
    documents: tuple[OutsideLine, ...]


@dataclass(frozen=True, slots=True)
class PlainView:
    """A page whose text is in its template."""

    title: str
    count: int = 0
    departed: int = 0
    """The number of items that were removed from the column."""


@dataclass(frozen=True, slots=True)
class SearchView:
    """The search page; besides items it also searches the records of each type, which have separate indexes."""

    title: str
    records: tuple[tuple[Link, str], ...]
    """(link to the page of all records of a type, name of their search index)."""


def fixed_pages(publication: Publication, site: SiteView) -> Iterator[Page]:
    """All fixed pages."""
    count = len(publication.reading.items)
    yield _search(publication, site)
    yield _updates(publication, site)
    yield _outside(publication, site)
    for page in (
        _plain(site, SITE_MAP, "site_map.html", "网站地图", count),
        _plain(site, ABOUT, "about.html", "关于本专栏", count),
    ):
        yield replace(page, view=replace(page.view, departed=len(publication.departures)))
    yield _plain(site, ACCESSIBILITY, "accessibility.html", "无障碍声明", count)
    yield _plain(site, PRIVACY, "privacy.html", "隐私保护", count)
    yield _plain(site, FAVOURITES, "favourites.html", "我的收藏", count, listed=False)
    # The 404 page is shown at any address, so its links cannot be relative.
    base = urlsplit(site.base).path or ""
    yield _plain(site, NOT_FOUND, "not_found.html", "没有这个网页", count, listed=False, base=base)


def _search(publication: Publication, site: SiteView) -> Page:
    kinds = [kind for kind, _ in kinds_with_records(publication).values()]
    records = tuple((Link(kind.listing.title, all_records_page(kind)), records_index(kind)) for kind in kinds)
    page = _plain(site, SEARCH, "search.html", "检索", 0)
    return replace(page, view=SearchView(page.title, records))


def _plain(
    site: SiteView, url: str, template: str, title: str, count: int, *, listed: bool = True, base: str = ""
) -> Page:
    return Page(
        url=url,
        template=f"gongkai/{template}",
        title=title,
        node=url,
        crumbs=(HOME,),
        description=f"{site.agency.name}政府信息公开专栏{title}。",
        tags=column_tags(site, title, f"{site.agency.name}政府信息公开专栏{title}。"),
        view=PlainView(title, count),
        listed=listed,
        base=base,
        shows_tree=True,
    )


def _updates(publication: Publication, site: SiteView) -> Page:
    items: list[Item] = [
        item for item in publication.reading.items if item.publish_date and item.publish_date <= publication.as_of
    ]
    newest = newest_first(items)[:_NEWEST]
    lines = tuple(line_of(item, publication, notes=explained_notes(item, publication)) for item in newest)
    title = "最新公开"
    return Page(
        url=UPDATES,
        template="gongkai/list.html",
        title=title,
        node=UPDATES,
        crumbs=(HOME,),
        description=f"{site.agency.name}最近公开的{len(lines)}条政府信息。",
        tags=column_tags(site, title, f"{site.agency.name}最近公开的政府信息。"),
        view=ListView(title, "", len(lines), lines, Pager((UPDATES,), 0)),
    )


def _outside(publication: Publication, site: SiteView) -> Page:
    documents = []
    for key, document in publication.outside.items():
        if document.page:
            continue
        relations = publication.outside_incoming.get(key, ())
        stated = [(one.kind.forward, line_of_source(one, publication)) for one in relations if one.spot is None]
        named: dict[str, list[Relation]] = {}
        for one in relations:
            if one.spot:
                named.setdefault(one.kind.forward, []).append(one)
        within = [(heading, line) for heading, found in named.items() for line in cited_lines(found, publication)]
        lines = (*stated, *within)
        documents.append(OutsideLine(outside_anchor(key), document.number, document.title, document.url, lines))
    title = "引用的外部文件"
    return Page(
        url=OUTSIDE_PAGE,
        template="gongkai/outside.html",
        title=title,
        node=OUTSIDE_PAGE,
        crumbs=(HOME,),
        description=f"{site.agency.name}公开的信息所引用的上级文件和法律法规。",
        tags=column_tags(site, title, "公开的信息所引用的上级文件和法律法规。"),
        view=OutsideView(title, tuple(documents)),
    )
