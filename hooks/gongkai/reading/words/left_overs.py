"""The forms of unfinished sentences, of instructions left from templates and of remains of web pages (vocabulary/left_overs.yml)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from gongkai.model.place import Place
from gongkai.model.problems.yielded import Reading, gathered
from gongkai.reading.vocabulary import FOLDER
from gongkai.reading.yaml.nodes import Node
from gongkai.reading.yaml.shape import Shape, shape_of
from gongkai.reading.yaml.yaml_files import read_yaml

_FILE = "left_overs.yml"
_NAME = f"vocabulary/{_FILE}"
UNFINISHED, OF_FORMS, OF_PAGES = "未写完", "表格说明", "网页"


@dataclass(frozen=True, slots=True)
class LeftOver:
    """One form: literal texts of which a line must have one, the pattern, and the message, with ``{}`` for what matched."""

    triggers: tuple[str, ...]
    pattern: re.Pattern[str]
    what: str
    remedy: str


@cache
def left_overs() -> Mapping[str, tuple[LeftOver, ...]]:
    """All forms by group."""
    return gathered(_read())[0]


def _read() -> Reading[Mapping[str, tuple[LeftOver, ...]]]:
    node = yield from read_yaml(FOLDER / _FILE, _NAME)
    shape = yield from shape_of(node, _NAME, Place(_NAME))
    found = {}
    for group in (UNFINISHED, OF_FORMS, OF_PAGES):
        found[group] = yield from shape.read_rows(group, _form)
    return found


def _form(node: Node, outer: Shape) -> Reading[LeftOver]:
    shape = yield from shape_of(node, outer.where, outer.place)
    triggers = []
    for one in (yield from shape.rows("触发")):
        triggers.append(getattr(one, "text", ""))
    pattern = yield from shape.needed("样子", "^")
    return LeftOver(
        triggers=tuple(triggers),
        pattern=re.compile(pattern),
        what=(yield from shape.text("说明")),
        remedy=(yield from shape.text("改法")),
    )
