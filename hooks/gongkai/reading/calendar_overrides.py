"""``catalogue/calendar/<year>.yml``: working days and days off that differ from the built-in calendar of the year."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from gongkai.model.kind import Field, FieldType
from gongkai.model.place import Place
from gongkai.model.problems.problem import problem
from gongkai.model.problems.yielded import Reading
from gongkai.reading.source_files import files_of
from gongkai.reading.values.fields import at
from gongkai.reading.values.typed_value import Fault, value_of
from gongkai.reading.yaml.nodes import Scalar, Sequence
from gongkai.reading.yaml.shape import Shape, shape_of
from gongkai.reading.yaml.yaml_files import read_yaml

_LABELS = {"工作日": True, "休息日": False}


def read_calendar_overrides(root: Path) -> Reading[dict[date, bool]]:
    """For every day that the files below ``root`` name, whether it is a working day; a later contradiction is a problem."""
    found: dict[date, bool] = {}
    said: dict[date, Place] = {}
    for path in files_of(root / "catalogue" / "calendar"):
        shown = path.relative_to(root).as_posix()
        node = yield from read_yaml(path, shown)
        shape = yield from shape_of(node, "日历", Place(shown, 1, 1))
        for label, works in _LABELS.items():
            for day, place in (yield from _days(shape, label)):
                before = said.setdefault(day, place)
                if found.setdefault(day, works) is not works:
                    where = f"第 {before.line} 行" if before.path == shown else f"{before.path} 第 {before.line} 行"
                    what = f"{day.isoformat()} 写成“{label}”，{where}写的是另一种。"
                    yield problem(place, "calendar-twice", what, "请对照放假通知核对，只保留一处。")
        yield from shape.finish()
    return found


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
