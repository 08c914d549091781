"""``catalogue/calendar/<year>.yml``: working days and days off that differ from the built-in calendar, or a year's whole notice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from gongkai.calendar.statutory_holidays import statutory_days_off
from gongkai.model.kind import Field, FieldType
from gongkai.model.place import Place
from gongkai.model.problems.problem import Problem, problem
from gongkai.model.problems.yielded import Reading
from gongkai.reading.source_files import files_of
from gongkai.reading.values.fields import at
from gongkai.reading.values.typed_value import Fault, value_of
from gongkai.reading.yaml.nodes import Scalar, Sequence
from gongkai.reading.yaml.shape import Shape, shape_of
from gongkai.reading.yaml.yaml_files import read_yaml

_LABELS = {"工作日": True, "休息日": False}
_SATURDAY = 5


def read_calendar_overrides(root: Path) -> Reading[dict[date, bool]]:
    """For every day that the files below ``root`` name, whether it is a working day; a later contradiction is a problem.

    A file that names the holiday notice (放假通知) states the whole year: all other days are as the week has them.
    """
    found: dict[date, bool] = {}
    whole: dict[int, Place] = {}
    said: dict[date, Place] = {}
    for path in files_of(root / "catalogue" / "calendar"):
        shown = path.relative_to(root).as_posix()
        node = yield from read_yaml(path, shown)
        shape = yield from shape_of(node, "日历", Place(shown, 1, 1))
        noticed = bool((yield from shape.text("放假通知")))
        for label, works in _LABELS.items():
            for day, place in (yield from _days(shape, label)):
                if noticed:
                    whole.setdefault(day.year, shape.at("放假通知"))
                before = said.setdefault(day, place)
                if found.setdefault(day, works) is not works:
                    where = f"第 {before.line} 行" if before.path == shown else f"{before.path} 第 {before.line} 行"
                    what = f"{day.isoformat()} 写成“{label}”，{where}写的是另一种。"
                    yield problem(place, "calendar-twice", what, "请对照放假通知核对，只保留一处。")
        yield from shape.finish()
    for year, place in whole.items():
        yield from _left_out(year, found, place)
    return {day: works for year in whole for day, works in _week_days(year)} | found


def _left_out(year: int, found: dict[date, bool], place: Place) -> Iterator[Problem]:
    """A notice that gives no day off on a statutory holiday was not copied as a whole; which day makes up for one, it decides."""
    missing = [day for day in sorted(statutory_days_off(year, made_up=False)) if day not in found and _is_weekday(day)]
    if missing:
        days = "、".join(f"{day.month}月{day.day}日" for day in missing)
        what = f"写了{year}年的“放假通知”，“休息日”里却没有法定节日{days}。"
        remedy = f"请照通知把{year}年的休息日和调休的工作日写全；只补充几天的，请删除“放假通知”。"
        yield problem(place, "calendar-incomplete", what, remedy)


def _week_days(year: int) -> Iterator[tuple[date, bool]]:
    day = date(year, 1, 1)
    while day.year == year:
        yield day, _is_weekday(day)
        day += timedelta(days=1)


def _is_weekday(day: date) -> bool:
    return day.weekday() < _SATURDAY


def _days(shape: Shape, label: str) -> Reading[list[tuple[date, Place]]]:
    """The days under a label, each with its place."""
    field = Field(name="day", title=label, type=FieldType.DATE)
    days: list[tuple[date, Place]] = []
    yield from shape.texts(label)
    node = shape.node(label)
    for one in node.items if isinstance(node, Sequence) else (node,):
        if not isinstance(one, Scalar):
            # ``shape.texts`` has already reported it.
            continue
        day = value_of(one.text, field)
        if isinstance(day, Fault):
            yield at(one.place, day)
        elif isinstance(day, date):
            days.append((day, one.place))
    return days
