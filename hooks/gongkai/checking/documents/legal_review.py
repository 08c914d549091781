"""No document is published whose legality review refused it (国办发〔2018〕37号)."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checking.rule import Needs, Rule
from gongkai.model.item import Item, Row
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.reading.vocabulary import terms

_DENIED = ("没有", "未发现", "未见", "不存在", "并无", "无")
"""Words before a refusal that turn it into its contrary: 未发现不合法的内容."""


def check_item(item: Item, publication: Publication) -> Iterator[Problem]:
    """A conclusion that refuses the document."""
    review = item.values.get("legal_review")
    if item.legacy or not isinstance(review, Row):
        return
    conclusion = review.text("conclusion")
    refusal = next((one for one in terms("review_refusals") if one in conclusion), "")
    if refusal and not any(one in conclusion.partition(refusal)[0] for one in _DENIED):
        what = f"合法性审查的结论是“{conclusion}”，没有通过审查的文件不得印发。"
        remedy = "请核对结论；审查通过以后再公开，结论写通过的那一次。"
        yield problem(item.at("legal_review"), "legal-review-refused", what, remedy, Level.WARNING)


RULE = Rule(
    title="合法性审查通过以后才公开",
    sources=("国办发〔2018〕37号",),
    findings=(Finding("legal-review-refused", Level.WARNING, "合法性审查没有通过"),),
    needs=Needs(fields=("legal_review.conclusion",)),
    of_item=check_item,
)
