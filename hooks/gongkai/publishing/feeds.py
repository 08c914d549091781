"""Atom feeds (RFC 4287): the newest items of the column, and what happened to records."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

from gongkai.model.addresses import number_url
from gongkai.model.departure import Departure
from gongkai.model.item import Item
from gongkai.model.publication import Publication
from gongkai.model.record import RecordChange
from gongkai.pages.content_code import content_digest
from gongkai.publishing.xml_text import allowed

_NAMESPACE = "urn:gongkai:feed"
"""Of what the feed says beyond Atom (RFC 4287, 6.1)."""
NEWEST = 50
MOST_TOLD = 10
"""Changes of records that one entry names."""


@dataclass(frozen=True, slots=True)
class _News:
    """One entry of the feed; ``fragment`` tells it from others about the same item."""

    day: date
    item: Item | Departure
    title: str
    summary: str
    fragment: str = ""
    time: str = ""
    """Hour and minute in Shanghai, where they are recorded."""

    @property
    def moment(self) -> str:
        """The day and the time, midnight where none is recorded (RFC 3339)."""
        return f"{self.day.isoformat()}T{self.time or '00:00'}:00+08:00"


def write_feeds(publication: Publication, folder: Path) -> None:
    """Write ``feed.xml`` below ``folder``."""
    settings = publication.reading.settings
    news = [*_of_items(publication), *_of_records(publication), *_of_departures(publication)]
    newest = sorted(news, key=lambda one: (one.day, one.time, one.item.index_no, one.fragment), reverse=True)[:NEWEST]
    base = settings.site_domain.rstrip("/") + "/" if settings.site_domain else ""
    updated = newest[0].moment if newest else f"{publication.as_of.isoformat()}T00:00:00+08:00"
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


def _of_items(publication: Publication) -> Iterator[_News]:
    for item in publication.reading.items:
        if item.publish_date and item.publish_date <= publication.as_of:
            validity = publication.validity.get(item.index_no)
            mark = f"【{validity.state.value}】" if validity and validity.state.dead else ""
            summary = item.summary or item.doc_no or item.title
            yield _News(item.publish_date, item, mark + item.title, summary, time=item.text("publish_time"))


def _of_records(publication: Publication) -> Iterator[_News]:
    """What happened to the records of an item on one day is one piece of news, however many they are."""
    for number, table in publication.records.items():
        item = publication.by_index[number]
        for day, group in groupby(table.changes, key=lambda change: change.day):
            changes = list(group)
            actions = "、".join(dict.fromkeys(change.action.value for change in changes))
            told = "；".join(_told(change) for change in changes[:MOST_TOLD])
            rest = f"；等 {len(changes)} 处" if len(changes) > MOST_TOLD else ""
            yield _News(day, item, f"【记录{actions}】{item.title}", f"{told}{rest}。", f"changes-{day.isoformat()}")


def _of_departures(publication: Publication) -> Iterator[_News]:
    """Whoever took the item in by an earlier feed is told that it has gone, and why."""
    for one in publication.departures:
        if one.day and one.day <= publication.as_of and one.index_no:
            summary = f"{one.manner.value}理由：{one.reason}" if one.reason else one.manner.state
            yield _News(one.day, one, f"【{one.manner.state}】{one.name}", summary, "departed")


def _told(change: RecordChange) -> str:
    column = f"（{change.column.title}）" if change.column else ""
    return f"{change.key}{column}{change.action.value}" + (f"，理由：{change.reason}" if change.reason else "")


def _entry(one: _News, base: str) -> str:
    page = quote(number_url(one.item.index_no))
    address = base + page + ("#changes" if one.fragment and isinstance(one.item, Item) else "")
    identity = base + page if base else "urn:gongkai:" + quote(one.item.index_no)
    identity += f"#{one.fragment}" if one.fragment else ""
    kind = one.item.kind
    digest = ""
    if isinstance(one.item, Item) and not one.fragment:
        digest = f"<gk:content-sha256>{content_digest(one.item)}</gk:content-sha256>"
    return (
        f"<entry><id>{escape(identity)}</id><title>{_shown(one.title)}</title>"
        f"<link href={quoteattr(address)}/><updated>{one.moment}</updated><published>{one.moment}</published>"
        f"<category term={quoteattr(kind.name)} label={quoteattr(kind.title)}/>"
        f"<summary>{_shown(one.summary)}</summary>{digest}</entry>\n"
    )


def _shown(text: str) -> str:
    return escape(allowed(text))
