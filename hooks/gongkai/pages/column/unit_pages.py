"""A page for each unit: contact, tasks that it leads or shares, and what it is responsible for; and a page of all units."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from gongkai.binding.duties.task_states import Task, TaskState
from gongkai.binding.duties.unit_names import unit_page
from gongkai.binding.duties.unit_register import UnitEntry, unit_register
from gongkai.model.addresses import item_url
from gongkai.model.item import Item
from gongkai.model.link import Link
from gongkai.model.publication import Publication
from gongkai.pages.cell import Cell
from gongkai.pages.items.item_pages import HOME
from gongkai.pages.items.item_view import Section
from gongkai.pages.items.task_tables import report_cell, state_badge, task_anchor
from gongkai.pages.lists.line import Line, line_of, newest_first
from gongkai.pages.lists.paging import Pager, paged
from gongkai.pages.page import Page
from gongkai.pages.page_tags import column_tags
from gongkai.pages.site_view import SiteView

UNITS = "units.html"
UNITS_TITLE = "科室和单位"
_PER_PAGE = 100
_OPEN = (TaskState.NOT_DUE, TaskState.UNDERWAY, TaskState.OVERDUE, TaskState.LASTING)


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit in the list of all units."""

    name: str
    url: str
    phone: str
    tasks: int
    """Tasks of plans that are not known to be done."""
    items: int
    members: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class UnitsView:
    """All units: the offices of the agency, groups, and the other units that plans name."""

    title: str
    groups: tuple[tuple[str, tuple[UnitLine, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitView:
    """One page of a unit; contact and tasks are on the first page only."""

    title: str
    about: str
    phone: str = ""
    hours: str = ""
    duties: str = ""
    members: tuple[Link, ...] = ()
    groups: tuple[Link, ...] = ()
    tasks: Section | None = None
    count: int
    lines: tuple[Line, ...]
    pager: Pager


def unit_pages(publication: Publication, site: SiteView) -> Iterator[Page]:
    """The page of all units, and those of each; none where the column names no unit."""
    register = unit_register(publication)
    if not register:
        return
    entries = list(register.values())
    view = UnitsView(UNITS_TITLE, tuple((title, lines) for title, lines in _grouped(entries) if lines))
    yield _page(UNITS, UNITS_TITLE, "gongkai/units.html", view, site)
    for entry in entries:
        yield from _unit(entry, publication, site)


def unit_links(publication: Publication) -> tuple[tuple[Link, int], ...]:
    """The offices of the agency and the other units with items, each with the number of its items."""
    found = unit_register(publication).values()
    return tuple((Link(one.name, unit_page(one.name)), len(one.items)) for one in found if one.items)


def _grouped(entries: Sequence[UnitEntry]) -> Iterator[tuple[str, tuple[UnitLine, ...]]]:
    offices = [one for one in entries if one.office]
    groups = [one for one in entries if one.members]
    others = [one for one in entries if not one.office and not one.members and (one.tasks or one.items)]
    for title, found in (("本机关科室", offices), ("单位群体", groups), ("其他单位", others)):
        yield title, tuple(map(_line, found))


def _line(entry: UnitEntry) -> UnitLine:
    phone = entry.office.phone if entry.office else ""
    tasks = sum(task.state in _OPEN for task, _ in entry.tasks)
    return UnitLine(entry.name, unit_page(entry.name), phone, tasks, len(entry.items), _links(entry.members))


def _links(names: Sequence[str]) -> tuple[Link, ...]:
    return tuple(Link(name, unit_page(name)) for name in names)


def _unit(entry: UnitEntry, publication: Publication, site: SiteView) -> Iterator[Page]:
    own = entry.office
    first = unit_page(entry.name)
    for url, items, pager in paged(newest_first(entry.items), first, _PER_PAGE):
        view = UnitView(
            title=entry.name,
            about="本机关科室" if own else "单位群体" if entry.members else "承担任务的单位",
            count=len(entry.items),
            lines=tuple(line_of(item, publication) for item in items),
            pager=Pager(pager.urls, pager.current, whole=True),
        )
        if pager.current == 0:
            view = replace(
                view,
                phone=own.phone if own else "",
                hours=publication.reading.settings.agency.hours if own and own.phone else "",
                duties=own.duties if own else "",
                members=_links(entry.members),
                groups=() if own else _links(entry.groups),
                tasks=_tasks(entry),
            )
        name = entry.name if pager.current == 0 else f"{entry.name}（第{pager.current + 1}页）"
        yield _page(url, name, "gongkai/unit.html", view, site)


def _tasks(entry: UnitEntry) -> Section | None:
    """The tasks of a unit as a table, those of the newest plans first."""
    if not entry.tasks:
        return None
    newest = newest_first([task.plan for task, _ in entry.tasks])
    order = {plan.index_no: place for place, plan in enumerate(newest)}
    ordered = sorted(entry.tasks, key=lambda one: order[one[0].plan.index_no])
    return Section(
        title="承担的任务",
        anchor="tasks",
        form="table",
        header=("任务", "年度", "状态", "完成时限", "承担", "计划", "最近报告"),
        numeric=(False,) * 7,
        rows=tuple(_row(task, part) for task, part in ordered),
    )


def _row(task: Task, part: str) -> tuple[Cell, ...]:
    plan: Item = task.plan
    name = plan.text("attached_title") or plan.title
    number = f"{task.key}　" if task.key else ""
    due = task.row.text("due") or (task.due.isoformat() if task.due else "")
    return (
        Cell(number + task.words, f"{item_url(plan)}#{task_anchor(task)}"),
        Cell(str(plan.number("year") or "")),
        Cell("", state=state_badge(task)),
        Cell(due),
        Cell(part),
        Cell(name, item_url(plan)),
        report_cell(task),
    )


def _page(url: str, title: str, template: str, view: UnitsView | UnitView, site: SiteView) -> Page:
    about = f"{site.agency.name}政府信息公开专栏，{title}。"
    return Page(
        url=url,
        template=template,
        title=title,
        node=UNITS,
        crumbs=(HOME,) if url == UNITS else (HOME, Link(UNITS_TITLE, UNITS)),
        description=about,
        tags=column_tags(site, title, about),
        view=view,
    )
