"""A list that stands in files as it is printed is written as the names of these files."""

from __future__ import annotations

import re
from collections.abc import Mapping

from gongkai.model.item import Value
from gongkai.model.kind import Field, FieldType
from gongkai.reading.yaml.nodes import Node, Scalar, Sequence

SHEET_NAME = r"\.(?:csv|xlsx)$"
"""What the name of such a file ends in, as a regular expression."""
_NOT_IN_CELLS = (FieldType.TABLE, FieldType.RECORD, FieldType.REFERENCE, FieldType.FILE, FieldType.TEXT_FILE)


def sheet_names(node: Node, known: Field) -> tuple[str, ...]:
    """The files that ``node`` names for a list; none where it has rows of its own, or columns that no cell can hold."""
    parts = node.items if isinstance(node, Sequence) else (node,)
    names = [part.text.strip() for part in parts if isinstance(part, Scalar)]
    if len(names) < len(parts) or not may_be_sheets(known):
        return ()
    return tuple(names) if all(re.search(SHEET_NAME, name.lower()) for name in names) else ()


def may_be_sheets(known: Field) -> bool:
    """Whether the field is a list each of whose columns fits into cells."""
    return known.type is FieldType.TABLE and all(column.type not in _NOT_IN_CELLS for column in known.columns)


def named_sheets(known: Field, values: Mapping[str, Value]) -> tuple[str, ...]:
    """The names of files that are the value of a list before they are read."""
    value = values.get(known.name) if known.type is FieldType.TABLE else None
    return tuple(name for name in value if isinstance(name, str)) if isinstance(value, tuple) else ()
