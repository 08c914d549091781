"""Random inspections: list, plan and results refer to each other consistently (国办发〔2015〕58号)."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checking.rule import Needs, Rule
from gongkai.checking.waivers.record_cells import record_column
from gongkai.model.item import Item
from gongkai.model.place import Place
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.model.relation import Relation
from gongkai.reading.printable_faults import PrintedCells
from gongkai.reading.values.nearest import suggestion

_CHAIN = {"plan_from": ("inspection_list", "随机抽查事项清单"), "result_of": ("inspection_plan", "抽查计划")}

_MOST_SHOWN = 8


def check(publication: Publication) -> Iterator[Problem]:
    """References to a wrong type, matters and tasks that are not in the list or plan, and plans without results."""
    for relations in publication.outgoing.values():
        for relation in relations:
            wanted = _CHAIN.get(relation.kind.name)
            if wanted and isinstance(relation.target, Item) and relation.target.kind.name != wanted[0]:
                what = f"“{relation.kind.forward}”指向的是“{relation.target.kind.title}”。"
                yield problem(relation.place, "inspection-chain", what, f"请指向“{wanted[1]}”的信息。")
            elif isinstance(relation.target, Item) and wanted:
                yield from _matters(relation, publication)
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


def _matters(relation: Relation, publication: Publication) -> Iterator[Problem]:
    """Planned matters that are not in the list, and inspected tasks that are not in the plan."""
    source, target = relation.source, relation.target
    if not isinstance(target, Item):
        return
    if relation.kind.name == "plan_from":
        known = {row.text("matter") for row in target.rows("entries")}
        for row in source.rows("tasks"):
            if row.text("matter") and row.text("matter") not in known:
                what = f"抽查事项“{row.text('matter')}”不在“{target.title}”里。"
                remedy = suggestion(row.text("matter"), sorted(known)) or "请照清单里的名称写，或者先调整清单。"
                yield problem(row.place, "inspection-matter", what, remedy, Level.WARNING)
        return
    tasks = {row.text("task_no") for row in target.rows("tasks")} - {""}
    table = publication.records.get(source.index_no)
    if not tasks or table is None or table.position("task_no") < 0:
        return
    reported: set[str] = set()
    printed = PrintedCells(source)
    for record in table.rows():
        task = record.cells[table.position("task_no")]
        if task and task not in tasks and task not in reported:
            if table.position("task_no") not in printed.columns(record):
                reported.add(task)
            what = f"任务编号“{task}”不在“{target.title}”里。"
            path, column = source.records[record.file].path, table.position("task_no")
            place = Place(path, record.line, 1)
            cell = Place(path, record.line, record_column(source, record.file, column))
            remedy = suggestion(task, sorted(tasks)) or _numbers_of(tasks)
            yield problem(place, "inspection-task", what, remedy, Level.WARNING, [cell])


def _numbers_of(tasks: set[str]) -> str:
    """The remedy for an unknown task number: all numbers of the plan, since guessing the intended one is unreliable."""
    shown = "、".join(sorted(tasks)[:_MOST_SHOWN])
    return f"请核对任务编号，计划里有：{shown}{'等' if len(tasks) > _MOST_SHOWN else ''}。"


RULE = Rule(
    title="抽查清单、计划、结果衔接",
    sources=("国办发〔2015〕58号",),
    findings=(
        Finding("inspection-task", Level.WARNING, "任务编号不在计划里", as_printed=True),
        Finding("inspection-chain", Level.ERROR, "抽查清单、计划指向了别的类型"),
        Finding("inspection-unanswered", Level.WARNING, "抽查计划没有结果"),
        Finding("inspection-matter", Level.WARNING, "抽查事项不在清单里", as_printed=True),
    ),
    needs=Needs(
        types=("inspection_list", "inspection_plan"),
        fields=("plan_year", "entries.matter", "tasks.matter", "tasks.task_no"),
        columns=("task_no",),
        relations=("plan_from", "result_of"),
    ),
    of_column=check,
)
