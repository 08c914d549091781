"""Documents that require an interpretation have one (国办发〔2016〕61号); its time limit is one of its type."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.binding.times.owed import must_be_interpreted
from gongkai.checking.rule import Needs, Rule
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication

_HEAD = "第一解读人"


def check(publication: Publication) -> Iterator[Problem]:
    """Documents with neither an interpretation nor a reason for having none, and major ones without one by the head."""
    for item in publication.reading.items:
        found = [r.source for r in publication.incoming.get(item.index_no, ()) if r.kind.name == "interprets"]
        if not found and must_be_interpreted(item, publication):
            what = f"“{item.title}”应当解读，还没有政策解读。"
            remedy = "请发布“政策解读”并写“解读对象”；不需要解读的，请写“不解读理由: ……”。"
            yield problem(item.place, "interpretation-missing", what, remedy, Level.WARNING)
        # A document that is no longer in force needs no further interpretation.
        validity = publication.validity.get(item.index_no)
        dead = validity is not None and validity.state.dead
        if found and not dead and not item.legacy and item.values.get("is_major") is True:
            if not any(one.text("interpreter_role") == _HEAD for one in found):
                what = f"“{item.title}”是重大政策，{len(found)} 件解读都不是第一解读人的。"
                remedy = "请发布由主要负责人解读的“政策解读”，“解读人身份”写“第一解读人”。"
                yield problem(item.at("is_major"), "first-interpreter", what, remedy, Level.WARNING)


RULE = Rule(
    title="应当解读的文件有解读",
    sources=("国办发〔2016〕61号",),
    findings=(
        Finding("interpretation-missing", Level.WARNING, "应当解读的文件没有解读"),
        Finding("first-interpreter", Level.WARNING, "重大政策没有第一解读人的解读"),
    ),
    needs=Needs(
        fields=("is_normative", "needs_interpretation", "no_interpretation_reason", "is_major", "interpreter_role"),
        relations=("interprets",),
    ),
    of_column=check,
)
