"""Tasks of plans have limits that can be understood and are reported in time; reports name tasks that there are."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from gongkai.binding.duties.task_states import Task, TaskState, due_of, milestones_of, task_named, tasks_of
from gongkai.calendar.due_words import is_lasting
from gongkai.checking.rule import Needs, Rule
from gongkai.model.item import Item
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.reading.values.nearest import suggestion

_LATE = (TaskState.OVERDUE, TaskState.PASSED)
_REMINDED = timedelta(days=366)
"""How long after its limit staff are reminded of a task; older plans are left as they are."""
_MOST = 10
"""The most tasks that a message names."""


def check_item(item: Item, publication: Publication) -> Iterator[Problem]:
    """Lines of reports without a task, limits without a day, and tasks past their limit of which nothing says that they are done."""
    yield from _lines(item, publication)
    tasks = tasks_of(item, publication)
    if not tasks or item.legacy:
        return
    yield from _limits(item, tasks)
    validity = publication.validity.get(item.index_no)
    if validity is None or not validity.state.dead:
        yield from _late(item, tasks, publication)


def _lines(item: Item, publication: Publication) -> Iterator[Problem]:
    rows = item.rows("task_progress")
    plans = [one.target for one in publication.outgoing.get(item.index_no, ()) if one.kind.name == "progress_of"]
    known = [plan for plan in plans if isinstance(plan, Item)]
    seen: set[str] = set()
    for row in rows:
        key = row.text("task").strip()
        if key in seen:
            what = f"“任务进展”里任务“{key}”写了两次。"
            yield problem(row.place, "task-twice", what, "请合成一行，写最新的状态。", Level.WARNING)
        seen.add(key)
        # A plan outside the column has tasks that are not known here.
        if known and len(known) == len(plans) and task_named(item, row, publication) is None:
            yield problem(row.place, "task-unknown", *_unknown(key, known, publication))


def _unknown(key: str, plans: list[Item], publication: Publication) -> tuple[str, str]:
    tasks = [task.key for plan in plans for task in (*tasks_of(plan, publication), *milestones_of(plan, publication))]
    what = f"“任务进展”里的任务“{key}”，在“{plans[0].title}”里没有。"
    keys = [one for one in tasks if one]
    if not keys:
        return what, "那一件没有任务分工，请删去“任务进展”，或者先在那一件里补上。"
    shown = "、".join(keys[:_MOST]) + ("等" if len(keys) > _MOST else "")
    return what, suggestion(key, keys) or f"请写任务分工的序号或者时间节点的名称：{shown}。"


def _limits(item: Item, tasks: tuple[Task, ...]) -> Iterator[Problem]:
    year = item.number("year")
    unread = [
        task
        for task in tasks
        if task.row.text("due")
        and due_of(task.row, int(year) if year else None) is None
        and not is_lasting(task.row.text("due"))
    ]
    if unread:
        what = f"{_named(unread)}的完成时限“{unread[0].row.text('due')}”看不出是哪一天，不能推算是否逾期。"
        yield problem(unread[0].row.place, "task-limit", what, "请在同一行加“完成日期”，写明哪一天。", Level.NOTE)


def _late(item: Item, tasks: tuple[Task, ...], publication: Publication) -> Iterator[Problem]:
    since = publication.as_of - _REMINDED
    late = [task for task in tasks if task.state in _LATE and task.due and task.due >= since]
    if late:
        what = f"{_named(late)}已过完成时限，没有“执行进展”说已经完成。"
        remedy = "请发布“执行进展”，在“任务进展”里逐项写明状态；没有完成的，写明原因和新的安排。"
        yield problem(late[0].row.place, "task-overdue", what, remedy, Level.NOTE)


def _named(tasks: list[Task]) -> str:
    keys = [f"“{task.key or task.words}”" for task in tasks]
    return f"任务{'、'.join(keys[:_MOST])}{f'等 {len(keys)} 项' if len(keys) > _MOST else ''}"


RULE = Rule(
    title="任务的时限看得懂，进展逐项报告",
    sources=("中办发〔2016〕8号",),
    findings=(
        Finding("task-unknown", Level.ERROR, "报告的任务在计划里没有"),
        Finding("task-twice", Level.WARNING, "一份报告里同一任务写了两次"),
        Finding("task-limit", Level.NOTE, "任务的完成时限看不出日期"),
        Finding("task-overdue", Level.NOTE, "任务已过时限，没有报告完成"),
    ),
    needs=Needs(
        fields=(
            "tasks.no",
            "tasks.task",
            "tasks.due",
            "tasks.due_on",
            "year",
            "task_progress.task",
            "task_progress.state",
        ),
        relations=("progress_of",),
    ),
    of_item=check_item,
)
