"""Items are published as often as the directory promises (更新周期; 检查指标: 应更新未更新)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from gongkai.binding.matters import matters_of, nil_entries_of
from gongkai.checking.rule import Rule
from gongkai.model.column import DirectoryEntry
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.texts.day_words import day_words

_CYCLES = {"每日": 7, "每周": 14, "每月": 45, "每季度": 125, "每半年": 215, "每年": 400}
"""Update cycle → days without a new item after which a directory entry is out of date: the cycle plus preparation time."""


def stale_from(publication: Publication) -> Iterator[tuple[DirectoryEntry, date]]:
    """Every directory entry with an update cycle, and the first day on which it is out of date if nothing more is published.

    What is scheduled (定时公开) counts from its day on.
    """
    for entry, items in matters_of(publication):
        most = _CYCLES.get(entry.cycle)
        scheduled = (
            one
            for one in publication.scheduled
            if one.directory_entry == entry.number or (not one.directory_entry and one.kind.title == entry.kind)
        )
        days = sorted(item.publish_date for item in (*items, *scheduled) if item.publish_date)
        if most is None or not days:
            continue
        fresh_until = days[0]
        for day in days:
            if day > max(fresh_until, publication.as_of):
                break
            fresh_until = day + timedelta(days=most)
        yield entry, fresh_until + timedelta(days=1)


def check(publication: Publication) -> Iterator[Problem]:
    """Directory entries whose newest item is older than the update cycle allows, and cycles that are not known."""
    nil = nil_entries_of(publication)
    for entry, items in matters_of(publication):
        most = _CYCLES.get(entry.cycle)
        if most is None and entry.cycle.startswith("每"):
            what = f"目录“{entry.number} {entry.sub_matter or entry.matter}”的更新周期“{entry.cycle}”不能核对。"
            remedy = f"请写：{'、'.join(_CYCLES)}；没有固定周期的，写“及时更新”等。"
            yield problem(entry.place, "column-cycle", what, remedy, Level.NOTE)
        days = [item.publish_date for item in items if item.publish_date]
        # A period without anything to publish is kept by the entry that says so.
        days += [one.day for one in nil.get(entry.number, ())]
        if most is None or not days:
            continue
        newest = max(days)
        if publication.as_of - newest > timedelta(days=most):
            what = f"目录“{entry.number} {entry.sub_matter or entry.matter}”{entry.cycle}更新，最近一次是{day_words(newest)}。"
            yield problem(entry.place, "column-stale", what, "请及时更新，或者核对更新周期。", Level.WARNING)


STALE = Finding("column-stale", Level.WARNING, "栏目应更新未更新")

RULE = Rule(
    title="栏目按周期更新",
    sources=("政府网站与政务新媒体检查指标",),
    findings=(
        Finding("column-cycle", Level.NOTE, "更新周期不能核对"),
        STALE,
    ),
    of_column=check,
)
