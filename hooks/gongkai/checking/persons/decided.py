"""What personal data of an item is public by a decision, so that the checks say nothing more of it."""

from __future__ import annotations

from gongkai.checking.persons.advice import MAY_BE_DECIDED
from gongkai.model.item import Item


def is_decided(item: Item, code: str) -> bool:
    """Whether a problem with this code was considered when it was decided that the item is public with names."""
    return code in MAY_BE_DECIDED and bool(item.values.get("privacy_exempt") or item.values.get("release_log"))
