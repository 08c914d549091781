"""The units as open data: contact, members of groups, tasks with their states, and the items that each is responsible for."""

from __future__ import annotations

from gongkai.binding.duties.task_states import Task
from gongkai.binding.duties.unit_names import unit_page
from gongkai.binding.duties.unit_register import UnitEntry, unit_register
from gongkai.model.publication import Publication


def unit_data(publication: Publication) -> list[dict[str, object]]:
    """Every unit as its page shows it; ``json_schemas`` describes it."""
    return [_unit(one) for one in unit_register(publication).values()]


def _unit(one: UnitEntry) -> dict[str, object]:
    data: dict[str, object] = {"name": one.name, "url": unit_page(one.name)}
    if one.office:
        data |= {key: value for key, value in (("phone", one.office.phone), ("duties", one.office.duties)) if value}
    if one.members:
        data["members"] = list(one.members)
    data["tasks"] = [_task(task, part) for task, part in one.tasks]
    data["items"] = [item.index_no for item in one.items]
    return data


def _task(task: Task, part: str) -> dict[str, object]:
    data: dict[str, object] = {
        "plan": task.plan.index_no,
        "no": task.key,
        "task": task.words,
        "part": part,
        "state": task.state.value,
    }
    if task.due:
        data["due"] = task.due.isoformat()
    if task.report:
        data["report"] = task.report.index_no
    return data
