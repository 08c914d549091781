"""A search that is not whole is noticed before the site is published."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from gongkai.building.report import CACHE, REPORT, BuildReport, Probe
from gongkai.building.verify_search import search_faults
from gongkai.searching.entries import Entry
from gongkai.searching.shards import write_index


@pytest.fixture
def search(site: Path, tmp_path: Path) -> Path:
    """A copy of the search of the demonstration."""
    shutil.copytree(site / "search", tmp_path / "search")
    return tmp_path / "search"


@pytest.fixture
def probes(demonstration_root: Path) -> tuple[Probe, ...]:
    return BuildReport.load(demonstration_root / CACHE / REPORT).probes


def _one(folder: Path, pattern: str) -> Path:
    return sorted(folder.glob(pattern))[-1]


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _of_another_build(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r'","[0-9a-f]{6}","', '","000000","', text), encoding="utf-8")


def test_the_built_search_is_whole_and_asked_all_over_the_column(
    site: Path, search: Path, probes: tuple[Probe, ...]
) -> None:
    assert list(search_faults(search.parent, probes)) == []
    indexes = {path.name for path in search.iterdir() if path.is_dir()}
    assert {probe.index for probe in probes} == indexes
    pages = [probe for probe in probes if probe.index == "pages"]
    # Titles and numbers, of items from one end of the column to the other.
    assert len({probe.shown for probe in pages}) == 24
    assert len(pages) > 48


BROKEN = "检索用的文件不完整，或者不是同一次生成的：search/"
HARMS: list[tuple[str, Callable[[Path], object], str]] = [
    ("no shard", lambda search: _one(search, "pages/t*.js").unlink(), f"{BROKEN}pages（"),
    ("half a shard", lambda search: _cut(_one(search, "pages/t*.js")), f"{BROKEN}pages（t"),
    ("a shard of another build", lambda search: _of_another_build(_one(search, "pages/t*.js")), f"{BROKEN}pages（t"),
    ("no rows", lambda search: _one(search, "pages/d*.js").unlink(), f"{BROKEN}pages（"),
    ("half a text", lambda search: _cut(_one(search, "pages/x*.js")), f"{BROKEN}pages（x"),
    ("half a description", lambda search: _cut(search / "pages" / "meta.js"), f"{BROKEN}pages（meta"),
    ("half a shard of records", lambda search: _cut(_one(search, "records-*/t*.js")), f"{BROKEN}records-"),
    ("half a column", lambda search: _cut(_one(search, "records-permits/c-*.js")), "“search/records-permits/c-"),
    ("half of the anchors", lambda search: _cut(_one(search, "records-permits/k*.js")), "“search/records-permits/k"),
    ("half a table", lambda search: _cut(search / "traditional.js"), "“search/traditional.js”不完整"),
    ("half of the suggestions", lambda search: _cut(search / "suggestions.js"), "“search/suggestions.js”不完整"),
    ("no choice of an engine", lambda search: (search / "engine.js").unlink(), "“search/engine.js”不完整"),
    ("no index", lambda search: shutil.rmtree(search / "records-permits"), "“search/records-permits”没有写出来"),
    (
        "an index without the items",
        lambda search: write_index([Entry(url="a.html", title="别的信息")], search.parent, "pages"),
        "站内检索找不到“",
    ),
]


@pytest.mark.parametrize(("harm", "said"), [harm[1:] for harm in HARMS], ids=[harm[0] for harm in HARMS])
def test_a_harm_is_named(search: Path, probes: tuple[Probe, ...], harm: Callable[[Path], object], said: str) -> None:
    harm(search)
    faults = list(search_faults(search.parent, probes))
    assert faults
    assert all(said in fault for fault in faults), faults
