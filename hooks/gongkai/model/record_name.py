"""What tells a record from the others: its key, and the columns that tell records with the same key apart (时间 and 地区)."""

from __future__ import annotations

from collections.abc import Sequence

from gongkai.model.kind import Field, Kind

_BETWEEN = "／"


class RecordName:
    """Names the records of a type, given the columns in which their cells stand."""

    def __init__(self, kind: Kind, columns: Sequence[Field | None]) -> None:
        """A column that is None has cells of no known column."""
        names = [column.name if column else "" for column in columns]
        self.key = names.index(kind.record.key) if kind.record.key in names and kind.record.key else -1
        """The position of the key; -1 where there is none."""
        self.apart = tuple(names.index(name) for name in kind.record.apart if name in names)
        """The positions of the columns that tell records with the same key apart."""

    def of(self, cells: Sequence[str]) -> str:
        """The key, followed by what tells it apart where that is filled in; empty without a key."""
        key = cells[self.key].strip() if 0 <= self.key < len(cells) else ""
        if not key or not self.apart:
            return key
        others = [cells[place].strip() for place in self.apart if place < len(cells)]
        return _BETWEEN.join([key, *(text for text in others if text)])
