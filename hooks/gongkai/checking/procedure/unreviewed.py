"""Items without a record of their review, which a rule counts and the gate 审核 holds back."""

from __future__ import annotations

from gongkai.checking.texts.text_lines import all_text
from gongkai.model.item import Item, Row
from gongkai.texts.unfilled import gaps_in


def unreviewed(item: Item) -> bool:
    """Whether the item has no record of its review, and nothing in it says that it is still being written."""
    return not item.legacy and not isinstance(item.values.get("review"), Row) and not gaps_in(all_text(item))
