"""Lists of several types narrowed by class (级次、类别；领域): one page for every choice that has items."""

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
from gongkai.pages.site_view import PART_PAGES, STATUTORY_PART, ClassList, SiteView, class_lists
from gongkai.reading.vocabulary import titles

_ALL = "全部"
_Choice = tuple[str, ...]
"""The chosen value of each heading, in their order; empty for all values."""


def class_pages(publication: Publication, site: SiteView) -> Iterator[Page]:
    """Every such list with its narrower lists; none where there are no such items."""
    newest = newest_first(publication.reading.items)
    for one in class_lists():
        classed = [(item, classes_of(item)) for item in newest if one.has(item.kind)]
        values = [_values(heading, classed) for heading in one.headings]
        by_choice = {choice: _chosen(classed, one.headings, choice) for choice in product(*values)} if classed else {}
        for choice, items in by_choice.items():
            if items:
                yield from _pages(one, choice, by_choice, publication, site)


def classes_of(item: Item) -> dict[str, str]:
    """The value of each class of an item: that of its field with this label, else that of its type."""
    found = {}
    for heading, value in item.kind.classes:
        field = item.kind.by_label.get(heading)
        found[heading] = (item.text(field.name) if field else "") or value
    return found


def _values(heading: str, classed: Sequence[tuple[Item, dict[str, str]]]) -> list[str]:
    """All values, and those that some item has; words of the agency's own have no list."""
    there = {classes.get(heading) for _, classes in classed}
    return ["", *(value for value in titles("item_classes") if value in there)]


def _chosen(classed: Sequence[tuple[Item, dict[str, str]]], headings: Sequence[str], choice: _Choice) -> list[Item]:
    wanted = [(heading, value) for heading, value in zip(headings, choice) if value]
    return [item for item, classes in classed if all(classes.get(heading) == value for heading, value in wanted)]


def _pages(
    one: ClassList, choice: _Choice, by_choice: Mapping[_Choice, list[Item]], publication: Publication, site: SiteView
) -> Iterator[Page]:
    items = by_choice[choice]
    groups = tuple(
        FilterGroup(heading, tuple(_filters(one, number, choice, by_choice)))
        for number, heading in enumerate(one.headings)
    )
    chosen = "、".join(value for value in choice if value)
    title = f"{one.title}：{chosen}" if chosen else one.title
    about = f"{site.agency.name}{one.group}的信息{f'（{chosen}）' if chosen else ''}，共{len(items)}条。"
    crumbs = (HOME, Link(STATUTORY_PART, PART_PAGES[STATUTORY_PART]))
    for address, part, pager in paged(items, _url(one, choice)):
        yield Page(
            url=address,
            template="gongkai/list.html",
            title=title if pager.current == 0 else f"{title}（第{pager.current + 1}页）",
            node=one.url,
            crumbs=(*crumbs, Link(one.title, one.url)) if chosen else crumbs,
            description=about,
            tags=column_tags(site, title, about),
            view=ListView(
                title, "", len(items), tuple(line_of(item, publication) for item in part), pager, filters=groups
            ),
        )


def _filters(
    one: ClassList, number: int, choice: _Choice, by_choice: Mapping[_Choice, list[Item]]
) -> Iterator[tuple[Filter, bool]]:
    """The choices of one heading while the others stay as they are; those without items are left out."""
    for other, items in by_choice.items():
        same = all(mine == theirs for at, (mine, theirs) in enumerate(zip(choice, other)) if at != number)
        if same and (items or other == choice):
            yield Filter(other[number] or _ALL, _url(one, other), len(items)), other == choice


def _url(one: ClassList, choice: _Choice) -> str:
    words = [titles("item_classes")[value] for value in choice if value]
    return f"{one.path}/{'-'.join(words)}.html" if words else one.url
