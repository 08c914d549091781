"""The Atom feed (RFC 4287) of what is new in the column, the newest first."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

from gongkai.data.news import News, news_of_departures, news_of_items, news_of_records, news_of_states
from gongkai.data.xml_text import allowed
from gongkai.model.addresses import number_url
from gongkai.model.item import Item
from gongkai.model.publication import Publication
from gongkai.pages.items.content_code import content_digest

_NAMESPACE = "urn:gongkai:feed"
"""Of what the feed says beyond Atom (RFC 4287, 6.1)."""
NEWEST = 50
"""Entries about items and records; a clean-up of a hundred documents must not push them out."""
NEWEST_STATES = 100
"""Entries about changes of state."""


def write_feeds(publication: Publication, folder: Path) -> None:
    """Write ``feed.xml`` below ``folder``."""
    settings = publication.reading.settings
    news = [
        *_newest(
            [*news_of_items(publication), *news_of_records(publication), *news_of_departures(publication)], NEWEST
        ),
        *_newest(news_of_states(publication), NEWEST_STATES),
    ]
    newest = sorted(news, key=lambda one: (_updated(one), *_order(one)), reverse=True)
    base = settings.site_domain.rstrip("/") + "/" if settings.site_domain else ""
    updated = _updated(newest[0]) if newest else _moment(publication.as_of, "")
    rights = f"<rights>{_shown(settings.terms.sentence)}</rights>\n" if settings.terms.stated else ""
    text = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xmlns:gk="{_NAMESPACE}" xml:lang="zh-CN">\n'
        f"<id>{escape(base or 'urn:gongkai:' + quote(settings.agency.name))}</id>\n"
        f"<title>{_shown(settings.site_name)}</title>\n<updated>{updated}</updated>\n"
        f"<author><name>{_shown(settings.agency.name)}</name></author>\n"
        f"{rights}"
        f'<link rel="self" href={quoteattr(base + "feed.xml")}/>\n{"".join(_entry(one, base) for one in newest)}</feed>\n'
    )
    (folder / "feed.xml").write_text(text, encoding="utf-8")


def _newest(news: Iterable[News], count: int) -> list[News]:
    return sorted(news, key=_order, reverse=True)[:count]


def _order(one: News) -> tuple[date, str, str, str]:
    return one.day, one.time, one.item.index_no, one.fragment


def _updated(one: News) -> str:
    return _moment(one.updated, "") if one.updated else _moment(one.day, one.time)


def _moment(day: date, time: str) -> str:
    """The day and the time, midnight where none is recorded (RFC 3339)."""
    return f"{day.isoformat()}T{time or '00:00'}:00+08:00"


def _entry(one: News, base: str) -> str:
    page = quote(number_url(one.item.index_no))
    address = base + page + (f"#{one.anchor}" if one.anchor else "")
    identity = base + page if base else "urn:gongkai:" + quote(one.item.index_no)
    identity += f"#{one.fragment}" if one.fragment else ""
    kind = one.item.kind
    digest = ""
    if isinstance(one.item, Item) and not one.fragment:
        digest = f"<gk:content-sha256>{content_digest(one.item)}</gk:content-sha256>"
    return (
        f"<entry><id>{escape(identity)}</id><title>{_shown(one.title)}</title><link href={quoteattr(address)}/>"
        f"<updated>{_updated(one)}</updated><published>{_moment(one.day, one.time)}</published>"
        f"<category term={quoteattr(kind.name)} label={quoteattr(kind.title)}/>"
        f"<summary>{_shown(one.summary)}</summary>{digest}</entry>\n"
    )


def _shown(text: str) -> str:
    return escape(allowed(text))
