"""A booklet (合印): several items on one page with a cover and a table of contents, each beginning on a new sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from gongkai.model.addresses import item_url
from gongkai.model.item import Item
from gongkai.model.link import Link
from gongkai.model.publication import Publication
from gongkai.pages.documents.banners import banners_of
from gongkai.pages.documents.page_texts import Texts
from gongkai.pages.items.facts import facts_of
from gongkai.pages.items.item_view import Banner, Fact, Section
from gongkai.pages.items.sections import sections_of
from gongkai.pages.lists.paging import Pager
from gongkai.texts.marked_text import Text


@dataclass(frozen=True, slots=True)
class Chapter:
    """One item in a booklet."""

    title: str
    anchor: str
    url: str
    banners: tuple[Banner, ...]
    facts: tuple[Fact, ...]
    sections: tuple[Section, ...]
    body: Text | None = None


@dataclass(frozen=True, slots=True)
class BookletView:
    """One volume of a booklet."""

    title: str
    about: str
    back: Link
    chapters: tuple[Chapter, ...]
    pager: Pager
    address: str = ""
    """Its permanent address, for the code on the cover."""


def chapter_of(item: Item, number: int, publication: Publication, texts: Texts) -> Chapter:
    """An item as a chapter; the anchors of its sections begin with its number, since a page has each only once."""
    facts, _ = facts_of(item, publication)
    anchor = f"g{number}"
    sections = _anchored(sections_of(item, publication, texts), anchor)
    return Chapter(
        title=f"{number}　{item.title}",
        anchor=anchor,
        url=item_url(item),
        banners=banners_of(item, publication),
        facts=facts,
        sections=sections,
        body=texts.shown(item),
    )


def _anchored(sections: Sequence[Section], before: str) -> tuple[Section, ...]:
    """The sections; their rows have no anchors, since nothing links to a row of a booklet."""
    return tuple(replace(one, anchor=f"{before}-{one.anchor}", row_anchors=()) for one in sections)
