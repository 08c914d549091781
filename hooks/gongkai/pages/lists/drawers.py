"""The items with one value of a criterion (one year, one subject, one office) on their pages, a hundred to a page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from gongkai.model.item import Item
from gongkai.model.link import Link
from gongkai.pages.items.item_pages import HOME
from gongkai.pages.lists.line import Line
from gongkai.pages.lists.paging import Pager, paged, paged_from_oldest
from gongkai.pages.page import Page
from gongkai.pages.page_tags import column_tags
from gongkai.pages.site_view import SiteView

BROWSE = "browse.html"
BROWSE_TITLE = "按年份、类型、拼音、文号查找"
_PER_PAGE = 100


@dataclass(frozen=True, slots=True)
class Drawer:
    """The items with one value of a criterion, for example one year, on one or more pages."""

    title: str
    url: str
    items: tuple[Item, ...]
    label: str = ""
    """Its title among the drawers of the same criterion, if it is shorter there."""
    ascending: bool = False
    """Whether the newest items come last."""


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


def grouped(items: Sequence[Item], key: Callable[[Item], str]) -> dict[str, tuple[Item, ...]]:
    """The items by what ``key`` says of them, each group in the order of the items."""
    groups: dict[str, list[Item]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return {name: tuple(group) for name, group in groups.items()}


def drawer_links(drawers: Sequence[Drawer]) -> tuple[tuple[Link, int], ...]:
    """A link to each drawer that is not empty, with its number of items."""
    return tuple((Link(drawer.title, drawer.url), len(drawer.items)) for drawer in drawers if drawer.items)


def drawer_pages(
    drawers: Sequence[Drawer],
    titles: tuple[str, str],
    lines: Mapping[str, Line],
    site: SiteView,
    number: Callable[[Item], str] = lambda _: "",
) -> Iterator[Page]:
    """All pages of the drawers of one criterion; ``titles`` are its heading, with the drawer's title in it, and its note."""
    title, about = titles
    for drawer in drawers:
        name = title.replace("{}", drawer.title)
        siblings = tuple((Link(other.label or other.title, other.url), other is drawer) for other in drawers)
        cut = paged if drawer.ascending else paged_from_oldest
        for url, items, pager in cut(drawer.items, drawer.url, _PER_PAGE):
            shown = tuple((number(item), lines[item.index_no]) for item in items)
            whole = Pager(pager.urls, pager.current, whole=True)
            # The total stands on the first page alone, so that one item more leaves most pages as they are.
            count = 0 if pager.current else len(drawer.items)
            view = DrawerView(name, about, count, shown, whole, siblings)
            heading = name if pager.current == 0 else f"{name}（第{pager.current + 1}页）"
            yield browse_page(site, url, "gongkai/drawer.html", heading, view)


def browse_page(site: SiteView, url: str, template: str, title: str, view: object) -> Page:
    """The overview of the ways to browse, or a page below it."""
    return Page(
        url=url,
        template=template,
        title=title,
        node=BROWSE,
        crumbs=(HOME,) if url == BROWSE else (HOME, Link(BROWSE_TITLE, BROWSE)),
        tags=column_tags(site, title, f"{site.agency.name}政府信息公开专栏，{title}。"),
        view=view,
        listed=url == BROWSE,
    )
