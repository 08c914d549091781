"""Reprints name their source and have no document number of the agency (政府网站发展指引: 转载注明来源)."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checking.rule import Needs, Rule
from gongkai.model.item import Row
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication


def check(publication: Publication) -> Iterator[Problem]:
    """Reprints with a 发文字号 of the agency."""
    for item in publication.reading.items:
        reprint = item.values.get("reprint_of")
        if isinstance(reprint, Row) and item.doc_no and item.doc_no != reprint.text("number"):
            what = f"转载件写了发文字号“{item.doc_no}”。"
            yield problem(
                item.at("doc_no"), "reprint-number", what, "转载件没有本机关的文号，原文号请写在“转载”的“原文号”里。"
            )


RULE = Rule(
    title="转载件注明来源",
    sources=("政府网站发展指引",),
    findings=(Finding("reprint-number", Level.ERROR, "转载件写了本机关的发文字号"),),
    needs=Needs(
        fields=("doc_no", "reprint_of.number"),
    ),
    of_column=check,
)
