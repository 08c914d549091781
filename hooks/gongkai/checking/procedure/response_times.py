"""Responses to public concern come within 5 hours for major emergencies, else within 48 (国办发〔2016〕61号)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from gongkai.checking.rule import Needs, Rule
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication

_HOURS = {"特别重大": 5, "重大": 5}
_OTHER = 48


def check(publication: Publication) -> Iterator[Problem]:
    """Responses whose first post is too late, or earlier than what it responds to."""
    for item in publication.reading.items:
        start = item.values.get("trigger_time")
        if item.kind.name != "public_response" or not isinstance(start, datetime):
            continue
        times = [time for row in item.rows("posts") if isinstance(time := row.values.get("time"), datetime)]
        if not times:
            continue
        first, limit = min(times), _HOURS.get(item.text("severity"), _OTHER)
        if first < start:
            what = "首次发布早于事件发生或者发现的时间。"
            yield problem(item.at("posts"), "response-time", what, "请核对两处的时间。")
        elif first - start > timedelta(hours=limit):
            hours = (first - start).total_seconds() / 3600
            what = f"首次发布在 {hours:.0f} 小时之后，应当在 {limit} 小时之内。"
            yield problem(
                item.at("posts"), "response-time", what, "请核对时间；确属迟延的，今后及时发布。", Level.WARNING
            )


RULE = Rule(
    title="按时限回应关切",
    sources=("国办发〔2016〕61号",),
    findings=(Finding("response-time", Level.ERROR, "回应早于事件", milder=((Level.WARNING, "首次发布超过时限"),)),),
    needs=Needs(
        types=("public_response",),
        fields=("posts.time", "severity", "trigger_time"),
    ),
    of_column=check,
)
