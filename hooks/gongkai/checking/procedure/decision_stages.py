"""Decisions follow the order: draft, opinions, review, decision (国务院令第713号第十四条至第三十二条)."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checking.rule import Needs, Rule
from gongkai.model.item import Item, Row
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.texts.day_words import day_words


def check(publication: Publication) -> Iterator[Problem]:
    """Decisions before the end of the consultation, before opinions were answered, or before the legality review."""
    for item in publication.reading.items:
        if item.kind.name == "decision_draft":
            yield from _draft(item, publication)


def _draft(item: Item, publication: Publication) -> Iterator[Problem]:
    targets = [r for r in publication.outgoing.get(item.index_no, ()) if r.kind.name == "draft_of"]
    end = item.day("close_date")
    decided = item.day("decision_date")
    for relation in targets:
        document = relation.target
        if isinstance(document, Item) and document.doc_date:
            if end and document.doc_date <= end:
                what = f"决策文件成文于{day_words(document.doc_date)}，征求意见到{day_words(end)}才截止。"
                yield problem(relation.place, "decided-early", what, "请核对日期；先征求意见、后决策。")
            decided = decided or document.doc_date
    if decided is None:
        return
    answers = [r.source for r in publication.incoming.get(item.index_no, ()) if r.kind.name == "opinions_on"]
    first = min((one.publish_date for one in answers if one.publish_date), default=None)
    if first and first > decided:
        what = f"采纳情况在{day_words(first)}才公布，决策已于{day_words(decided)}作出。"
        remedy = "请核对日期；采纳情况应当在决策前研究、及时公布。"
        yield problem(answers[0].at("publish_date"), "opinions-late", what, remedy, Level.WARNING)
    review = item.values.get("legal_review")
    reviewed = review.day("date") if isinstance(review, Row) else None
    if reviewed and reviewed > decided:
        what = f"合法性审查日期{day_words(reviewed)}晚于决策日期{day_words(decided)}。"
        yield problem(item.at("legal_review"), "legal-review-late", what, "未经合法性审查不得提交决策；请核对日期。")
    if not targets and not item.text("terminated"):
        what = "写了决策日期，没有写决策文件。"
        yield problem(item.at("decision_date"), "decision-missing", what, "请写“决策文件: 文号”。", Level.WARNING)


RULE = Rule(
    title="先征求意见、后决策",
    sources=("国务院令第713号第十四条至第三十二条",),
    findings=(
        Finding("opinions-late", Level.WARNING, "采纳情况在决策之后才公布"),
        Finding("legal-review-late", Level.ERROR, "合法性审查晚于决策"),
        Finding("decision-missing", Level.WARNING, "写了决策日期，没有写决策文件"),
        Finding("decided-early", Level.ERROR, "征求意见截止以前就决策"),
    ),
    needs=Needs(
        types=("decision_draft",),
        fields=("close_date", "decision_date", "legal_review.date", "terminated"),
        relations=("draft_of", "opinions_on"),
    ),
    of_column=check,
)
