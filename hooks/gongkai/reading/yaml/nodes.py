"""A strict YAML reader: strings with places, without implicit types, tags, anchors, aliases or duplicate keys."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

import yaml

from gongkai.model.place import Place
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.problems.yielded import Reading, each, gathered
from gongkai.model.words.matcher import matcher
from gongkai.reading.yaml.plain_record import Line, plain_lines
from gongkai.reading.yaml.source_text import invisible
from gongkai.reading.yaml.yaml_faults import explain, in_quotes
from gongkai.reading.yaml.yaml_profile import Profile, tabs_in

DEEPEST = 20
"""The greatest depth of nesting that is read."""


@dataclass(frozen=True, slots=True)
class Scalar:
    """A string; ``plain`` if it was written without quotes and not as a block."""

    place: Place
    text: str
    plain: bool = True


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list of nodes."""

    place: Place
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Mapping:
    """A mapping in written order, with unique keys."""

    place: Place
    pairs: tuple[tuple[Scalar, Node], ...]

    def get(self, key: str) -> Node | None:
        """The value under ``key``; None where there is none."""
        for name, value in self.pairs:
            if name.text == key:
                return value
        return None


Node: TypeAlias = "Scalar | Sequence | Mapping"

_MANY_DUPLICATES = 4
"""From this many duplicate keys on, they are reported as one mistake."""

_SPECIAL = matcher(r"(?:^|[\s\[{,:-])(?:[&*!]|<<\s*:)|^%|^\.\.\.|^---", re.MULTILINE)
_MAYBE_TOO_DEEP = matcher(r"^ {20}|(?:[-?] +){8}|(?:[\[{][^\[{]*){20}", re.MULTILINE)
"""Matches every text that is nested too deeply, and few others."""

_TAG, _ANCHOR, _ALIAS = "yaml-tag", "yaml-anchor", "yaml-alias"


def parse(text: str, path: str, first_line: int = 1) -> Reading[Node | None]:
    """The tree of the YAML ``text``, which begins on the line ``first_line`` of the file ``path`` of messages.

    None where the text is empty or cannot be parsed. Every mistake is yielded as a problem; nothing is raised.
    """
    if lines := plain_lines(text, first_line):
        plain, end = _plain(lines, 0, path)
        if plain and end == len(lines):
            return plain
    tabs = tuple(tabs_in(text, path, first_line))
    if tabs:
        yield from tabs
        return None
    unseen = tuple(invisible(text, path, first_line, Level.ERROR))
    yield from unseen
    root = yield from _composed(text, path, first_line)
    if root is None:
        return None
    profile = Profile(text, path, first_line)
    tree, found = gathered(_converted(root, profile, False))
    yield from found
    # The comment of a line that has another problem is not reported.
    yield from profile.comments({one.line for one in (*unseen, *found)})
    return None if profile.broken else tree


def _plain(lines: list[Line], at: int, path: str) -> tuple[Node | None, int]:
    """The block that begins with the line number ``at``, and the number of the line after it; None where it is not plain."""
    first = lines[at]
    if not first.dash:
        return _plain_mapping(lines, at, path)
    items: list[Node] = []
    while at < len(lines) and lines[at].dash == first.dash:
        line = lines[at]
        item: Node | None = Scalar(Place(path, line.number, line.at), line.value, line.plain)
        at += 1
        if line.key:
            item, at = _plain_mapping(lines, at - 1, path)
        if item is None:
            return None, at
        items.append(item)
    return Sequence(Place(path, first.number, first.dash), tuple(items)), at


def _plain_mapping(lines: list[Line], at: int, path: str) -> tuple[Mapping | None, int]:
    """The same for a mapping, whose first entry may stand after a dash."""
    first = at
    column = lines[at].column
    pairs: list[tuple[Scalar, Node]] = []
    while at < len(lines) and lines[at].column == column and (at == first or not lines[at].dash):
        _, _, key, _, value, begin, is_plain = line = lines[at]
        at += 1
        inner: Node = Scalar(Place(path, line.number, begin), value, is_plain)
        if not value:
            below = lines[at] if at < len(lines) else line
            # The dashes of a list may stand below the name itself.
            if not (below.dash >= column or (not below.dash and below.column > column)):
                return None, at
            block, at = _plain(lines, at, path)
            if block is None:
                return None, at
            inner = block
        pairs.append((Scalar(Place(path, line.number, column), key), inner))
    if len({key.text for key, _ in pairs}) < len(pairs):
        return None, at
    return Mapping(Place(path, lines[first].number, column), tuple(pairs)), at


def _composed(text: str, path: str, first_line: int) -> Reading[yaml.Node | None]:
    """The nodes of PyYAML; None, after a problem, where the text has a forbidden feature or a syntax error."""
    try:
        refused = list(_forbidden(text, path, first_line)) if _SPECIAL.search(text) else []
        if not refused and _MAYBE_TOO_DEEP.search(text):
            refused = list(_too_deep(text, path, first_line))
        if not refused:
            return yaml.compose(text, Loader=yaml.CBaseLoader)
    except yaml.YAMLError as error:
        refused = [explain(error, text, path, first_line)]
    yield from refused
    return None


