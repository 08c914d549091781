"""Responses to public concern come after what they respond to; their time limits are those of their type."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from gongkai.checking.rule import Needs, Rule
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication


def check(publication: Publication) -> Iterator[Problem]:
    """Responses whose first post is earlier than what it responds to."""
    for item in publication.reading.items:
        start = item.values.get("trigger_time")
        if item.kind.name != "public_response" or not isinstance(start, datetime):
            continue
        times = [time for row in item.rows("posts") if isinstance(time := row.values.get("time"), datetime)]
        if times and min(times) < start:
            what = "首次发布早于事件发生或者发现的时间。"
            yield problem(item.at("posts"), "response-time", what, "请核对两处的时间。")


RULE = Rule(
    title="回应关切的时间先后",
    sources=("国办发〔2016〕61号",),
    findings=(Finding("response-time", Level.ERROR, "回应早于事件"),),
    needs=Needs(
        types=("public_response",),
        fields=("posts.time", "trigger_time"),
    ),
    of_column=check,
)
