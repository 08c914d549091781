"""What a reference means: an item of the column by index number, document number or title, else an outside document."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from gongkai.model.document_number import fold, index_key, is_number, number_key, standard_form, title_key
from gongkai.model.item import Item, Row
from gongkai.model.relation import OutsideDocument
from gongkai.reading.values.nearest import nearest

_NEARLY = 0.85
_SHORTEST = 6
"""Likeness, and characters of a text, from which two titles are taken for one with a slip."""


@dataclass(slots=True)
class Targets:
    """Everything that can be referred to."""

    by_index: dict[str, Item] = field(default_factory=dict)
    by_number: dict[str, Item] = field(default_factory=dict)
    by_title: dict[str, list[Item]] = field(default_factory=dict)
    repeated_numbers: list[tuple[Item, Item]] = field(default_factory=list)
    """Later item and earlier one with the same document number."""

    @classmethod
    def of(cls, items: Iterable[Item]) -> Targets:
        """The targets in a column."""
        targets = cls()
        for item in items:
            targets.by_index[index_key(item.index_no)] = item
            targets.by_title.setdefault(title_key(item.title), []).append(item)
            if item.doc_no:
                other = targets.by_number.setdefault(number_key(item.doc_no), item)
                if other is not item:
                    targets.repeated_numbers.append((item, other))
        return targets

    def find(self, written: str) -> Item | None:
        """The item that a text names; a title only where no other item has it."""
        found = self.by_index.get(index_key(written)) or self.by_number.get(number_key(written))
        if found is None:
            titled = self.by_title.get(title_key(written), [])
            found = titled[0] if len(titled) == 1 else None
        return found

    def titled(self, written: str) -> list[Item]:
        """All items with the title."""
        return self.by_title.get(title_key(written), [])

    def nearly(self, written: str) -> Item | None:
        """The item whose title or number is so like the text that it must have been meant."""
        key = title_key(written)
        found = nearest(key, [*self.by_title, *self.by_number], _NEARLY) if len(key) >= _SHORTEST else ""
        if not found:
            return None
        return self.by_number.get(found) or self.by_title[found][0]


def outside_document(row: Row, written: str) -> OutsideDocument:
    """The outside document that a row names."""
    title = row.text("title")
    number = standard_form(written) if is_number(written) else ""
    if not number and not title:
        title = written.strip().removeprefix("《").removesuffix("》")
    return OutsideDocument(
        key=number_key(number) if number else fold(title), number=number, title=title, url=row.text("url")
    )


def looks_like_index(written: str, prefixes: Iterable[str]) -> bool:
    """Whether a text can only be an index number of this column, so that it must be found there."""
    return any(prefix and written.startswith(prefix) for prefix in prefixes)
