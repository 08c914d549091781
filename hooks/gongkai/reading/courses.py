"""What follows what: processes (进程, ``courses.yml``), and reports due after another one (``yearly_reports.yml``)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from gongkai.model.place import Place
from gongkai.model.problems.yielded import Reading, gathered
from gongkai.reading.vocabulary import FOLDER
from gongkai.reading.yaml.nodes import Node, Sequence
from gongkai.reading.yaml.shape import shape_of
from gongkai.reading.yaml.yaml_files import read_yaml

_PATH = "vocabulary/courses.yml"
_DUE_PATH = "vocabulary/yearly_reports.yml"


@dataclass(frozen=True, slots=True)
class Course:
    """A process: the names of the relations that link its stages, and the stages in order as (name of a type, title)."""

    name: str
    relations: frozenset[str]
    stages: tuple[tuple[str, str], ...]
    optional: frozenset[str] = frozenset()
    """The types whose stages are shown only where they are published, since not every affair has them."""

    @property
    def kinds(self) -> tuple[str, ...]:
        """The names of the types, in the order of the stages."""
        return tuple(kind for kind, _ in self.stages)


@dataclass(frozen=True, slots=True)
class ReportDue:
    """After an item of the type ``after``, one of the type ``due`` (for which ``when`` holds) by a day of a later year."""

    after: str
    due: str
    when: str
    title: str
    month: int
    day: int
    years: int


@cache
def courses() -> dict[str, tuple[Course, ...]]:
    """The processes of each type that is a stage of one, by the name of the type, in the order of the file."""
    node, _ = gathered(read_yaml(FOLDER / "courses.yml", _PATH))
    found: dict[str, tuple[Course, ...]] = {}
    for item in node.items if isinstance(node, Sequence) else ():
        course, _ = gathered(_course(item))
        for kind in course.kinds:
            found[kind] = (*found.get(kind, ()), course)
    return found


def _course(node: Node) -> Reading[Course]:
    shape = yield from shape_of(node, "进程", Place(_PATH))
    stages, optional = [], []
    for one in (yield from shape.rows("stages")):
        stage = yield from shape_of(one, "进程的一步", Place(_PATH))
        stages.append(((yield from stage.text("kind")), (yield from stage.text("title"))))
        if (yield from stage.flag("optional")):
            optional.append(stages[-1][0])
    name, relations = (yield from shape.text("name")), (yield from shape.texts("relations"))
    return Course(name, frozenset(relations), tuple(stages), frozenset(optional))


@cache
def reports_due() -> tuple[ReportDue, ...]:
    """All of them, in the order of the file."""
    node, _ = gathered(read_yaml(FOLDER / "yearly_reports.yml", _DUE_PATH))
    return tuple(gathered(_due(one))[0] for one in (node.items if isinstance(node, Sequence) else ()))


def _due(node: Node) -> Reading[ReportDue]:
    shape = yield from shape_of(node, "应当还有的报告", Place(_DUE_PATH))
    month, day = divmod((yield from shape.integer("by", 1231)), 100)
    return ReportDue(
        after=(yield from shape.text("after")),
        due=(yield from shape.text("due")),
        when=(yield from shape.text("when")),
        title=(yield from shape.text("title")),
        month=month,
        day=day,
        years=(yield from shape.integer("years")),
    )
