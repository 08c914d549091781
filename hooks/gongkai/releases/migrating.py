"""Rewriting the sources of a column from the labels, values and columns of an earlier version to those of the present one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from gongkai.model.problems.yielded import gathered
from gongkai.model.words.matcher import matcher
from gongkai.reading.source_files import TEXT_SUFFIXES, source_files
from gongkai.reading.tables.csv_tables import CsvError, encoding_of
from gongkai.reading.yaml import front_matter
from gongkai.reading.yaml.nodes import Mapping, Node, Scalar, parse
from gongkai.reading.yaml.nodes import Sequence as NodeSequence
from gongkai.reading.yaml.source_text import text_of
from gongkai.releases.migrations import Migration

_TYPE, _RECORDS = "类型", "记录"
_LINE_END = matcher(r"(\r\n|\r|\n)")


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A source file before and after, as text, and the encoding in which it is written."""

    path: str
    before: str
    after: str
    encoding: str = "utf-8"
    unclear: tuple[str, ...] = ()
    """What cannot be rewritten without a decision, in Chinese with file and line."""


@dataclass(frozen=True, slots=True)
class _Edit:
    line: int
    column: int
    old: str
    new: str


def rewritten_sources(root: Path, migrations: Sequence[Migration]) -> Iterator[Rewritten]:
    """The sources below ``root`` that the migrations change, in the order of their paths; nothing is written. Raises OSError."""
    if not migrations:
        return
    paths, _ = gathered(source_files(root))
    tables: dict[str, list[Migration]] = {}
    for path in paths:
        found = _rewritten(root, path, migrations, tables)
        if found:
            yield found
    for path, wanted in sorted(tables.items()):
        table = _rewritten_table(root, path, wanted)
        if table:
            yield table


def _rewritten(
    root: Path, path: str, migrations: Sequence[Migration], tables: dict[str, list[Migration]]
) -> Rewritten | None:
    data = (root / path).read_bytes()
    text, _ = gathered(text_of(data, path))
    if text is None:
        return None
    edits, unclear = [], []
    for item in _items(text, path):
        for one in migrations:
            if not _concerns(one, path, _text_of(item.get(_TYPE))):
                continue
            if one.column:
                records = _text_of(item.get(_RECORDS))
                if records:
                    tables.setdefault(str(PurePosixPath(path).with_name(records)), []).append(one)
                continue
            for edit in _edits(item, one, path):
                if isinstance(edit, _Edit):
                    edits.append(edit)
                else:
                    unclear.append(edit)
    encoding = "utf-8-sig" if data.startswith(b"\xef\xbb\xbf") else "utf-8"
    before = data.decode(encoding)
    after = _edited(before, edits)
    return Rewritten(path, before, after, encoding, tuple(unclear)) if after != before or unclear else None


def _concerns(migration: Migration, path: str, kind: str) -> bool:
    if migration.file:
        return migration.file == path
    return bool(kind) and (not migration.types or kind in migration.types)


def _items(text: str, path: str) -> Iterator[Mapping]:
    """The mappings of a source that can each be an item."""
    if path.lower().endswith(TEXT_SUFFIXES):
        parts, _ = gathered(front_matter.split(text, path))
        node = gathered(parse(parts.record, path, 2))[0] if parts else None
    else:
        node, _ = gathered(parse(text, path))
    nodes: Iterable[Node | None] = node.items if isinstance(node, NodeSequence) else (node,)
    yield from (one for one in nodes if isinstance(one, Mapping))


def _edits(item: Mapping, migration: Migration, path: str) -> Iterator[_Edit | str]:
    *above, last = migration.path
    for mapping in _below(item, above):
        names = {key.text for key, _ in mapping.pairs}
        for key, value in mapping.pairs:
            if key.text != last:
                continue
            if migration.label and migration.label in names:
                yield f"{path}:{key.place.line}：已经有“{migration.label}”，请自己决定留哪一个，删除“{last}”。"
            elif migration.label:
                yield _Edit(key.place.line, key.place.column, last, migration.label)
            else:
                scalars = value.items if isinstance(value, NodeSequence) else (value,)
                for one in scalars:
                    new = migration.values.get(one.text) if isinstance(one, Scalar) else None
                    if new is not None and isinstance(one, Scalar):
                        yield _Edit(one.place.line, one.place.column, one.text, new)


def _below(node: Node, labels: Sequence[str]) -> Iterator[Mapping]:
    """The mappings that lie under ``labels``; a list is gone through."""
    if isinstance(node, NodeSequence):
        for one in node.items:
            yield from _below(one, labels)
    elif isinstance(node, Mapping):
        if not labels:
            yield node
        elif (within := node.get(labels[0])) is not None:
            yield from _below(within, labels[1:])


def _edited(text: str, edits: Sequence[_Edit]) -> str:
    """The text, with its line ends as they are, after the edits."""
    lines = _LINE_END.split(text)
    # From the end, so that the columns of earlier edits of a line stay right; ends of lines stand between the lines.
    for edit in sorted(edits, key=lambda one: (one.line, one.column), reverse=True):
        at = 2 * (edit.line - 1)
        line = lines[at]
        start = edit.column - 1 + (line[edit.column - 1 : edit.column] in ("'", '"'))
        if line.startswith(edit.old, start):
            lines[at] = line[:start] + edit.new + line[start + len(edit.old) :]
    return "".join(lines)


def _rewritten_table(root: Path, path: str, migrations: Sequence[Migration]) -> Rewritten | None:
    file = root / path
    if not file.is_file():
        return None
    try:
        encoding = encoding_of(file, path)
    except CsvError:
        return None
    if encoding == "utf-8-sig" and not file.read_bytes().startswith(b"\xef\xbb\xbf"):
        encoding = "utf-8"
    before = file.read_bytes().decode(encoding)
    head, end, rows = before.partition("\n")
    for one in migrations:
        # The old header as a whole cell, in quotes or not.
        found = re.search(rf'(?<![^,"]){re.escape(one.column)}(?![^,"\r])', head)
        if found:
            head = head[: found.start()] + one.label + head[found.end() :]
    after = head + end + rows
    return Rewritten(path, before, after, encoding) if after != before else None


def _text_of(node: Node | None) -> str:
    return node.text if isinstance(node, Scalar) else ""
