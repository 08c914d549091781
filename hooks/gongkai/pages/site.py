"""All pages of a column, in the order in which they are written."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from gongkai.model.publication import Publication
from gongkai.pages.column.directory_page import directory_page
from gongkai.pages.column.enforcement_page import enforcement_page
from gongkai.pages.column.field_dictionary import field_pages
from gongkai.pages.column.fiscal import fiscal_page
from gongkai.pages.column.fixed_pages import fixed_pages
from gongkai.pages.column.home import home_page
from gongkai.pages.column.ledger_pages import ledger_pages
from gongkai.pages.column.redirects import redirect_pages
from gongkai.pages.column.theme_pages import theme_pages
from gongkai.pages.column.unit_pages import unit_pages
from gongkai.pages.documents.library import library_pages
from gongkai.pages.documents.page_texts import Texts
from gongkai.pages.items.item_pages import pages_of_item
from gongkai.pages.lists.browse import browse_pages
from gongkai.pages.lists.class_lists import class_pages
from gongkai.pages.lists.departed import departed_list, departed_pages
from gongkai.pages.lists.list_pages import list_pages
from gongkai.pages.page import Page
from gongkai.pages.prints.kiosk_page import kiosk_page
from gongkai.pages.records.all_records import all_records_pages
from gongkai.pages.site_view import SiteView, site_view


def pages_of(publication: Publication) -> Iterator[Page]:
    """Every page of the column once; a former address never replaces a page."""
    site = site_view(publication)
    texts = Texts(publication)
    taken: set[str] = set()
    plain = site.without_tree()
    items = (page for item in publication.reading.items for page in pages_of_item(item, publication, plain, texts))
    for page in chain(column_pages(publication, site), items):
        taken.add(page.url.casefold())
        yield page
    yield from stand_in_pages(publication, site, taken)


def column_pages(publication: Publication, site: SiteView) -> Iterator[Page]:
    """The pages besides those of items: home, lists, overviews, and pages about the column itself."""
    yield home_page(publication, site)
    yield from list_pages(publication, site)
    if publication.reading.directory:
        yield directory_page(publication, site)
    yield from library_pages(publication, site)
    fiscal = fiscal_page(publication, site)
    if fiscal:
        yield fiscal
    yield from class_pages(publication, site)
    enforcement = enforcement_page(publication, site)
    if enforcement:
        yield enforcement
    yield from browse_pages(publication, site)
    yield from ledger_pages(publication, site)
    yield from unit_pages(publication, site)
    yield from theme_pages(publication, site, Texts(publication))
    yield from fixed_pages(publication, site)
    yield kiosk_page(publication, site)
    yield from departed_list(publication, site)
    yield from field_pages(publication, site)
    yield from all_records_pages(publication, site)


def stand_in_pages(publication: Publication, site: SiteView, taken: set[str]) -> Iterator[Page]:
    """Redirects from former addresses and pages of removed items, except at addresses in ``taken`` (case-folded)."""
    yield from departed_pages(publication, site, taken)
    yield from redirect_pages(publication, taken)
