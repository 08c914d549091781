"""Normative documents and rules are marked as such and come into force in time (规章制定程序条例第七条、第三十二条)."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checking.rule import Needs, Rule
from gongkai.model.item import Item, Row
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.model.words.matcher import matcher
from gongkai.texts.day_words import day_words

_PROVISIONAL = matcher(r"[（(]?(?:暂行|试行)[)）]?")
_LEAST_DAYS = 30
"""Days between the publication of a 规章 and its entry into force."""


def check_item(item: Item, publication: Publication) -> Iterator[Problem]:
    """Category and mark that contradict each other, provisional documents without expiry, rules in force too soon."""
    if item.kind.name != "policy_document" or item.legacy:
        return
    category, mark = item.text("doc_category"), item.values.get("is_normative")
    if not category:
        what = "没有写文件类别，不知道是不是规范性文件。"
        remedy = "请写“文件类别: 规范性文件”或“文件类别: 其他文件”等。"
        yield problem(item.place, "category-missing", what, remedy, Level.WARNING)
    elif category == "规范性文件" and mark is not True:
        what = "文件类别是规范性文件，没有写“规范性文件: 是”，施行日期、合法性审查等不会核对。"
        yield problem(
            item.at("doc_category"),
            "normative-mark",
            what,
            "请加一行“规范性文件: 是”，同时写明“施行日期”“起草单位”“合法性审查”。",
        )
    elif category not in ("规范性文件", "规章", "公开制度") and mark is True:
        what = f"写了“规范性文件: 是”，文件类别却是“{category}”。"
        yield problem(item.at("is_normative"), "normative-mark", what, "请核对这两项。")
    validity = publication.validity.get(item.index_no)
    dead = validity is not None and validity.state.dead
    if mark is True and item.valid_until is None and not dead and _PROVISIONAL.search(item.title):
        what = "暂行、试行的规范性文件没有写有效期。"
        yield problem(item.place, "provisional-open", what, "请对照文件写“有效期至: ……”。", Level.NOTE)
    yield from _reviewed(item, publication)
    if category == "规章":
        yield from _rule(item)


def _reviewed(item: Item, publication: Publication) -> Iterator[Problem]:
    """A document submitted to the deciding meeting before its legality review (国办发〔2018〕37号)."""
    review = item.values.get("legal_review")
    reviewed = review.day("date") if isinstance(review, Row) else None
    for relation in publication.outgoing.get(item.index_no, ()):
        met = relation.target.day("meeting_date") if isinstance(relation.target, Item) else None
        if relation.kind.name == "decided_at" and reviewed and met and reviewed > met:
            what = f"合法性审查日期{day_words(reviewed)}晚于会议审议的{day_words(met)}。"
            remedy = "未经合法性审查不得提交审议；请核对日期。"
            yield problem(item.at("legal_review"), "reviewed-late", what, remedy)


def _rule(item: Item) -> Iterator[Problem]:
    start = item.effective_from
    if start and item.publish_date and (start - item.publish_date).days < _LEAST_DAYS:
        what = f"规章自公布到施行只有 {(start - item.publish_date).days} 天，一般不少于 {_LEAST_DAYS} 天。"
        remedy = "请核对日期；公布后不立即施行将有碍施行的除外。"
        yield problem(item.at("effective_from"), "rule-too-soon", what, remedy, Level.WARNING)
    if item.title.rstrip("》").endswith("条例"):
        what = "规章的名称一般称“规定”“办法”，不称“条例”。"
        yield problem(item.at("title"), "rule-name", what, "请核对文件类别。", Level.WARNING)


RULE = Rule(
    title="规范性文件和规章的标注、名称、施行日期",
    sources=("规章制定程序条例第七条、第三十二条", "国办发〔2018〕37号"),
    findings=(
        Finding("category-missing", Level.WARNING, "没有写文件类别"),
        Finding("normative-mark", Level.ERROR, "文件类别与规范性文件标注矛盾"),
        Finding("provisional-open", Level.NOTE, "暂行、试行的文件没有写有效期"),
        Finding("reviewed-late", Level.ERROR, "合法性审查晚于会议审议"),
        Finding("rule-too-soon", Level.WARNING, "规章公布到施行的时间太短", as_printed=True),
        Finding("rule-name", Level.WARNING, "规章的名称不当", as_printed=True),
    ),
    needs=Needs(
        types=("policy_document",),
        fields=("doc_category", "is_normative", "effective_from", "valid_until", "legal_review.date", "meeting_date"),
        relations=("decided_at",),
    ),
    of_item=check_item,
)
