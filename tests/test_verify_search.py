"""A search that is not whole is noticed before the site is published."""

from __future__ import annotations

import os
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
    ("half of the first answer", lambda search: _cut(search / "start.js"), "“search/start.js”不完整"),
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


def _in_both(folder: Path, words: str) -> tuple[Path, str]:
    """The site of an index of one entry, and the name of the file of its text."""
    write_index([Entry(url="a.html", title="某信息", text=words)], folder, "pages")
    return folder, "search/pages/x0.js"


def test_a_file_of_the_published_site_must_be_of_this_build_too(tmp_path: Path) -> None:
    published, name = _in_both(tmp_path / "published", "旧的文字")
    site, _ = _in_both(tmp_path / "site", "新的文字")

    assert not [fault for fault in search_faults(site, (), published) if BROKEN in fault]
    (site / name).unlink()
    os.link(published / name, site / name)
    for others in (published, None):
        assert [fault for fault in search_faults(site, (), others) if f"{BROKEN}pages（x0" in fault]


def test_what_is_one_file_with_the_published_is_not_read_again(tmp_path: Path) -> None:
    published, name = _in_both(tmp_path / "published", "文字")
    site, _ = _in_both(tmp_path / "site", "文字")
    # A file that states the right digest and has no end is seen only by who reads it whole.
    (published / name).write_bytes((published / name).read_bytes()[:-9])
    (site / name).unlink()
    os.link(published / name, site / name)
    assert not [fault for fault in search_faults(site, (), published) if "x0" in fault]
    assert [fault for fault in search_faults(site, ()) if "x0" in fault]
    (site / name).unlink()
    shutil.copy(published / name, site / name)
    assert [fault for fault in search_faults(site, (), published) if "x0" in fault]


def test_a_text_is_missed_although_its_rows_are_those_of_the_published_site(tmp_path: Path) -> None:
    published, name = _in_both(tmp_path / "published", "文字")
    site = tmp_path / "site"
    shutil.copytree(published, site, copy_function=os.link)
    assert not [fault for fault in search_faults(site, (), published) if BROKEN in fault]
    (site / name).unlink()
    assert [fault for fault in search_faults(site, (), published) if f"{BROKEN}pages（" in fault]


@pytest.mark.parametrize("copy", [os.link, shutil.copy], ids=["one file", "two files"])
def test_a_probe_is_asked_of_files_of_the_published_site_too(
    tmp_path: Path, copy: Callable[[str, str], object]
) -> None:
    entries = [Entry(url=f"{n}.html", title=f"第{n}项信息{'相同的文字' * (n % 3)}") for n in range(300)]
    write_index(entries, tmp_path / "published", "pages")
    shutil.copytree(tmp_path / "published", tmp_path / "site", copy_function=copy)

    def unanswered(query: str, shown: str) -> bool:
        faults = search_faults(tmp_path / "site", [Probe("pages", query, shown)], tmp_path / "published")
        return f"站内检索找不到“{query}”。" in faults

    assert not unanswered("第77项信息", "77.html")
    assert unanswered("第77项信息", "78.html")
    assert unanswered("第300项信息", "0.html")
    assert not unanswered("第77项信息相同的文字", "77.html")
    assert unanswered("第78项信息相同的文字", "78.html")
    # A query with so many hits proves nothing.
    assert not unanswered("信息", "nowhere.html")
