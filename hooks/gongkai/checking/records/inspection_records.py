"""Inspected by whom, found what, and what was done: the records of a random inspection (谁抽查、谁公示，国办发〔2015〕58号)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from gongkai.checking.rule import Needs, Rule
from gongkai.checking.waivers.record_cells import record_column
from gongkai.model.item import Item
from gongkai.model.place import Place
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.model.record import Record, RecordTable
from gongkai.reading.vocabulary import terms

_SEVERAL = "；"


def check_item(item: Item, publication: Publication) -> Iterator[Problem]:
    """Records of another office's inspections, findings without what was done, and matters that are in no list."""
    table = publication.records.get(item.index_no)
    if item.legacy or table is None or table.position("inspecting_unit") < 0:
        return
    agency = publication.reading.settings.agency
    own = [one for one in (agency.name, *agency.short_names, item.agency, *(unit.name for unit in agency.units)) if one]
    found = frozenset(terms("inspection_found"))
    listed = _listed(item, publication)
    unit, result = _cells(table, "inspecting_unit"), _cells(table, "result")
    handling, matter = _cells(table, "handling"), _cells(table, "matter")
    # Formats without this column say elsewhere what was done.
    handles = "handling" in table.filled
    if not handles and not item.text("external_url"):
        yield from _untold(item, table, found)
    for record in table.rows():
        said = unit(record)
        if said and not any(one in said for one in own):
            what = f"检查单位是“{said}”，不是发布的机关。"
            remedy = "谁检查、谁公示：请由检查单位发布；联合检查的，把参加的单位都写上。"
            yield problem(
                _place(item, record, table, "inspecting_unit"), "inspector-other", what, remedy, Level.WARNING
            )
        if handles and not handling(record) and found.intersection(_results(result(record))):
            what = f"检查结果是“{result(record)}”，没有写处置情况。"
            remedy = "请写怎样处置的，例如“限期整改，已复查”；还没有处置的，写“待处置”。"
            yield problem(_place(item, record, table, "handling"), "finding-unhandled", what, remedy, Level.WARNING)
        named = matter(record)
        if named and listed and not any(one in named or named in one for one in listed):
            what = f"抽查事项“{named}”不在抽查事项清单里。"
            remedy = "请照清单里的名称写；清单没有的事项不得抽查。"
            yield problem(_place(item, record, table, "matter"), "matter-unlisted", what, remedy, Level.WARNING)


def _untold(item: Item, table: RecordTable, found: frozenset[str]) -> Iterator[Problem]:
    """Findings in a file that has no column for what was done, told once for the file."""
    result = _cells(table, "result")
    number = sum(bool(found.intersection(_results(result(record)))) for record in table.rows())
    if number:
        what = f"有 {number} 户发现问题，记录里没有“处置情况”一列。"
        remedy = "请加上“处置情况”，写怎样处置的；在公示系统公布的，写“公示系统链接: 网址”。"
        yield problem(item.records[0].place, "findings-untold", what, remedy, Level.NOTE)


def _results(words: str) -> list[str]:
    return words.replace(";", _SEVERAL).split(_SEVERAL)


def _cells(table: RecordTable, name: str) -> Callable[[Record], str]:
    position = table.position(name)
    return (lambda record: record.cells[position].strip()) if position >= 0 else (lambda record: "")


def _place(item: Item, record: Record, table: RecordTable, name: str) -> Place:
    column = record_column(item, record.file, table.position(name))
    return Place(item.records[record.file].path, record.line, column or 1)


def _listed(item: Item, publication: Publication) -> frozenset[str]:
    """The matters of the lists from which the plans of the results are made."""
    matters: set[str] = set()
    for plan in _targets(item, "result_of", publication):
        for of_list in _targets(plan, "plan_from", publication):
            matters.update(row.text("matter") for row in of_list.rows("entries"))
    return frozenset(matters - {""})


def _targets(item: Item, kind: str, publication: Publication) -> Iterator[Item]:
    for relation in publication.outgoing.get(item.index_no, ()):
        if relation.kind.name == kind and isinstance(relation.target, Item):
            yield relation.target


RULE = Rule(
    title="抽查结果由检查单位公示，问题有处置，事项在清单里",
    sources=("国办发〔2015〕58号",),
    findings=(
        Finding("inspector-other", Level.WARNING, "检查单位不是发布的机关", as_printed=True),
        Finding("finding-unhandled", Level.WARNING, "发现问题，没有处置情况", as_printed=True),
        Finding("findings-untold", Level.NOTE, "发现问题，记录里没有处置情况一列"),
        Finding("matter-unlisted", Level.WARNING, "抽查事项不在清单里", as_printed=True),
    ),
    needs=Needs(
        fields=("entries.matter", "external_url"),
        columns=("inspecting_unit", "result", "handling", "matter"),
        relations=("result_of", "plan_from"),
    ),
    of_item=check_item,
)
