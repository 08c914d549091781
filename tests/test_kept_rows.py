"""Rows of records that are kept are what was read, and nothing that was harmed is taken for them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from gongkai.binding.bind import bind
from gongkai.binding.records.kept_rows import KeptRows
from gongkai.binding.records.record_tables import RecordTables
from gongkai.incremental.cache import Cache
from gongkai.model.publication import Publication
from gongkai.reading.column_sources import read_column

from tests.columns import write_column
from tests.test_record_tables import COLUMN, watched

_ROWS = (["0\x1f2\x1f示许1号\x1f甲\r\n乙", "0\x1f3\x1f示许2号\x1f"], ["2025-03-10", ""])


def test_rows_come_back_as_they_were(tmp_path: Path) -> None:
    KeptRows(tmp_path / "rows", "key").put("f1", _ROWS)
    kept = KeptRows(tmp_path / "rows", "key")
    assert kept.get("f1", 2) == _ROWS
    # Fewer rows, another table, another key, and no folder at all.
    found = [kept.get("f1", 1), kept.get("f2", 2), KeptRows(tmp_path / "rows", "other").get("f1", 2)]
    assert [*found, KeptRows().get("f1", 2)] == [None] * 4


@pytest.mark.parametrize(
    "rows", [([], []), (["a\x1eb"], [""]), (["\ud800"], [""])], ids=["none", "separator", "surrogate"]
)
def test_rows_that_would_not_come_back_are_not_kept(rows: tuple[list[str], list[str]], tmp_path: Path) -> None:
    KeptRows(tmp_path, "key").put("f1", rows)
    KeptRows().put("f1", rows)
    assert list(tmp_path.iterdir()) == []


def test_rows_of_tables_that_are_gone_are_removed(tmp_path: Path) -> None:
    kept = KeptRows(tmp_path, "key")
    for name in ("f1", "f2", "f3"):
        kept.put(name, _ROWS)
    kept.keep_only(["f2", "f4"])
    assert [path.name for path in tmp_path.iterdir()] == ["f2"]
    KeptRows().keep_only([])


_HARMS: dict[str, Callable[[Path], object]] = {
    "nothing": lambda path: None,
    "no file": lambda path: path.unlink(),
    "an empty file": lambda path: path.write_bytes(b""),
    "half a file": lambda path: path.write_bytes(path.read_bytes()[:-9]),
    "another byte": lambda path: path.write_bytes(path.read_bytes()[:-9] + b"\0" + path.read_bytes()[-8:]),
    "the rows of another table": lambda path: path.write_bytes(max(path.parent.iterdir(), key=str).read_bytes()),
}


@pytest.mark.parametrize("harm", _HARMS.values(), ids=list(_HARMS))
def test_rows_are_read_again_only_where_they_were_harmed(
    harm: Callable[[Path], object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_column(tmp_path / "column", COLUMN)

    def bound() -> Publication:
        tables = RecordTables(Cache(tmp_path / "tables.json", "key"), KeptRows(tmp_path / "rows", "key"))
        publication = bind(read_column(root), date(2026, 11, 1), tables)
        tables.save()
        return publication

    first = {number: (list(table.packed), list(table.days)) for number, table in bound().records.items()}
    names = sorted(path.name for path in (tmp_path / "rows").iterdir())
    harm(tmp_path / "rows" / names[0])
    read = watched(monkeypatch)
    again = {number: (list(table.packed), list(table.days)) for number, table in bound().records.items()}
    assert again == first
    assert len(read) == (harm is not _HARMS["nothing"])
    assert sorted(path.name for path in (tmp_path / "rows").iterdir()) == names
