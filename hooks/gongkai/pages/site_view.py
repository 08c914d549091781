"""The frame of every page as plain data: names, the tree of the column, the footer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from urllib.parse import urlsplit

from gongkai.ledgers.all_ledgers import has_public_ledgers
from gongkai.model.addresses import item_url, list_url
from gongkai.model.column import PARTS, Agency, Footer, Terms
from gongkai.model.item import Item
from gongkai.model.kind import Kind
from gongkai.model.publication import Publication
from gongkai.pages.items.feedback import police_url, report_error_url
from gongkai.reading.vocabulary import word_lists

PART_PAGES = dict(zip(PARTS, ("guide.html", "rules.html", "contents.html", "annual.html", "apply.html")))
"""Address of each fixed part of the column."""

STATUTORY_PART = PARTS[2]
_GROUPS = (
    "公开目录",
    "机构信息",
    "决策公开",
    "执行公开",
    "管理公开",
    "服务公开",
    "结果公开",
    "财政公开",
    "重点领域",
    "解读回应",
)
_EXTRA = {
    "公开目录": (("directory.html", "主动公开基本目录"), ("ledgers.html", "公开台账和统计")),
    "机构信息": (("units.html", "科室和单位"),),
    "管理公开": (("enforcement-column.html", "行政执法公示"),),
    "服务公开": (("themes.html", "按主题和生命周期"),),
    "决策公开": (
        ("library.html", "文件库"),
        ("library/repealed.html", "废止和失效文件"),
        ("validity.html", "效力变动"),
    ),
    "财政公开": (("fiscal.html", "财政公开总览"),),
}
_YEARLY = ("department_budget", "department_final", "three_public")
_FIRST_EXTRA = ("directory.html", "fiscal.html", "enforcement-column.html")


@dataclass(frozen=True, slots=True)
class ClassList:
    """A list of several types of a branch that is narrowed by their classes (``vocabulary/class_lists.yml``)."""

    path: str
    """Its address without ``.html``."""
    group: str
    title: str
    headings: tuple[str, ...]

    @property
    def url(self) -> str:
        """Address of its first page."""
        return f"{self.path}.html"

    def has(self, kind: Kind) -> bool:
        """Whether items of a type are in the list."""
        return kind.listing.group == self.group and any(heading in self.headings for heading, _ in kind.classes)


@cache
def class_lists() -> tuple[ClassList, ...]:
    """All such lists, in the order of the file."""
    return tuple(
        ClassList(path, group, title, tuple(headings))
        for path, (group, title, *headings) in word_lists("class_lists").items()
    )


@dataclass(frozen=True, slots=True)
class TreeLeaf:
    """A list of the column; ``node`` identifies it for pages in the list, ``url`` is the target of its link."""

    title: str
    node: str
    url: str
    count: int


@dataclass(frozen=True, slots=True)
class TreeGroup:
    """A branch of a part; if it has no title, its leaves are shown directly under the part."""

    title: str
    leaves: tuple[TreeLeaf, ...]

    @property
    def nodes(self) -> tuple[str, ...]:
        """The nodes of the leaves."""
        return tuple(leaf.node for leaf in self.leaves)


@dataclass(frozen=True, slots=True)
class TreePart:
    """One of the five fixed parts of the column."""

    title: str
    node: str
    url: str
    groups: tuple[TreeGroup, ...]

    @property
    def nodes(self) -> tuple[str, ...]:
        """The nodes of the part and of all its leaves."""
        return (self.node, *(node for group in self.groups for node in group.nodes))


@dataclass(frozen=True, slots=True)
class SiteView:
    """The column as the frame shows it."""

    agency: Agency
    site_name: str
    base: str
    """Absolute address of the site's root, with a trailing slash; empty if not known."""
    domain: str
    """Host name without scheme and path, as the page tag SiteDomain requires."""
    footer: Footer
    police_url: str
    """Address of the police registration (公安备案) in the public register; empty if there is none."""
    report_error_url: str
    """Address for reporting errors (我为政府网站找错); empty if neither form nor mailbox is known."""
    demonstration: str
    description: str
    keywords: str
    as_of: str
    as_of_words: str
    parts: tuple[TreePart, ...]
    """The tree of the column; its numbers of items are shown where a reader chooses a list, not in the frame of each page."""
    terms: Terms = Terms()

    def without_tree(self) -> SiteView:
        """A copy without the tree, which does not change when items are added or removed."""
        return replace(self, parts=())


