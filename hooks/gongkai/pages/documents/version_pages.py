"""The pages of the texts that a document had over time, and of the comparisons between them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from gongkai.model.addresses import item_url
from gongkai.model.item import Item
from gongkai.model.link import Link
from gongkai.model.publication import Publication
from gongkai.pages.documents.banners import banners_beside
from gongkai.pages.documents.page_texts import Texts
from gongkai.pages.documents.rule_name import rule_name
from gongkai.pages.documents.text_comparison_page import compare_page
from gongkai.pages.documents.text_comparison_view import CompareView, compare
from gongkai.pages.documents.version_view import address_of, compare_url, overall_url, span_words, version_view
from gongkai.pages.items.printed_marks import OF_TEXTS, marks_of
from gongkai.pages.page import Page
from gongkai.pages.page_tags import kind_tags
from gongkai.pages.site_view import SiteView, list_page
from gongkai.texts.day_words import day_words
from gongkai.texts.versions import Version, Versions, versions_of


def version_pages(
    item: Item, publication: Publication, site: SiteView, texts: Texts, crumbs: tuple[Link, ...]
) -> Iterator[Page]:
    """The pages of an item's versions and comparisons; ``crumbs`` are the breadcrumbs of the item."""
    versions = versions_of(item, publication)
    if not versions:
        return
    way = (*crumbs, Link(item.title, item_url(item)))
    for version in versions.known:
        if version.url != item_url(item):
            yield _text_page(item, version, versions, publication, site, texts, way)
    for before, after in pairwise(versions.known):
        yield _between(item, before, after, compare_url(item, after), after.by, publication, site, way)
    if len(versions.known) > 2:
        first, last = versions.known[0], versions.known[-1]
        by = tuple(one for version in versions.known for one in version.by)
        yield _between(item, first, last, overall_url(item), by, publication, site, way)


def _text_page(
    item: Item,
    version: Version,
    versions: Versions,
    publication: Publication,
    site: SiteView,
    texts: Texts,
    way: tuple[Link, ...],
) -> Page:
    text = texts.version(version, item)
    view = version_view(item, version, versions, publication, text)
    if text.printed:
        notes = marks_of(item, publication).notes(*OF_TEXTS, within=dict(text.printed).values())
        view = replace(view, notes=notes)
    title = f"{rule_name(item.title)}（{day_words(version.day)}起的文本）"
    return Page(
        url=version.url,
        template="gongkai/version.html",
        title=title,
        node=list_page(item.kind),
        crumbs=way,
        description=f"{item.title}，{span_words(version)}的文本。",
        tags=kind_tags(site, item.kind),
        view=view,
        listed=False,
        canonical=item_url(item),
    )


def _between(
    item: Item,
    before: Version,
    after: Version,
    url: str,
    by: tuple[Item, ...],
    publication: Publication,
    site: SiteView,
    way: tuple[Link, ...],
) -> Page:
    title = f"{rule_name(item.title)}修改对照表（{day_words(after.day)}）"
    view = CompareView(
        title=title,
        about=f"左边是{span_words(before)}的文本，右边是{span_words(after)}的文本，逐条对照。",
        item=way[-1],
        banners=banners_beside(item, publication),
        old_head="修改前",
        new_head="修改后",
        old_link=Link(f"{span_words(before)}的文本", address_of(item, before)),
        new_link=Link(f"{span_words(after)}的文本", address_of(item, after)),
        by=tuple(Link(f"{one.title}{f'（{one.doc_no}）' if one.doc_no else ''}", item_url(one)) for one in by),
        comparison=compare(before.source, after.source, item.style, item.style),
    )
    return compare_page(item, url, view, site, way)
