"""The yardstick is what it says: papers without faults, and changes that do what they are called after."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from gongkai.binding.bind import bind
from gongkai.checking import check
from gongkai.model.validity import State
from gongkai.reading.column_sources import read_column

from tests.bench.changes import add_one, append_record, edit_one, repeal_one
from tests.bench.corpus import CORPORA
from tests.bench.sites import lay_out_hugo
from tests.bench.whole import lay_out_whole
from tests.bench.whole_memory import PeakMemory, memory_of

AS_OF = date(2026, 11, 20)


@pytest.mark.parametrize("corpus", CORPORA)
def test_the_papers_have_no_faults(tmp_path: Path, corpus: str) -> None:
    lay_out_whole(tmp_path, 60, corpus, records=20)
    for change in (edit_one, add_one, repeal_one, repeal_one):
        change(tmp_path)
    publication = bind(read_column(tmp_path), AS_OF)
    # What the column as a whole lacks (a footer, a directory, reviews) costs nothing and is said once.
    assert [problem for problem in check(publication) if problem.path.startswith("content/")] == []
    ended = [number for number, one in publication.validity.items() if one.state is State.REPEALED]
    assert len(publication.reading.items) == 60 + 10 + 3
    assert len(ended) == 2


@pytest.mark.parametrize("change", [edit_one, add_one, repeal_one])
def test_a_change_touches_one_file(tmp_path: Path, change: Callable[[Path], object]) -> None:
    lay_out_whole(tmp_path, 12)
    before = {path: path.read_bytes() for path in (tmp_path / "content").rglob("*.md")}
    change(tmp_path)
    after = {path: path.read_bytes() for path in (tmp_path / "content").rglob("*.md")}
    assert len(set(after.items()) - set(before.items())) == 1


def test_a_record_more_is_one_of_its_own(tmp_path: Path) -> None:
    lay_out_whole(tmp_path, 12, records=20)
    added = [append_record(tmp_path), append_record(tmp_path)]
    publication = bind(read_column(tmp_path), AS_OF)
    rows = [row.cells for table in publication.records.values() for row in table.rows()]
    assert len(rows) == 22
    assert [sum(one in cells for cells in rows) for one in added] == [1, 1]
    assert [problem for problem in check(publication) if problem.path.endswith(".csv")] == []


def test_long_papers_have_tables_and_many_paragraphs(tmp_path: Path) -> None:
    lay_out_whole(tmp_path, 40, "long")
    texts = [path.read_text(encoding="utf-8").split("---\n", 2)[2] for path in (tmp_path / "content").rglob("*.md")]
    tables = [text.count("| --- |") for text in texts]
    paragraphs = [sum(not part.startswith(("|", "#")) for part in text.split("\n\n")) for text in texts]
    assert (min(tables), max(tables)) == (1, 3)
    assert min(paragraphs) >= 10
    assert max(paragraphs) <= 50


def test_no_page_of_hugo_makes_the_navigation_anew(tmp_path: Path) -> None:
    lay_out_hugo(tmp_path, 3)
    base = (tmp_path / "layouts" / "_default" / "baseof.html").read_text(encoding="utf-8")
    assert "range" not in base
    assert 'partialCached "top.html"' in base


_HOLDS = """
import os, sys, time
held = bytearray(os.urandom(1 << 20)) * 60
if os.fork() == 0:
    own = bytearray(os.urandom(1 << 20)) * 30
print("held", flush=True)
sys.stdin.read()
"""


@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="the system does not tell shares of memory")
def test_memory_of_all_processes_counts_what_they_share_once() -> None:
    pipe = subprocess.PIPE
    with subprocess.Popen([sys.executable, "-c", _HOLDS], stdin=pipe, stdout=pipe) as process:
        assert process.stdout is not None
        assert [process.stdout.readline(), process.stdout.readline()] == [b"held\n"] * 2
        with PeakMemory(process.pid) as memory:
            while not memory.peak:
                time.sleep(0.05)
        assert memory_of(process.pid) == pytest.approx(memory.peak, abs=5)
        # 60 that both have and 30 of one of them, besides two interpreters.
        assert 90 < memory.peak < 130
        assert process.stdin is not None
        process.stdin.close()
    assert memory_of(process.pid) == 0
