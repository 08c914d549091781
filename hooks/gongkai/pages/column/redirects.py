"""Redirect pages at former addresses (曾用网址) of items."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.model.addresses import item_url
from gongkai.model.former_address import former_url
from gongkai.model.link import Link
from gongkai.model.publication import Publication
from gongkai.pages.items.item_pages import HOME
from gongkai.pages.page import Page
from gongkai.pages.site_view import list_page


@dataclass(frozen=True, slots=True)
class RedirectView:
    """The target of the redirect."""

    title: str
    link: Link


def redirect_pages(publication: Publication, taken: set[str]) -> Iterator[Page]:
    """A redirect for every former address not in ``taken`` (case-folded addresses), to which each is added."""
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
