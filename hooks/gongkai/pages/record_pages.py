"""The records of a dataset on pages: the first ones below the item, the others on pages of their own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.model.addresses import item_url
from gongkai.model.item import Item, Row
from gongkai.model.kind import Field
from gongkai.pages.item_view import Records
from gongkai.pages.page import Link
from gongkai.pages.wording import NUMERIC, cell_of
from gongkai.reading.records import stream_records

ON_ITEM = 100
"""Rows below the item itself."""
ON_PAGE = 500
"""Rows on each further page."""
MOST_PAGES = 400
"""Pages of one item; beyond, the rows are in the download alone and the page says so."""


@dataclass(frozen=True, slots=True)
class _Plan:
    columns: tuple[Field, ...]
    count: int
    pages: tuple[Link, ...]


def records_urls(item: Item) -> tuple[str, str]:
    """Addresses of the records as CSV and as JSON."""
    folder = item_url(item).removesuffix(".html")
    return f"{folder}/records.csv", f"{folder}/records.json"


def rows_of(item: Item) -> Iterator[Row]:
    """The rows of all record files of an item; faulty ones were reported by a check before."""
    for file in item.records:
        for row in stream_records(item.kind, file):
            if isinstance(row, Row):
                yield row


def record_pages(item: Item) -> Iterator[tuple[str, Records]]:
    """Address and records of every page, the item's own first. Nothing for an item without records."""
    if not item.records:
        return
    plan = _plan(item)
    csv, json = records_urls(item)
    header = tuple(column.title for column in plan.columns)
    numeric = tuple(column.type in NUMERIC for column in plan.columns)
    rows = rows_of(item)
    first = 1
    for number, page in enumerate(plan.pages):
        size = ON_ITEM if number == 0 else ON_PAGE
        shown = []
        for row in rows:
            shown.append(tuple(cell_of(row.values.get(column.name), column) for column in plan.columns))
            if len(shown) == size:
                break
        yield page.url, Records(header, numeric, tuple(shown), first, plan.count, plan.pages, number, csv, json)
        first += len(shown)


def _plan(item: Item) -> _Plan:
    filled: set[str] = set()
    count = 0
    for row in rows_of(item):
        count += 1
        filled.update(row.values)
    columns = tuple(column for column in item.kind.records if column.name in filled and column.public)
    folder = item_url(item).removesuffix(".html")
    further = min(MOST_PAGES, -(-max(0, count - ON_ITEM) // ON_PAGE))
    pages = [Link(_span(1, min(count, ON_ITEM)), item_url(item))]
    for number in range(further):
        start = ON_ITEM + number * ON_PAGE + 1
        pages.append(Link(_span(start, min(count, start + ON_PAGE - 1)), f"{folder}/p{number + 2}.html"))
    return _Plan(columns, count, tuple(pages))


def _span(first: int, last: int) -> str:
    return f"{first}–{last}"
