"""公开时效台账: when each item was due by the time limits of its type, when it was published, and how many days apart."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.binding.times.time_limits import limits_of
from gongkai.ledgers.ledger_cells import link_cell, row_of, unit_of, year_of_day
from gongkai.model.ledgers.ledger import LedgerRow
from gongkai.model.publication import Publication
from gongkai.model.terms.deadline import PUBLISHED

NAME = "timeliness"
ON_TIME, LATE = "按时", "迟"


def timeliness(publication: Publication) -> Iterator[LedgerRow]:
    """A row for every item and every limit on its publication; old items that were taken over are not judged."""
    for item in publication.reading.items:
        for limit in () if item.legacy else limits_of(item, publication):
            deadline, span = limit.deadline, limit.span
            if deadline.kept_by != PUBLISHED or deadline.ahead or item.publish_date is None:
                continue
            days = (item.publish_date - span.last).days
            yield row_of(
                NAME,
                {
                    "unit": unit_of(item),
                    "kind": item.kind.title,
                    "index_no": item.index_no,
                    "title": link_cell(item),
                    "limit": deadline.name,
                    "start": span.start,
                    "due": span.last,
                    "published": item.publish_date,
                    "days": str(days),
                    "state": LATE if days > 0 else ON_TIME,
                    "year": year_of_day(item.publish_date),
                },
            )
