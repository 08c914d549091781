"""Items without a record of their review, which a rule counts and the gate 审核 holds back."""

from __future__ import annotations

from gongkai.checking.texts.text_lines import all_text
from gongkai.model.item import Item, ItemFacts, Row
from gongkai.texts.unfilled import gaps_in


def unreviewed(item: Item, facts: ItemFacts | None = None) -> bool:
    """Whether the item has no record of its review, and nothing in it says that it is still being written.

    ``facts`` may know that of its text.
    """
    if item.legacy or isinstance(item.values.get("review"), Row):
        return False
    return not (facts.of(item, "has gaps", _has_gaps) if facts else _has_gaps(item))


def _has_gaps(item: Item) -> bool:
    return bool(gaps_in(all_text(item)))
