"""Browsing all items without search or scripts: by subject, office, year, type, pinyin of the title, and number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gongkai.model.addresses import word_part
from gongkai.model.document_number import prefix_of, standard_form, year_of
from gongkai.model.item import Item
from gongkai.model.link import Link
from gongkai.model.publication import Publication
from gongkai.pages.column.theme_pages import themes_of
from gongkai.pages.column.unit_pages import unit_links
from gongkai.pages.documents.explained import explained_notes
from gongkai.pages.lists.drawers import (
    BROWSE,
    BROWSE_TITLE,
    Drawer,
    browse_page,
    drawer_links,
    drawer_pages,
    grouped,
)
from gongkai.pages.lists.filing import LETTERS, OTHER, filing_words, letter_of, openings_of, sound_order
from gongkai.pages.lists.line import line_of, newest_first
from gongkai.pages.lists.subjects import subject_drawers, subject_pages
from gongkai.pages.page import Page
from gongkai.pages.site_view import SiteView, list_page, listed_kinds

_NO_YEAR = "未注明日期"
_NO_PREFIX = "其他文号"


@dataclass(frozen=True, slots=True)
class Way:
    """One criterion of ordering; ``links`` lead to its drawers, each with its number of items."""

    title: str
    about: str
    links: tuple[tuple[Link, int], ...]
    narrow: bool = False
    """Whether the link titles are short, so that many fit on a line."""


@dataclass(frozen=True, slots=True)
class BrowseView:
    """The overview of all criteria."""

    title: str
    count: int
    ways: tuple[Way, ...]


def browse_pages(publication: Publication, site: SiteView) -> Iterator[Page]:
    """The overview and all drawers; every page of a drawer links to all its other pages."""
    lines = {
        item.index_no: line_of(item, publication, notes=explained_notes(item, publication))
        for item in publication.reading.items
    }
    years = _by_year(publication.reading.items)
    letters = _by_letter(publication)
    prefixes = _by_prefix(publication.reading.items)
    numbers = Drawer("按索引号", "browse/index-number.html", tuple(publication.reading.items), ascending=True)
    subjects = subject_drawers(publication.reading.items)
    ways = [
        Way("按主题分类", "按主题分类的一级类目，各类目里有二级类目。", drawer_links([one.whole for one in subjects])),
        Way("按年份", "按发布日期的年份，新的在前。", drawer_links(years), True),
        Way("按信息类型", "与左侧栏目相同。", _type_links(publication)),
        Way("按标题拼音", _ABOUT_LETTERS, drawer_links(letters), True),
        Way("按发文字号", "按机关代字，同一代字的新的在前。", drawer_links(prefixes)),
        Way("按索引号", "按索引号从小到大。", drawer_links([numbers])),
    ]
    ways.insert(1, Way("按责任科室", "各科室的网页里有电话、承担的任务和负责公开的信息。", unit_links(publication)))
    themes = tuple((Link(one.title, one.url), len(one.items)) for one in themes_of(publication))
    ways.insert(2, Way("按办事主题和生命周期", "每个主题有办事指南和可以合印的办事手册。", themes, True))
    view = BrowseView(BROWSE_TITLE, len(lines), tuple(way for way in ways if way.links))
    yield browse_page(site, BROWSE, "gongkai/browse.html", BROWSE_TITLE, view)
    yield from subject_pages(subjects, lines, site)
    yield from drawer_pages(years, ("按年份：{}", ""), lines, site)
    yield from drawer_pages(letters, ("按标题拼音：{}", _ABOUT_LETTERS), lines, site)
    yield from drawer_pages(prefixes, ("按发文字号：{}", ""), lines, site, lambda item: item.doc_no)
    yield from drawer_pages([numbers] if numbers.items else [], ("{}", ""), lines, site, lambda item: item.index_no)


_ABOUT_LETTERS = "按标题关键字词的拼音首字母；机关名称、年份和“关于印发”等开头的字不计，读音不能确定的在“其他”。"


def _by_year(items: Sequence[Item]) -> list[Drawer]:
    groups = grouped(newest_first(items), lambda item: str(item.publish_date.year) if item.publish_date else "")
    return [
        Drawer(f"{year}年" if year else _NO_YEAR, f"browse/year-{year or 'none'}.html", group)
        for year, group in sorted(groups.items(), reverse=True)
    ]


def _by_letter(publication: Publication) -> list[Drawer]:
    agency = publication.reading.settings.agency
    openings = openings_of(agency.name, agency.short_names)
    words = {item.index_no: filing_words(item.title, openings) for item in publication.reading.items}
    ordered = sorted(newest_first(publication.reading.items), key=lambda item: sound_order(words[item.index_no]))
    groups = grouped(ordered, lambda item: letter_of(words[item.index_no]))
    return [
        Drawer(letter, f"browse/letter-{letter.lower() if letter != OTHER else 'other'}.html", groups[letter])
        for letter in (*LETTERS, OTHER)
        if letter in groups
    ]


def _by_prefix(items: Sequence[Item]) -> list[Drawer]:
    numbered = [item for item in items if item.doc_no]
    ordered = sorted(numbered, key=lambda item: (year_of(item.doc_no) or 0, _serial(item), item.index_no), reverse=True)
    groups = grouped(ordered, lambda item: prefix_of(item.doc_no))
    return [
        Drawer(prefix or _NO_PREFIX, f"browse/number-{word_part(prefix) or 'other'}.html", groups[prefix])
        for prefix in sorted(groups, key=lambda prefix: (not prefix, -len(groups[prefix]), prefix))
    ]


def _serial(item: Item) -> int:
    digits = standard_form(item.doc_no).rpartition("〕")[2].rstrip("号")
    return int(digits) if digits.isdecimal() else 0


def _type_links(publication: Publication) -> tuple[tuple[Link, int], ...]:
    lists = listed_kinds(publication)
    return tuple((Link(items[0].kind.listing.title, list_page(items[0].kind)), len(items)) for items in lists.values())
