"""A time limit that a document sets for others in its own words can be worked out (下级方案公开期限)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from gongkai.binding.times.time_limits import spans_from
from gongkai.checking.rule import Rule
from gongkai.incremental.same_object import SameObject
from gongkai.model.item import Item
from gongkai.model.kind import Kind
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.model.terms.deadline import Deadline
from gongkai.texts.times.limit_words import limit_in


def check_item(item: Item, publication: Publication) -> Iterator[Problem]:
    """Limits without a number of days, and those whose day of beginning is not given; legacy items are exempt."""
    for deadline in _stated(SameObject(publication.reading.kinds)) if not item.legacy else ():
        text, field = item.text(deadline.limit_from), item.kind.by_name.get(deadline.limit_from)
        if not text or field is None:
            continue
        if limit_in(text) is None:
            what = f"“{field.title}”写成“{text}”，算不出哪一天。"
            remedy = "原文写明天数的，请照抄，例如“印发后30个工作日内”；没有写明的不用填。"
            yield problem(item.at(field.name), "limit-unclear", what, remedy, Level.NOTE)
        elif deadline not in dict(spans_from(item, deadline.through, publication)):
            known = (item.kind.by_name[name].title for name in deadline.anchors if name in item.kind.by_name)
            title = "”或者“".join(known)
            what = f"“{field.title}”写了“{text}”，没有“{title}”，算不出哪一天。"
            yield problem(item.at(field.name), "limit-unclear", what, f"请加一行“{title}: ……”。", Level.NOTE)


@lru_cache(maxsize=1)
def _stated(kinds: SameObject[Mapping[str, Kind]]) -> tuple[Deadline, ...]:
    """The limits whose length a document states itself, one of each name."""
    stated = (one for kind in kinds.it.values() for one in kind.deadlines if one.through and one.limit_from)
    return tuple({one.name: one for one in stated}.values())


RULE = Rule(
    title="写明的期限算得出是哪一天",
    findings=(Finding("limit-unclear", Level.NOTE, "期限算不出是哪一天"),),
    of_item=check_item,
)
