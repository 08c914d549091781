"""A document and its interpretation go in step (三同步): drafted, approved and published, or organised, signed and deployed, together."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from gongkai.checking.rule import Needs, Rule
from gongkai.model.item import Item
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.texts.day_words import day_words

_SETS = (("同步起草", "同步审批", "同步发布"), ("同步组织", "同步审签", "同步部署"))
_PUBLISHED = "同步发布"
_AFTERWARDS = (_PUBLISHED, "同步部署")
"""Steps that need not be over when the document is published."""


def check_item(item: Item, publication: Publication) -> Iterator[Problem]:
    """Steps that are missing or out of order, and steps that the document itself took on another day."""
    rows = item.rows("sync_record")
    if item.kind.name != "interpretation" or item.legacy or not rows:
        return
    given = {row.text("step"): day for row in rows if (day := row.day("date"))}
    wanted = max(_SETS, key=lambda steps: sum(step in given for step in steps))
    missing = [step for step in wanted if step not in given]
    if missing:
        what = f"三同步记录写了{'、'.join(given)}，缺少{'、'.join(missing)}。"
        remedy = "请补写这几个环节的日期；还没有做到的，做到以后再写。"
        yield problem(item.at("sync_record"), "sync-incomplete", what, remedy, Level.NOTE)
    steps = [(step, given[step]) for step in wanted if step in given]
    for (before, first), (after, second) in pairwise(steps):
        if second < first:
            what = f"{after}（{day_words(second)}）早于{before}（{day_words(first)}）。"
            yield problem(item.at("sync_record"), "sync-order", what, "请核对这两个日期。", Level.WARNING)
    for relation in publication.outgoing.get(item.index_no, ()):
        if relation.kind.name == "interprets" and isinstance(relation.target, Item):
            yield from _with_document(item, given, relation.target)


def _with_document(item: Item, given: dict[str, date], document: Item) -> Iterator[Problem]:
    published, own = document.publish_date, item.publish_date
    if published is None or own is None:
        return
    said = given.get(_PUBLISHED)
    if said and not said == own == published:
        what = f"三同步记录写{day_words(said)}同步发布，文件发布于{day_words(published)}，解读发布于{day_words(own)}。"
        yield problem(
            item.at("sync_record"), "sync-day", what, "请核对三处日期；不在同一天的，不是同步发布。", Level.WARNING
        )
    for step, day in given.items():
        if step not in _AFTERWARDS and day > published:
            what = f"{step}（{day_words(day)}）晚于文件公开的{day_words(published)}，已经不同步。"
            yield problem(
                item.at("sync_record"), "sync-day", what, "请核对日期；解读应当与文件一起办理。", Level.WARNING
            )


RULE = Rule(
    title="政策文件与解读同步",
    sources=("国办发〔2016〕61号", "国办发〔2016〕80号"),
    findings=(
        Finding("sync-incomplete", Level.NOTE, "三同步记录缺少环节"),
        Finding("sync-order", Level.WARNING, "三同步的环节先后不对"),
        Finding("sync-day", Level.WARNING, "三同步的日期与文件不符"),
    ),
    needs=Needs(types=("interpretation",), fields=("sync_record.step", "sync_record.date"), relations=("interprets",)),
    of_item=check_item,
)
