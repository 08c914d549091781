"""待解读文件台账: documents in force that need an interpretation and have none (国办发〔2016〕61号)."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.calendar.due import due_date
from gongkai.checking.documents.interpretation_bound import INTERPRETED_WITHIN, must_be_interpreted
from gongkai.ledgers.ledger_cells import link_cell, row_of, unit_of
from gongkai.model.ledgers.ledger import LedgerRow
from gongkai.model.publication import Publication

NAME = "interpretations_due"
OVERDUE, DUE, REFUSED = "过期", "待解读", "写明不解读"


def interpretations_due(publication: Publication) -> Iterator[LedgerRow]:
    """A row for every such document; those for which a reason stands instead are listed with it."""
    needed = {entry.number for entry in publication.reading.directory if entry.needs_interpretation}
    for item in publication.reading.items:
        validity = publication.validity.get(item.index_no)
        if (validity and validity.state.dead) or not must_be_interpreted(item, needed) or item.publish_date is None:
            continue
        if any(one.kind.name == "interprets" for one in publication.incoming.get(item.index_no, ())):
            continue
        due = due_date(item.publish_date, INTERPRETED_WITHIN, "工作日", publication.reading.calendar).day
        late = max(0, (publication.as_of - due).days)
        refused = item.text("no_interpretation_reason")
        state = REFUSED if refused else OVERDUE if late else DUE
        yield row_of(
            NAME,
            {
                "doc_no": item.doc_no,
                "title": link_cell(item),
                "unit": unit_of(item),
                "published": item.publish_date,
                "due": due,
                "late": None if refused else late or None,
                "state": state,
                "reason": refused,
            },
        )
