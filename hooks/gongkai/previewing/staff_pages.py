"""Pages that only staff see, in the preview: a further one is an entry of ``STAFF_PAGES``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from gongkai.binding.scheduled import scheduled_by_day
from gongkai.checking.coming.due_entry import DueEntry, by_unit
from gongkai.checking.coming.due_list import due_within
from gongkai.checking.inspection_ahead import Forecast, forecasts
from gongkai.comparing.against_base import review_of
from gongkai.comparing.git_base import BaseError, usual_base
from gongkai.comparing.summary import ChangeGroup
from gongkai.incremental.cache import Cache
from gongkai.incremental.held_cache import HeldCache
from gongkai.ledgers.all_ledgers import ledgers_of
from gongkai.ledgers.self_check import SelfCheck, self_check_of
from gongkai.model.addresses import item_url
from gongkai.model.item import Item
from gongkai.model.problems.causes import Cause, causes_of
from gongkai.model.problems.problem import Level, Problem
from gongkai.model.problems.refused import reason
from gongkai.model.publication import Publication
from gongkai.pages.column.staff_ledgers import StaffLedger, staff_ledgers
from gongkai.previewing.preview_state import Standing
from gongkai.setup.gaps import Gaps, gaps_of
from gongkai.texts.day_words import day_words

_DAYS_AHEAD = 30


@dataclass(frozen=True, slots=True)
class Desk:
    """What a staff page may look at: the project, and how the preview stands."""

    root: Path
    standing: Standing
    base: Cache
    """What the files of the version that is compared with say."""


@dataclass(frozen=True, slots=True)
class StaffPage:
    """One page: its name in the address, its title, its template, and the function that makes what the template shows."""

    name: str
    title: str
    template: str
    view: Callable[[Desk], Any]


@dataclass(frozen=True, slots=True)
class ProblemsView:
    """All problems of the newest sources: in numbers by level, by file, and in numbers by rule."""

    checked: bool
    """False before the first round is done, when nobody knows of problems."""
    counts: tuple[tuple[str, int], ...]
    files: tuple[tuple[str, tuple[Cause, ...]], ...]
    rules: tuple[tuple[str, str, int, str], ...]
    """Level, rule, number of places, and the file with the most of them."""


@dataclass(frozen=True, slots=True)
class ChangesView:
    """What the change does to the public site, or why that cannot be said."""

    base: str = ""
    groups: tuple[ChangeGroup, ...] = ()
    causes: tuple[Cause, ...] = ()
    refusal: str = ""
    url_of: Callable[..., str] = item_url


def problems_view(desk: Desk) -> ProblemsView:
    """All problems, the files in order, the most frequent rules first."""
    # What is unfinished has a page of its own.
    found = [one for one in desk.standing.found if one.level is not Level.UNFINISHED]
    # File by file, so that a mistake that many files make stands at each of them.
    files: dict[str, list[Problem]] = {}
    for one in found:
        files.setdefault(one.path, []).append(one)
    rules: dict[tuple[Level, str], list[Problem]] = {}
    for one in found:
        rules.setdefault((one.level, one.rule), []).append(one)
    levels = list(Level)
    ordered = sorted(rules.items(), key=lambda entry: (levels.index(entry[0][0]), -len(entry[1]), entry[0][1]))
    return ProblemsView(
        desk.standing.edition is not None or desk.standing.trouble is not None,
        tuple(
            (level.value, sum(one.level is level for one in found)) for level in Level if level is not Level.UNFINISHED
        ),
        tuple((path, causes_of(ones)) for path, ones in files.items()),
        tuple((level.value, rule, len(ones), _most_frequent(ones)) for (level, rule), ones in ordered),
    )


def gaps_view(desk: Desk) -> Gaps:
    """What is still to be filled in and to be published."""
    return gaps_of(desk.standing.found)


def scheduled_view(desk: Desk) -> tuple[tuple[str, tuple[Item, ...]], ...]:
    """The items that become public by themselves, by their day in words."""
    edition = desk.standing.edition
    days = scheduled_by_day(edition.publication) if edition else ()
    return tuple((day_words(day), items) for day, items in days)


def ledgers_view(desk: Desk) -> tuple[StaffLedger, ...]:
    """All ledgers that say anything, with their first rows; the command writes all of them."""
    edition = desk.standing.edition
    return staff_ledgers(edition.publication) if edition else ()


def self_check_view(desk: Desk) -> SelfCheck | None:
    """The self-check of the last good edition, with the problems of the newest sources; None before the first round."""
    edition = desk.standing.edition
    if edition is None:
        return None
    return self_check_of(edition.publication, desk.standing.found, ledgers_of(edition.publication))


@dataclass(frozen=True, slots=True)
class DueView:
    """What comes due within ``days`` days by unit, in numbers, and the indicators of inspections; empty before a good edition."""

    as_of: date
    days: int
    units: tuple[tuple[str, tuple[DueEntry, ...]], ...]
    overdue: int
    indicators: tuple[Forecast, ...]


def due_view(desk: Desk) -> DueView | None:
    """What comes due, as of the day of the preview; None before there is a good edition."""
    edition = desk.standing.edition
    if edition is None:
        return None
    publication = edition.publication
    entries = due_within(publication, _DAYS_AHEAD)
    return DueView(
        publication.as_of,
        _DAYS_AHEAD,
        tuple((unit, tuple(ones)) for unit, ones in by_unit(entries)),
        sum(one.day < publication.as_of for one in entries),
        forecasts(publication, desk.standing.found),
    )


def changes_view(desk: Desk) -> ChangesView:
    """The comparison of the last good edition with the usual base."""
    if desk.standing.edition is None:
        wrong = desk.standing.trouble is not None
        return ChangesView(
            refusal="源文件有错误，改好以后才能比较。" if wrong else "正在第一次读取和检查，完成以后才能比较。"
        )
    return _compared(desk.root, desk.standing.edition.publication, desk.base)


def _compared(root: Path, head: Publication, last: Cache) -> ChangesView:
    try:
        base = usual_base(root)
        review = review_of(root, base, head, last)
    except BaseError as error:
        return ChangesView(refusal=str(error))
    except OSError as error:
        return ChangesView(refusal=f"文件操作没有成功：{reason(error)}。")
    return ChangesView(base, review.groups, causes_of(review.problems))


def _most_frequent(problems: list[Problem]) -> str:
    paths = [one.path for one in problems]
    return max(dict.fromkeys(paths), key=paths.count)


STAFF_PAGES: tuple[StaffPage, ...] = (
    StaffPage("problems", "全部问题", "gongkai/preview/problems.html", problems_view),
    StaffPage("gaps", "待完善", "gongkai/preview/unfinished.html", gaps_view),
    StaffPage("due", "今后到期的", "gongkai/preview/due.html", due_view),
    StaffPage("scheduled", "定时公开", "gongkai/preview/scheduled.html", scheduled_view),
    StaffPage("ledgers", "台账", "gongkai/preview/ledgers.html", ledgers_view),
    StaffPage("self_check", "季度自查", "gongkai/preview/self_check.html", self_check_view),
    StaffPage("changes", "对公众网站的改变", "gongkai/preview/changes.html", changes_view),
)
"""In the order in which the bar names them. Views are pure functions of the desk; templates extend ``staff.html``."""


def new_base_cache() -> Cache:
    """A memory for ``Desk.base``."""
    return HeldCache(Cache())
