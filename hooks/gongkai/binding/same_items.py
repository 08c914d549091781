"""The same service item at several levels (同一事项编码，不同层级), and the six elements in which their guides must agree."""

from __future__ import annotations

from gongkai.model.item import Item, Value
from gongkai.model.publication import Publication
from gongkai.model.words.matcher import matcher

LEVEL = "service_level"
_LEVEL_IN_TITLE = matcher(r"[（(](?:国家|省|市|县|区|乡镇|村)级?[）)]\s*\Z")
"""What agencies put after the name to tell the guides apart (甲事项（县级）)."""
ELEMENTS = (
    ("事项名称", "title", ""),
    ("事项类型", "item_type", ""),
    ("申请材料", "materials", "name"),
    ("办理标准", "conditions", ""),
    ("办理流程", "steps", "step"),
    ("法定时限", "legal_limit", ""),
)
"""Label, field, and column where the field is a table, of every element (事项统一编码、名称、类型、材料、标准、流程、时限)."""


def same_items(item: Item, publication: Publication) -> tuple[Item, ...]:
    """The guides for the same item at other levels; only of those that state their level."""
    code = item.text("item_code")
    if not code or not item.text(LEVEL):
        return ()
    return tuple(
        other
        for other in publication.reading.items
        if other is not item and other.kind is item.kind and other.text("item_code") == code and other.text(LEVEL)
    )


def element_words(item: Item, field: str, column: str) -> str:
    """The words of an element, those of a table joined."""
    if column:
        return "；".join(filter(None, (row.text(column) for row in item.rows(field))))
    value: Value | None = _LEVEL_IN_TITLE.sub("", item.title) if field == "title" else item.values.get(field)
    return value.strip() if isinstance(value, str) else ""


def differing_elements(one: Item, other: Item) -> tuple[str, ...]:
    """The labels of the elements that both guides state and that are not the same, blanks aside."""
    return tuple(label for label, field, column in ELEMENTS if _differ(one, other, field, column))


def _differ(one: Item, other: Item, field: str, column: str) -> bool:
    if column:
        # The order in which materials are listed says nothing; that of steps does.
        words = [[row.text(column).strip() for row in item.rows(field)] for item in (one, other)]
        first, second = (sorted(each) for each in words) if field == "materials" else words
        return bool(first and second) and first != second
    first_words, second_words = ("".join(element_words(item, field, column).split()) for item in (one, other))
    return bool(first_words and second_words) and first_words != second_words
