"""待解读文件台账: documents in force that need an interpretation and have none (国办发〔2016〕61号)."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.binding.times.owed import is_to_be_interpreted
from gongkai.binding.times.time_limits import spans_from
from gongkai.ledgers.ledger_cells import link_cell, row_of, unit_of
from gongkai.model.ledgers.ledger import LedgerRow
from gongkai.model.publication import Publication

NAME = "interpretations_due"
OVERDUE, DUE, REFUSED = "过期", "待解读", "写明不解读"


def interpretations_due(publication: Publication) -> Iterator[LedgerRow]:
    """A row for every such document; those for which a reason stands instead are listed with it."""
    for item in publication.reading.items:
        if item.publish_date is None or not is_to_be_interpreted(item, publication):
            continue
        if any(one.kind.name == "interprets" for one in publication.incoming.get(item.index_no, ())):
            continue
        due = min((span.last for _, span in spans_from(item, "interprets", publication)), default=None)
        if due is None:
            continue
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
