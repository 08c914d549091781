"""What a source file says as plain JSON, so that a file that has not changed need not be read by YAML's rules again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from gongkai.incremental.cached_problems import problem_of, problem_row
from gongkai.model.item import Item, Row, Value
from gongkai.model.place import Place
from gongkai.model.problems.problem import Problem
from gongkai.model.problems.yielded import Reading
from gongkai.model.publication import Comment
from gongkai.reading.items import Metadata, Source, SourcePart, item_of
from gongkai.reading.source_items import SourceItems, origin_of


def is_cacheable(found: SourceItems) -> bool:
    """Whether the file tells everything by itself or in fields; mappings that name further files are read again."""
    return not any(found.nodes)


def packed(found: SourceItems, problems: Iterable[Problem]) -> list[Any]:
    """What the file says and what is wrong with it, without the text, which is kept where it stands."""
    return [
        [_item(item) for item in found.items],
        [[one.words, *_spot(one.place)] for one in found.comments],
        [problem_row(one) for one in problems],
        found.record,
    ]


def unpacked(content: list[Any], data: bytes, shown: str, source: Source, fingerprint: str) -> Reading[SourceItems]:
    """The same as ``read_source`` for the same file, from which ``content`` was packed."""
    rows, comments, problems, record = content
    yield from map(problem_of, problems)
    items: list[Item] = []
    text = ""
    for title, line, column, legacy, length, body_line, values, refused, places in rows:
        if length and not text:
            text = data.decode("utf-8-sig")
            if "\r" in text:
                text = text.replace("\r\n", "\n").replace("\r", "\n")
        metadata = Metadata(
            Place(shown, line, column),
            legacy,
            {name: value if type(value) is str else _value_of(value, shown) for name, value in values.items()},
            {
                name: Place(shown, line, column)
                for name, line, column in zip((*values, *refused), places[::2], places[1::2])
            },
        )
        origins = origin_of(fingerprint, shown, len(items)), origin_of(record, shown, len(items))
        part = SourcePart(shown, text[-length:] if length else "", body_line, *origins)
        items.append(item_of(source.kinds[title], source.agency, metadata, part))
    return SourceItems(
        items=tuple(items),
        nodes=(None,) * len(items),
        comments=tuple(Comment(words, Place(shown, line, column)) for words, line, column in comments),
        record=record,
    )


def _item(item: Item) -> list[Any]:
    refused = [name for name in item.places if name not in item.values]
    return [
        item.kind.title,
        *_spot(item.place),
        item.legacy,
        len(item.body),
        item.body_line,
        {name: _packed(value) for name, value in item.values.items()},
        refused,
        [number for name in (*item.values, *refused) for number in _spot(item.places[name])],
    ]


def _spot(place: Place) -> list[int]:
    return [place.line, place.column]


def _packed(value: Value) -> Any:
    """Texts, figures and truths as they are; everything else as a list that begins with what it is."""
    if isinstance(value, datetime):
        return ["moment", value.isoformat()]
    if isinstance(value, date):
        return ["day", value.isoformat()]
    if isinstance(value, Decimal):
        return ["figure", str(value)]
    if isinstance(value, Row):
        return ["row", *_spot(value.place), {name: _packed(inner) for name, inner in value.values.items()}]
    if isinstance(value, tuple):
        return ["several", [_packed(inner) for inner in value]]
    return value


def _value_of(packed_value: Any, shown: str) -> Any:
    if not isinstance(packed_value, list):
        return packed_value
    what, *rest = packed_value
    if what == "day":
        return date.fromisoformat(rest[0])
    if what == "several":
        return tuple(_value_of(inner, shown) for inner in rest[0])
    if what == "row":
        line, column, values = rest
        return Row(Place(shown, line, column), {name: _value_of(inner, shown) for name, inner in values.items()})
    return datetime.fromisoformat(rest[0]) if what == "moment" else Decimal(rest[0])
