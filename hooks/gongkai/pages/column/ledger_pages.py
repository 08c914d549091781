"""The ledgers that are public, as pages: an overview, and for each its counts and its rows with links to what they name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gongkai.ledgers.all_ledgers import has_public_ledgers, public_ledgers
from gongkai.ledgers.counts import CountTable, counts_of
from gongkai.model.addresses import item_url
from gongkai.model.badge import Badge, badge_on
from gongkai.model.ledgers.ledger import Cell, Ledger, LedgerRow
from gongkai.model.link import Link
from gongkai.model.plain_repr import plain_repr
from gongkai.model.publication import Publication
from gongkai.pages.items.item_pages import HOME
from gongkai.pages.lists.paging import Pager, paged
from gongkai.pages.page import Page
from gongkai.pages.page_tags import column_tags
from gongkai.pages.site_view import PART_PAGES, STATUTORY_PART, SiteView

LEDGERS = "ledgers.html"
TITLE = "公开台账和统计"
PER_PAGE = 200
"""The most rows of a page; a ledger with more is divided by its ``split``, and then by this number."""


@plain_repr
@dataclass(frozen=True, slots=True)
class LedgerCell:
    """A cell as a page shows it: its words, what they lead to or mark, and whether they are a figure or a day."""

    words: str
    link: Link | None = None
    outside: str = ""
    badge: Badge | None = None
    type: str = "string"


@dataclass(frozen=True, slots=True)
class LedgerCounts:
    """A table of counts with a link from the head of each row and column that has a page."""

    caption: str
    head: str
    columns: tuple[LedgerCell, ...]
    rows: tuple[tuple[LedgerCell, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class LedgerLines:
    """The rows of a ledger that a page lists; ``heads`` are label and type of the columns that say anything."""

    caption: str
    heads: tuple[tuple[str, str], ...]
    rows: tuple[tuple[LedgerCell, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerView:
    """One page of a ledger; ``counts`` stand on the first one only."""

    title: str
    about: str
    source: str
    csv: str
    count: int
    """The number of rows in all, in the data."""
    counts: tuple[LedgerCounts, ...]
    lines: LedgerLines
    pager: Pager
    parts: tuple[tuple[Link, bool], ...]
    """(link to a part of a divided ledger, whether it is this one)."""
    only: str
    """The case to which the rows are limited; empty where all are shown."""


@dataclass(frozen=True, slots=True)
class LedgersView:
    """The overview: each ledger with what it is about and the number of its rows."""

    title: str
    ledgers: tuple[tuple[Link, str, int], ...]


def ledger_pages(publication: Publication, site: SiteView) -> Iterator[Page]:
    """The overview, and the pages of every public ledger that says anything; nothing where all are for staff."""
    if not has_public_ledgers(publication):
        return
    ledgers = public_ledgers(publication)
    lines = tuple((Link(one.kind.title, ledger_url(one)), one.kind.about, len(one.rows)) for one in ledgers)
    yield _page(site, LEDGERS, TITLE, "ledgers.html", LedgersView(TITLE, lines))
    for ledger in ledgers:
        for url, view in ledger_views(ledger, publication):
            yield _page(site, url, view.title, "ledger.html", view)


def ledger_url(ledger: Ledger) -> str:
    """Address of the first page of a ledger."""
    return f"ledgers/{ledger.kind.name.replace('_', '-')}.html"


def ledger_csv(ledger: Ledger) -> str:
    """Address of the data of a ledger."""
    return f"data/ledgers/{ledger.kind.name.replace('_', '-')}.csv"


def ledger_views(ledger: Ledger, publication: Publication) -> Iterator[tuple[str, LedgerView]]:
    """(address, view) of every page of a ledger."""
    kind, first = ledger.kind, ledger_url(ledger)
    shown = [row for row in ledger.rows if not kind.only or ledger.words(row, "state") in kind.only]
    parts = _parts(ledger, shown if kind.listed else [], first)
    filled = filled_columns(ledger, shown)
    counts = shown_counts(ledger, publication)
    for title, url, rows in parts:
        choice = tuple((Link(other, address, note=str(len(held))), address == url) for other, address, held in parts)
        for address, some, pager in paged(rows, url, PER_PAGE):
            yield (
                address,
                LedgerView(
                    title=kind.title + (f"（{title}）" if title else ""),
                    about=kind.about,
                    source=kind.source,
                    csv=ledger_csv(ledger),
                    count=len(ledger.rows),
                    counts=counts if address == first else (),
                    lines=lines_of(ledger, some, filled, publication),
                    pager=pager,
                    parts=choice if len(parts) > 1 else (),
                    only="、".join(kind.only),
                ),
            )


def _parts(ledger: Ledger, rows: Sequence[LedgerRow], first: str) -> list[tuple[str, str, list[LedgerRow]]]:
    """(title, address of its first page, rows) of every part: by the values of ``split`` where there are many rows."""
    if len(rows) <= PER_PAGE or not ledger.kind.split:
        return [("", first, list(rows))]
    groups: dict[str, list[LedgerRow]] = {}
    for row in rows:
        groups.setdefault(ledger.words(row, ledger.kind.split), []).append(row)
    newest = sorted(groups, reverse=ledger.kind.split == "year")
    stem = first.removesuffix(".html")
    urls = [first, *(f"{stem}/part-{number}.html" for number in range(2, len(newest) + 1))]
    return [(value or "其他", url, groups[value]) for value, url in zip(newest, urls, strict=True)]


def filled_columns(ledger: Ledger, rows: Sequence[LedgerRow]) -> list[int]:
    """The places of the columns in which any of the rows says something."""
    return [number for number, _ in enumerate(ledger.kind.columns) if any(row[number].words for row in rows)]


def lines_of(ledger: Ledger, rows: Sequence[LedgerRow], filled: Sequence[int], publication: Publication) -> LedgerLines:
    """The rows in the columns at the places ``filled``."""
    columns = [ledger.kind.columns[number] for number in filled]
    only = "、".join(ledger.kind.only)
    return LedgerLines(
        f"{only}的逐项" if only else ledger.kind.title,
        tuple((column.title, column.type) for column in columns),
        tuple(
            tuple(_cell(row[number], column.type, publication) for number, column in zip(filled, columns, strict=True))
            for row in rows
        ),
    )


def shown_counts(ledger: Ledger, publication: Publication) -> tuple[LedgerCounts, ...]:
    """The tables of counts of a ledger."""
    return tuple(_counts(table, publication) for table in counts_of(ledger))


def _counts(table: CountTable, publication: Publication) -> LedgerCounts:
    rows = tuple(
        (_cell(head, "string", publication), tuple(f"{count:,}" if count else "" for count in counts))
        for head, counts in table.rows
    )
    columns = tuple(_cell(column, "string", publication) for column in table.columns)
    return LedgerCounts(f"按{table.by}的条数", table.by, columns, rows)


def _cell(cell: Cell, form: str, publication: Publication) -> LedgerCell:
    badge = badge_on(cell.item, publication) if cell.item else None
    if cell.item and not cell.stands:
        return LedgerCell(cell.words, Link(cell.words, item_url(cell.item), badge), type=form)
    link = Link(cell.words, cell.page) if cell.page else None
    return LedgerCell(cell.words, link, cell.url, badge, form)


def _page(site: SiteView, url: str, title: str, template: str, view: LedgerView | LedgersView) -> Page:
    crumbs = (HOME, Link(STATUTORY_PART, PART_PAGES[STATUTORY_PART]))
    about = f"{site.agency.name}{title}，截至{site.as_of_words}。"
    return Page(
        url=url,
        template=f"gongkai/{template}",
        title=title,
        node=LEDGERS,
        crumbs=crumbs if url == LEDGERS else (*crumbs, Link(TITLE, LEDGERS)),
        description=about,
        tags=column_tags(site, title, about),
        view=view,
    )
