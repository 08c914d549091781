"""行政规范性文件台账 and 备案台账: what is registered, reviewed, filed and interpreted, document by document."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.ledgers.ledger_cells import Value, link_cell, row_of, unit_of, year_of_day
from gongkai.model.item import Item, Row
from gongkai.model.ledgers.ledger import Cell, LedgerRow
from gongkai.model.publication import Publication
from gongkai.texts.day_words import day_words

NORMATIVE, FILINGS = "normative_register", "filings"


def normative_register(publication: Publication) -> Iterator[LedgerRow]:
    """A row for every normative document, the newest first."""
    documents = [item for item in publication.reading.items if item.values.get("is_normative") is True]
    for item in _newest_first(documents):
        validity = publication.validity.get(item.index_no)
        # Several interpretations of one document are named, and the first is led to.
        explained = [one.source for one in publication.incoming.get(item.index_no, ()) if one.kind.name == "interprets"]
        words = "；".join(one.title for one in explained)
        yield row_of(
            NORMATIVE,
            {
                "registration_no": item.text("registration_no"),
                "doc_no": item.doc_no,
                "title": link_cell(item),
                "unit": item.text("drafting_unit") or unit_of(item),
                "doc_date": item.doc_date,
                "published": item.publish_date,
                "effective_from": item.effective_from,
                "until": validity.until if validity else item.valid_until,
                "validity": Cell(validity.state.value, item, stands=True) if validity else None,
                "legal_review": _review(item),
                **_filing(item),
                "interpretation": link_cell(explained[0], words) if explained else _without(item),
                "year": year_of_day(item.doc_date or item.publish_date),
            },
        )


def filings(publication: Publication) -> Iterator[LedgerRow]:
    """A row for every item that was filed, of whatever type, the newest first."""
    for item in _newest_first([item for item in publication.reading.items if "filing" in item.values]):
        values = _filing(item)
        day = _record(item, "filing").day("date") or item.publish_date
        yield row_of(
            FILINGS,
            {
                **values,
                "kind": item.kind.title,
                "doc_no": item.doc_no,
                "title": link_cell(item),
                "unit": unit_of(item),
                "year": year_of_day(day),
            },
        )


def _newest_first(items: list[Item]) -> list[Item]:
    return sorted(items, key=lambda item: (str(item.doc_date or item.publish_date or ""), item.index_no), reverse=True)


def _filing(item: Item) -> dict[str, Value]:
    filing = _record(item, "filing")
    return {"filed_with": filing.text("agency"), "filing_no": filing.text("number"), "filed_on": filing.day("date")}


def _review(item: Item) -> str:
    review = _record(item, "legal_review")
    parts = (review.text("conclusion"), review.text("number"), day_words(review.day("date")))
    return "，".join(filter(None, parts))


def _without(item: Item) -> Cell:
    reason = item.text("no_interpretation_reason")
    return Cell(f"不解读：{reason}" if reason else "")


def _record(item: Item, name: str) -> Row:
    value = item.values.get(name)
    return value if isinstance(value, Row) else Row(item.place, {})
