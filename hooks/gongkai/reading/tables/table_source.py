"""Where a table of figures is and what its item says of it: files, unit, reason for being empty, how to read it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from gongkai.reading.tables.printed.reading_choices import Choices


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSource:
    """One entry under 表 of an item."""

    files: tuple[tuple[Path, str], ...] = ()
    """Each file and its path as messages name it; several where a table is printed over several sheets."""
    sheet: str = ""
    """The sheet that the entry names in a workbook."""
    unit: str = ""
    """The unit that the entry itself states."""
    item_unit: str = ""
    """The unit that the item states for all its figures."""
    statement: str = ""
    """The published reason why the table has no figures."""
    choices: Choices = Choices()
    whole: bool = False
    """Whether the page shows it as it is printed even where it is rows under one heading."""
    legacy: bool = False
    """Whether it belongs to an old item (历史遗留), which shows what it has."""
