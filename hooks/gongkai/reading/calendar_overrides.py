"""``catalogue/calendar/<year>.yml``: working days and rest days that differ from what is known of the year."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from gongkai.model.kind import Field, FieldType
from gongkai.model.place import Place
from gongkai.problems import Problem
from gongkai.reading.fields import at
from gongkai.reading.shape import Shape
from gongkai.reading.values import value_of
from gongkai.reading.yaml_files import read_yaml


def read_calendar_overrides(root: Path) -> tuple[dict[date, bool], list[Problem]]:
    """Day → whether it is a working day, as the agency's own files say."""
    found: dict[date, bool] = {}
    problems: list[Problem] = []
    for path in sorted((root / "catalogue" / "calendar").glob("*.yml")):
        shown = path.relative_to(root).as_posix()
        node, faults = read_yaml(path, shown)
        problems += faults
        shape = Shape(node, "日历", Place(shown, 1, 1), problems)
        for label, works in (("工作日", True), ("休息日", False)):
            field = Field(name="day", title=label, type=FieldType.DATE)
            for written in shape.texts(label):
                day, fault = value_of(written, field)
                if fault:
                    problems.append(at(shape.at(label), fault))
                elif isinstance(day, date):
                    found[day] = works
        shape.finish()
    return found, problems
