"""All pages of a column, in the order in which they are written."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.model.publication import Publication
from gongkai.pages.all_records import all_records_pages
from gongkai.pages.browse import browse_pages
from gongkai.pages.directory_page import directory_page
from gongkai.pages.field_dictionary import field_pages
from gongkai.pages.fiscal import fiscal_page
from gongkai.pages.fixed_pages import fixed_pages
from gongkai.pages.home import home_page
from gongkai.pages.item_pages import item_pages
from gongkai.pages.library import library_pages
from gongkai.pages.lists import list_pages
from gongkai.pages.page import Page
from gongkai.pages.redirects import redirect_pages, taken_down_pages
from gongkai.pages.site_view import site_view
from gongkai.pages.texts import Texts


def pages_of(publication: Publication) -> Iterator[Page]:
    """Every page once; a former address never takes the place of a page."""
    taken: set[str] = set()
    for page in _pages(publication):
        taken.add(page.url.casefold())
        yield page
    yield from taken_down_pages(publication, taken)
    yield from redirect_pages(publication, taken)


def _pages(publication: Publication) -> Iterator[Page]:
    site = site_view(publication)
    yield home_page(publication, site)
    yield from list_pages(publication, site)
    if publication.reading.directory:
        yield directory_page(publication, site)
    yield from library_pages(publication, site)
    fiscal = fiscal_page(publication, site)
    if fiscal:
        yield fiscal
    yield from browse_pages(publication, site)
    yield from fixed_pages(publication, site)
    yield from field_pages(publication, site)
    yield from all_records_pages(publication, site)
    yield from item_pages(publication, site, Texts(publication))
