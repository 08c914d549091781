"""A publication that records which of its parts are read, so that results are reused while those parts are unchanged.

Dependencies are not declared. The code that makes a page or a finding is given a publication that records every query.
If all these queries have the same answers in the next build, the code would produce the same result again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any, Generic, TypeVar, cast, overload

from gongkai.incremental.cache import digest_of
from gongkai.incremental.same_object import SameObject
from gongkai.model.item import Item
from gongkai.model.publication import Publication
from gongkai.model.relation import OutsideDocument, Relation
from gongkai.model.terms.term_standing import TermStanding
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
    "scheduled_days": "s",
    "terms": "t",
}
"""The tables of a publication, each with the letter that begins the queries to it."""


class TrackedPublication:
    """A publication together with the queries made to it since ``begin``.

    What is the same for all items (settings, types, calendar, day) is not recorded: it is part of the cache key.
    """

    def __init__(self, publication: Publication) -> None:
        self._queries: set[str] = set()
        self._answers = _answers_of(SameObject(publication))
        tables: dict[str, Any] = {
            name: _TrackedTable(getattr(publication, name), letter, self._queries) for name, letter in _TABLES.items()
        }
        reading = replace(
            publication.reading,
            items=_TrackedList(publication.reading.items, self._queries),
            problems=_TrackedList(publication.reading.problems, self._queries),
            files=_TrackedList(publication.reading.files, self._queries),
            comments=_TrackedList(publication.reading.comments, self._queries),
        )
        problems = _TrackedList(publication.problems, self._queries)
        scheduled = _TrackedList(publication.scheduled, self._queries)
        # The sources hold what is not public; no page and no finding of one item may look there.
        self.publication = replace(
            publication, reading=reading, problems=problems, scheduled=scheduled, sources=None, **tables
        )

    def begin(self) -> None:
        """Forget all recorded queries."""
        self._queries.clear()

    def asked(self) -> list[str]:
        """The queries recorded since ``begin``, sorted: a letter of ``_TABLES`` and a key, or ``*`` for everything."""
        return sorted(self._queries)

    def fingerprint(self, item: Item, asked: Sequence[str]) -> str:
        """A digest of ``item`` and of the answers to the queries ``asked``.

        Empty where the item or an answer has no origin, so that the result cannot be cached.
        """
        if not item.origin:
            return ""
        answers = list(map(self._answers.to, asked))
        return "" if None in answers else digest_of("\n".join([item.origin, *cast(list[str], answers)]).encode())


class _TrackedTable(Mapping[str, T]):
    """A table that records the keys that are looked up; iterating over it counts as reading everything."""

    __slots__ = ("_letter", "_queries", "_table")

    def __init__(self, table: Mapping[str, T], letter: str, queries: set[str]) -> None:
        self._table, self._letter, self._queries = table, letter, queries

    def __getitem__(self, key: str) -> T:
        self._queries.add(self._letter + key)
        return self._table[key]

    def get(self, key: str, default: Any = None) -> Any:
        self._queries.add(self._letter + key)
        return self._table.get(key, default)

    def __contains__(self, key: object) -> bool:
        self._queries.add(f"{self._letter}{key}")
        return key in self._table

    def __iter__(self) -> Iterator[str]:
        self._queries.add(_EVERYTHING)
        return iter(self._table)

    def __len__(self) -> int:
        self._queries.add(_EVERYTHING)
        return len(self._table)


class _TrackedList(Sequence[T], Generic[T]):
    """A list that records any access as reading everything."""

    __slots__ = ("_list", "_queries")

    def __init__(self, of: Sequence[T], queries: set[str]) -> None:
        self._list, self._queries = of, queries

    @overload
    def __getitem__(self, place: int) -> T: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[T]: ...
    def __getitem__(self, place: int | slice) -> T | Sequence[T]:
        self._queries.add(_EVERYTHING)
        return self._list[place]

    def __iter__(self) -> Iterator[T]:
        self._queries.add(_EVERYTHING)
        return iter(self._list)

    def __len__(self) -> int:
        self._queries.add(_EVERYTHING)
        return len(self._list)


class _Answers:
    """The answers of a publication as strings, equal only for equal answers; None where equality cannot be determined."""

    def __init__(self, publication: Publication) -> None:
        self._publication = publication
        self.to = _Remembered(self._answer).__getitem__
        """The answer to one query; None where the items concerned have no origin."""
        self._answer_for: dict[str, Callable[[str], str | None]] = {
            "i": lambda key: _item_answer(publication.by_index.get(key)),
            "n": lambda key: _item_answer(publication.by_number.get(key)),
            "o": lambda key: _relations_answer(publication.outgoing.get(key)),
            "c": lambda key: _relations_answer(publication.incoming.get(key)),
            "d": lambda key: repr(publication.outside.get(key)),
            "e": lambda key: _relations_answer(publication.outside_incoming.get(key)),
            "v": self._validity_answer,
            # The origin of an item covers the files that hold its records.
            "r": lambda key: _item_answer(publication.by_index.get(key)) if key in publication.records else "-",
            "a": lambda key: publication.addresses.get(key, "-"),
            "p": lambda key: repr(publication.defects.get(key)),
            "s": lambda key: str(publication.scheduled_days.get(key)),
            "t": lambda key: _term_answer(publication.terms.get(key)),
        }

    def _answer(self, query: str) -> str | None:
        return self._everything_answer() if query == _EVERYTHING else self._answer_for[query[0]](query[1:])

    def _validity_answer(self, key: str) -> str | None:
        """Where nothing refers to a document, its validity follows from its own dates, and from the day, which is in the key."""
        validity = self._publication.validity.get(key)
        if validity and key not in self._publication.incoming:
            return _item_answer(self._publication.by_index.get(key))
        return _validity_answer(validity)

    def _everything_answer(self) -> str | None:
        """A digest of all items and files, from which everything else follows under the same key."""
        origins = [item.origin for item in (*self._publication.reading.items, *self._publication.scheduled)]
        return digest_of("\n".join([*origins, *self._publication.reading.files]).encode()) if all(origins) else None


class _Remembered(dict[str, "str | None"]):
    """Answers by query; each is found when it is first asked for, and a second look-up runs no Python."""

    def __init__(self, answer: Callable[[str], str | None]) -> None:
        super().__init__()
        self._answer = answer

    def __missing__(self, query: str) -> str | None:
        self[query] = answer = self._answer(query)
        return answer


@lru_cache(maxsize=1)
def _answers_of(publication: SameObject[Publication]) -> _Answers:
    """Remembered, since checking and rendering use the same publication one after the other."""
    return _Answers(publication.it)


def _item_answer(item: Item | None) -> str | None:
    return "-" if item is None else item.origin or None


def _relations_answer(relations: Sequence[Relation] | None) -> str | None:
    """A relation is determined by its source, its place in the source, and its target."""
    parts: list[str] = []
    for one in relations or ():
        target = repr(one.target) if isinstance(one.target, OutsideDocument) else one.target.origin
        if not one.source.origin or not target:
            return None
        parts.append(f"{one.kind.name} {one.source.origin} {one.place.line}:{one.place.column} {target}")
    return "\t".join(parts)


def _validity_answer(validity: Validity | None) -> str | None:
    if validity is None:
        return "-"
    events = validity.events
    by = [validity.by, *validity.successors, *(event.by for event in events), *(event.void_by for event in events)]
    origins = [_item_answer(item) for item in by]
    if None in origins:
        return None
    event_texts = [f"{event.kind.name} {event.day} {event.until} {event.clauses} {event.note!r}" for event in events]
    changes = [f"{day} {state.name}" for day, state in validity.changes]
    days = f"{validity.as_of} {validity.since} {validity.until} {validity.former_until}"
    return f"{validity.state.name} {days} {changes} {event_texts} {origins}"


def _term_answer(standing: TermStanding | None) -> str | None:
    if standing is None:
        return "-"
    origins = [_item_answer(state.by) for state in standing.states]
    if None in origins:
        return None
    states = [f"{state.day} {state.words} {state.tone}" for state in standing.states]
    return f"{standing.now.day} {states} {origins} {standing.last_day} {standing.owed}"
