"""Atom feeds (RFC 4287): the newest items of the column, and the newest changes of validity."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

from gongkai.model.addresses import item_url
from gongkai.model.item import Item
from gongkai.model.publication import Publication
from gongkai.publishing.xml_text import allowed

NEWEST = 50


def write_feeds(publication: Publication, folder: Path) -> None:
    """Write ``feed.xml`` below ``folder``."""
    settings = publication.reading.settings
    dated = [item for item in publication.reading.items if item.publish_date and item.publish_date <= publication.as_of]
    newest = sorted(dated, key=lambda item: (item.publish_date or date.min, item.index_no), reverse=True)[:NEWEST]
    base = settings.site_domain.rstrip("/") + "/" if settings.site_domain else ""
    updated = max((item.publish_date for item in newest if item.publish_date), default=publication.as_of)
    text = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">\n'
        f"<id>{escape(base or 'urn:gongkai:' + quote(settings.agency.name))}</id>\n"
        f"<title>{_shown(settings.site_name)}</title>\n<updated>{_moment(updated)}</updated>\n"
        f"<author><name>{_shown(settings.agency.name)}</name></author>\n"
        f'<link rel="self" href={quoteattr(base + "feed.xml")}/>\n{"".join(_entries(newest, publication, base))}</feed>\n'
    )
    (folder / "feed.xml").write_text(text, encoding="utf-8")


def _entries(items: Iterable[Item], publication: Publication, base: str) -> Iterable[str]:
    for item in items:
        day = item.publish_date or publication.as_of
        validity = publication.validity.get(item.index_no)
        mark = f"【{validity.state.value}】" if validity and validity.state.dead else ""
        address = base + quote(item_url(item))
        identity = address if base else "urn:gongkai:" + quote(item.index_no)
        yield (
            f"<entry><id>{escape(identity)}</id><title>{_shown(mark + item.title)}</title>"
            f"<link href={quoteattr(address)}/><updated>{_moment(day)}</updated><published>{_moment(day)}</published>"
            f"<category term={quoteattr(item.kind.name)} label={quoteattr(item.kind.title)}/>"
            f"<summary>{_shown(item.summary or item.doc_no or item.title)}</summary></entry>\n"
        )


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00+08:00"


def _shown(text: str) -> str:
    return escape(allowed(text))
