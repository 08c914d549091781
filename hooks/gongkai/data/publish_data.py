"""Publication of everything besides the pages: open data, feed, sitemap and search."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from gongkai.data.feeds import write_feeds
from gongkai.data.open_data import write_open_data
from gongkai.data.sitemap import write_sitemap
from gongkai.incremental.cache import digest_of
from gongkai.incremental.progress import Progress, silent
from gongkai.incremental.site_parts import Part, SiteParts
from gongkai.model.publication import Publication
from gongkai.searching.publish_search import SearchReport, publish_search


def publish(
    publication: Publication,
    listed: Sequence[tuple[str, str]],
    folder: Path,
    engine: str,
    progress: Progress = silent,
    parts: SiteParts | None = None,
) -> SearchReport:
    """Write open data, feed, sitemap and search below ``folder``. Raises OSError.

    ``listed`` are address and ISO date of the pages in the sitemap; ``engine`` is the setting of the search engine.
    ``parts`` knows what the published site already has.
    """
    progress("写出数据", 0, 0)
    write_open_data(publication, folder, parts)
    write_feeds(publication, folder)
    domain = publication.reading.settings.site_domain
    parts = parts or SiteParts(folder)
    parts.part(
        "sitemap", digest_of(repr((domain, listed)).encode()), lambda _: Part(write_sitemap(listed, domain, folder))
    )
    return publish_search(publication, folder, engine, progress, parts)