def site_view(publication: Publication) -> SiteView:
    """The frame of the column, as of the publication's day."""
    settings = publication.reading.settings
    day = publication.as_of
    base = settings.site_domain.rstrip("/") + "/" if settings.site_domain else ""
    lists = listed_kinds(publication)
    return SiteView(
        agency=settings.agency,
        site_name=settings.site_name,
        base=base,
        domain=urlsplit(base).netloc,
        footer=settings.footer,
        police_url=police_url(settings.footer.police),
        report_error_url=report_error_url(settings, base),
        demonstration=settings.demonstration,
        description=settings.description,
        keywords=",".join(settings.keywords),
        as_of=day.isoformat(),
        as_of_words=f"{day.year}年{day.month}月{day.day}日",
        parts=tuple(_part(title, lists, publication) for title in PARTS),
        terms=settings.terms,
    )


def part_of(publication: Publication, kind: Kind) -> tuple[str, str]:
    """Title and address of the part to which a type belongs."""
    return kind.listing.part, PART_PAGES[kind.listing.part]


def list_page(kind: Kind) -> str:
    """Address of the list of a type."""
    return list_url(kind)


def listed_kinds(publication: Publication) -> dict[str, list[Item]]:
    """Address of each list → its items; the lists are sorted by part and then in their defined order."""
    found: dict[str, list[Item]] = {}
    for item in publication.reading.items:
        found.setdefault(list_page(item.kind), []).append(item)
    kinds = {list_page(item.kind): item.kind for items in found.values() for item in items[:1]}
    order = sorted(found, key=lambda url: (PARTS.index(kinds[url].listing.part), kinds[url].listing.order, url))
    return {url: found[url] for url in order}


def _part(title: str, lists: Mapping[str, list[Item]], publication: Publication) -> TreePart:
    url = PART_PAGES[title]
    leaves: dict[str, list[TreeLeaf]] = {}
    for page, items in lists.items():
        listing = items[0].kind.listing
        if listing.part == title:
            leaves.setdefault(listing.group, []).append(TreeLeaf(listing.title, page, _target(page, items), len(items)))
    if title != STATUTORY_PART:
        own = [leaf for group in leaves.values() for leaf in group]
        if len(own) == 1 and own[0].node == url:
            return TreePart(title, url, own[0].url, ())
        return TreePart(title, url, url, (TreeGroup("", tuple(own)),) if own else ())
    groups = [*_GROUPS, *(group for group in leaves if group not in _GROUPS)]
    return TreePart(
        title,
        url,
        url,
        tuple(_group(name, leaves.get(name, []), publication) for name in groups if _shown(name, leaves)),
    )


def _shown(name: str, leaves: dict[str, list[TreeLeaf]]) -> bool:
    return name in leaves or name == "公开目录"


def _group(name: str, leaves: list[TreeLeaf], publication: Publication) -> TreeGroup:
    extra = [TreeLeaf(title, url, url, 0) for url, title in _EXTRA.get(name, ()) if _wanted(url, publication)]
    kinds = {item.kind.name: item.kind for item in publication.reading.items}
    classed = [one for one in class_lists() if one.group == name and any(map(one.has, kinds.values()))]
    first = [leaf for leaf in extra if leaf.node in _FIRST_EXTRA]
    first += [TreeLeaf(one.title, one.url, one.url, 0) for one in classed]
    last = [leaf for leaf in extra if leaf.node not in _FIRST_EXTRA]
    return TreeGroup(name, (*first, *leaves, *last))


def _wanted(url: str, publication: Publication) -> bool:
    if url == "directory.html":
        return bool(publication.reading.directory)
    if url == "ledgers.html":
        return has_public_ledgers(publication)
    if url == "enforcement-column.html":
        return any(item.kind.enforcement_stage for item in publication.reading.items)
    if url == "themes.html":
        return any("themes" in item.values or "life_stages" in item.values for item in publication.reading.items)
    if url == "units.html":
        return bool(publication.reading.settings.agency.units)
    return url != "fiscal.html" or any(item.kind.name in _YEARLY for item in publication.reading.items)


def _target(page: str, items: Iterable[Item]) -> str:
    """The target for a list's entry: the list, or the item itself if it is the only one of a non-statutory part."""
    found = list(items)
    alone = len(found) == 1 and found[0].kind.listing.part != STATUTORY_PART
    return item_url(found[0]) if alone else page
