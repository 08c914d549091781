"""The feeds of the column's news, the newest first: Atom (RFC 4287), and the same in JSON Feed 1.1."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from urllib.parse import quote

from gongkai.data.news import NEWEST, NEWS, NEWS_OF_STATES, News
from gongkai.data.xml_text import XmlText
from gongkai.model.addresses import number_url
from gongkai.model.item import Item
from gongkai.model.publication import Publication
from gongkai.pages.items.content_code import content_digest

_ATOM = "http://www.w3.org/2005/Atom"
_NAMESPACE = "urn:gongkai:feed"
"""XML namespace of the extension elements (RFC 4287, section 6)."""
NEWEST_STATES = 100
"""Most entries about changes of state."""


def write_feeds(publication: Publication, folder: Path) -> None:
    """Write ``feed.xml`` and ``feed.json`` below ``folder``. Raises OSError."""
    settings = publication.reading.settings
    news = [
        *_newest((one for kind in NEWS for one in kind(publication)), NEWEST),
        *_newest((one for kind in NEWS_OF_STATES for one in kind(publication)), NEWEST_STATES),
    ]
    newest = sorted(news, key=lambda one: (_updated(one), *_order(one)), reverse=True)
    base = settings.site_domain.rstrip("/") + "/" if settings.site_domain else ""
    (folder / "feed.json").write_text(_json_feed(newest, publication, base), encoding="utf-8", newline="\n")
    updated = _updated(newest[0]) if newest else _moment(publication.as_of)
    feed = XmlText()
    with feed.inside("feed", {"xmlns": _ATOM, "xmlns:gk": _NAMESPACE, "xml:lang": "zh-CN"}):
        feed.end_line()
        _line(feed, "id", base or "urn:gongkai:" + quote(settings.agency.name))
        _line(feed, "title", settings.site_name)
        _line(feed, "updated", updated)
        with feed.inside("author"):
            feed.element("name", settings.agency.name)
        feed.end_line()
        if settings.terms.stated:
            _line(feed, "rights", settings.terms.sentence)
        _line(feed, "link", attributes={"rel": "self", "href": base + "feed.xml"})
        for one in newest:
            _write_entry(feed, one, base)
    feed.end_line()
    (folder / "feed.xml").write_text(str(feed), encoding="utf-8", newline="\n")


def _line(feed: XmlText, name: str, words: str = "", attributes: Mapping[str, str] | None = None) -> None:
    feed.element(name, words, attributes or {})
    feed.end_line()


def _newest(news: Iterable[News], count: int) -> list[News]:
    return sorted(news, key=_order, reverse=True)[:count]


def _order(one: News) -> tuple[date, str, str, str]:
    return one.day, one.time, one.item.index_no, one.fragment


def _updated(one: News) -> str:
    return _moment(one.updated) if one.updated else _moment(one.day, one.time)


def _moment(day: date, time: str = "") -> str:
    """Day and time in Shanghai (RFC 3339), midnight where no time is recorded."""
    return f"{day.isoformat()}T{time or '00:00'}:00+08:00"


def _write_entry(feed: XmlText, one: News, base: str) -> None:
    page = quote(number_url(one.item.index_no))
    kind = one.item.kind
    with feed.inside("entry"):
        feed.element("id", _identity(one, base))
        feed.element("title", one.title)
        feed.element("link", attributes={"href": base + page + (f"#{one.anchor}" if one.anchor else "")})
        feed.element("updated", _updated(one))
        feed.element("published", _moment(one.day, one.time))
        feed.element("category", attributes={"term": kind.name, "label": kind.title})
        feed.element("summary", one.summary)
        if isinstance(one.item, Item) and not one.fragment:
            feed.element("gk:content-sha256", content_digest(one.item))
    feed.end_line()


def _identity(one: News, base: str) -> str:
    """The name of an entry, which never changes and is the same in both feeds."""
    page = base + quote(number_url(one.item.index_no)) if base else "urn:gongkai:" + quote(one.item.index_no)
    return page + (f"#{one.fragment}" if one.fragment else "")


def _json_feed(news: Sequence[News], publication: Publication, base: str) -> str:
    settings = publication.reading.settings
    feed: dict[str, object] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": settings.site_name,
        **({"home_page_url": f"{base}index.html", "feed_url": f"{base}feed.json"} if base else {}),
        "language": "zh-CN",
        "authors": [{"name": settings.agency.name}],
        "items": [
            {
                "id": _identity(one, base),
                "url": base + quote(number_url(one.item.index_no)) + (f"#{one.anchor}" if one.anchor else ""),
                "title": one.title,
                "content_text": one.summary,
                "date_published": _moment(one.day, one.time),
                "date_modified": _updated(one),
                "tags": [one.item.kind.title],
            }
            for one in news
        ],
    }
    return json.dumps(feed, ensure_ascii=False, indent=1) + "\n"
