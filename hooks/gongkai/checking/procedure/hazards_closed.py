"""Hazards found (隐患) are put right by the day set for it, and bulletins say so (安全生产法第四十一条)."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checking.rule import Needs, Rule
from gongkai.model.item import Item
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.texts.day_words import day_words

_HAZARD = "隐患"


def check(publication: Publication) -> Iterator[Problem]:
    """Hazards past their day that are not closed, and closing days that cannot be."""
    for item in publication.reading.items:
        if item.text("bulletin_kind") == _HAZARD and not item.legacy:
            yield from _of(item, publication)


def _of(item: Item, publication: Publication) -> Iterator[Problem]:
    for row in item.rows("entries"):
        due, closed = row.day("due"), row.day("closed_on")
        name = f"“{row.text('product')}”"
        if closed and closed > publication.as_of:
            what = f"{name}的销号日期{day_words(closed)}还没有到。"
            yield problem(row.place, "hazard-closed", what, "请核对日期；没有整改完的，留空。", Level.WARNING)
        elif due and not closed and publication.as_of > due:
            what = f"{name}的整改期限{day_words(due)}已过，没有写销号日期。"
            remedy = "整改完成的，请写“销号日期: ……”；没有完成的，请改“整改期限”，并在“处理与整改”里说明。"
            yield problem(row.place, "hazard-open", what, remedy, Level.WARNING)


RULE = Rule(
    title="隐患整改销号",
    sources=("安全生产法第四十一条",),
    findings=(
        Finding("hazard-open", Level.WARNING, "隐患过了整改期限没有销号"),
        Finding("hazard-closed", Level.WARNING, "隐患的销号日期还没有到"),
    ),
    needs=Needs(
        types=("supervision_bulletin",),
        fields=("bulletin_kind", "entries.due", "entries.closed_on", "entries.product"),
    ),
    of_column=check,
)
