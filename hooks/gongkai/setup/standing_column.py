"""What stands in a project before an agency begins its column: the demonstration, nothing, or items of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from gongkai.model.item import Item
from gongkai.model.words.matcher import matcher
from gongkai.reading.column_sources import read_column
from gongkai.reading.demonstration import is_of_demonstration
from gongkai.setup.demonstration_folder import SOURCES, is_demonstration

_NUMBERED = matcher(r"(?:[0-9A-Z]{8}[0-9X]|[0-9A-Z]{18})[/-](?:19|20)\d{2}")
"""An index number that begins with the code of an agency."""


class Standing(Enum):
    """What there is in ``content`` and ``catalogue``."""

    NOTHING = "nothing"
    DEMONSTRATION = "demonstration"
    OWN = "own"
    MIXED = "mixed"
    """The agency's own settings with items of the demonstration beside them."""


@dataclass(frozen=True, slots=True)
class StandingColumn:
    """The state of a column, and its items by whom they belong to."""

    state: Standing
    own: tuple[Item, ...] = ()
    demonstration: tuple[Item, ...] = ()


def standing_column(root: Path) -> StandingColumn:
    """Look at the column below ``root``; files that cannot be read count as the agency's own."""
    if not any(_files(root)):
        return StandingColumn(Standing.NOTHING)
    column = read_column(root)
    demonstration = tuple(item for item in column.items if is_of_demonstration(item.index_no))
    own = tuple(item for item in column.items if not is_of_demonstration(item.index_no))
    if is_demonstration(column.settings):
        # Papers without an index number are part of it; a number with another code is not.
        own = tuple(item for item in own if _NUMBERED.match(item.index_no))
        demonstration = tuple(item for item in column.items if item not in own)
        return StandingColumn(Standing.OWN if own else Standing.DEMONSTRATION, own, demonstration)
    return StandingColumn(Standing.MIXED if demonstration else Standing.OWN, own, demonstration)


def _files(root: Path) -> Iterator[Path]:
    for name in SOURCES:
        for path in (root / name).rglob("*"):
            if path.is_file() and not path.name.startswith("."):
                yield path
