"""A publication that notes what is asked of it, so that results can be reused while the answers stay the same.

Nobody declares what a page or a finding depends on: its code is given a publication every part of which notes the
questions put to it. When all of them have the same answers in the next build, the same code would do the same again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any, Generic, TypeVar, overload

from gongkai.incremental.cache import digest_of
from gongkai.incremental.same_object import SameObject
from gongkai.model.item import Item
from gongkai.model.publication import Publication
from gongkai.model.relation import OutsideDocument, Relation
from gongkai.model.validity import Validity

T = TypeVar("T")

_EVERYTHING = "*"
_TABLES = {
    "by_index": "i",
    "by_number": "n",
    "outgoing": "o",
    "incoming": "c",
    "outside": "d",
    "outside_incoming": "e",
    "validity": "v",
    "records": "r",
    "addresses": "a",
    "defects": "p",
}
"""The tables of a publication, each with the letter with which the questions to it begin."""


class TrackedPublication:
    """A publication with a record of the questions put to it since ``begin``.

    What is the same for all items (settings, types, calendar, day) is not noted: it belongs to the key.
    """

    def __init__(self, publication: Publication) -> None:
        self._asked: set[str] = set()
        self._answers = _answers_of(SameObject(publication))
        tables: dict[str, Any] = {
            name: _NotedTable(getattr(publication, name), letter, self._asked) for name, letter in _TABLES.items()
        }
        reading = replace(
            publication.reading,
            items=_NotedList(publication.reading.items, self._asked),
            problems=_NotedList(publication.reading.problems, self._asked),
            files=_NotedList(publication.reading.files, self._asked),
            comments=_NotedList(publication.reading.comments, self._asked),
        )
        problems = _NotedList(publication.problems, self._asked)
        self.publication = replace(publication, reading=reading, problems=problems, **tables)

    def begin(self) -> None:
        """Forget the questions so far."""
        self._asked.clear()

    def asked(self) -> list[str]:
        """The questions since ``begin``, in order."""
        return sorted(self._asked)

    def fingerprint(self, item: Item, asked: Sequence[str]) -> str:
        """A digest of an item and of the answers to the questions that were asked about it; empty where it has no origin."""
        if not item.origin:
            return ""
        answers = [self._answers.to(question) for question in asked]
        return "" if None in answers else digest_of("\n".join([item.origin, *map(str, answers)]).encode())


class _NotedTable(Mapping[str, T]):
    """A table that notes for which keys it is asked; whoever goes through it asks for everything."""

    __slots__ = ("_asked", "_letter", "_table")

    def __init__(self, table: Mapping[str, T], letter: str, asked: set[str]) -> None:
        self._table, self._letter, self._asked = table, letter, asked

    def __getitem__(self, key: str) -> T:
        self._asked.add(self._letter + key)
        return self._table[key]

    def get(self, key: str, default: Any = None) -> Any:
        self._asked.add(self._letter + key)
        return self._table.get(key, default)

    def __contains__(self, key: object) -> bool:
        self._asked.add(f"{self._letter}{key}")
        return key in self._table

    def __iter__(self) -> Iterator[str]:
        self._asked.add(_EVERYTHING)
        return iter(self._table)

    def __len__(self) -> int:
        self._asked.add(_EVERYTHING)
        return len(self._table)


class _NotedList(Sequence[T], Generic[T]):
    """A list that notes that it was looked into."""

    __slots__ = ("_asked", "_list")

    def __init__(self, of: Sequence[T], asked: set[str]) -> None:
        self._list, self._asked = of, asked

    @overload
    def __getitem__(self, place: int) -> T: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[T]: ...
    def __getitem__(self, place: int | slice) -> T | Sequence[T]:
        self._asked.add(_EVERYTHING)
        return self._list[place]

    def __iter__(self) -> Iterator[T]:
        self._asked.add(_EVERYTHING)
        return iter(self._list)

    def __len__(self) -> int:
        self._asked.add(_EVERYTHING)
        return len(self._list)


class _Answers:
    """What a publication answers, as texts that are equal only for equal answers; None where that cannot be told."""

    def __init__(self, publication: Publication) -> None:
        self._publication = publication
        self._known: dict[str, str | None] = {}
        self._words: dict[str, Callable[[str], str | None]] = {
            "i": lambda key: _of_item(publication.by_index.get(key)),
            "n": lambda key: _of_item(publication.by_number.get(key)),
            "o": lambda key: _of_relations(publication.outgoing.get(key)),
            "c": lambda key: _of_relations(publication.incoming.get(key)),
            "d": lambda key: repr(publication.outside.get(key)),
            "e": lambda key: _of_relations(publication.outside_incoming.get(key)),
            "v": lambda key: _of_validity(publication.validity.get(key)),
            # The records of an item are in the files that its origin tells.
            "r": lambda key: _of_item(publication.by_index.get(key)) if key in publication.records else "-",
            "a": lambda key: publication.addresses.get(key, "-"),
            "p": lambda key: repr(publication.defects.get(key)),
        }

    def to(self, question: str) -> str | None:
        """The answer to one question."""
        if question not in self._known:
            everything = question == _EVERYTHING
            self._known[question] = self._of_everything() if everything else self._words[question[0]](question[1:])
        return self._known[question]

    def _of_everything(self) -> str | None:
        """Everything follows from the items, given the key."""
        origins = [item.origin for item in self._publication.reading.items]
        return digest_of("\n".join([*origins, *self._publication.reading.files]).encode()) if all(origins) else None


@lru_cache(maxsize=1)
def _answers_of(publication: SameObject[Publication]) -> _Answers:
    """Checking and writing ask the same publication one after the other."""
    return _Answers(publication.it)


def _of_item(item: Item | None) -> str | None:
    return "-" if item is None else item.origin or None


def _of_relations(relations: Sequence[Relation] | None) -> str | None:
    """A relation follows from the item that states it, from where it states it, and from what it leads to."""
    parts: list[str] = []
    for one in relations or ():
        target = repr(one.target) if isinstance(one.target, OutsideDocument) else one.target.origin
        if not one.source.origin or not target:
            return None
        parts.append(f"{one.kind.name} {one.source.origin} {one.place.line}:{one.place.column} {target}")
    return "\t".join(parts)


def _of_validity(validity: Validity | None) -> str | None:
    if validity is None:
        return "-"
    events = validity.events
    by = [validity.by, *validity.successors, *(event.by for event in events), *(event.void_by for event in events)]
    origins = [_of_item(item) for item in by]
    if None in origins:
        return None
    told = [f"{event.kind.name} {event.day} {event.until} {event.clauses} {event.note!r}" for event in events]
    changes = [f"{day} {state.name}" for day, state in validity.changes]
    days = f"{validity.as_of} {validity.since} {validity.until} {validity.former_until}"
    return f"{validity.state.name} {days} {changes} {told} {origins}"
