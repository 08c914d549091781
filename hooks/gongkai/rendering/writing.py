"""Writing all pages of a column into the folder of the site; unchanged pages are reused from the last build."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from gongkai.incremental.cache import Cache, digest_of
from gongkai.incremental.garbage_collection import without_collecting
from gongkai.incremental.progress import Progress, silent
from gongkai.incremental.shared_work import Task, shared
from gongkai.incremental.tracked_publication import TrackedPublication
from gongkai.model.item import Item
from gongkai.model.publication import Publication
from gongkai.pages.documents.page_texts import Texts
from gongkai.pages.items.item_pages import pages_of_item
from gongkai.pages.page import Page
from gongkai.pages.site import column_pages, stand_in_pages
from gongkai.pages.site_view import SiteView, site_view
from gongkai.rendering.page_html import PageRenderer
from gongkai.rendering.placing import Placed, PlacedPart, SiteFolder

_COLUMN = "/"
"""The cache name of the column's pages as a whole; it cannot be an index number or the name of a page."""


@dataclass(frozen=True, slots=True)
class Written:
    """The result: all pages in order, how many of them were reused, and what was written besides them."""

    pages: tuple[Placed, ...]
    reused: int
    files: Mapping[str, str] = field(default_factory=dict)
    """SHA-256 of other files, by address."""

    @property
    def listed(self) -> tuple[tuple[str, str], ...]:
        """Address and date of the pages in the sitemap."""
        return tuple((page.url, page.updated) for page in self.pages if page.listed)


@dataclass(frozen=True, slots=True)
class PublishedSite:
    """The published site, and the cache of what its pages depend on.

    The key of the cache covers the code, the templates, the common sources and the day.
    """

    folder: Path
    cache: Cache


def write_pages(
    publication: Publication,
    renderer: PageRenderer,
    folder: Path,
    last: PublishedSite | None = None,
    progress: Progress = silent,
) -> Written:
    """Write every page below ``folder``.

    The result is the same with and without ``last``; with it, a page whose content cannot have changed is reused from
    the published site instead of being rendered. Raises PageAddressError, PublishedPageChangedError and OSError.
    """
    return _write(publication, renderer, folder, last, progress)


@without_collecting()
def _write(
    publication: Publication, renderer: PageRenderer, folder: Path, last: PublishedSite | None, progress: Progress
) -> Written:
    cache = last.cache if last else Cache()
    folder_of_site = SiteFolder(folder, renderer, last.folder if last else None)
    site = site_view(publication)

    progress("编排列表", 0, 0)
    items, write_column = publication.reading.items, partial(_write_column, publication, site, folder_of_site, cache)
    task = _task_of_items(publication, site.without_tree(), folder_of_site, cache)
    left = sum(not cache.has(item.index_no) for item in items)
    for part, notes in shared(task, items, left, progress, write_column):
        folder_of_site.join(part)
        cache.join(notes)
    _write_views(stand_in_pages(publication, site, folder_of_site.taken), site, folder_of_site, cache)
    cache.save()
    return Written(tuple(folder_of_site.placed), folder_of_site.reused)


def _write_column(publication: Publication, site: SiteView, folder: SiteFolder, cache: Cache) -> None:
    """Write the pages that list items; they show no texts and are rebuilt only when a record has changed."""
    cached, content = cache.get(_COLUMN)
    if cached and cached == _fingerprint_of_all(publication):
        old = [Placed.of(cache.get(f"/{url}")[1]) for url in content]
        new = folder.take(old)
        if new == old:
            for name in (_COLUMN, *(f"/{page.url}" for page in old)):
                cache.keep(name)
            return
        if new:
            for page in new:
                cache.put(f"/{page.url}", cache.get(f"/{page.url}")[0], page.row())
            cache.put(_COLUMN, cached, content)
            return
    before = len(folder.placed)
    _write_views(column_pages(publication, site), site, folder, cache)
    urls = [page.url for page in folder.placed[before:]]
    cache.put(_COLUMN, _fingerprint_of_all(publication), urls)


def _fingerprint_of_all(publication: Publication) -> str:
    """A digest of all sources except the texts of items; empty if the origin of a record is unknown."""
    reading = publication.reading
    origins = [item.record_origin for item in reading.items]
    return digest_of("\n".join([*origins, "", *reading.files]).encode()) if all(origins) else ""


def _write_views(pages: Iterable[Page], site: SiteView, folder: SiteFolder, cache: Cache) -> None:
    """Write pages that may depend on anything: their views are always built, but only changed ones are rendered."""
    tree = repr(site.parts)
    for page in pages:
        fingerprint = digest_of(f"{page!r}{tree if page.shows_tree else ''}".encode())
        # No index number begins with a slash, so names of pages and items do not collide.
        name = f"/{page.url}"
        cached, content = cache.get(name)
        old = Placed.of(content) if cached == fingerprint else None
        new = folder.take([old]) if old else None
        if new == [old]:
            cache.keep(name)
        else:
            cache.put(name, fingerprint, (new[0] if new else folder.write(page)).row())


def _task_of_items(
    publication: Publication, site: SiteView, folder: SiteFolder, cache: Cache
) -> Task[Item, tuple[PlacedPart, Cache]]:
    """Writing the pages of items; they are rebuilt if the answer to a query that was made for them has changed."""
    tracked = TrackedPublication(publication)
    views = site, Texts(tracked.publication)

    def work(some: Iterable[Item]) -> tuple[PlacedPart, Cache]:
        part, notes = folder.part(), cache.part()
        for item in some:
            _write_item(item, tracked, views, part, notes)
        return part.written(), notes

    return Task("生成网页", work, lambda item: item.place.path)


def _write_item(
    item: Item, tracked: TrackedPublication, views: tuple[SiteView, Texts], folder: SiteFolder, cache: Cache
) -> None:
    cached, content = cache.get(item.index_no)
    if cached and cached == tracked.fingerprint(item, content[0]):
        old = [Placed.of(row) for row in content[1]]
        new = folder.take(old)
        if new == old:
            cache.keep(item.index_no)
            return
        if new:
            cache.put(item.index_no, cached, [content[0], [page.row() for page in new]])
            return
    tracked.begin()
    rows = [folder.write(page).row() for page in pages_of_item(item, tracked.publication, *views)]
    asked = tracked.asked()
    fingerprint = tracked.fingerprint(item, asked)
    if fingerprint:
        cache.put(item.index_no, fingerprint, [asked, rows])
