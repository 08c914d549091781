"""Departures as open data: number, title and dates of each item, and when, why and by which notice it left."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from gongkai.model.addresses import item_url
from gongkai.model.departure import Departure
from gongkai.model.publication import Publication


def departure_entries(publication: Publication) -> Iterator[dict[str, object]]:
    """One object of ``items.json`` for each departure; the key ``departure`` distinguishes it from public items."""
    for one in publication.departures:
        kind = one.kind if one.notice is None else None
        entry: dict[str, object] = {
            "index_no": one.index_no,
            "type": kind.name if kind else "",
            "type_title": kind.title if kind else "",
            "url": one.url,
            "title": one.title,
            "agency": one.agency,
            **_if_any("doc_no", one.doc_no),
            **_if_any("doc_date", _day(one.doc_date)),
            **_if_any("publish_date", _day(one.publish_date)),
            "validity": _state(one, publication.as_of),
            "departure": {
                "manner": one.manner.value,
                **_if_any("date", _day(one.day)),
                **_if_any("reason", one.reason),
                **_if_any("notice", one.notice.index_no if one.notice else ""),
                **_if_any("notice_title", one.notice.title if one.notice else ""),
                **_if_any("notice_url", item_url(one.notice) if one.notice else ""),
            },
        }
        yield entry


def departure_states(publication: Publication) -> dict[str, dict[str, object]]:
    """The objects of ``validity.json`` for departures, by index number: state, day, notice and reason."""
    return {
        one.index_no: {**_state(one, publication.as_of), **_if_any("reason", one.reason)}
        for one in publication.departures
        if one.index_no
    }


def departure_cells(publication: Publication) -> Iterator[dict[str, str]]:
    """The rows of the catalogue for departures, by column name; absent columns are empty."""
    for one in publication.departures:
        yield {
            "index_no": one.index_no,
            "title": one.title,
            "type": one.kind.title if one.notice is None else "",
            "agency": one.agency,
            "doc_no": one.doc_no,
            "doc_date": _day(one.doc_date),
            "publish_date": _day(one.publish_date),
            "state": one.manner.state,
            "since": _day(one.day),
            "url": one.url,
            "departure_reason": one.reason,
            "departure_notice": one.notice.index_no if one.notice else "",
        }


def _state(one: Departure, as_of: date) -> dict[str, object]:
    return {
        "state": one.manner.state,
        "as_of": as_of.isoformat(),
        **_if_any("since", _day(one.day)),
        **_if_any("by", one.notice.index_no if one.notice else ""),
    }


def _if_any(name: str, text: str) -> dict[str, object]:
    """The property, left out where the text is empty."""
    return {name: text} if text else {}


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
