"""Consultations run long enough and their opinions are answered (国务院令第713号第十五条、第十八条)."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.binding.phase import ANSWER_WITHIN
from gongkai.checking.rule import Needs, Rule
from gongkai.model.item import Item
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.texts.day_words import day_words

LEAST_DAYS = 30
_ALSO_ON = ("progress_report", "participation_notice")
"""What opinions are collected on besides drafts: how something is carried out, and what a survey asks."""


def check(publication: Publication) -> Iterator[Problem]:
    """Short periods without a reason, missing summaries of opinions, summaries that contradict their draft."""
    for item in publication.reading.items:
        if item.kind.name == "decision_draft":
            yield from _draft(item, publication)
        elif item.kind.name == "opinion_summary":
            yield from _summary(item, publication)


def _draft(item: Item, publication: Publication) -> Iterator[Problem]:
    start, end = item.day("open_date"), item.day("close_date")
    if start is None or end is None or end < start:
        return
    # The first day is not counted (民法典第二百零一条).
    days = (end - start).days
    if days < LEAST_DAYS and not item.text("short_period_reason"):
        # The regulation binds governments; departments follow it by analogy (第四十二条).
        level = Level.WARNING if publication.reading.settings.agency.level == "部门" else Level.ERROR
        what = f"征求意见只有 {days} 天，一般不少于 {LEAST_DAYS} 天。"
        yield problem(
            item.at("close_date"), "consultation-short", what, "请延长期限，或者写“缩短期限说明: ……”。", level
        )
    if item.publish_date and item.publish_date > start:
        what = f"征求意见从{day_words(start)}开始，网页却在{day_words(item.publish_date)}才发布。"
        yield problem(
            item.at("open_date"), "consultation-early", what, "请核对日期；期限应当从公布之日起算。", Level.WARNING
        )
    answered = any(r.kind.name == "opinions_on" for r in publication.incoming.get(item.index_no, ()))
    if not answered and not item.text("terminated") and not item.legacy and publication.as_of > end + ANSWER_WITHIN:
        what = f"征求意见已于{day_words(end)}截止，还没有公布采纳情况。"
        remedy = "请发布“意见收集采纳情况”并写“针对的草案”；没有收到意见也要公布；终止的请写“终止说明: ……”。"
        yield problem(item.at("close_date"), "consultation-unanswered", what, remedy, Level.WARNING)


def _summary(item: Item, publication: Publication) -> Iterator[Problem]:
    for row in item.rows("opinions"):
        if row.text("adopted") in ("未采纳", "部分采纳") and not row.text("reason"):
            what = f"意见{row.text('adopted')}，没有写理由。"
            yield problem(row.place, "opinion-reason", what, "请写“理由: ……”。")
    for relation in publication.outgoing.get(item.index_no, ()):
        if relation.kind.name != "opinions_on" or not isinstance(relation.target, Item):
            continue
        draft = relation.target
        if draft.kind.name != "decision_draft" and draft.kind.name not in _ALSO_ON:
            what = f"“针对的草案”指向的是“{draft.kind.title}”。"
            remedy = "请指向“重大行政决策预公开”的信息；执行中、调查中收集的，指向“执行进展”“公众参与公告”。"
            yield problem(relation.place, "opinions-target", what, remedy)
        if draft.kind.name != "decision_draft":
            continue
        theirs = (draft.day("open_date"), draft.day("close_date"))
        own = (item.day("period_from"), item.day("period_to"))
        if None not in theirs and None not in own and theirs != own:
            what = f"收集期限与草案公布的期限不同：草案是{day_words(theirs[0])}至{day_words(theirs[1])}。"
            yield problem(item.at("period_from"), "opinions-period", what, "请核对两处的日期。", Level.WARNING)


RULE = Rule(
    title="征求意见期限与反馈",
    sources=("国务院令第713号第十五条、第十八条",),
    findings=(
        Finding("consultation-short", Level.ERROR, "征求意见的时间太短", milder=((Level.WARNING, "部门"),)),
        Finding("consultation-early", Level.WARNING, "征求意见先开始、后发布"),
        Finding("consultation-unanswered", Level.WARNING, "征求意见截止后没有公布采纳情况"),
        Finding("opinion-reason", Level.ERROR, "意见未采纳，没有写理由"),
        Finding("opinions-target", Level.ERROR, "“针对的草案”指向了别的类型"),
        Finding("opinions-period", Level.WARNING, "收集期限与草案公布的不同", as_printed=True),
    ),
    needs=Needs(
        types=("decision_draft", "opinion_summary", "progress_report", "participation_notice"),
        fields=(
            "open_date",
            "close_date",
            "short_period_reason",
            "terminated",
            "opinions.adopted",
            "opinions.reason",
            "period_from",
            "period_to",
        ),
        relations=("opinions_on",),
    ),
    of_column=check,
)
