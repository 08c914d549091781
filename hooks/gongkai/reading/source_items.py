"""The items of one source file, and what is wrong with it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from gongkai.incremental.cache import digest_of
from gongkai.model.item import Item
from gongkai.model.place import Place
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Comment
from gongkai.reading.item_files import LABELS
from gongkai.reading.items import KIND_LABEL, Source, read_item
from gongkai.reading.source_files import TEXT_SUFFIXES
from gongkai.reading.yaml import front_matter
from gongkai.reading.yaml.nodes import Mapping, Node, Sequence, parse
from gongkai.reading.yaml.source_text import invisible, text_of

_COMMENT = re.compile(r"(?:^|\s)#(.*)")


@dataclass(slots=True)
class SourceItems:
    """What one file says by itself; what the files hold that its items name is not in it."""

    items: list[Item] = field(default_factory=list)
    nodes: list[Mapping | None] = field(default_factory=list)
    """Of each item the mapping in which it names tables and records; None where it names none."""
    comments: list[Comment] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    record: str = ""
    """Digest of the record of a text, of the whole file where it is a list."""

    def add(self, item: Item | None, node: Node) -> None:
        """Add an item that was read from ``node``, if it could be read."""
        if item is not None:
            self.items.append(item)
            self.nodes.append(node if isinstance(node, Mapping) and any(map(node.get, LABELS)) else None)


def origin_of(stamp: str, shown: str, place: int) -> str:
    """The origin of the item at a place among those of a file, the bytes of which have the digest ``stamp``."""
    return f"{stamp} {place} {shown}"


def read_source(data: bytes, shown: str, source: Source, stamp: str) -> SourceItems:
    """The items in the bytes of the file ``shown``, whose digest is ``stamp``."""
    found = SourceItems(record=stamp)
    text, faults = text_of(data, shown)
    found.problems += faults
    if text is None:
        return found
    is_text = shown.lower().endswith(TEXT_SUFFIXES)
    if "#" in text:
        found.comments += _comments(text.split("\n---", 1)[0] if is_text else text, shown)
    (_text_item if is_text else _list_items)(text, shown, source, stamp, found)
    return found


def _text_item(text: str, shown: str, source: Source, stamp: str, found: SourceItems) -> None:
    parts, faults = front_matter.split(text, shown)
    found.problems += faults
    if parts is None:
        return
    found.problems += invisible(parts.body, shown, parts.body_line, Level.WARNING)
    node, faults = parse(parts.record, shown, 2)
    found.problems += front_matter.in_text(parts, faults)
    if node is None:
        if not faults:
            remedy = "请写“类型: ……”“标题: ……”等。"
            found.problems.append(problem(Place(shown, 2, 1), "front-matter-empty", "两行“---”之间没有内容。", remedy))
        return
    found.record = digest_of(parts.record.encode())
    origins = origin_of(stamp, shown, 0), origin_of(found.record, shown, 0)
    item = read_item(node, source, shown, found.problems, parts.body, parts.body_line, *origins)
    found.add(item, node)
    if item:
        found.problems += front_matter.strayed(parts, {KIND_LABEL, *item.kind.by_label}, shown)


def _list_items(text: str, shown: str, source: Source, stamp: str, found: SourceItems) -> None:
    node, faults = parse(text, shown)
    found.problems += faults
    if node is None or (isinstance(node, Sequence) and not node.items):
        if not faults:
            remedy = "请从“类型: ……”写起；不需要这个文件就删除它。"
            found.problems.append(problem(Place(shown, 1, 1), "file-empty", "文件里没有内容。", remedy))
        return
    if not isinstance(node, (Mapping, Sequence)):
        what = "这个文件里没有“名称: 内容”的各行。"
        remedy = "请从“类型: ……”写起；冒号要用半角，后面加一个空格。"
        found.problems.append(problem(node.place, "wrong-shape", what, remedy))
        return
    for one in node.items if isinstance(node, Sequence) else (node,):
        origin = origin_of(stamp, shown, len(found.items))
        found.add(read_item(one, source, shown, found.problems, origin=origin, record_origin=origin), one)


def _comments(record: str, shown: str) -> list[Comment]:
    """The comments of a record, which stand on no page, but in the archive package and in the repository."""
    matches = ((number, _COMMENT.search(line)) for number, line in enumerate(record.split("\n"), 1) if "#" in line)
    return [Comment(match[1], Place(shown, number, match.start(1) + 1)) for number, match in matches if match]
