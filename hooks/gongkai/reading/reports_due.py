"""Reports that must follow another one of the same year, from ``vocabulary/yearly_reports.yml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from gongkai.model.place import Place
from gongkai.model.problems.yielded import Reading, gathered
from gongkai.reading.vocabulary import FOLDER
from gongkai.reading.yaml.nodes import Node, Sequence
from gongkai.reading.yaml.shape import shape_of
from gongkai.reading.yaml.yaml_files import read_yaml

_PATH = "vocabulary/yearly_reports.yml"


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
def reports_due() -> tuple[ReportDue, ...]:
    """All of them, in the order of the file."""
    node, _ = gathered(read_yaml(FOLDER / "yearly_reports.yml", _PATH))
    return tuple(gathered(_report(one))[0] for one in (node.items if isinstance(node, Sequence) else ()))


def _report(node: Node) -> Reading[ReportDue]:
    shape = yield from shape_of(node, "应当还有的报告", Place(_PATH))
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
