"""A list is kept public by the office that leads its revision (牵头单位), not by another one."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checking.rule import Needs, Rule
from gongkai.model.item import Item
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication


def check_item(item: Item, publication: Publication) -> Iterator[Problem]:
    """A list whose office differs from the one that leads it, where both are offices of the agency."""
    lead = item.text("lead_unit")
    offices = {unit.name for unit in publication.reading.settings.agency.units}
    # Offices that are not listed may be one and the same under two names.
    if item.legacy or item.unit == lead or not {item.unit, lead} <= offices:
        return
    what = f"这份清单由“{lead}”牵头，责任科室写的是“{item.unit}”。"
    remedy = f"清单的更新由牵头单位公开，责任科室请写“{lead}”；统一发布的科室写在“发布单位”。牵头单位写错的，请改正。"
    yield problem(item.at("unit"), "list-keeper", what, remedy, Level.NOTE)


RULE = Rule(
    title="清单由牵头单位更新和公开",
    findings=(Finding("list-keeper", Level.NOTE, "清单的责任科室不是牵头单位"),),
    needs=Needs(types=("duty_list",), fields=("lead_unit",)),
    of_item=check_item,
)
