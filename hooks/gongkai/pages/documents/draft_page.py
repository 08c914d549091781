"""The page that compares a consultation draft with the document that was finally adopted."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.model.addresses import item_url
from gongkai.model.item import Item
from gongkai.model.link import Link
from gongkai.model.publication import Publication
from gongkai.pages.documents.banners import banners_beside
from gongkai.pages.documents.rule_name import rule_name
from gongkai.pages.documents.text_comparison_page import compare_page
from gongkai.pages.documents.text_comparison_view import CompareView, compare
from gongkai.pages.documents.version_view import overall_url
from gongkai.pages.page import Page
from gongkai.pages.site_view import SiteView
from gongkai.texts.clauses import passages_of
from gongkai.texts.day_words import day_words
from gongkai.texts.differences.passages import Passage


def draft_pages(item: Item, publication: Publication, site: SiteView, crumbs: tuple[Link, ...]) -> Iterator[Page]:
    """The comparison page, if the item is a draft and both texts are known. ``crumbs`` are the breadcrumbs of the item."""
    final = decided(item, publication)
    if final:
        yield _draft_page(item, final, publication, site, (*crumbs, Link(item.title, item_url(item))))


def decided(item: Item, publication: Publication) -> Item | None:
    """The document adopted from a draft, if both texts are known."""
    if "draft_text" not in item.kind.by_name or not _draft_text(item):
        return None
    for relation in publication.outgoing.get(item.index_no, ()):
        if relation.kind.name == "draft_of" and isinstance(relation.target, Item) and relation.target.body.strip():
            return relation.target
    return None


def _draft_text(item: Item) -> str:
    """The text of a draft: the file that the item names, or its body if that has articles; else empty."""
    named = item.texts.get(item.text("draft_text"))
    if named:
        return named.text
    return item.body if any(_is_article(one) for one in passages_of(item.body, item.style)) else ""


def _is_article(passage: Passage) -> bool:
    return passage.label.startswith("第") and not passage.heading


def _draft_page(item: Item, final: Item, publication: Publication, site: SiteView, way: tuple[Link, ...]) -> Page:
    title = f"{rule_name(final.title)}征求意见稿与公布文本对照表"
    opened = day_words(item.day("open_date") or item.publish_date)
    view = CompareView(
        title=title,
        about="左边是公开征求意见的草案，右边是最后公布的文本，逐条对照；随文印发的通知不在对照之列。",
        item=way[-1],
        banners=banners_beside(final, publication),
        old_head="征求意见稿",
        new_head="公布的文本",
        old_link=Link(f"{opened}征求意见的草案", item_url(item)),
        new_link=Link(f"{final.doc_no or final.title}", item_url(final)),
        by=(),
        comparison=compare(_draft_text(item), final.body, item.style, final.style),
    )
    return compare_page(item, overall_url(item), view, site, way)
