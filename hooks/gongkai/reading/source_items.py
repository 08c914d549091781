"""The items, comments and problems of one source file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from gongkai.incremental.cache import digest_of
from gongkai.incremental.kept_texts import kept_text
from gongkai.model.item import Item
from gongkai.model.place import Place
from gongkai.model.problems.problem import Level, problem
from gongkai.model.problems.yielded import Reading, gathered
from gongkai.model.publication import Comment
from gongkai.model.words.matcher import matcher
from gongkai.reading.item_files import LABELS
from gongkai.reading.items import KIND_LABEL, Source, SourcePart, read_item
from gongkai.reading.source_files import TEXT_SUFFIXES
from gongkai.reading.yaml import front_matter
from gongkai.reading.yaml.nodes import Mapping, Node, Sequence, parse
from gongkai.reading.yaml.source_text import invisible, text_of

_COMMENT = matcher(r"(?:^|\s)#(.*)")


@dataclass(frozen=True, slots=True)
class SourceItems:
    """The items of one source file, without the files that they name."""

    items: tuple[Item, ...] = ()
    nodes: tuple[Mapping | None, ...] = ()
    """For each item its mapping if that names tables or records, else None."""
    comments: tuple[Comment, ...] = ()
    record: str = ""
    """The digest of the front matter of a Markdown file, or of the whole of a YAML file."""


def origin_of(digest: str, shown: str, place: int) -> str:
    """The origin of the item at the position ``place``, from 0 on, in the file ``shown`` with the digest ``digest``."""
    return f"{digest} {place} {shown}"


def read_source(data: bytes, shown: str, source: Source, digest: str) -> Reading[SourceItems]:
    """The items in ``data``, the bytes of the file ``shown`` with the digest ``digest``; yields every mistake as a problem."""
    text = yield from text_of(data, shown)
    if text is None:
        return SourceItems(record=digest)
    is_text = shown.lower().endswith(TEXT_SUFFIXES)
    read = _text_item if is_text else _list_items
    found = yield from read(text, shown, source, digest)
    comments = tuple(_comments(text.split("\n---", 1)[0] if is_text else text, shown)) if "#" in text else ()
    return replace(found, comments=comments) if comments else found


def _text_item(text: str, shown: str, source: Source, digest: str) -> Reading[SourceItems]:
    parts = yield from front_matter.split(text, shown)
    if parts is None:
        return SourceItems(record=digest)
    yield from invisible(parts.body, shown, parts.body_line, Level.WARNING)
    node, faults = gathered(parse(parts.record, shown, 2))
    yield from front_matter.in_text(parts, faults)
    if node is None:
        if not faults:
            remedy = "请写“类型: ……”“标题: ……”等。"
            yield problem(Place(shown, 2, 1), "front-matter-empty", "两行“---”之间没有内容。", remedy)
        return SourceItems(record=digest)
    record = digest_of(parts.record.encode())
    origins = origin_of(digest, shown, 0), origin_of(record, shown, 0)
    body = kept_text(parts.body.encode(), len(parts.body))
    item = yield from read_item(node, source, SourcePart(shown, body, parts.body_line, *origins))
    if item is None:
        return SourceItems(record=record)
    yield from front_matter.strayed(parts, {KIND_LABEL, *item.kind.by_label}, shown)
    return SourceItems(items=(item,), nodes=(_naming_files(node),), record=record)


def _list_items(text: str, shown: str, source: Source, digest: str) -> Reading[SourceItems]:
    node, faults = gathered(parse(text, shown))
    yield from faults
    if node is None or (isinstance(node, Sequence) and not node.items):
        if not faults:
            remedy = "请从“类型: ……”写起；不需要这个文件就删除它。"
            yield problem(Place(shown, 1, 1), "file-empty", "文件里没有内容。", remedy)
        return SourceItems(record=digest)
    if not isinstance(node, (Mapping, Sequence)):
        what = "这个文件里没有“名称: 内容”的各行。"
        remedy = "请从“类型: ……”写起；冒号要用半角，后面加一个空格。"
        yield problem(node.place, "wrong-shape", what, remedy)
        return SourceItems(record=digest)
    items: list[Item] = []
    nodes: list[Mapping | None] = []
    for one in node.items if isinstance(node, Sequence) else (node,):
        origin = origin_of(digest, shown, len(items))
        item = yield from read_item(one, source, SourcePart(shown, origin=origin, record_origin=origin))
        if item:
            items.append(item)
            nodes.append(_naming_files(one))
    return SourceItems(items=tuple(items), nodes=tuple(nodes), record=digest)


def _naming_files(node: Node) -> Mapping | None:
    """``node`` if it is a mapping that names tables or records, else None."""
    return node if isinstance(node, Mapping) and any(map(node.get, LABELS)) else None


def _comments(record: str, shown: str) -> Iterator[Comment]:
    """The comments in YAML: they appear on no page, but anyone who reads the repository or the archive package sees them."""
    for number, line in enumerate(record.split("\n"), 1):
        match = _COMMENT.search(line) if "#" in line else None
        if match:
            yield Comment(match[1], Place(shown, number, match.start(1) + 1))
