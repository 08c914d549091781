"""Whether a change of a published item is announced to the public: by a 变更说明 or by a notice."""

from __future__ import annotations

from gongkai.model.item import Item, Value
from gongkai.model.publication import Publication

_ANNOUNCING = ("changes", "corrects", "withdraws", "terminates", "takes_down")
"""Relations by which a notice announces a change of an item."""


def has_new_note(before: Item, after: Item, base: Publication, head: Publication) -> bool:
    """Whether ``after`` has a 变更说明 that ``before`` does not have, or a notice that is not in ``base`` is about it."""
    before_notes = {_comparable_row(row.values) for row in before.rows("change_note")}
    if any(_comparable_row(row.values) not in before_notes for row in after.rows("change_note")):
        return True
    before_sources = {relation.source.index_no for relation in base.incoming.get(before.index_no, ())}
    return any(
        relation.kind.name in _ANNOUNCING and relation.source.index_no not in before_sources
        for relation in head.incoming.get(after.index_no, ())
    )


def comparable(value: Value | None) -> object:
    """A value for comparison, without the places of its rows and with blanks collapsed: a moved line is no change."""
    if isinstance(value, tuple):
        return tuple(comparable(one) for one in value)
    if value is None or isinstance(value, (str, int)):
        return " ".join(value.split()) if isinstance(value, str) else value
    values = getattr(value, "values", None)
    return _comparable_row(values) if isinstance(values, dict) else value


def _comparable_row(values: object) -> tuple[tuple[str, object], ...]:
    assert isinstance(values, dict)
    return tuple(sorted((name, comparable(value)) for name, value in values.items()))
