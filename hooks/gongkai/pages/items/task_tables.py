"""Tasks and milestones of a plan with their states, and the lines of a report with the tasks that they speak of."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from gongkai.binding.duties.task_states import Task, TaskState, milestones_of, task_named, tasks_of
from gongkai.model.addresses import item_url, word_part
from gongkai.model.badge import Badge
from gongkai.model.item import Item, Row
from gongkai.model.publication import Publication
from gongkai.pages.cell import Cell
from gongkai.pages.items.item_view import Section
from gongkai.texts.day_words import day_words

_TONES = {
    TaskState.DONE: "live",
    TaskState.UNDERWAY: "soon",
    TaskState.OVERDUE: "dead",
    TaskState.UNITEMISED: "changed",
}
HEADER = ("状态", "最近报告")


def with_tasks(section: Section, item: Item, publication: Publication) -> Section:
    """The section, with what is known of its tasks if it is a table of tasks, of milestones or of progress."""
    if section.form == "table" and section.name in _ADDITIONS:
        return _ADDITIONS[section.name](section, item, publication)
    return section


def state_badge(task: Task) -> Badge:
    """The state of a task, and the day on which it changes if nothing is reported before."""
    changes = f"{task.later[0].isoformat()}:{task.later[1].value}" if task.later else ""
    return Badge(task.state.value, _TONES.get(task.state, "unmarked"), changes)


def report_cell(task: Task) -> Cell:
    """The last report on a task: its day, linked, and what it says."""
    if task.report is None:
        return Cell("—")
    day = day_words(task.report.publish_date) or task.report.title
    url = item_url(task.report)
    return Cell("", pieces=(Cell(day, url), *((Cell(f"　{task.told}"),) if task.told else ())))


def task_anchor(task: Task) -> str:
    """The anchor of a task's row on the page of its plan."""
    return _anchor(task.row)


def _anchor(row: Row) -> str:
    number = row.text("no").strip()
    if number.isascii() and number.isalnum():
        return f"task-{number}"
    return f"milestone-{word_part(row.text('what'))}" if "what" in row.values else f"task-{word_part(row.text('task'))}"


def _stated(tasks: Iterable[Task]) -> tuple[tuple[Cell, ...], ...]:
    return tuple((Cell("", state=state_badge(task)), report_cell(task)) for task in tasks)


def _with_states(section: Section, tasks: tuple[Task, ...]) -> Section:
    if len(tasks) != len(section.rows):
        return section
    return replace(
        section,
        header=(*section.header, *HEADER),
        numeric=(*section.numeric, False, False),
        rows=tuple((*cells, *added) for cells, added in zip(section.rows, _stated(tasks))),
        row_anchors=tuple(map(task_anchor, tasks)),
    )


def _of_plan(section: Section, item: Item, publication: Publication) -> Section:
    return _with_states(section, tasks_of(item, publication))


def _of_milestones(section: Section, item: Item, publication: Publication) -> Section:
    return _with_states(section, milestones_of(item, publication))


def _of_report(section: Section, item: Item, publication: Publication) -> Section:
    """The lines of a report, each with the words of its task, which link to the plan."""
    rows = []
    for cells, row in zip(section.rows, item.rows(section.name)):
        named = task_named(item, row, publication)
        if named:
            plan, task = named
            words = f"{row.text('task')}　{task.text('task')}" if task.text("task") else row.text("task")
            cells = (Cell(words, f"{item_url(plan)}#{_anchor(task)}"), *cells[1:])
        rows.append(cells)
    return replace(section, rows=tuple(rows))


_ADDITIONS: dict[str, Callable[[Section, Item, Publication], Section]] = {
    "tasks": _of_plan,
    "milestones": _of_milestones,
    "task_progress": _of_report,
}
