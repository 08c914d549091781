"""Documents whose validity ends within half a year, so that they are evaluated in time (规范性文件有效期届满前六个月评估)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from gongkai.checking.rule import Needs, Rule
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.model.validity import EventKind, State
from gongkai.texts.day_words import day_words

_AHEAD = timedelta(days=183)


def check(publication: Publication) -> Iterator[Problem]:
    """A note for every document in force that expires within half a year."""
    for item in publication.reading.items:
        validity = publication.validity.get(item.index_no)
        if validity is None or validity.state.dead:
            continue
        end = next(((day, state) for day, state in validity.changes if state.dead), None)
        expiry = next((one for one in validity.events if one.kind is EventKind.EXPIRED), None)
        # If a later document ends it by that day, there is nothing left to decide.
        if expiry and expiry.until and end == (expiry.day, State.EXPIRED) and expiry.day <= publication.as_of + _AHEAD:
            what = f"“{item.title}”的有效期到{day_words(expiry.until)}届满。"
            remedy = "请评估后决定延长、修改或者不再执行；延长的由后发文件写“延长有效期”。"
            yield problem(item.at("valid_until"), "expiring-soon", what, remedy, Level.NOTE)


RULE = Rule(
    title="有效期将满的文件提前评估",
    findings=(Finding("expiring-soon", Level.NOTE, "有效期将满"),),
    needs=Needs(
        fields=("valid_until",),
    ),
    of_column=check,
)
