"""An index of records that is changed has the bytes of one that is made anew, whatever has changed and whatever was harmed."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from gongkai.binding.bind import bind
from gongkai.incremental.cache import Cache
from gongkai.incremental.site_parts import SiteParts
from gongkai.reading.column_sources import read_column
from gongkai.searching import shards
from gongkai.searching.answers import first_answers
from gongkai.searching.kept import entry_places
from gongkai.searching.records import kept_records
from gongkai.searching.records.record_index import publish_record_search
from gongkai.searching.shards import MadeIndex, make_index

from tests.columns import write_column
from tests.test_record_tables import PERMITS

_ITEM = "类型: 行政许可\n编号: {0}\n标题: 许可公示\n期间: 2025年\n记录: {0}.csv\n发布日期: 2025-11-10\n公开属性: 主动公开\n历史遗留: 是\n"
_WORDS = "示例市商务局关于夜市早市展会促消费若干措施办理许可"
_NAME = "records-permits"


def _row(number: int, day: date | None = None) -> str:
    chance = random.Random(number)
    firm = "".join(chance.choices(_WORDS, k=4))
    when = day or date(2025, 1, 1) + timedelta(number // 3)
    return f"{firm}公司,示许{number}号,准予,,事项{number % 7},{''.join(chance.choices(_WORDS, k=9))},{when},示例局,"


class _Column:
    """The records of two items, which are published again and again."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.root = folder, folder / "column"
        self.published, self.cache = folder / "site", folder / "records.json"
        self.rows = {"a": [_row(number) for number in range(400)], "b": [_row(number) for number in range(900, 1190)]}
        self.made = 0
        """How many indexes were made, those of the cold builds among them."""
        self.patched = 0
        """How often the published index was changed instead of being made anew."""

    def _write(self, folder: Path, last: Cache | None) -> dict[str, bytes]:
        folder.mkdir()
        publication = bind(read_column(self.root), date(2026, 11, 20))
        parts = SiteParts(folder, self.published if last else None, records=last)
        publish_record_search(publication, folder, parts)
        parts.save()
        return {path.name: path.read_bytes() for path in (folder / "search" / _NAME).iterdir()}

    def publish(self) -> None:
        """Build with what the last build left, compare with a cold build, and publish."""
        files = {f"catalogue/{name}.yml": _ITEM.format(name) for name in self.rows}
        files |= {f"catalogue/{name}.csv": PERMITS + "\n".join(rows) + "\n" for name, rows in self.rows.items()}
        write_column(self.root, files)
        new, cold = self.folder / "new", self.folder / "cold"
        made = self.made
        warm = self._write(new, Cache(self.cache, "key"))
        anew = self._write(cold, None)
        assert sorted(warm) == sorted(anew)
        assert [name for name in anew if warm[name] != anew[name]] == []
        self.patched += self.made == made + 1
        for folder in (self.published, cold):
            shutil.rmtree(folder, ignore_errors=True)
        new.rename(self.published)

    def file(self, pattern: str) -> Path:
        """The first published file of the index with such a name."""
        return sorted((self.published / "search" / _NAME).glob(pattern))[0]


