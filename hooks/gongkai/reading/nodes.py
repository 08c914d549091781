"""YAML as text with places: no implicit types, no tags, anchors or aliases, no key twice."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeAlias

import yaml

from gongkai.model.place import Place
from gongkai.problems import Problem, problem
from gongkai.reading.yaml_faults import explain

DEEPEST = 20
"""Levels of nesting that are read; no catalogue needs more."""


@dataclass(frozen=True, slots=True)
class Scalar:
    """One text, as written; ``plain`` where it stood without quotes."""

    place: Place
    text: str
    plain: bool = True


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    place: Place
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Mapping:
    """A mapping in the order in which it is written; no key stands twice."""

    place: Place
    pairs: tuple[tuple[Scalar, Node], ...]

    def get(self, key: str) -> Node | None:
        """The value under ``key``."""
        for name, value in self.pairs:
            if name.text == key:
                return value
        return None


Node: TypeAlias = "Scalar | Sequence | Mapping"

_SPECIAL = re.compile(r"(?:^|[\s\[{,:-])(?:&\S|\*\S|!\S|!\s|<<\s*:)|^%|^\.\.\.|^---", re.MULTILINE)
_TAG, _ANCHOR, _ALIAS = "yaml-tag", "yaml-anchor", "yaml-alias"


def parse(text: str, path: str, first_line: int = 1) -> tuple[Node | None, list[Problem]]:
    """The tree of a YAML text that begins on ``first_line`` of the file at ``path``; None where there is none.

    Never raises: every fault of the text is a problem.
    """
    problems: list[Problem] = []
    try:
        if _SPECIAL.search(text):
            problems += _forbidden(text, path, first_line)
            if problems:
                return None, problems
        root = yaml.compose(text, Loader=yaml.CBaseLoader)
        if root is None:
            return None, []
        return _converted(root, path, first_line - 1, problems, 0), problems
    except yaml.YAMLError as error:
        return None, [*problems, explain(error, text, path, first_line)]
    except (RecursionError, ValueError):
        return None, [_too_deep(Place(path, first_line, 1))]


def _converted(node: yaml.Node, path: str, shift: int, problems: list[Problem], depth: int) -> Node:
    mark = node.start_mark
    place = Place(path, mark.line + 1 + shift, mark.column + 1)
    if isinstance(node, yaml.ScalarNode):
        return Scalar(place, node.value, node.style is None or node.style == "")
    if depth >= DEEPEST:
        problems.append(_too_deep(place))
        return Scalar(place, "")
    if isinstance(node, yaml.SequenceNode):
        return Sequence(place, tuple(_converted(item, path, shift, problems, depth + 1) for item in node.value))
    seen: dict[str, int] = {}
    pairs: list[tuple[Scalar, Node]] = []
    for key_node, value_node in node.value:
        key = _converted(key_node, path, shift, problems, depth + 1)
        value = _converted(value_node, path, shift, problems, depth + 1)
        if not isinstance(key, Scalar):
            what = "冒号左边应当是一个名称，这里却是列表或映射。"
            problems.append(
                problem(key.place, "yaml-key", what, "请写成“名称: 内容”的形式；内容以 [ 或 { 开头时加引号。")
            )
            continue
        if key.text in seen:
            what = f"“{key.text}”写了两次，前一次在第 {seen[key.text]} 行。"
            problems.append(problem(key.place, "yaml-duplicate-key", what, "请只保留一处；有几个值时写成列表。"))
            continue
        seen[key.text] = key.place.line
        pairs.append((key, value))
    return Mapping(place, tuple(pairs))


def _too_deep(place: Place) -> Problem:
    return problem(place, "yaml-too-deep", f"缩进超过 {DEEPEST} 层。", "请检查缩进，目录文件通常不超过 4 层。")


def _forbidden(text: str, path: str, first_line: int) -> list[Problem]:
    """Tags, anchors, aliases, directives and further documents, which the composed tree no longer shows."""
    problems: list[Problem] = []
    documents = 0
    for event in yaml.parse(text, Loader=yaml.CBaseLoader):
        mark = event.start_mark
        place = Place(path, mark.line + first_line, mark.column + 1) if mark else Place(path, first_line, 1)
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                what = "文件中有第二个“---”，分成了几份文档。"
                return [
                    *problems,
                    problem(place, "yaml-documents", what, "请把每件信息写成列表中的一项，删除多余的“---”。"),
                ]
            if event.version or event.tags:
                what = "文件开头有 % 指令。"
                problems.append(problem(place, "yaml-directive", what, "请删除这一行。"))
        elif isinstance(event, yaml.AliasEvent):
            what = f"“*{event.anchor}”在 YAML 里是引用，目录不使用引用。"
            remedy = "请直接写出内容；内容本身以 * 开头时加英文引号，例如 '*注'。"
            problems.append(problem(place, _ALIAS, what, remedy))
        elif isinstance(event, yaml.NodeEvent):
            if event.anchor:
                what = f"“&{event.anchor}”在 YAML 里是锚点，目录不使用锚点。"
                remedy = "请删除它；内容本身以 & 开头时加英文引号。"
                problems.append(problem(place, _ANCHOR, what, remedy))
            tag = getattr(event, "tag", None)
            if tag and tag != "!":
                what = f"“{tag}”在 YAML 里是类型标签，目录不使用标签。"
                remedy = "请删除它；内容本身以 ! 开头时加英文引号。"
                problems.append(problem(place, _TAG, what, remedy))
            elif tag == "!":
                problems.append(
                    problem(place, _TAG, "这里有类型标签“!”。", "请删除它；内容本身以 ! 开头时加英文引号。")
                )
    return problems
