"""The items of a source file as plain JSON for the cache, so that an unchanged file is not parsed as YAML again."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from errno import ESTALE
from pathlib import Path
from typing import Any

from gongkai.incremental.cache import digest_of
from gongkai.incremental.cached_problems import problem_of, problem_row
from gongkai.incremental.kept_texts import OutsideText, kept_text
from gongkai.model.item import Item, Kept, Row, Value, words_of
from gongkai.model.place import Place
from gongkai.model.problems.problem import Problem
from gongkai.model.problems.yielded import Reading
from gongkai.model.publication import Comment
from gongkai.reading.items import Metadata, Source, SourcePart, item_of
from gongkai.reading.source_items import SourceItems, origin_of


class _Places(Mapping[str, Place]):
    """Places by the names of fields, of which few are asked for, so that each is made when it is."""

    __slots__ = ("_names", "_numbers", "_path")

    def __init__(self, names: tuple[str, ...], numbers: list[int], path: str) -> None:
        """``numbers`` are the line and the column of each name, one after the other."""
        self._names, self._numbers, self._path = names, numbers, path

    def __getitem__(self, name: str) -> Place:
        if name not in self._names:
            raise KeyError(name)
        at = 2 * self._names.index(name)
        return Place(self._path, self._numbers[at], self._numbers[at + 1])

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def __repr__(self) -> str:
        return repr(dict(self))


def is_cacheable(found: SourceItems) -> bool:
    """Whether the result can be cached: not if an item names tables or records, whose YAML nodes are needed again."""
    return not any(found.nodes)


def packed(found: SourceItems, problems: Iterable[Problem]) -> list[Any]:
    """The items, comments and problems of a file as JSON; without its text, which is taken from the file again."""
    return [
        [_packed_item(item) for item in found.items],
        [[one.words, *_line_and_column(one.place)] for one in found.comments],
        [problem_row(one) for one in problems],
        found.record,
    ]


def unpacked(
    content: list[Any], data: bytes | None, shown: str, source: Source, fingerprint: str
) -> Reading[SourceItems]:
    """The same as ``read_source`` for the file whose result ``packed`` made into ``content``.

    ``data`` are its bytes, which have the digest ``fingerprint``; without them they are read when somebody asks for the text.
    """
    rows, comments, problems, record = content
    yield from map(problem_of, problems)
    items: list[Item] = []
    for title, line, column, legacy, length, body_line, values, refused, places in rows:
        metadata = Metadata(
            Place(shown, line, column),
            legacy,
            {name: value if type(value) is str else _unpacked_value(value, shown) for name, value in values.items()},
            _Places((*values, *refused), places, shown),
        )
        origins = origin_of(fingerprint, shown, len(items)), origin_of(record, shown, len(items))
        written: str | Kept = ""
        if length:
            written = UnreadText(source.root, shown, fingerprint, length) if data is None else kept_text(data, length)
        part = SourcePart(shown, written, body_line, *origins)
        items.append(item_of(source.kinds[title], source.agency, metadata, part))
    return SourceItems(
        items=tuple(items),
        nodes=(None,) * len(items),
        comments=tuple(Comment(words, Place(shown, line, column)) for words, line, column in comments),
        record=record,
    )


class UnreadText(OutsideText):
    """The text at the end of a source file, which is read when somebody asks for it first."""

    __slots__ = ("_fingerprint", "_length", "_path", "_read", "_root")

    def __init__(self, root: Path, path: str, fingerprint: str, length: int) -> None:
        """The text is the last ``length`` characters of the file, whose bytes have the digest ``fingerprint``."""
        self._root, self._path, self._fingerprint, self._length = root, path, fingerprint, length
        self._read: str | Kept | None = None

    def words(self) -> str:
        """The text. Raises OSError, also where the file is no more what it was."""
        if self._read is None:
            self._read = kept_text(_bytes_of(self._root, self._path, self._fingerprint), self._length)
        return words_of(self._read)


def _bytes_of(root: Path, shown: str, fingerprint: str) -> bytes:
    data = (root / shown).read_bytes()
    if digest_of(data) != fingerprint:
        raise OSError(ESTALE, os.strerror(ESTALE), shown)
    return data


def _packed_item(item: Item) -> list[Any]:
    refused = [name for name in item.places if name not in item.values]
    return [
        item.kind.title,
        *_line_and_column(item.place),
        item.legacy,
        len(item.body),
        item.body_line,
        {name: _packed_value(value) for name, value in item.values.items()},
        refused,
        [number for name in (*item.values, *refused) for number in _line_and_column(item.places[name])],
    ]


def _line_and_column(place: Place) -> list[int]:
    return [place.line, place.column]


def _packed_value(value: Value) -> Any:
    """Strings, integers and booleans as they are; any other value as a list that begins with the name of its type."""
    if isinstance(value, datetime):
        return ["moment", value.isoformat()]
    if isinstance(value, date):
        return ["day", value.isoformat()]
    if isinstance(value, Decimal):
        return ["figure", str(value)]
    if isinstance(value, Row):
        return [
            "row",
            *_line_and_column(value.place),
            {name: _packed_value(inner) for name, inner in value.values.items()},
        ]
    if isinstance(value, tuple):
        return ["several", [_packed_value(inner) for inner in value]]
    return value


def _unpacked_value(packed_value: Any, shown: str) -> Any:
    """The inverse of ``_packed_value``; rows get their places in the file ``shown``."""
    if not isinstance(packed_value, list):
        return packed_value
    type_name, *rest = packed_value
    if type_name == "day":
        return date.fromisoformat(rest[0])
    if type_name == "several":
        return tuple(_unpacked_value(inner, shown) for inner in rest[0])
    if type_name == "row":
        line, column, values = rest
        return Row(Place(shown, line, column), {name: _unpacked_value(inner, shown) for name, inner in values.items()})
    return datetime.fromisoformat(rest[0]) if type_name == "moment" else Decimal(rest[0])
