"""The list pages of the column: one for every type that has items, and one for each fixed part."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from gongkai.model.addresses import item_url
from gongkai.model.column import PARTS
from gongkai.model.item import Item
from gongkai.model.kind import Kind
from gongkai.model.link import Link
from gongkai.model.publication import Publication
from gongkai.model.relation import OutsideDocument
from gongkai.pages.charts.chart import Chart
from gongkai.pages.charts.list_charts import months_chart
from gongkai.pages.items.consultation import KIND as CONSULTATION
from gongkai.pages.items.consultation import consultation_of
from gongkai.pages.items.item_pages import HOME
from gongkai.pages.items.item_view import Consultation
from gongkai.pages.lists.line import Line, line_of, line_of_target, newest_first
from gongkai.pages.lists.paging import Pager, paged_from_oldest
from gongkai.pages.page import Page
from gongkai.pages.page_tags import column_tags, kind_tags
from gongkai.pages.records.record_pages import all_records_page
from gongkai.pages.site_view import PART_PAGES, STATUTORY_PART, SiteView, list_page, listed_kinds

_SHOWN_RELATIONS = ("interprets", "opinions_on", "progress_of", "result_of", "plan_from")
"""Relations shown in a list line, since they say what the item is about."""
OVERDUE = "逾期未反馈"
_PHASES = (
    ("征集中", "正在征求意见"),
    ("尚未开始", "即将征求意见"),
    ("已截止", "征求意见已截止，正在研究"),
    (OVERDUE, "超过三十日尚未公布采纳情况"),
    ("已反馈", "已公布采纳情况"),
)


@dataclass(frozen=True, slots=True)
class Filter:
    """A link to a filtered list with its number of lines, and the ISO date on which that number is known to change."""

    title: str
    url: str
    count: int
    until: str = ""


@dataclass(frozen=True, slots=True)
class FilterGroup:
    """Filtered lists by one criterion, as (filtered list, whether it is this one)."""

    label: str
    choices: tuple[tuple[Filter, bool], ...]


@dataclass(frozen=True, slots=True)
class ListView:
    """One page of a list."""

    title: str
    intro: str
    count: int
    lines: tuple[Line, ...]
    pager: Pager
    empty: str = "目前没有内容。"
    filters: tuple[FilterGroup, ...] = ()
    count_until: str = ""
    """ISO date on which the number of lines is known to change; empty if none is known."""
    chart: Chart | None = None
    records: Link | None = None
    """The page of all records, if the items have records."""


@dataclass(frozen=True, slots=True)
class ConsultationGroup:
    """Consultations in one phase."""

    phase: str
    heading: str
    lines: tuple[tuple[Line, Consultation], ...]


@dataclass(frozen=True, slots=True)
class ConsultationsView:
    """All consultations by phase."""

    title: str
    intro: str
    count: int
    groups: tuple[ConsultationGroup, ...]


@dataclass(frozen=True, slots=True)
class PartView:
    """The page of a fixed part; its branches and lists are in the tree of ``SiteView``."""

    title: str
    empty: str


def list_pages(publication: Publication, site: SiteView) -> Iterator[Page]:
    """All list pages; parts of the column without items have a page that says so."""
    lists = listed_kinds(publication)
    for url, items in lists.items():
        if items[0].kind.name == CONSULTATION:
            yield _consultations(url, items, publication, site)
        else:
            yield from _list(url, items, publication, site)
    for part in PARTS:
        url = PART_PAGES[part]
        if part == STATUTORY_PART or url not in lists:
            tags = column_tags(site, part, f"{site.agency.name}{part}。")
            view = PartView(part, f"本机关的{part}尚未发布。")
            yield Page(
                url=url,
                template="gongkai/part.html",
                title=part,
                node=url,
                crumbs=(HOME,),
                tags=tags,
                view=view,
                shows_tree=True,
            )


def _list(url: str, items: list[Item], publication: Publication, site: SiteView) -> Iterator[Page]:
    kind = items[0].kind
    ordered = newest_first(items)
    records = _records(kind, ordered, publication)
    for address, part, pager in paged_from_oldest(ordered, url):
        # Numbers that every new item changes stand on the first page alone, so that the others stay as they are.
        is_first = pager.current == 0
        lines = tuple(line_of(item, publication, notes=_notes(item, publication)) for item in part)
        title = kind.listing.title
        view = ListView(title, "", len(ordered) if is_first else 0, lines, pager, records=records)
        if is_first:
            view = replace(view, chart=months_chart(ordered, publication))
        yield Page(
            url=address,
            template="gongkai/list.html",
            title=title if is_first else f"{title}（第{pager.current + 1}页）",
            node=url,
            crumbs=_crumbs(items[0]),
            description=f"{site.agency.name}依法公开的{title}{f'，共{len(ordered)}条' if is_first else ''}。",
            tags=kind_tags(site, kind),
            view=view,
            updated=part[0].publish_date.isoformat() if part[0].publish_date else "",
        )


def _records(kind: Kind, items: list[Item], publication: Publication) -> Link | None:
    tables = [publication.records[item.index_no] for item in items if item.index_no in publication.records]
    count = sum(map(len, tables))
    return Link(f"{kind.listing.title}全部记录", all_records_page(kind), note=f"{count:,}") if tables else None


def _consultations(url: str, items: list[Item], publication: Publication, site: SiteView) -> Page:
    kind = items[0].kind
    by_phase: dict[str, list[tuple[Line, Consultation]]] = {}
    for item in newest_first(items):
        consultation = consultation_of(item, publication)
        if consultation:
            line = line_of(item, publication, notes=_answers(item, publication))
            phase = OVERDUE if consultation.is_overdue else consultation.phase
            by_phase.setdefault(phase, []).append((line, consultation))
    groups = tuple(ConsultationGroup(phase, heading, tuple(by_phase.get(phase, ()))) for phase, heading in _PHASES)
    title = kind.listing.title
    return Page(
        url=url,
        template="gongkai/consultations.html",
        title=title,
        node=url,
        crumbs=_crumbs(items[0]),
        description=f"{site.agency.name}{title}：正在征求意见的草案、已截止的和已公布采纳情况的，共{len(items)}项。",
        tags=kind_tags(site, kind),
        view=ConsultationsView(title, "", len(items), groups),
    )


def _crumbs(item: Item) -> tuple[Link, ...]:
    part = item.kind.listing.part
    return (HOME,) if PART_PAGES[part] == list_page(item.kind) else (HOME, Link(part, PART_PAGES[part]))


def _notes(item: Item, publication: Publication) -> tuple[Link, ...]:
    """Links to what an item is about and, for a document, to its interpretations."""
    notes = []
    for relation in publication.outgoing.get(item.index_no, ()):
        if relation.kind.name in _SHOWN_RELATIONS:
            line = line_of_target(relation, publication)
            outside = isinstance(relation.target, OutsideDocument)
            badge = None if outside else line.badge
            notes.append(Link(line.title, line.url, badge, relation.kind.forward))
    for relation in publication.incoming.get(item.index_no, ()):
        if relation.kind.name == "interprets":
            notes.append(Link(relation.source.title, item_url(relation.source), None, "解读"))
    return tuple(notes)


def _answers(item: Item, publication: Publication) -> tuple[Link, ...]:
    notes = [
        Link(relation.source.title, item_url(relation.source), None, "采纳情况")
        for relation in publication.incoming.get(item.index_no, ())
        if relation.kind.name == "opinions_on"
    ]
    for relation in publication.outgoing.get(item.index_no, ()):
        if relation.kind.name == "draft_of":
            line = line_of_target(relation, publication)
            notes.append(Link(line.title, line.url, line.badge, "最后决定"))
    return tuple(notes)
