"""Browsing all items without search or scripts: by year, type, pinyin of the title, and document number."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from gongkai.model.document_number import prefix_of, standard_form, year_of
from gongkai.model.item import Item
from gongkai.model.link import Link
from gongkai.model.publication import Publication
from gongkai.pages.documents.explained import explained_notes
from gongkai.pages.items.item_pages import HOME
from gongkai.pages.lists.filing import LETTERS, OTHER, filing_words, letter_of, openings_of, sound_order
from gongkai.pages.lists.line import Line, line_of, newest_first
from gongkai.pages.lists.paging import Pager, paged
from gongkai.pages.page import Page
from gongkai.pages.page_tags import column_tags
from gongkai.pages.site_view import SiteView, list_page, listed_kinds

BROWSE = "browse.html"
_TITLE = "按年份、类型、拼音、文号查找"
_PER_PAGE = 100
_NO_YEAR = "未注明日期"
_NO_PREFIX = "其他文号"


@dataclass(frozen=True, slots=True)
class Drawer:
    """The items with one value of a criterion, for example one year, on one or more pages."""

    title: str
    url: str
    items: tuple[Item, ...]


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


@dataclass(frozen=True, slots=True)
class DrawerView:
    """One page of a drawer."""

    title: str
    about: str
    count: int
    lines: tuple[tuple[str, Line], ...]
    """(number by which the drawer is sorted, item); the number is empty if it is sorted otherwise."""
    pager: Pager
    drawers: tuple[tuple[Link, bool], ...]
    """(link to a drawer of the same criterion, whether it is this one)."""


def browse_pages(publication: Publication, site: SiteView) -> Iterator[Page]:
    """The overview and all drawers; every page of a drawer links to all its other pages."""
    lines = {
        item.index_no: line_of(item, publication, notes=explained_notes(item, publication))
        for item in publication.reading.items
    }
    years = _by_year(publication.reading.items)
    letters = _by_letter(publication)
    prefixes = _by_prefix(publication.reading.items)
    numbers = Drawer("按索引号", "browse/index-number.html", tuple(publication.reading.items))
    ways = [
        Way("按年份", "按发布日期的年份，新的在前。", _links(years), True),
        Way("按信息类型", "与左侧栏目相同。", _type_links(publication)),
        Way("按标题拼音", _ABOUT_LETTERS, _links(letters), True),
        Way("按发文字号", "按机关代字，同一代字的新的在前。", _links(prefixes)),
        Way("按索引号", "按索引号从小到大。", _links([numbers])),
    ]
    yield _page(
        site, BROWSE, "gongkai/browse.html", _TITLE, BrowseView(_TITLE, len(lines), tuple(w for w in ways if w.links))
    )
    yield from _drawer_pages(years, "按年份：{}", "", lines, site)
    yield from _drawer_pages(letters, "按标题拼音：{}", _ABOUT_LETTERS, lines, site)
    yield from _drawer_pages(prefixes, "按发文字号：{}", "", lines, site, lambda item: item.doc_no)
    yield from _drawer_pages([numbers] if numbers.items else [], "{}", "", lines, site, lambda item: item.index_no)


_ABOUT_LETTERS = "按标题关键字词的拼音首字母；机关名称、年份和“关于印发”等开头的字不计，读音不能确定的在“其他”。"


def _by_year(items: Sequence[Item]) -> list[Drawer]:
    groups = _grouped(newest_first(items), lambda item: str(item.publish_date.year) if item.publish_date else "")
    return [
        Drawer(f"{year}年" if year else _NO_YEAR, f"browse/year-{year or 'none'}.html", group)
        for year, group in sorted(groups.items(), reverse=True)
    ]


def _by_letter(publication: Publication) -> list[Drawer]:
    agency = publication.reading.settings.agency
    openings = openings_of(agency.name, agency.short_names)
    words = {item.index_no: filing_words(item.title, openings) for item in publication.reading.items}
    ordered = sorted(newest_first(publication.reading.items), key=lambda item: sound_order(words[item.index_no]))
    groups = _grouped(ordered, lambda item: letter_of(words[item.index_no]))
    return [
        Drawer(letter, f"browse/letter-{letter.lower() if letter != OTHER else 'other'}.html", groups[letter])
        for letter in (*LETTERS, OTHER)
        if letter in groups
    ]


def _by_prefix(items: Sequence[Item]) -> list[Drawer]:
    numbered = [item for item in items if item.doc_no]
    ordered = sorted(numbered, key=lambda item: (year_of(item.doc_no) or 0, _serial(item), item.index_no), reverse=True)
    groups = _grouped(ordered, lambda item: prefix_of(item.doc_no))
    return [
        Drawer(prefix or _NO_PREFIX, f"browse/number-{_portable(prefix) or 'other'}.html", groups[prefix])
        for prefix in sorted(groups, key=lambda prefix: (not prefix, -len(groups[prefix]), prefix))
    ]


def _serial(item: Item) -> int:
    digits = standard_form(item.doc_no).rpartition("〕")[2].rstrip("号")
    return int(digits) if digits.isdecimal() else 0


def _portable(prefix: str) -> str:
    """A part of an address for a prefix: its code points, since addresses are ASCII."""
    return "-".join(f"{ord(character):x}" for character in prefix)


def _grouped(items: Sequence[Item], key: Callable[[Item], str]) -> dict[str, tuple[Item, ...]]:
    groups: dict[str, list[Item]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return {name: tuple(group) for name, group in groups.items()}


def _links(drawers: Sequence[Drawer]) -> tuple[tuple[Link, int], ...]:
    return tuple((Link(drawer.title, drawer.url), len(drawer.items)) for drawer in drawers if drawer.items)


def _type_links(publication: Publication) -> tuple[tuple[Link, int], ...]:
    lists = listed_kinds(publication)
    return tuple((Link(items[0].kind.listing.title, list_page(items[0].kind)), len(items)) for items in lists.values())


def _drawer_pages(
    drawers: Sequence[Drawer],
    title: str,
    about: str,
    lines: Mapping[str, Line],
    site: SiteView,
    number: Callable[[Item], str] = lambda _: "",
) -> Iterator[Page]:
    for drawer in drawers:
        name = title.format(drawer.title)
        siblings = tuple((Link(other.title, other.url), other is drawer) for other in drawers)
        for url, items, pager in paged(drawer.items, drawer.url, _PER_PAGE):
            shown = tuple((number(item), lines[item.index_no]) for item in items)
            whole = Pager(pager.urls, pager.current, whole=True)
            view = DrawerView(name, about, len(drawer.items), shown, whole, siblings)
            heading = name if pager.current == 0 else f"{name}（第{pager.current + 1}页）"
            yield _page(site, url, "gongkai/drawer.html", heading, view)


def _page(site: SiteView, url: str, template: str, title: str, view: object) -> Page:
    return Page(
        url=url,
        template=template,
        title=title,
        node=BROWSE,
        crumbs=(HOME,) if url == BROWSE else (HOME, Link(_TITLE, BROWSE)),
        tags=column_tags(site, title, f"{site.agency.name}政府信息公开专栏，{title}。"),
        view=view,
        listed=url == BROWSE,
    )
