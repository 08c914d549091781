"""Resolving references: by index number, document number or title to an item, or else to a document outside the column."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from gongkai.model.document_number import fold, index_key, is_number, number_key, standard_form, title_key
from gongkai.model.item import Item, Row
from gongkai.model.relation import OutsideDocument
from gongkai.reading.values.nearest import nearest

_LEAST_SIMILARITY = 0.85
_LEAST_LENGTH = 6
"""The similarity, and the length of the shorter text, from which two titles count as one with a typing error."""


@dataclass(slots=True)
class Targets:
    """The items of a column by everything that references name them by."""

    by_index: dict[str, Item] = field(default_factory=dict)
    by_number: dict[str, Item] = field(default_factory=dict)
    repeated_numbers: list[tuple[Item, Item]] = field(default_factory=list)
    """Pairs of items with the same document number, the later one first."""
    _by_title: dict[str, list[Item]] = field(default_factory=dict)

    @classmethod
    def of(cls, items: Iterable[Item]) -> Targets:
        """The targets for the items of a column."""
        targets = cls()
        for item in items:
            targets.by_index[index_key(item.index_no)] = item
            if item.doc_no:
                other = targets.by_number.setdefault(number_key(item.doc_no), item)
                if other is not item:
                    targets.repeated_numbers.append((item, other))
        return targets

    @property
    def by_title(self) -> dict[str, list[Item]]:
        """The items by their titles, which are compared only where a reference is no number."""
        if not self._by_title:
            for item in self.by_index.values():
                self._by_title.setdefault(title_key(item.title), []).append(item)
        return self._by_title

    def find(self, written: str) -> Item | None:
        """The item that ``written`` names; by title only where a single item has it; None where there is none."""
        found = self.by_index.get(index_key(written)) or self.by_number.get(number_key(written))
        if found is None:
            titled = self.by_title.get(title_key(written), [])
            found = titled[0] if len(titled) == 1 else None
        return found

    def titled(self, written: str) -> list[Item]:
        """All items with the title ``written``."""
        return self.by_title.get(title_key(written), [])

    def nearly(self, written: str) -> Item | None:
        """The item whose title or document number is similar enough to be a suggestion; None where there is none."""
        key = title_key(written)
        found = nearest(key, [*self.by_title, *self.by_number], _LEAST_SIMILARITY) if len(key) >= _LEAST_LENGTH else ""
        if not found:
            return None
        return self.by_number.get(found) or self.by_title[found][0]


def outside_document(row: Row, written: str) -> OutsideDocument:
    """The document outside the column that ``row`` names; ``written`` is its reference, a document number or a title."""
    title = row.text("title")
    number = standard_form(written) if is_number(written) else ""
    if not number and not title:
        title = written.strip().removeprefix("《").removesuffix("》")
    return OutsideDocument(
        key=number_key(number) if number else fold(title), number=number, title=title, url=row.text("url")
    )


def looks_like_index(written: str, prefixes: Iterable[str]) -> bool:
    """Whether ``written`` begins like an index number of this column, so that an item must have it."""
    return any(prefix and written.startswith(prefix) for prefix in prefixes)
