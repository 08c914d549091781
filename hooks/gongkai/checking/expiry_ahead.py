"""Documents whose validity ends within half a year, so that they are evaluated in time (规范性文件有效期届满前六个月评估)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from gongkai.calendar.words import day_words
from gongkai.model.publication import Publication
from gongkai.problems import Level, Problem, problem

_AHEAD = timedelta(days=183)


def check(publication: Publication) -> Iterator[Problem]:
    """A note for every document in force that expires soon."""
    for item in publication.reading.items:
        validity = publication.validity.get(item.index_no)
        if validity is None or validity.state.dead:
            continue
        end = next((day for day, state in validity.changes if state.dead), None)
        if end and end <= publication.as_of + _AHEAD:
            # The state changes on the day after the last day of validity.
            what = f"“{item.title}”的有效期到{day_words(end - timedelta(days=1))}届满。"
            remedy = "请评估后决定延长、修改或者不再执行；延长的由后发文件写“延长有效期”。"
            yield problem(item.at("valid_until"), "expiring-soon", what, remedy, Level.NOTE)
