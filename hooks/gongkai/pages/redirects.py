"""Pages that stand where others stood: former addresses (曾用网址) lead on, what was taken down is said to be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from gongkai.calendar.words import day_words
from gongkai.model.addresses import item_url, number_url
from gongkai.model.item import Item
from gongkai.model.publication import Publication
from gongkai.pages.item_pages import HOME
from gongkai.pages.page import Link, Page
from gongkai.pages.site_view import list_page

_UNSAFE = re.compile(r"[\x00-\x1f\\:*?\"<>|]|(?:^|/)\.\.?(?:/|$)")


@dataclass(frozen=True, slots=True)
class RedirectView:
    """Where the page has gone."""

    title: str
    link: Link


def former_url(written: str) -> str:
    """The address of the page that stands in for a former one; empty where none can stand there.

    A server finds ``dir/`` under ``dir/index.html``; what follows ``?`` or ``#`` never reaches a static page.
    """
    try:
        path = unquote(urlsplit(written.strip()).path).lstrip("/")
    except ValueError:
        return ""
    if not path or _UNSAFE.search(path):
        return ""
    if path.endswith("/"):
        return path + "index.html"
    return path if path.lower().endswith((".html", ".htm", ".shtml")) else path + ".html"


@dataclass(frozen=True, slots=True)
class TakenDownView:
    """What stands in the place of an item that was taken down: when, why, and the notice that says so."""

    number: str
    day: str
    reason: str
    link: Link


def taken_down_pages(publication: Publication, taken: set[str]) -> Iterator[Page]:
    """A page at the address of every item that a notice says was withdrawn or taken down, and that is not there."""
    for relations in publication.outgoing.values():
        for relation in relations:
            if not relation.kind.target_gone or isinstance(relation.target, Item) or "/" not in relation.written:
                continue
            url = number_url(relation.written.strip())
            if url.casefold() in taken:
                continue
            taken.add(url.casefold())
            notice = relation.source
            day = relation.date or notice.day("notice_date") or notice.publish_date
            yield Page(
                url=url,
                template="gongkai/taken_down.html",
                title=f"{relation.kind.forward.removesuffix('的信息')}：{relation.written}",
                node=list_page(notice.kind),
                crumbs=(HOME,),
                view=TakenDownView(
                    relation.written,
                    day_words(day) if day else "",
                    relation.note or notice.text("reason"),
                    Link(notice.title, item_url(notice)),
                ),
                listed=False,
            )


def redirect_pages(publication: Publication, taken: set[str]) -> Iterator[Page]:
    """A page for every former address at which no page of the column stands."""
    for item in publication.reading.items:
        for written in item.aliases:
            url = former_url(written)
            if not url or url.casefold() in taken:
                continue
            taken.add(url.casefold())
            link = Link(item.title, item_url(item))
            yield Page(
                url=url,
                template="gongkai/moved.html",
                title=item.title,
                node=list_page(item.kind),
                crumbs=(HOME,),
                view=RedirectView("网页地址已变更", link),
                listed=False,
            )
