"""Units that plans name are known: offices under their names in column.yml, and groups with the units that they stand for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.binding.duties.unit_names import group_of, unit_names
from gongkai.checking.rule import Needs, Rule
from gongkai.model.item import Item
from gongkai.model.place import Place
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.model.words.matcher import matcher
from gongkai.reading.values.nearest import one_off

_GROUP = matcher(r"各(?:县|市|区|旗|乡|镇|街道|园区|开发区|功能区|级|科|处|股|有关|相关)")
_SHORTEST = 4
"""The fewest characters of a name that is compared: shorter ones differ in one character from many others (财务科、财务处)."""


@dataclass(slots=True)
class _Group:
    place: Place
    count: int = 0


def check(publication: Publication) -> Iterator[Problem]:
    """Offices whose names differ in one character from the known ones, and groups that column.yml does not list."""
    settings = publication.reading.settings
    offices = [unit.name for unit in settings.agency.units]
    members = [one for group in settings.unit_groups for one in group.members]
    known = [name for name in (*offices, *members) if len(name) >= _SHORTEST]
    groups: dict[str, _Group] = {}
    for item in publication.reading.items:
        if item.legacy:
            continue
        for name, place in _named(item):
            if group_of(name, settings) is None and _GROUP.match(name):
                groups.setdefault(name, _Group(place)).count += 1
            elif name not in known and len(name) >= _SHORTEST and (near := one_off(name, known)):
                what = f"任务分工里的“{name}”，与“{near[0]}”只差一个字。"
                yield problem(place, "unit-unlikely", what, f"是同一个单位的，请写“{near[0]}”。", Level.WARNING)
    for name, group in groups.items():
        what = f"任务分工里的“{name}”没有写明是哪些单位（共 {group.count} 处）。"
        remedy = f"请在 catalogue/column.yml 的“单位群体”里加一项，名称写“{name}”，单位逐个列出。"
        yield problem(group.place, "unit-group", what, remedy, Level.NOTE)


def _named(item: Item) -> Iterator[tuple[str, Place]]:
    for row in item.rows("tasks"):
        partners = row.values.get("partners")
        others = map(str, partners) if isinstance(partners, tuple) else ()
        for words in (row.text("lead"), *others):
            for name in unit_names(words):
                yield name, row.place


RULE = Rule(
    title="任务分工里的单位写对、群体写明",
    findings=(
        Finding("unit-unlikely", Level.WARNING, "任务分工里的单位名称可能写错"),
        Finding("unit-group", Level.NOTE, "任务分工里的单位群体没有列出单位"),
    ),
    needs=Needs(fields=("tasks.lead", "tasks.partners")),
    of_column=check,
)
