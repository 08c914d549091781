"""The document library: lists of all documents with a validity, by state, and of changes of validity."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from gongkai.binding.validity_on_day import standing_on
from gongkai.model.item import Item
from gongkai.model.link import Link
from gongkai.model.publication import Publication
from gongkai.model.validity import EventKind, State
from gongkai.pages.documents.grounds import GROUNDS
from gongkai.pages.documents.history import came_too_late
from gongkai.pages.documents.term_words import term_words
from gongkai.pages.items.item_pages import HOME
from gongkai.pages.lists.line import Line, line_of, newest_first
from gongkai.pages.lists.list_pages import Filter, FilterGroup, ListView
from gongkai.pages.lists.paging import paged_from_oldest
from gongkai.pages.page import Page
from gongkai.pages.page_tags import column_tags
from gongkai.pages.site_view import PART_PAGES, STATUTORY_PART, SiteView

LIBRARY = "library.html"
REPEALED = "library/repealed.html"
CHANGES = "validity.html"
MOST_CHANGES = 200
_SOON = timedelta(days=180)
_TITLE = "文件库"

_VIEWS: tuple[tuple[str, str, tuple[State, ...]], ...] = (
    ("library/in-force.html", "有效文件", (State.IN_FORCE,)),
    ("library/not-yet.html", "尚未施行文件", (State.NOT_YET,)),
    ("library/amended.html", "已修改和部分失效文件", (State.AMENDED, State.PARTLY)),
    (REPEALED, "废止和失效文件", (State.REPEALED, State.EXPIRED, State.WITHDRAWN)),
    ("library/unmarked.html", "未标注效力文件", (State.UNMARKED,)),
    ("library/undecided.html", "效力不能判定的文件", (State.UNDECIDED,)),
)
_EVENT_WORDS = {
    EventKind.IN_FORCE: "施行",
    EventKind.AMENDED: "修改",
    EventKind.PARTLY_REPEALED: "部分废止",
    EventKind.EXTENDED: "延长有效期",
    EventKind.EXPIRED: "有效期届满",
    EventKind.DECLARED_EXPIRED: "宣布失效",
    EventKind.REPEALED: "废止",
    EventKind.WITHDRAWN: "撤回",
    EventKind.GROUND_WITHDRAWN: "依据被撤回",
    EventKind.RESTORED: "恢复效力",
}


@dataclass(frozen=True, slots=True)
class Change:
    """A change of validity: day, what happened, to which document, and by which document."""

    day: str
    words: str
    line: Line
    by: Line | None
    dead: bool
    shown_from: str = ""
    """ISO date from which it is shown in its list; empty if it is shown on the build day."""
    shown_until: str = ""


@dataclass(frozen=True, slots=True)
class ChangesView:
    """Future and past changes of validity."""

    title: str
    coming: tuple[Change, ...]
    past: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class _Entry:
    """A document in a list of the library, and the ISO dates between which it belongs there; empty for no limit."""

    item: Item
    shown_from: str = ""
    shown_until: str = ""


def library_pages(publication: Publication, site: SiteView) -> Iterator[Page]:
    """The library's pages; the list of repealed documents exists even if it is empty.

    A list by state also contains, hidden, documents that are known to belong there later, so that a saved copy is right
    on the day it is read.
    """
    documents = newest_first([item for item in publication.reading.items if item.kind.validity])
    listed = [(url, title, tuple(_entries(documents, wanted, publication))) for url, title, wanted in _VIEWS]
    shown = [(url, title, entries) for url, title, entries in listed if entries or url == REPEALED]
    all_of_them = [(LIBRARY, _TITLE, tuple(_Entry(item) for item in documents)), *shown]
    filters = {url: _filter("全部" if url == LIBRARY else title, url, entries) for url, title, entries in all_of_them}
    for url, title, entries in all_of_them:
        choices = tuple((one, other == url) for other, one in filters.items())
        uncounted = tuple((replace(one, count=0, until=""), here) for one, here in choices)
        node = url if url == REPEALED else LIBRARY
        for address, part, pager in paged_from_oldest(entries, url):
            lines = tuple(_line(entry, publication) for entry in part)
            # Numbers that every new document changes stand on the first page alone, so that the others stay as they are.
            is_first = pager.current == 0
            here = filters[url] if is_first else replace(filters[url], count=0, until="")
            choice = (FilterGroup("效力", choices if is_first else uncounted),)
            view = ListView(
                title, _intro(url), here.count, lines, pager, "没有这一类文件。", choice, count_until=here.until
            )
            crumbs = (HOME, Link(STATUTORY_PART, PART_PAGES[STATUTORY_PART]))
            yield Page(
                url=address,
                template="gongkai/list.html",
                title=title if is_first else f"{title}（第{pager.current + 1}页）",
                node=node,
                crumbs=crumbs if url == LIBRARY else (*crumbs, Link(_TITLE, LIBRARY)),
                description=f"{site.agency.name}{title}{f'，共{here.count}件' if is_first else ''}，效力状态截至{site.as_of_words}。",
                tags=column_tags(site, title, f"{site.agency.name}{title}，逐件标明效力状态。"),
                view=view,
            )
    yield _changes_page(publication, site)


def _entries(documents: list[Item], wanted: tuple[State, ...], publication: Publication) -> Iterator[_Entry]:
    for item in documents:
        validity = publication.validity[item.index_no]
        states = [("", validity.state), *((day.isoformat(), state) for day, state in validity.changes)]
        ends = [day for day, _ in states[1:]] + [""]
        begun: str | None = None
        for (day, state), end in zip(states, ends):
            if state in wanted and begun is None:
                begun = day
            if begun is not None and (state not in wanted or not end):
                yield _Entry(item, begun, "" if state in wanted else day)
                begun = None


def _filter(title: str, url: str, entries: tuple[_Entry, ...]) -> Filter:
    days = [day for entry in entries for day in (entry.shown_from, entry.shown_until) if day]
    return Filter(title, url, sum(not entry.shown_from for entry in entries), min(days, default=""))


def changes_of(publication: Publication) -> tuple[Change, ...]:
    """All known changes of validity, past and future, latest first."""
    found: list[Change] = []
    for item in publication.reading.items:
        validity = publication.validity.get(item.index_no)
        for event in validity.events if validity else ():
            if event.kind in _EVENT_WORDS and (event.kind is not EventKind.IN_FORCE or event.day > publication.as_of):
                by = line_of(event.by, publication) if event.by else None
                if validity and not event.void_by and not came_too_late(event, validity):
                    line = line_of(item, publication)
                    found.append(Change(event.day.isoformat(), _EVENT_WORDS[event.kind], line, by, event.kind.ends))
    return tuple(sorted(found, key=lambda change: (change.day, change.line.url), reverse=True))


def changes_around(publication: Publication) -> tuple[tuple[Change, ...], tuple[Change, ...]]:
    """Future changes, nearest first, and past changes, latest first.

    A future change is in both: in the first while it is at most half a year ahead, hidden in the second until its day.
    """
    today = publication.as_of.isoformat()
    changes = changes_of(publication)
    soon = (publication.as_of + _SOON).isoformat()
    coming = tuple(
        replace(
            change,
            shown_from=(date.fromisoformat(change.day) - _SOON).isoformat() if change.day > soon else "",
            shown_until=change.day,
        )
        for change in reversed(changes)
        if change.day > today
    )
    past = tuple(replace(change, shown_from=change.day) if change.day > today else change for change in changes)
    return coming, past


def _changes_page(publication: Publication, site: SiteView) -> Page:
    coming, past = changes_around(publication)
    title = "效力变动"
    return Page(
        url=CHANGES,
        template="gongkai/changes.html",
        title=title,
        node=CHANGES,
        crumbs=(HOME, Link(STATUTORY_PART, PART_PAGES[STATUTORY_PART])),
        description=f"{site.agency.name}文件的废止、失效、修改和有效期届满情况，截至{site.as_of_words}。",
        tags=column_tags(site, title, "文件的废止、失效、修改和有效期届满情况。"),
        view=ChangesView(title, coming[:MOST_CHANGES], latest(past, MOST_CHANGES, MOST_CHANGES)),
    )


def latest(changes: tuple[Change, ...], most_to_come: int, most: int) -> tuple[Change, ...]:
    """The latest ``most`` past changes, preceded by the next ``most_to_come`` future ones, which are hidden until their days."""
    to_come = [change for change in changes if change.shown_from]
    return (*to_come[-most_to_come:], *[change for change in changes if not change.shown_from][:most])


def _line(entry: _Entry, publication: Publication) -> Line:
    """The list line of a document, with the document that caused its state and the one that replaces it."""
    item = entry.item
    validity = publication.validity[item.index_no]
    notes: list[Link] = []
    state, ground = validity.state, validity.by
    if entry.shown_from:
        standing = standing_on(validity.events, date.fromisoformat(entry.shown_from))
        state, ground = standing.state, standing.ground.by if standing.ground else None
    if ground is not None:
        by = line_of(ground, publication)
        notes.append(Link(by.title, by.url, None, GROUNDS.get(state, "依据")))
    if validity.successors:
        last = line_of(validity.successors[-1], publication)
        following = publication.validity.get(validity.successors[-1].index_no)
        replaced = "接替它的文件" if following and following.state.dead else "现行文件"
        notes.append(Link(last.title, last.url, last.badge, replaced))
    extended = validity.extension is not None and not validity.state.dead
    line = line_of(item, publication, notes=tuple(notes), remark=f"有效期至{term_words(validity)}" if extended else "")
    if not entry.shown_from and not entry.shown_until:
        return line
    return replace(line, shown_from=entry.shown_from, shown_until=entry.shown_until)


def _intro(url: str) -> str:
    if url == REPEALED:
        return "下列文件已经废止、失效或者撤回，不再作为行政管理的依据；原文保留在原网址，供查阅。"
    if url == LIBRARY:
        return (
            "各类文件按发布日期排列，效力状态由施行、修改、废止、有效期等事项算出，不凭人工填写。"
            "“未标注”指没有这些记载，不表示有效或者无效，使用前请向发文机关核实。"
        )
    return ""
