"""Random inspections: list, plan and results refer to one another (国办发〔2015〕58号)."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.model.item import Item
from gongkai.model.publication import Publication
from gongkai.problems import Level, Problem, problem

_CHAIN = {"plan_from": ("inspection_list", "随机抽查事项清单"), "result_of": ("inspection_plan", "抽查计划")}


def check(publication: Publication) -> Iterator[Problem]:
    """References to things of another kind, plans of past years without results."""
    for relations in publication.outgoing.values():
        for relation in relations:
            wanted = _CHAIN.get(relation.kind.name)
            if wanted and isinstance(relation.target, Item) and relation.target.kind.name != wanted[0]:
                what = f"“{relation.kind.forward}”指向的是“{relation.target.kind.title}”。"
                yield problem(relation.place, "inspection-chain", what, f"请指向“{wanted[1]}”的信息。")
    for item in publication.reading.items:
        year = item.values.get("plan_year")
        if (
            item.kind.name == "inspection_plan"
            and isinstance(year, int)
            and year < publication.as_of.year
            and not item.legacy
        ):
            results = [r for r in publication.incoming.get(item.index_no, ()) if r.kind.name == "result_of"]
            if not results:
                what = f"{year}年的抽查计划还没有任何抽查结果。"
                yield problem(
                    item.place, "inspection-unanswered", what, "请发布“抽查结果”并写“抽查计划”。", Level.WARNING
                )
