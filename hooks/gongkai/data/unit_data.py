"""The units as open data: contact, members of groups, tasks with their states, and the items that each is responsible for."""

from __future__ import annotations

from gongkai.binding.duties.task_states import Task, TaskState
from gongkai.binding.duties.unit_names import unit_page
from gongkai.binding.duties.unit_register import LEAD, PARTNER, UnitEntry, unit_register
from gongkai.model.publication import Publication

_TEXT: dict[str, object] = {"type": "string"}


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


def unit_schema() -> dict[str, object]:
    """The JSON Schema of ``unit_data``."""
    task: dict[str, object] = {
        "plan": _TEXT,
        "no": _TEXT,
        "task": _TEXT,
        "part": {"enum": [LEAD, PARTNER]},
        "state": {"enum": [state.value for state in TaskState]},
        "due": {"type": "string", "format": "date"},
        "report": _TEXT,
    }
    unit: dict[str, object] = {
        "name": _TEXT,
        "url": _TEXT,
        "phone": _TEXT,
        "duties": _TEXT,
        "members": {"type": "array", "items": _TEXT},
        "tasks": {"type": "array", "items": _object(task, ["plan", "no", "task", "part", "state"])},
        "items": {"type": "array", "items": _TEXT, "description": "负责公开的信息的索引号。"},
    }
    return {"type": "array", "items": _object(unit, ["name", "url", "tasks", "items"])}


def _object(properties: dict[str, object], required: list[str]) -> dict[str, object]:
    return {"type": "object", "required": required, "properties": properties, "additionalProperties": False}
