"""The words by which printed tables are read: totals, notes, split codes, units; they are data, not code."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from gongkai.reading.vocabulary import word_lists


@dataclass(frozen=True, slots=True, kw_only=True)
class TableWords:
    """Each list of ``vocabulary/table_words.yml``."""

    code: tuple[str, ...]
    items: str
    code_parts: tuple[str, ...]
    same_as_group: tuple[str, ...]
    totals: tuple[str, ...]
    counted: tuple[str, ...]
    continued: tuple[str, ...]
    units: tuple[str, ...]
    notes: tuple[str, ...]
    above: tuple[str, ...]
    above_of: tuple[str, ...]
    signed: tuple[str, ...]
    private: tuple[str, ...]


@cache
def table_words() -> TableWords:
    """The words, read once."""
    lists = word_lists("table_words")
    return TableWords(
        code=lists["code"],
        items=lists["items"][0],
        code_parts=lists["code_parts"],
        same_as_group=lists["same_as_group"],
        totals=lists["totals"],
        counted=lists["counted"],
        continued=lists["continued"],
        units=lists["units"],
        notes=lists["notes"],
        above=lists["above"],
        above_of=lists["above_of"],
        signed=lists["signed"],
        private=lists["private"],
    )
