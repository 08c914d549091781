"""How far the tasks and milestones of a plan are on a day, from the progress reports that name them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from gongkai.calendar.due_words import due_day
from gongkai.model.item import Item, Row
from gongkai.model.publication import Publication


class TaskState(Enum):
    """What is known of a task; the values are what pages show."""

    NOT_DUE = "未到期"
    UNDERWAY = "进行中"
    DONE = "已完成"
    OVERDUE = "逾期"
    PASSED = "已到期"  # No report speaks of single tasks, so that nothing says that it was missed.
    UNITEMISED = "未逐项报告"  # The final report of the plan speaks of the whole only.
    LASTING = "长期"


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A task or milestone of a plan with its state."""

    plan: Item
    row: Row
    key: str
    """What reports call it: the number of a task, the words of a milestone."""
    words: str
    due: date | None
    state: TaskState
    later: tuple[date, TaskState] | None = None
    """The day on which the state changes if nothing is reported before, and the state from then on."""
    report: Item | None = None
    """The last report that names it; for ``UNITEMISED`` the final report."""
    told: str = ""
    """What that report says of it."""


def tasks_of(plan: Item, publication: Publication) -> tuple[Task, ...]:
    """The tasks of a plan in order; none where it is no plan."""
    year = plan.number("year")
    return tuple(
        _task(plan, row, row.text("no").strip(), due_of(row, int(year) if year else None), publication)
        for row in plan.rows("tasks")
        if row.text("task")
    )


def milestones_of(plan: Item, publication: Publication) -> tuple[Task, ...]:
    """The milestones of a plan in order."""
    return tuple(
        _task(plan, row, row.text("what").strip(), row.day("date"), publication) for row in plan.rows("milestones")
    )


def due_of(row: Row, year: int | None) -> date | None:
    """The last day for a task: that which is stated as a date, else what its words say."""
    return row.day("due_on") or due_day(row.text("due"), year)


def reports_on(plan: Item, publication: Publication) -> list[Item]:
    """The progress reports on a plan, the oldest first."""
    incoming = publication.incoming.get(plan.index_no, ())
    found = {one.source.index_no: one.source for one in incoming if one.kind.name == "progress_of"}
    return sorted(found.values(), key=lambda one: (one.publish_date or date.min, one.index_no))


def task_named(report: Item, row: Row, publication: Publication) -> tuple[Item, Row] | None:
    """The plan and its row that a line of a report speaks of; None where the report's plans have no such task."""
    key = row.text("task").strip()
    for relation in publication.outgoing.get(report.index_no, ()):
        plan = relation.target
        if relation.kind.name == "progress_of" and isinstance(plan, Item):
            for one in (*plan.rows("tasks"), *plan.rows("milestones")):
                if key in (one.text("no").strip(), one.text("what").strip()):
                    return plan, one
    return None


def _task(plan: Item, row: Row, key: str, due: date | None, publication: Publication) -> Task:
    words = row.text("task") or row.text("what")
    report, line = _last_line(plan, key, publication)
    state, later = _state(plan, row, due, line, publication)
    if state is TaskState.UNITEMISED:
        report = next(one for one in reversed(reports_on(plan, publication)) if one.values.get("final"))
    return Task(
        plan=plan,
        row=row,
        key=key,
        words=words,
        due=due,
        state=state,
        later=later,
        report=report,
        told=line.text("told") if line else "",
    )


def _last_line(plan: Item, key: str, publication: Publication) -> tuple[Item | None, Row | None]:
    for report in reversed(reports_on(plan, publication)):
        for row in report.rows("task_progress"):
            if key and row.text("task").strip() == key:
                return report, row
    return None, None


def _state(
    plan: Item, row: Row, due: date | None, line: Row | None, publication: Publication
) -> tuple[TaskState, tuple[date, TaskState] | None]:
    if line and line.text("state") == TaskState.DONE.value:
        return TaskState.DONE, None
    milestone = "what" in row.values
    reports = reports_on(plan, publication)
    itemised = any(one.rows("task_progress") for one in reports)
    missed = TaskState.OVERDUE if line or (itemised and not milestone) else TaskState.PASSED
    if due and due < publication.as_of:
        whole = not itemised and not milestone and any(one.values.get("final") for one in reports)
        return (TaskState.UNITEMISED if whole else missed), None
    later = (due + timedelta(days=1), missed) if due and due < date.max else None
    if line:
        return TaskState.UNDERWAY, later
    return (TaskState.NOT_DUE, later) if due else (TaskState.LASTING, None)
