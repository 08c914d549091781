"""The pages of a column, each made when it is asked for: the same bytes as in the site, without writing ten thousand others."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import cached_property

import jinja2

from gongkai.model.addresses import attachment_url, item_url
from gongkai.model.publication import Publication
from gongkai.pages.documents.page_texts import Texts
from gongkai.pages.items.item_pages import pages_of_item
from gongkai.pages.page import Page
from gongkai.pages.site import column_pages, stand_in_pages
from gongkai.pages.site_view import site_view
from gongkai.rendering.page_html import PageRenderer


class AskedPages:
    """All pages of one publication by their addresses; an address leads to the item or the list that makes it."""

    def __init__(self, publication: Publication, environment: jinja2.Environment) -> None:
        self._publication = publication
        self._site = site_view(publication)
        self._renderer = PageRenderer(environment, self._site, {})
        self._texts = Texts(publication)
        self._making = column_pages(publication, self._site)
        self._made: dict[str, Page] = {}
        self._items = {item_url(item): item for item in publication.reading.items}
        # Views and templates remember what they have made, and none of them is meant for several threads.
        self._one_at_a_time = threading.RLock()

    def html(self, url: str) -> bytes | None:
        """The page at the address, relative to the root of the site; None where the site has none."""
        with self._one_at_a_time:
            page = self._page(url)
            return None if page is None else self._renderer.html(page).encode()

    def urls(self) -> Iterator[str]:
        """The addresses of all pages, in the order of the site; they are made for it."""
        with self._one_at_a_time:
            yield from self._all_lists()
            for url in self._items:
                yield from (page.url for page in self._of_item(url))
            yield from self._stand_ins

    def attachment(self, url: str) -> str | None:
        """The source file, relative to the project, of the attachment at the address."""
        return self._attachments.get(url)

    def _page(self, url: str) -> Page | None:
        own = self._of_item(url)
        folder = url
        while not own and "/" in folder:
            # Further pages of an item stand in the folder named like its own page.
            folder = folder.rpartition("/")[0]
            own = self._of_item(f"{folder}.html")
        found = next((page for page in own if page.url == url), None)
        return found or self._list(url) or self._stand_ins.get(url)

    def _of_item(self, url: str) -> list[Page]:
        item = self._items.get(url)
        if item is None:
            return []
        return list(pages_of_item(item, self._publication, self._site.without_tree(), self._texts))

    def _list(self, url: str) -> Page | None:
        """The list or overview at the address; of those that come after it in the site none is made for it."""
        while url not in self._made:
            try:
                page = next(self._making, None)
            except BaseException:
                # What failed once fails again and is told again; it is no page that does not exist.
                self._making = column_pages(self._publication, self._site)
                raise
            if page is None:
                return None
            self._made[page.url] = page
        return self._made[url]

    def _all_lists(self) -> dict[str, Page]:
        self._list("")
        return self._made

    @cached_property
    def _stand_ins(self) -> dict[str, Page]:
        taken = {url.casefold() for url in (*self._all_lists(), *self._items)}
        return {page.url: page for page in stand_in_pages(self._publication, self._site, taken)}

    @cached_property
    def _attachments(self) -> dict[str, str]:
        items = self._publication.reading.items
        return {attachment_url(item, one): one.path for item in items for one in item.attachments}
