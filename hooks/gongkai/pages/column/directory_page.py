"""The page of the standard directory (主动公开基本目录), and the coverage of the directory and of statutory duties."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gongkai.binding.matters import matters_of, nil_entries_of
from gongkai.model.column import DirectoryEntry
from gongkai.model.item import Item
from gongkai.model.ledgers.registers import NilEntry
from gongkai.model.link import Link
from gongkai.model.publication import Publication
from gongkai.pages.charts.chart import Chart
from gongkai.pages.column.coverage import Coverage, coverage_of, elements_chart, matters_chart
from gongkai.pages.items.item_pages import HOME
from gongkai.pages.page import Page
from gongkai.pages.page_tags import column_tags
from gongkai.pages.site_view import PART_PAGES, STATUTORY_PART, SiteView, list_page
from gongkai.reading.vocabulary import titles

DIRECTORY = "directory.html"
_TITLE = "主动公开基本目录"


@dataclass(frozen=True, slots=True)
class Matter:
    """One matter of the directory; ``link`` leads to the items published for it."""

    entry: DirectoryEntry
    link: Link | None
    count: int
    newest: str
    served: bool
    statement: str = ""
    """Why there are no items, where somebody says so."""

    @property
    def demands(self) -> tuple[str, ...]:
        """Further requirements of the matter, and the procedure step and specialised directory from which it comes."""
        entry = self.entry
        asked = (
            (entry.needs_interpretation, "应当解读"),
            (entry.needs_participation, "应当公众参与"),
            (entry.step, f"业务环节：{entry.step}"),
            (entry.domain, f"试点领域：{entry.domain}"),
        )
        return tuple(words for given, words in asked if given)


@dataclass(frozen=True, slots=True)
class MatterGroup:
    """The matters of one 一级事项."""

    title: str
    matters: tuple[Matter, ...]


@dataclass(frozen=True, slots=True)
class Duty:
    """One duty of 条例 art. 20 or 21, with the lists that fulfil it or the statement that it does not apply."""

    words: str
    lists: tuple[Link, ...]
    count: int
    """The number of items that fulfil it."""
    statement: str
    served: bool


@dataclass(frozen=True, slots=True)
class DirectoryView:
    """The directory, its coverage, and that of statutory duties."""

    title: str
    groups: tuple[MatterGroup, ...]
    coverage: Coverage
    chart: Chart | None
    """The coverage of every branch."""
    elements: Chart | None
    """The chart of empty columns of the directory; None if none is empty."""
    staffed: bool
    """Whether any matter states a unit, a stage or a requirement, so that these columns are shown."""
    duties: tuple[Duty, ...]
    duties_served: int


def directory_page(publication: Publication, site: SiteView) -> Page:
    """The page of the directory and its coverage."""
    nil = nil_entries_of(publication)
    matters = [_matter(entry, items, _said(entry, nil)) for entry, items in matters_of(publication)]
    groups: dict[str, list[Matter]] = {}
    for matter in matters:
        groups.setdefault(matter.entry.matter, []).append(matter)
    duties = duties_of(publication)
    view = DirectoryView(
        title=_TITLE,
        groups=tuple(MatterGroup(title, tuple(members)) for title, members in groups.items()),
        coverage=coverage_of(publication),
        chart=matters_chart(publication),
        elements=elements_chart(publication),
        staffed=any(matter.entry.owner or matter.entry.five_disclosure or matter.demands for matter in matters),
        duties=duties,
        duties_served=sum(duty.served for duty in duties),
    )
    return Page(
        url=DIRECTORY,
        template="gongkai/directory.html",
        title=_TITLE,
        node=DIRECTORY,
        crumbs=(HOME, Link(STATUTORY_PART, PART_PAGES[STATUTORY_PART])),
        description=f"{site.agency.name}{_TITLE}：公开事项、内容、依据、时限、主体、渠道、对象、层级。",
        tags=column_tags(site, _TITLE, f"{site.agency.name}应当主动公开的事项、依据、时限和渠道。"),
        view=view,
    )


def duties_of(publication: Publication) -> tuple[Duty, ...]:
    """The statutory duties that apply to an agency of this level (条例第二十条、第二十一条)."""
    statements = dict(publication.reading.settings.none_statements)
    level = publication.reading.settings.agency.level
    lists: dict[str, dict[str, Link]] = {}
    counts: Counter[str] = Counter()
    for item in publication.reading.items:
        for duty in item.kind.statutory:
            link = Link(item.kind.listing.title, list_page(item.kind))
            lists.setdefault(duty, {}).setdefault(link.url, link)
            counts[duty] += 1
    return tuple(
        Duty(
            words=words,
            lists=tuple(lists.get(term, {}).values()),
            count=counts[term],
            statement=statements.get(term, ""),
            served=term in lists or term in statements,
        )
        for term, words in titles("statutory").items()
        if level != "部门" or term.startswith("art20")
    )


def _said(entry: DirectoryEntry, nil: Mapping[str, Sequence[NilEntry]]) -> str:
    """Why there is nothing: the statement of the directory, else the last signed entry."""
    if entry.none_statement or entry.number not in nil:
        return entry.none_statement
    last = max(nil[entry.number], key=lambda one: one.day)
    return f"{last.period.words}：{last.state}" + (f"（{last.reason.rstrip('。')}）" if last.reason else "")


def _matter(entry: DirectoryEntry, items: list[Item], statement: str) -> Matter:
    if not items:
        return Matter(entry, None, 0, "", bool(statement), statement)
    newest = max(item.publish_date.isoformat() if item.publish_date else "" for item in items)
    kind = items[0].kind
    return Matter(entry, Link(kind.listing.title, list_page(kind)), len(items), newest, True)
