"""The enforcement of law on one page (行政执法公示): before, during and after it."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.binding.duties.enforcement import enforcement_items
from gongkai.model.item import Item
from gongkai.model.link import Link
from gongkai.model.publication import Publication
from gongkai.pages.items.item_pages import HOME
from gongkai.pages.lists.line import Line, line_of, newest_first
from gongkai.pages.page import Page
from gongkai.pages.page_tags import column_tags
from gongkai.pages.records.record_pages import all_records_page
from gongkai.pages.site_view import PART_PAGES, STATUTORY_PART, SiteView, list_page

ENFORCEMENT = "enforcement-column.html"
ENFORCEMENT_TITLE = "行政执法公示"
_NEWEST = 5
_ABOUT = {
    "事前": "执法主体、职责、依据、程序、清单和救济途径，执法以前就可以知道。",
    "事中": "检查怎样安排；执法时应当出示执法证件、告知权利和义务。",
    "事后": "许可、处罚、抽查的结果和通报。",
}


@dataclass(frozen=True, slots=True)
class EnforcementList:
    """The newest items of one list, with the list, and the page of all records if it has records."""

    title: str
    url: str
    count: int
    lines: tuple[Line, ...]
    records: Link | None


@dataclass(frozen=True, slots=True)
class EnforcementStage:
    """One stage; ``lists`` is empty if nothing is published."""

    name: str
    about: str
    lists: tuple[EnforcementList, ...]


@dataclass(frozen=True, slots=True)
class EnforcementView:
    """All stages."""

    title: str
    stages: tuple[EnforcementStage, ...]


def enforcement_page(publication: Publication, site: SiteView) -> Page | None:
    """The page; None if the column publishes nothing of any stage."""
    found = enforcement_items(publication)
    if not any(found.values()):
        return None
    stages = tuple(
        EnforcementStage(name, _ABOUT[name], tuple(_list(title, items, publication) for title, items in lists.items()))
        for name, lists in found.items()
    )
    about = f"{site.agency.name}行政执法的事前、事中、事后公示。"
    return Page(
        url=ENFORCEMENT,
        template="gongkai/enforcement.html",
        title=ENFORCEMENT_TITLE,
        node=ENFORCEMENT,
        crumbs=(HOME, Link(STATUTORY_PART, PART_PAGES[STATUTORY_PART])),
        description=about,
        tags=column_tags(site, ENFORCEMENT_TITLE, about),
        view=EnforcementView(ENFORCEMENT_TITLE, stages),
    )


def _list(title: str, items: list[Item], publication: Publication) -> EnforcementList:
    newest = newest_first(items)
    kind = newest[0].kind
    records = sum(len(publication.records[one.index_no]) for one in items if one.index_no in publication.records)
    return EnforcementList(
        title,
        list_page(kind),
        len(items),
        tuple(line_of(item, publication) for item in newest[:_NEWEST]),
        Link("全部记录", all_records_page(kind), note=f"{records:,}") if records else None,
    )
