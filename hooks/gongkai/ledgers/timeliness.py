"""公开时效台账: when each item was due by the time limits of its type, when it was published, and how many days apart."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.calendar.due import due_date
from gongkai.checking.procedure.deadlines import binds, counted_day
from gongkai.ledgers.ledger_cells import link_cell, row_of, unit_of, year_of_day
from gongkai.model.kind import PUBLISHED
from gongkai.model.ledgers.ledger import LedgerRow
from gongkai.model.publication import Publication

NAME = "timeliness"
ON_TIME, LATE = "按时", "迟"


def timeliness(publication: Publication) -> Iterator[LedgerRow]:
    """A row for every item and every limit on its publication; old items that were taken over are not judged."""
    calendar = publication.reading.calendar
    for item in publication.reading.items:
        for deadline in () if item.legacy else item.kind.deadlines:
            if deadline.kept_by != PUBLISHED or deadline.ahead or item.publish_date is None:
                continue
            start = counted_day(item, deadline.anchor)
            if start is None or not binds(deadline, item, publication):
                continue
            due = due_date(start, deadline.limit, deadline.unit, calendar).day
            days = (item.publish_date - due).days
            yield row_of(
                NAME,
                {
                    "unit": unit_of(item),
                    "kind": item.kind.title,
                    "index_no": item.index_no,
                    "title": link_cell(item),
                    "limit": deadline.name,
                    "start": start,
                    "due": due,
                    "published": item.publish_date,
                    "days": str(days),
                    "state": LATE if days > 0 else ON_TIME,
                    "year": year_of_day(item.publish_date),
                },
            )