def _converted(node: yaml.Node, profile: Profile, in_flow: bool) -> Reading[Node]:
    mark = node.start_mark
    place = Place(profile.path, mark.line + profile.first_line, mark.column + 1)
    if isinstance(node, yaml.ScalarNode):
        yield from profile.scalar(node, in_flow)
        return Scalar(place, node.value, not node.style)
    assert isinstance(node, yaml.CollectionNode)
    yield from profile.collection(node)
    in_flow = in_flow or bool(node.flow_style)
    if isinstance(node, yaml.MappingNode):
        return Mapping(place, (yield from _pairs(node, profile, in_flow)))
    return Sequence(place, (yield from each(_converted(item, profile, in_flow) for item in node.value)))


def _pairs(node: yaml.MappingNode, profile: Profile, in_flow: bool) -> Reading[tuple[tuple[Scalar, Node], ...]]:
    """The entries of a mapping; of duplicate keys only the first is kept."""
    pairs: list[tuple[Scalar, Node]] = []
    seen: dict[str, int] = {}
    duplicates: list[Scalar] = []
    for key_node, value_node in node.value:
        value = yield from _converted(value_node, profile, in_flow)
        if not isinstance(key_node, yaml.ScalarNode):
            yield profile.unnamed(key_node)
            continue
        yield from profile.scalar(key_node, in_flow)
        name = yield from profile.key(key_node, in_flow)
        mark = key_node.start_mark
        key = Scalar(Place(profile.path, mark.line + profile.first_line, mark.column + 1), name, not key_node.style)
        if name in seen:
            duplicates.append(key)
        elif name:
            seen[name] = key.place.line
            pairs.append((key, value))
    yield from _duplicate_keys(duplicates, seen)
    return tuple(pairs)


def _duplicate_keys(duplicates: list[Scalar], seen: dict[str, int]) -> Iterator[Problem]:
    """The problems of duplicate keys; many of them mean that the list dash of a second item is missing."""
    for key in duplicates[: 1 if len(duplicates) >= _MANY_DUPLICATES else None]:
        what = f"“{key.text}”写了两次，前一次在第 {seen[key.text]} 行。"
        remedy = "请只保留一处；有几个值时写成列表。"
        if len(duplicates) >= _MANY_DUPLICATES:
            what = f"从“{key.text}”起有 {len(duplicates)} 项写了两次，前面第 {seen[key.text]} 行起已经有了。"
            remedy = "这里是另一件信息的，请另存一个文件，或者每件以“- ”开头，其余各行缩进两个空格；写重了的请删除。"
        yield problem(key.place, "yaml-duplicate-key", what, remedy)


def _too_deep(text: str, path: str, first_line: int) -> Iterator[Problem]:
    """The problem of too deep a nesting, which would overflow the stack of the C parser when it composes the tree."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CBaseLoader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > DEEPEST:
                mark = event.start_mark
                assert mark is not None, "the C parser marks every event"
                place = Place(path, mark.line + first_line, mark.column + 1)
                what = f"缩进或括号超过 {DEEPEST} 层。"
                yield problem(place, "yaml-too-deep", what, "请检查缩进和括号，目录文件通常不超过 4 层。")
                return
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _forbidden(text: str, path: str, first_line: int) -> Iterator[Problem]:
    """The problems of tags, anchors, aliases, directives and further documents, which the composed tree does not show."""
    lines = text.split("\n")
    documents = 0
    for event in yaml.parse(text, Loader=yaml.CBaseLoader):
        mark = event.start_mark
        assert mark is not None, "the C parser marks every event"
        place = Place(path, mark.line + first_line, mark.column + 1)
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                what = "文件中有第二个“---”，分成了几份文档。"
                yield problem(place, "yaml-documents", what, "请把每件信息写成列表中的一项，删除多余的“---”。")
                return
            if event.version or event.tags:
                what = "文件开头有 % 指令。"
                yield problem(place, "yaml-directive", what, "请删除这一行。")
        elif isinstance(event, yaml.AliasEvent):
            what = f"“*{event.anchor}”会被当作引用，目录不使用引用。"
            remedy = f"请直接写出内容；内容本身以“*”开头的，{in_quotes(lines[mark.line])}"
            yield problem(place, _ALIAS, what, remedy)
        elif isinstance(event, yaml.NodeEvent):
            if event.anchor:
                what = f"“&{event.anchor}”会被当作锚点，目录不使用锚点。"
                remedy = f"请删除它；内容本身以“&”开头的，{in_quotes(lines[mark.line])}"
                yield problem(place, _ANCHOR, what, remedy)
            tag = getattr(event, "tag", None)
            if tag:
                # The parser expands !!float to its full URI.
                written = tag.replace("tag:yaml.org,2002:", "!!")
                what = f"“{written}”会被当作类型标签，目录不使用标签。"
                remedy = f"请删除它；内容本身以“!”开头的，{in_quotes(lines[mark.line])}"
                yield problem(place, _TAG, what, remedy)
