"""What has left the column as open data: its number, title and dates, and when, why and by which notice it went."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from gongkai.model.addresses import item_url
from gongkai.model.departure import Departure
from gongkai.model.publication import Publication


def departure_entries(publication: Publication) -> Iterator[dict[str, object]]:
    """One entry of the catalogue for each departure; ``departure`` tells it from what is public."""
    for one in publication.departures:
        known = one.kind if one.notice is None else None
        entry: dict[str, object] = {
            "index_no": one.index_no,
            "type": known.name if known else "",
            "type_title": known.title if known else "",
            "url": one.url,
            "title": one.title,
            "agency": one.agency,
            **_given("doc_no", one.doc_no),
            **_given("doc_date", _day(one.doc_date)),
            **_given("publish_date", _day(one.publish_date)),
            "validity": _state(one, publication.as_of),
            "departure": {
                "manner": one.manner.value,
                **_given("date", _day(one.day)),
                **_given("reason", one.reason),
                **_given("notice", one.notice.index_no if one.notice else ""),
                **_given("notice_title", one.notice.title if one.notice else ""),
                **_given("notice_url", item_url(one.notice) if one.notice else ""),
            },
        }
        yield entry


def departure_states(publication: Publication) -> dict[str, dict[str, object]]:
    """By index number what is said of the validity of what has left: that it was withdrawn or taken down, and why."""
    return {
        one.index_no: {**_state(one, publication.as_of), **_given("reason", one.reason)}
        for one in publication.departures
        if one.index_no
    }


def departure_cells(publication: Publication) -> Iterator[dict[str, str]]:
    """The lines of the table of the catalogue, by the names of its columns."""
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
        **_given("since", _day(one.day)),
        **_given("by", one.notice.index_no if one.notice else ""),
    }


def _given(name: str, text: str) -> dict[str, object]:
    return {name: text} if text else {}


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
