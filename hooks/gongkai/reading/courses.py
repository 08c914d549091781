"""Courses of affairs (进程), as data in ``vocabulary/courses.yml``: which kinds of item follow each other."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from gongkai.model.place import Place
from gongkai.model.problems.problem import Problem
from gongkai.reading.vocabulary import FOLDER
from gongkai.reading.yaml.nodes import Sequence
from gongkai.reading.yaml.shape import Shape
from gongkai.reading.yaml.yaml_files import read_yaml

_PATH = "vocabulary/courses.yml"


@dataclass(frozen=True, slots=True)
class Course:
    """One course: the relations that hold it together, and its stages in order as (kind of item, title)."""

    name: str
    relations: frozenset[str]
    stages: tuple[tuple[str, str], ...]

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of the stages."""
        return tuple(kind for kind, _ in self.stages)


@cache
def courses() -> dict[str, Course]:
    """By kind of item the course in which it is a stage."""
    problems: list[Problem] = []
    node, _ = read_yaml(FOLDER / "courses.yml", _PATH)
    found: dict[str, Course] = {}
    for item in node.items if isinstance(node, Sequence) else ():
        shape = Shape(item, "进程", Place(_PATH), problems)
        stages = [Shape(one, "进程的一步", Place(_PATH), problems) for one in shape.rows("stages")]
        course = Course(
            shape.text("name"),
            frozenset(shape.texts("relations")),
            tuple((stage.text("kind"), stage.text("title")) for stage in stages),
        )
        found |= dict.fromkeys(course.kinds, course)
    return found
