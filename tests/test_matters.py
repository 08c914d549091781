"""Every matter of the directory has the items that name it, or else all items of its type."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from gongkai.binding.bind import bind
from gongkai.binding.matters import matters_of
from gongkai.model.column import DirectoryEntry
from gongkai.reading.column_sources import read_column

from tests.columns import write_column
from tests.items import DOCUMENT, made


def test_the_items_of_every_matter(tmp_path: Path) -> None:
    other = replace(DOCUMENT, name="annual_report", title="年度报告")
    first, second = made("1"), made("2", directory_entry="1")
    third = made("3", kind=other)
    entries = (
        DirectoryEntry(number="2", matter="其他文件", kind="政策文件"),
        DirectoryEntry(number="1", matter="规范性文件", kind="政策文件"),
        DirectoryEntry(number="3", matter="年报", kind="年度报告"),
        DirectoryEntry(number="4", matter="预算", kind="部门预算"),
        DirectoryEntry(number="5", matter="其他"),
    )
    bound = bind(read_column(write_column(tmp_path, {})), date(2026, 1, 1))
    reading = replace(bound.reading, items=(first, second, third), directory=entries)
    assert matters_of(replace(bound, reading=reading)) == [
        (entries[0], [first, second]),
        (entries[1], [second]),
        (entries[2], [third]),
        (entries[3], []),
        (entries[4], []),
    ]
