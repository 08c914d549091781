"""The list of everything fiscal, narrowed by level and kind (级次、类别): one page for every choice that has items."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from gongkai.model.item import Item
from gongkai.model.link import Link
from gongkai.model.publication import Publication
from gongkai.pages.items.item_pages import HOME
from gongkai.pages.lists.line import line_of, newest_first
from gongkai.pages.lists.list_pages import Filter, FilterGroup, ListView
from gongkai.pages.lists.paging import paged
from gongkai.pages.page import Page
from gongkai.pages.page_tags import column_tags
from gongkai.pages.site_view import CLASSED, PART_PAGES, STATUTORY_PART, SiteView
from gongkai.reading.vocabulary import titles

_TITLE = "按级次、类别查找"
_ALL = "全部"
_Choice = tuple[str, ...]
"""The chosen value of each heading, in their order; empty for all values."""


def class_pages(publication: Publication, site: SiteView) -> Iterator[Page]:
    """The list of all items of types with classes, and its narrower lists; none where there are no such items."""
    classed = [(item, classes_of(item)) for item in newest_first(publication.reading.items) if item.kind.classes]
    headings = tuple(dict.fromkeys(heading for _, classes in classed for heading in classes))
    order = list(titles("item_classes"))
    values = [
        ["", *(value for value in order if any(classes.get(heading) == value for _, classes in classed))]
        for heading in headings
    ]
    by_choice = {choice: _chosen(classed, headings, choice) for choice in product(*values)} if classed else {}
    for choice, items in by_choice.items():
        if items:
            yield from _pages(choice, by_choice, headings, publication, site)


def classes_of(item: Item) -> dict[str, str]:
    """The value of each class of an item: that of its field with this label, else that of its type."""
    found = {}
    for heading, value in item.kind.classes:
        field = item.kind.by_label.get(heading)
        found[heading] = (item.text(field.name) if field else "") or value
    return found


def _chosen(classed: Sequence[tuple[Item, dict[str, str]]], headings: Sequence[str], choice: _Choice) -> list[Item]:
    wanted = [(heading, value) for heading, value in zip(headings, choice) if value]
    return [item for item, classes in classed if all(classes.get(heading) == value for heading, value in wanted)]


def _pages(
    choice: _Choice,
    by_choice: Mapping[_Choice, list[Item]],
    headings: Sequence[str],
    publication: Publication,
    site: SiteView,
) -> Iterator[Page]:
    items = by_choice[choice]
    groups = tuple(
        FilterGroup(heading, tuple(_filters(number, choice, by_choice))) for number, heading in enumerate(headings)
    )
    chosen = "、".join(value for value in choice if value)
    title = f"{_TITLE}：{chosen}" if chosen else _TITLE
    about = f"{site.agency.name}财政公开的信息{f'（{chosen}）' if chosen else ''}，共{len(items)}条。"
    crumbs = (HOME, Link(STATUTORY_PART, PART_PAGES[STATUTORY_PART]))
    for address, part, pager in paged(items, _url(choice)):
        yield Page(
            url=address,
            template="gongkai/list.html",
            title=title if pager.current == 0 else f"{title}（第{pager.current + 1}页）",
            node=CLASSED,
            crumbs=(*crumbs, Link(_TITLE, CLASSED)) if chosen else crumbs,
            description=about,
            tags=column_tags(site, title, about, "", "财政预决算"),
            view=ListView(
                title, "", len(items), tuple(line_of(item, publication) for item in part), pager, filters=groups
            ),
        )


def _filters(number: int, choice: _Choice, by_choice: Mapping[_Choice, list[Item]]) -> Iterator[tuple[Filter, bool]]:
    """The choices of one heading while the others stay as they are; those without items are left out."""
    for other, items in by_choice.items():
        same = all(one == two for at, (one, two) in enumerate(zip(choice, other)) if at != number)
        if same and (items or other == choice):
            yield Filter(other[number] or _ALL, _url(other), len(items)), other == choice


def _url(choice: _Choice) -> str:
    words = [titles("item_classes")[value] for value in choice if value]
    return f"{CLASSED.removesuffix('.html')}/{'-'.join(words)}.html" if words else CLASSED
