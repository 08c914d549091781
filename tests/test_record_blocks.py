"""The lines of items of which nothing has changed are copied into the files of their type, which are those of a cold build."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from gongkai.binding.bind import bind
from gongkai.data import record_files
from gongkai.data.record_files import write_record_files
from gongkai.incremental.cache import Cache
from gongkai.incremental.site_parts import SiteParts
from gongkai.reading.column_sources import read_column

from tests.columns import write_column
from tests.test_record_tables import COLUMN

_DAY = date(2026, 11, 20)


def _written(root: Path, folder: Path, published: Path | None, cache: Path) -> dict[str, bytes]:
    parts = SiteParts(folder, published, Cache(cache, "key"))
    kept = write_record_files(bind(read_column(root), _DAY), folder, parts)
    parts.save()
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return {**files, "kept": repr({name: one.as_json() for name, one in kept.items()}).encode()}


_HARMS: dict[str, tuple[Callable[[Path], object], list[str]]] = {
    "nothing": (lambda site: None, ["a"]),
    "the file of another item": (lambda site: _foreign(site, "d/records.csv"), ["a", "d"]),
    "a file of the type": (lambda site: _foreign(site, "permits/records.jsonl"), ["a", "d"]),
}


def _foreign(site: Path, end: str) -> None:
    (path,) = [path for path in site.rglob("*") if path.as_posix().endswith(end)]
    # Another file in its place; what was written stays linked elsewhere.
    path.unlink()
    path.write_bytes(b"foreign")


@pytest.mark.parametrize(("harm", "expected"), _HARMS.values(), ids=list(_HARMS))
def test_only_items_that_changed_are_written(
    harm: Callable[[Path], object], expected: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_column(tmp_path / "column", COLUMN)
    before = _written(root, tmp_path / "site", None, tmp_path / "parts.json")
    harm(tmp_path / "site")
    path = root / "catalogue/a.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("内容", "新内容", 1), encoding="utf-8")
    made: list[str] = []
    whole = record_files._write_item

    def watched(*given: object) -> None:
        made.append(str(getattr(given[0], "index_no")))  # noqa: B009
        whole(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(record_files, "_write_item", watched)
    warm = _written(root, tmp_path / "new", tmp_path / "site", tmp_path / "parts.json")
    assert sorted(number for number in made if number in ("a", "d")) == expected
    assert warm == _written(root, tmp_path / "cold", None, tmp_path / "none.json")
    assert warm != before
