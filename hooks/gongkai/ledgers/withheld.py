"""不予公开和依申请公开台账: what is not public, wholly or in part, why, and when it is to be assessed again (条例第四十四条)."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.binding.assessments import WITHHELD_IN_PART, assessment_of
from gongkai.ledgers.ledger_cells import link_cell, row_of, unit_of
from gongkai.model.ledgers.ledger import LedgerRow
from gongkai.model.publication import Publication

NAME = "withheld"
OVERDUE, COMING, ASSESSED = "应当评估", "到期再评估", "今年已评估"


def withheld(publication: Publication) -> Iterator[LedgerRow]:
    """A row for every item that is not for everybody, or that leaves out a part."""
    today = publication.as_of
    for item in publication.reading.items:
        found = assessment_of(item)
        if found is None:
            continue
        if found.due <= today:
            state = OVERDUE
        else:
            state = ASSESSED if found.last and found.last.year == today.year else COMING
        yield row_of(
            NAME,
            {
                "index_no": item.index_no,
                "title": link_cell(item),
                "unit": unit_of(item),
                "disclosure": WITHHELD_IN_PART if found.in_part else item.text("disclosure"),
                "reason": item.text("disclosure_reason") or item.text("exemption"),
                "published": item.publish_date,
                "assessed": found.last,
                "conclusion": found.conclusion,
                "due": found.due,
                "state": state,
            },
        )
