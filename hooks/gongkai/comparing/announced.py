"""Whether a change of a published item has been told to the public, and by which means."""

from __future__ import annotations

from gongkai.model.item import Item, Value
from gongkai.model.publication import Publication

_SAY = ("changes", "corrects", "withdraws", "terminates", "takes_down")
"""Relations of notices that tell what happened to an item."""


def has_new_note(before: Item, after: Item, base: Publication, head: Publication) -> bool:
    """Whether ``after`` has a 变更说明 that ``before`` had not, or a new notice speaks of it."""
    known = {_words(row.values) for row in before.rows("change_note")}
    if any(_words(row.values) not in known for row in after.rows("change_note")):
        return True
    said = {relation.source.index_no for relation in base.incoming.get(before.index_no, ())}
    return any(
        relation.kind.name in _SAY and relation.source.index_no not in said
        for relation in head.incoming.get(after.index_no, ())
    )


def words_of(value: Value | None) -> object:
    """A value without the places of its rows, so that moving a line changes nothing."""
    if isinstance(value, tuple):
        return tuple(words_of(one) for one in value)
    if value is None or isinstance(value, (str, int)):
        return " ".join(value.split()) if isinstance(value, str) else value
    values = getattr(value, "values", None)
    return _words(values) if isinstance(values, dict) else value


def _words(values: object) -> tuple[tuple[str, object], ...]:
    assert isinstance(values, dict)
    return tuple(sorted((name, words_of(value)) for name, value in values.items()))
