"""Documents that require an interpretation have one, published in time (国办发〔2016〕61号: 3个工作日)."""

from __future__ import annotations

from collections.abc import Container, Iterator

from gongkai.calendar.due import due_date
from gongkai.checking.rule import Needs, Rule
from gongkai.model.item import Item
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.texts.day_words import day_words

INTERPRETED_WITHIN = 3
"""Working days after the publication of a document."""
_HEAD = "第一解读人"


def check(publication: Publication) -> Iterator[Problem]:
    """Documents with neither an interpretation nor a reason for having none, and late interpretations."""
    needed = {entry.number for entry in publication.reading.directory if entry.needs_interpretation}
    for item in publication.reading.items:
        found = [r.source for r in publication.incoming.get(item.index_no, ()) if r.kind.name == "interprets"]
        # A document that is no longer in force needs no interpretation.
        validity = publication.validity.get(item.index_no)
        dead = validity is not None and validity.state.dead
        if not found and not dead and must_be_interpreted(item, needed) and not item.text("no_interpretation_reason"):
            what = f"“{item.title}”应当解读，还没有政策解读。"
            remedy = "请发布“政策解读”并写“解读对象”；不需要解读的，请写“不解读理由: ……”。"
            yield problem(item.place, "interpretation-missing", what, remedy, Level.WARNING)
        if found and not dead and not item.legacy and item.values.get("is_major") is True:
            if not any(one.text("interpreter_role") == _HEAD for one in found):
                what = f"“{item.title}”是重大政策，{len(found)} 件解读都不是第一解读人的。"
                remedy = "请发布由主要负责人解读的“政策解读”，“解读人身份”写“第一解读人”。"
                yield problem(item.at("is_major"), "first-interpreter", what, remedy, Level.WARNING)
        if found and item.publish_date:
            first = min((one for one in found if one.publish_date), key=lambda one: str(one.publish_date), default=None)
            due = due_date(item.publish_date, INTERPRETED_WITHIN, "工作日", publication.reading.calendar).day
            if first and first.publish_date and first.publish_date > due:
                what = f"解读应当在文件公开后{INTERPRETED_WITHIN}个工作日内（不迟于{day_words(due)}）发布，实际为{day_words(first.publish_date)}。"
                yield problem(
                    first.at("publish_date"),
                    "interpretation-late",
                    what,
                    "请核对日期；今后与文件同步发布。",
                    Level.NOTE,
                )


def must_be_interpreted(item: Item, needed: Container[str]) -> bool:
    """Whether a document needs an interpretation; ``needed`` are the numbers of matters whose documents all do."""
    if item.legacy or "needs_interpretation" not in item.kind.by_name:
        return False
    wish = item.values.get("needs_interpretation")
    if isinstance(wish, bool):
        return wish
    if item.values.get("is_major") is True:
        return True
    return item.values.get("is_normative") is True or (bool(item.directory_entry) and item.directory_entry in needed)


RULE = Rule(
    title="应当解读的文件有解读",
    sources=("国办发〔2016〕61号",),
    findings=(
        Finding("interpretation-missing", Level.WARNING, "应当解读的文件没有解读"),
        Finding("first-interpreter", Level.WARNING, "重大政策没有第一解读人的解读"),
        Finding("interpretation-late", Level.NOTE, "解读发布迟了"),
    ),
    needs=Needs(
        fields=("is_normative", "needs_interpretation", "no_interpretation_reason", "is_major", "interpreter_role"),
        relations=("interprets",),
    ),
    of_column=check,
)
