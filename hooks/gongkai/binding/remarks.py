"""What stands beside the link of a relation: which page of a gazette, which matter of a meeting."""

from __future__ import annotations

from gongkai.model.item import Item, Row, Value
from gongkai.model.relation import RelationKind
from gongkai.model.words.matcher import matcher

_NAMES = matcher(r"\{(\w+)\}")


def remark_of(kind: RelationKind, row: Row, item: Item) -> str:
    """The remark of the relation that ``row`` of ``item`` states; empty where they leave a part of it unsaid."""
    words = {
        name: _words(row.values.get(name)) or _words(item.values.get(name)) for name in _NAMES.findall(kind.remark)
    }
    return _NAMES.sub(lambda found: words[found[1]], kind.remark) if all(words.values()) else ""


def _words(value: Value | None) -> str:
    if isinstance(value, tuple):
        return "、".join(one for one in value if isinstance(one, str))
    return str(value) if isinstance(value, (str, int)) and not isinstance(value, bool) else ""
