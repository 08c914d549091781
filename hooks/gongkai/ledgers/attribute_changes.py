"""公开属性转换台账: items that became public, or were released only on request before, by year (条例第四十四条)."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.ledgers.ledger_cells import link_cell, row_of, unit_of, year_of_day
from gongkai.model.ledgers.ledger import LedgerRow
from gongkai.model.publication import Publication

NAME = "attribute_changes"


def attribute_changes(publication: Publication) -> Iterator[LedgerRow]:
    """A row for every change of 公开属性, the newest first."""
    changes = [
        (row.day("date"), item, row) for item in publication.reading.items for row in item.rows("attribute_history")
    ]
    for day, item, row in sorted(changes, key=lambda one: (str(one[0] or ""), one[1].index_no), reverse=True):
        yield row_of(
            NAME,
            {
                "year": year_of_day(day),
                "day": day,
                "index_no": item.index_no,
                "title": link_cell(item),
                "unit": unit_of(item),
                "change": f"{row.text('from')}转为{row.text('to')}",
                "reason": row.text("reason"),
            },
        )
