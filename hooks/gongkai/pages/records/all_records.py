"""The page of all records of a type: newest rows, links by year and month, and data for filtering in the browser."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from gongkai.binding.record_term import day_in
from gongkai.incremental.cache import digest_of
from gongkai.model.addresses import item_url
from gongkai.model.item import Item
from gongkai.model.kind import Field, Kind
from gongkai.model.link import Link
from gongkai.model.publication import Publication
from gongkai.model.record import RecordTable
from gongkai.pages.items.item_pages import HOME
from gongkai.pages.items.printed_marks import marks_of
from gongkai.pages.lists.line import newest_first
from gongkai.pages.lists.paging import Pager
from gongkai.pages.page import Page
from gongkai.pages.page_tags import kind_tags
from gongkai.pages.records.record_citations import RecordCitations
from gongkai.pages.records.record_history import change_lines
from gongkai.pages.records.record_pages import (
    RowMaker,
    all_records_page,
    all_records_url,
    chief_first,
    data_folder,
    particulars_of,
    record_column,
    slices_of,
    term_words,
)
from gongkai.pages.records.record_view import AllRecords, ChangeLine, Finder, Particular, RecordRow, Records
from gongkai.pages.records.record_years import Place, years_of
from gongkai.pages.site_view import SiteView, list_page, part_of
from gongkai.texts.day_words import day_words

NEWEST = 100
"""Number of rows on the page itself."""
MOST_CHANGES = 100
"""Number of history lines on the page; the linked file has all of them."""


@dataclass(frozen=True, slots=True)
class _Source:
    """One item with its records."""

    item: Item
    table: RecordTable


def kinds_with_records(publication: Publication) -> dict[str, tuple[Kind, list[Item]]]:
    """Name of a type → (type, its items with records, newest first)."""
    found: dict[str, tuple[Kind, list[Item]]] = {}
    for number in publication.records:
        item = publication.by_index[number]
        found.setdefault(item.kind.name, (item.kind, []))[1].append(item)
    return {name: (kind, newest_first(items)) for name, (kind, items) in found.items()}


def records_fingerprint(kind: Kind, items: Sequence[Item]) -> str:
    """A digest of all that the records of a type say, and of what their items say besides texts; empty where it is not known.

    What is said of them elsewhere (relations, faults of the original) is not in it.
    """
    columns = [f"{column.name} {column.title}" for column in kind.records]
    origins = [f"{item.index_no} {item.record_origin}" for item in items if item.record_origin]
    return digest_of("\n".join([*origins, "", *columns]).encode()) if len(origins) == len(items) else ""


def all_records_pages(publication: Publication, site: SiteView) -> Iterator[Page]:
    """One page for every type whose items have records."""
    for kind, items in kinds_with_records(publication).values():
        sources = [_Source(item, publication.records[item.index_no]) for item in items]
        title = f"{kind.listing.title}全部记录"
        view = _view(kind, title, sources, publication, site.base)
        part, address = part_of(publication, kind)
        between = () if address == list_page(kind) else (Link(part, address),)
        updated = max((item.publish_date.isoformat() for item in items if item.publish_date), default="")
        yield Page(
            url=all_records_page(kind),
            template="gongkai/all_records.html",
            title=title,
            node=list_page(kind),
            crumbs=(HOME, *between, Link(kind.listing.title, list_page(kind))),
            description=f"{site.agency.name}{title}，共{view.records.count}条，可以筛选、排序、检索和下载。",
            tags=kind_tags(site, kind),
            view=view,
            updated=updated,
        )


def _view(kind: Kind, title: str, sources: list[_Source], publication: Publication, base: str) -> AllRecords:
    days = [day for source in sources for day in source.table.found("first and last day", _span) if day]
    span = f"{day_words(day_in(min(days)))}至{day_words(day_in(max(days)))}" if days else ""
    filled = {name for source in sources for name in source.table.filled}
    same = {one.label: one for one in _same(kind, sources)}
    wanted = set(kind.record.columns) or {column.name for column in kind.records}
    shown = chief_first(
        (
            (place, column)
            for place, column in enumerate(kind.records)
            if column.public and column.name in filled and column.name in wanted and column.title not in same
        ),
        kind,
    )
    rows = _newest(kind, sources, shown, publication)
    places = [
        Place(
            source.item.title + (f"（第{one.start + 1}–{one.stop}条）" if len(slices) > 1 else ""),
            one.url,
            one.start,
            one.stop,
            source.table,
        )
        for source in sources
        for slices in (slices_of(source.item, source.table),)
        for one in slices
    ]
    records = Records(
        caption=title,
        columns=tuple(record_column(column, kind) for _, column in shown),
        rows=rows,
        particulars=tuple(same.values()),
        term=term_words(kind),
        first=1,
        count=sum(len(source.table) for source in sources),
        pager=Pager((all_records_page(kind),), 0),
        years=years_of(places),
        csv=all_records_url(kind, "records.csv"),
        json=all_records_url(kind, "records.jsonl"),
        everything=None,
        data=data_folder(kind),
        base=base,
        scope="",
        changes=_changes(sources),
    )
    return AllRecords(
        title=title,
        span=span,
        items=len(sources),
        records=records,
        find=_finder(kind, filled, frozenset(same), sources),
        dictionary="datapackage.json",
        changes_csv=all_records_url(kind, "changes.csv") if records.changes else "",
    )


def _finder(kind: Kind, filled: set[str], same: frozenset[str], sources: list[_Source]) -> Finder:
    """The filters of a type; ``same`` are the titles of columns with the same value in every record.

    A column with one text besides blanks is none: the browser would take it away again, and what is below would move.
    """
    use = kind.record
    columns = {
        column.name: column.title
        for column in kind.records
        if column.public and column.name in filled and column.title not in same
    }
    term = use.term
    words = (term.within, term.without_end, term.before, term.after, term.no_longer) if term else ()
    return Finder(
        filters=tuple((name, columns[name]) for name in use.filters if name in columns and _has_several(name, sources)),
        standings=tuple(dict.fromkeys(words)),
        day=columns.get(use.day, "日期" if use.day else ""),
    )


def _has_several(name: str, sources: list[_Source]) -> bool:
    """Whether the column has two different texts; most have them among the first records."""
    found: set[str] = set()
    for source in sources:
        if name in source.table.filled:
            found.update(source.table.found(f"two texts {name}", partial(_two_texts, name)))
        if len(found) > 1:
            return True
    return False


def _two_texts(name: str, table: RecordTable) -> list[str]:
    """The first two different texts of a column, or the only one."""
    at = table.position(name)
    found: list[str] = []
    for record in table.rows():
        text = record.cells[at]
        if text and text not in found:
            found.append(text)
            if len(found) == 2:
                break
    return found


def _span(table: RecordTable) -> list[str]:
    return [*table.days[:1], *table.days[-1:]]


def _same(kind: Kind, sources: list[_Source]) -> Iterator[Particular]:
    """Columns with the same value in all records of all items."""
    particulars = [particulars_of(source.table) for source in sources if len(source.table) > 1]
    single = [source.table.first_rows(1)[0] for source in sources if len(source.table) == 1]
    places = {column.title: place for place, column in enumerate(kind.records)}
    for particular in particulars[0] if particulars else ():
        everywhere = all(particular in others for others in particulars)
        if everywhere and all(record.cells[places[particular.label]] == particular.words for record in single):
            yield particular


def _newest(
    kind: Kind, sources: list[_Source], shown: tuple[tuple[int, Field], ...], publication: Publication
) -> tuple[RecordRow, ...]:
    """The newest rows of all items, found among the first rows of each item."""
    days = [source.table.found("newest days", lambda one: list(one.days[:NEWEST])) for source in sources]
    # Of the same day, the rows of the newer item come first.
    newest = sorted(
        ((day, number) for number, own in enumerate(days) for day in own), key=lambda one: one[0], reverse=True
    )
    count = Counter(number for _, number in newest[:NEWEST])
    candidates: list[tuple[str, RecordRow]] = []
    for number, source in enumerate(sources):
        if not count[number]:
            continue
        citations = RecordCitations(source.item, publication)
        marks = marks_of(source.item, publication)
        maker = RowMaker(source.table, shown, kind, publication.as_of, marks, citations)
        url = item_url(source.item)
        for day, record in zip(days[number], source.table.first_rows(count[number])):
            candidates.append((day, maker.row(record, url)))
    candidates.sort(key=lambda one: one[0], reverse=True)
    return tuple(row for _, row in candidates[:NEWEST])


def _changes(sources: list[_Source]) -> tuple[ChangeLine, ...]:
    lines = [line for source in sources for line in change_lines(source.table, slices_of(source.item, source.table))]
    return tuple(sorted(lines, key=lambda line: line.day, reverse=True)[:MOST_CHANGES])
