"""Who publishes results of enforcement has published before on what basis and by what procedure he enforces."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.binding.duties.enforcement import enforcement_items
from gongkai.checking.rule import Rule
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication

_BASIS = "enforcement_basis"
_RESULTS = ("penalty_result", "inspection_result")


def check(publication: Publication) -> Iterator[Problem]:
    """Results of penalties and inspections in a column that says nothing of basis and procedure."""
    found = enforcement_items(publication)
    results = [one for items in found["事后"].values() for one in items if one.kind.name in _RESULTS and not one.legacy]
    if results and not any(one.kind.name == _BASIS for items in found["事前"].values() for one in items):
        first = results[0]
        basis = publication.reading.kinds.get(_BASIS)
        title = basis.title if basis else "行政执法事前公示"
        what = f"公开了{first.kind.title}等执法结果（共 {len(results)} 件），没有事前公开执法主体、依据和程序。"
        yield problem(first.place, "enforcement-basis", what, f"请发布一件“{title}”。", Level.NOTE)


RULE = Rule(
    title="行政执法事前公示",
    sources=("国办发〔2018〕118号",),
    findings=(Finding("enforcement-basis", Level.NOTE, "有执法结果，没有事前公示"),),
    of_column=check,
)
