"""Pages that stand where others stood: former addresses (曾用网址) lead on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from gongkai.model.addresses import item_url
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