@pytest.fixture
def column(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> _Column:
    """A column with many small files, in which few rows may move apart."""
    monkeypatch.setattr(shards, "_SHARD", 60)
    monkeypatch.setattr(shards, "_MOST_OF_TERMS", 100)
    monkeypatch.setattr(shards, "_MOST_OF_ROWS", 30)
    monkeypatch.setattr(entry_places, "_FEW", 4)
    monkeypatch.setattr(kept_records, "_LEAST", 40)
    one = _Column(tmp_path)

    def counted(*given: Any) -> MadeIndex:
        one.made += 1
        return make_index(*given)

    monkeypatch.setattr(kept_records, "make_index", counted)
    return one


def _edit_all(rows: list[str]) -> None:
    rows[:] = [row.replace("事项", "许可事项") for row in rows]


_FEW: dict[str, Callable[[list[str]], object]] = {
    "nothing": lambda rows: None,
    "one more, the newest": lambda rows: rows.append(_row(2_000, date(2026, 1, 1))),
    "one more, the oldest": lambda rows: rows.append(_row(2_001, date(2024, 1, 1))),
    "one more among others": lambda rows: rows.insert(200, _row(2_002, date(2025, 3, 1))),
    "the first one is gone": lambda rows: rows.pop(0),
    "one is gone": lambda rows: rows.pop(200),
    "a cell": lambda rows: rows.__setitem__(100, rows[100].replace("公司", "龘靐齉爩公司")),
    "two are exchanged": lambda rows: rows.insert(0, rows.pop()),
    "the same again": lambda rows: rows.append(rows[7]),
}
_MANY: dict[str, Callable[[list[str]], object]] = {
    "all are edited": _edit_all,
    "nearly all are gone": lambda rows: rows.__delitem__(slice(1, None)),
    "a column that was the same in all rows": lambda rows: rows.append(_row(2_003).replace("准予", "变更")),
    "a column that was empty": lambda rows: rows.append(f"{_row(2_004)}5"),
    "so many that files end elsewhere": lambda rows: rows.extend(_row(number) for number in range(3_000, 3_035)),
}


@pytest.mark.parametrize("change", _FEW.values(), ids=list(_FEW))
def test_a_small_change_costs_no_whole_index(column: _Column, change: Callable[[list[str]], object]) -> None:
    column.publish()
    change(column.rows["a"])
    column.publish()
    change(column.rows["b"])
    column.publish()
    assert column.patched == 2


@pytest.mark.parametrize("change", _MANY.values(), ids=list(_MANY))
def test_a_large_change_has_the_same_bytes(column: _Column, change: Callable[[list[str]], object]) -> None:
    column.publish()
    change(column.rows["a"])
    column.publish()
    column.rows["b"].append(_row(2_005))
    column.publish()
    assert column.patched in (1, 2)


@pytest.mark.uncounted
@pytest.mark.parametrize("seed", range(3))
def test_changes_of_all_kinds_in_any_order(column: _Column, seed: int) -> None:
    chance = random.Random(seed)
    kinds: Sequence[Callable[[list[str]], object]] = (*_FEW.values(), *_FEW.values(), *_MANY.values())
    column.publish()
    for change in chance.sample(kinds, 9):
        rows = column.rows[chance.choice("ab")]
        change(rows) if len(rows) > 250 else rows.extend(_row(chance.randrange(5_000, 9_000)) for _ in range(20))
        column.publish()


_HARMS: dict[str, Callable[[_Column], object]] = {
    "nothing is published": lambda column: shutil.rmtree(column.published),
    "no shard": lambda column: column.file("t*").unlink(),
    "an empty shard": lambda column: column.file("t*").write_bytes(b""),
    "no description": lambda column: column.file("meta*").unlink(),
    "half of the rows": lambda column: column.file("d*").write_bytes(b"gkShard("),
    "no cache": lambda column: column.cache.unlink(),
    "half a cache": lambda column: column.cache.write_bytes(column.cache.read_bytes()[:5_000]),
    "a cache of another key": lambda column: column.cache.write_bytes(b"other" + column.cache.read_bytes()[3:]),
}


@pytest.mark.parametrize("harm", _HARMS.values(), ids=list(_HARMS))
def test_what_was_harmed_is_not_taken_over(column: _Column, harm: Callable[[_Column], object]) -> None:
    column.publish()
    harm(column)
    column.rows["a"].append(_row(2_000, date(2026, 1, 1)))
    column.publish()
    assert column.patched == 0
    column.rows["b"].append(_row(2_001, date(2026, 1, 2)))
    column.publish()
    assert column.patched == 1
    assert first_answers(column.published, "示许2001号", 1, _NAME)[0].endswith("#示许2001号")
