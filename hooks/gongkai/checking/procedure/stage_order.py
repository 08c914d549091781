"""The stages of projects and transactions are in chronological order (公告、成交、履约；立项、招标、开工)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from gongkai.checking.rule import Needs, Rule
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.texts.day_words import day_words


def check(publication: Publication) -> Iterator[Problem]:
    """Stages dated before the preceding one, actual dates in the future, and planned dates that passed without an actual one."""
    for item in publication.reading.items:
        last: date | None = None
        for row in item.rows("stages"):
            stage = row.text("stage")
            day = row.day("actual") or row.day("date")
            planned = row.day("planned")
            if day and day > publication.as_of:
                what = f"阶段“{stage}”的日期{day_words(day)}还没有到。"
                yield problem(row.place, "stage-future", what, "还没有发生的写“计划日期”。", Level.WARNING)
            if day and last and day < last and stage != "变更":
                what = f"阶段“{stage}”的日期{day_words(day)}早于上一阶段的{day_words(last)}。"
                yield problem(row.place, "stage-order", what, "请核对日期，按先后排列。", Level.WARNING)
            if planned and day is None and planned < publication.as_of:
                what = f"阶段“{stage}”计划于{day_words(planned)}完成，没有写实际日期。"
                yield problem(row.place, "stage-open", what, "请写实际日期，或者在说明里写明进展。", Level.NOTE)
            last = day or last


RULE = Rule(
    title="项目各阶段先后合理",
    findings=(
        Finding("stage-future", Level.WARNING, "阶段的日期还没有到"),
        Finding("stage-order", Level.WARNING, "阶段的日期早于上一阶段", as_printed=True),
        Finding("stage-open", Level.NOTE, "计划完成的阶段没有写实际日期"),
    ),
    needs=Needs(
        fields=("stages.stage", "stages.planned", "stages.actual", "stages.date"),
    ),
    of_column=check,
)
