"""What is withheld is assessed again in time, and the conclusion is carried out (条例第四十四条)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from gongkai.binding.assessments import PROACTIVE, Assessment, assessment_of
from gongkai.checking.rule import Rule
from gongkai.model.item import Item
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.texts.day_words import day_words

_AHEAD = timedelta(days=30)
_TO_BE_PUBLIC = f"转为{PROACTIVE}"


def check_item(item: Item, publication: Publication) -> Iterator[Problem]:
    """Assessments that are due soon or overdue, a conclusion that was not carried out, and a history that ends elsewhere."""
    if not item.legacy:
        found = assessment_of(item)
        if found:
            yield from _due(item, found, publication.as_of)
    changes = sorted(item.rows("attribute_history"), key=lambda row: row.day("date") or date.min)
    said, stands = changes[-1].text("to") if changes else "", item.text("disclosure")
    if said and stands and said != stands:
        what = f"最近一次变更后的公开属性是“{said}”，这一件却写着“{stands}”。"
        remedy = "请核对“公开属性”和“公开属性变更”。"
        yield problem(item.at("disclosure"), "attribute-differs", what, remedy, Level.WARNING)


def _due(item: Item, found: Assessment, today: date) -> Iterator[Problem]:
    place = item.at("assessments" if "assessments" in item.places else "disclosure")
    if found.conclusion == _TO_BE_PUBLIC and not found.in_part:
        what = f"{day_words(found.last)}评估的结论是“{_TO_BE_PUBLIC}”，公开属性还是“{item.text('disclosure')}”。"
        remedy = "请公开全文，改写公开属性，并在“公开属性变更”里记下；结论写错的请改正。"
        yield problem(place, "assessment-undone", what, remedy, Level.WARNING)
    elif found.due < today and found.stated:
        what = f"应当在{day_words(found.due)}以前再次评估能不能公开，已经过了。"
        yield problem(place, "assessment-due", what, "请评估，在“定期评估”里加一行。", Level.WARNING)
    elif found.due < today and not found.in_part:
        what = "没有公开的内容已经一年没有评估能不能公开。"
        remedy = "请评估，在“定期评估”里写“{日期: ……, 结论: 继续不公开, 下次: ……}”。"
        yield problem(place, "assessment-due", what, remedy, Level.NOTE)
    elif found.stated and found.due - today <= _AHEAD:
        what = f"应当在{day_words(found.due)}以前再次评估能不能公开。"
        yield problem(place, "assessment-due", what, "请评估，在“定期评估”里加一行。", Level.NOTE)


RULE = Rule(
    title="不公开的信息定期评估",
    sources=("条例第四十四条",),
    findings=(
        Finding(
            "assessment-due",
            Level.WARNING,
            "应当再次评估能不能公开",
            milder=((Level.NOTE, "三十日以内到期，或者没有写期限而一年没有评估"),),
        ),
        Finding("assessment-undone", Level.WARNING, "评估的结论没有照办"),
        Finding("attribute-differs", Level.WARNING, "公开属性与最近一次变更不同"),
    ),
    of_item=check_item,
)
