"""Names of the agency and its units (发布机构、责任科室) are those of column.yml, so that an office has one name."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checking.rule import Rule
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.reading.values.nearest import suggestion


def check(publication: Publication) -> Iterator[Problem]:
    """Short names instead of the full name, and units that the agency does not have."""
    agency = publication.reading.settings.agency
    units = [unit.name for unit in agency.units]
    for item in publication.reading.items:
        if item.agency in agency.short_names:
            what = f"发布机构写的是简称“{item.agency}”。"
            yield problem(item.at("agency"), "agency-short", what, f"请写全称“{agency.name}”。", Level.WARNING)
        if units and item.unit and item.agency == agency.name and item.unit not in units and not item.legacy:
            what = f"责任科室“{item.unit}”不在 column.yml 的科室里。"
            remedy = suggestion(item.unit, units) or f"可以写：{'、'.join(units)}。"
            yield problem(item.at("unit"), "unit-unknown", what, remedy, Level.WARNING)
    for entry in publication.reading.directory:
        if units and entry.owner and entry.owner not in units:
            what = f"目录“{entry.number} {entry.sub_matter or entry.matter}”的责任科室“{entry.owner}”不在 column.yml 的科室里。"
            remedy = suggestion(entry.owner, units) or f"可以写：{'、'.join(units)}。"
            yield problem(entry.place, "unit-unknown", what, remedy, Level.WARNING)


RULE = Rule(
    title="机关和科室的名称统一",
    findings=(
        Finding("agency-short", Level.WARNING, "发布机构写了简称"),
        Finding("unit-unknown", Level.WARNING, "责任科室不在设置里"),
    ),
    of_column=check,
)
