"""The items of a type as their files state them: the YAML of each with its place in the file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from gongkai.model.item import Item
from gongkai.model.problems.yielded import gathered
from gongkai.reading.source_files import TEXT_SUFFIXES
from gongkai.reading.yaml import front_matter
from gongkai.reading.yaml.nodes import Mapping, Node, Sequence, parse

_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class SourceText:
    """A source file: its lines without line ends, and how they end."""

    path: str
    lines: tuple[str, ...]
    line_end: str
    has_mark: bool

    def written(self, lines: Iterable[str]) -> bytes:
        """The file with other lines."""
        return (_MARK if self.has_mark else b"") + self.line_end.join(lines).encode()


@dataclass(frozen=True, slots=True)
class ItemSource:
    """One item in its file: it ends before the line ``end``, which counts from 1."""

    item: Item
    text: SourceText
    node: Mapping
    end: int


def source_text(root: Path, path: str) -> SourceText:
    """The file at ``path`` below ``root``. Raises OSError."""
    data = (root / path).read_bytes()
    text = data.decode("utf-8-sig")
    line_end = "\r\n" if "\r\n" in text else "\n"
    return SourceText(path, tuple(text.split(line_end)), line_end, data.startswith(_MARK))


def item_sources(root: Path, items: Iterable[Item]) -> Iterator[ItemSource]:
    """The sources of the items, in their order. Raises OSError."""
    texts: dict[str, tuple[SourceText, list[tuple[Mapping, int]]]] = {}
    for item in items:
        path = item.place.path
        if path not in texts:
            text = source_text(root, path)
            texts[path] = (text, list(nodes_in(text)))
        text, nodes = texts[path]
        for node, end in nodes:
            if node.place.line == item.place.line:
                yield ItemSource(item, text, node, end)


def nodes_in(text: SourceText) -> Iterator[tuple[Mapping, int]]:
    """The mapping of every item in a file, and the line before which it ends."""
    whole = "\n".join(text.lines)
    first, end = 1, len(text.lines) + 1
    if text.path.lower().endswith(TEXT_SUFFIXES):
        parts, _ = gathered(front_matter.split(whole, text.path))
        if parts is None:
            return
        whole, first, end = parts.record, 2, parts.body_line - 1
    root, _ = gathered(parse(whole, text.path, first))
    nodes: list[Node] = list(root.items) if isinstance(root, Sequence) else [root] if root else []
    for place, node in enumerate(nodes):
        following = nodes[place + 1].place.line if place + 1 < len(nodes) else end
        if isinstance(node, Mapping):
            yield node, following
