"""公开统计: how many items each list, type, unit and month has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from gongkai.ledgers.ledger_cells import row_of, unit_of
from gongkai.model.addresses import list_url
from gongkai.model.column import PARTS
from gongkai.model.kind import Kind
from gongkai.model.ledgers.ledger import Cell, LedgerRow
from gongkai.model.publication import Publication

NAME = "statistics"
NO_DAY = "没有写明日期"


def column_statistics(publication: Publication) -> Iterator[LedgerRow]:
    """A row for every list, type, unit and month with items: the lists in the order of the column, the newest month first."""
    counts: Counter[tuple[str, str, int, int]] = Counter()
    kinds: dict[str, Kind] = {}
    for item in publication.reading.items:
        day = item.publish_date
        year, month = (day.year, day.month) if day else (0, 0)
        kinds[item.kind.name] = item.kind
        counts[(item.kind.name, unit_of(item), year, month)] += 1
    places = {name: (PARTS.index(kind.listing.part), kind.listing.order, name) for name, kind in kinds.items()}
    for name, unit, year, month in sorted(counts, key=lambda one: (places[one[0]], one[1], -one[2], -one[3])):
        kind = kinds[name]
        yield row_of(
            NAME,
            {
                "listing": Cell(kind.listing.title, page=list_url(kind)),
                "kind": kind.title,
                "unit": unit,
                "year": f"{year}年" if year else NO_DAY,
                "month": f"{month}月" if month else NO_DAY,
                "count": counts[(name, unit, year, month)],
            },
        )
