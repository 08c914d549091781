"""Every item passed the three levels of review and the secrecy review before publication (条例第十七条)."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checking.procedure.unreviewed import unreviewed
from gongkai.checking.rule import Rule
from gongkai.model.item import Item, Row
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication

_STEPS = (("first", "初审"), ("second", "复审"), ("final", "终审"))
_JUDGEMENTS = (("wording", "表述"), ("timing", "时机"), ("way", "方式"), ("privacy", "隐私"))
"""What an agency judges before publishing, where it records that at all; a gate may demand it of everything new."""
_SHOWN = 3


def check(publication: Publication) -> Iterator[Problem]:
    """Incomplete review records, and one problem for all items that have none.

    An agency may keep its reviews in another system, and one problem per item would then be too many.
    The rule ``date_order`` checks 保密审查. What still has marked gaps cannot have been reviewed, and says so itself.
    """
    without: list[Item] = []
    for item in publication.reading.items:
        review = item.values.get("review")
        if item.legacy:
            continue
        if unreviewed(item, publication.reading.facts):
            without.append(item)
        if not isinstance(review, Row):
            continue
        judged = _JUDGEMENTS if any(review.day(name) for name, _ in _JUDGEMENTS) else ()
        missing = [label for name, label in (*_STEPS, *judged) if review.day(name) is None]
        if missing:
            what = f"审核记录缺少{'、'.join(missing)}。"
            yield problem(item.at("review"), "review-incomplete", what, "请补写各级审核的日期。", Level.WARNING)
    if without:
        examples = "、".join(item.place.path for item in without[:_SHOWN])
        what = f"{len(without)} 条信息没有审核记录：{examples}{'等' if len(without) > _SHOWN else ''}。"
        remedy = "请写“审核: {初审: 日期, 复审: 日期, 终审: 日期, 保密审查: 日期}”；审核记录不公开。"
        yield problem(publication.reading.settings.place, "reviews-missing", what, remedy, Level.WARNING)


RULE = Rule(
    title="三级审核和保密审查齐全",
    sources=("条例第十七条",),
    findings=(
        Finding("reviews-missing", Level.WARNING, "没有审核记录"),
        Finding("review-incomplete", Level.WARNING, "审核记录不全"),
    ),
    of_column=check,
)
