"""Which texts the agency writes itself now: what it reprints and what it published long ago stays as it was printed."""

from __future__ import annotations

from gongkai.model.item import Item


def is_own(item: Item) -> bool:
    """Whether the form of the text is up to the agency."""
    return not item.legacy and not item.values.get("reprint_of")
