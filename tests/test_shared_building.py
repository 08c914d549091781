"""A column that several processes read, check and write is byte for byte what one process makes of it."""

from __future__ import annotations

import errno
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from itertools import count
from pathlib import Path
from types import ModuleType

import gongkai.checking.item_checks
import gongkai.reading.column_sources
import gongkai.rendering.writing
import gongkai.searching.kept.known_entries
import pytest
from gongkai.building.build_caches import BuildCaches
from gongkai.building.mkdocs_run import failure_of
from gongkai.building.output import publish_column
from gongkai.building.output import write_column as write_site
from gongkai.building.sources import checked_column
from gongkai.incremental import shared_work
from gongkai.model.item import Item
from gongkai.model.problems.problem import Problem
from gongkai.model.problems.workers import WorkerLostError
from gongkai.pages.items.item_pages import pages_of_item
from gongkai.pages.page import Page
from gongkai.reading import column_sources
from gongkai.rendering import placing
from gongkai.rendering.placing import PageAddressError

from tests.columns import document, write_column
from tests.conftest import PROJECT, copy_project
from tests.incremental_column import FILES
from tests.templates import THEME, templates

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="no processes can be forked here")

_DAY = date(2026, 11, 20)
_FILES: dict[str, str | bytes] = {
    **FILES,
    # Mistakes, of which every process finds some.
    "content/faults/1.md": document("51", 正文="一、甲\n\n三、丙（待定）\n"),
    "content/faults/2.md": document("52", 附件="[没有.pdf, 坏.pdf]", 正文="电话 13800138000\n"),
    "content/faults/坏.pdf": b"%PDF-1.4\n",
    "content/faults/3.md": document("51", 标题="同一个号"),
    "content/faults/4.md": "没有记录\n",
    "content/faults/5.md": document("55", 发布日期="近日"),
    **{f"content/more/{number}.md": document(str(100 + number), 附件="[表.txt]") for number in range(30)},
    "content/more/表.txt": "姓名：\n",
}

Built = tuple[tuple[Problem, ...], dict[str, bytes], dict[str, bytes]]
"""Problems, site and caches."""


@pytest.fixture(autouse=True)
def _without_times(monkeypatch: pytest.MonkeyPatch) -> None:
    """Caches are compared too, and the times of files are never the same."""
    monkeypatch.setattr(column_sources, "state_of", lambda path: ())
    monkeypatch.setattr(placing, "_state_of", lambda path: ())


def _crew_of(workers: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared_work, "FEWEST", 1)
    monkeypatch.setattr(shared_work, "worker_count", lambda: workers)


def _files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _built(root: Path, *, recalling: bool = True) -> Built:
    """Build, errors or not, and publish; with what the last build left."""
    last = BuildCaches(root) if recalling else None
    publication, problems = checked_column(root, _DAY, last)
    new = root / "new"
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir()
    written = write_site(publication, templates(), {}, new, THEME, last)
    publish_column(publication, problems, written, new, "shards", last)
    site = _files(new)
    shutil.rmtree(root / "site", ignore_errors=True)
    new.rename(root / "site")
    return problems, site, _files(root / ".cache") if recalling else {}


def _forgotten(root: Path) -> None:
    shutil.rmtree(root / ".cache", ignore_errors=True)
    shutil.rmtree(root / "site", ignore_errors=True)


@pytest.mark.uncounted
@pytest.mark.parametrize("workers", [2, 3, 8])
def test_several_processes_make_the_same(workers: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = write_column(tmp_path, _FILES)

    def builds() -> list[Built]:
        """From nothing, with what that left, after a change, without the pages of some, and without any memory."""
        _forgotten(root)
        write_column(root, _FILES)
        made = [_built(root), _built(root)]
        changed = {"content/rules/1.md": str(_FILES["content/rules/1.md"]).replace("夜市", "早市")}
        write_column(root, changed)
        made.append(_built(root))
        for page in sorted((root / "site" / "990000017").glob("*.html"))[::3]:
            page.unlink()
        return [*made, _built(root), _built(root, recalling=False)]

    monkeypatch.setattr(shared_work, "worker_count", lambda: 1)
    alone = builds()
    assert len({problem.rule for problem in alone[0][0]}) > 8
    _crew_of(workers, monkeypatch)
    assert builds() == alone


@pytest.mark.uncounted
@pytest.mark.whole
def test_every_type_of_the_demonstration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = copy_project(tmp_path)
    monkeypatch.setattr(shared_work, "worker_count", lambda: 1)
    alone = _built(root)
    for workers in (2, 8):
        _forgotten(root)
        _crew_of(workers, monkeypatch)
        assert _built(root) == alone


_STAGES = [
    (gongkai.reading.column_sources, "_file_items", "读取"),
    (gongkai.checking.item_checks.ItemChecks, "of", "检查"),
    (gongkai.rendering.writing, "_write_item", "生成网页"),
    (gongkai.searching.kept.known_entries, "text_of", "建立检索"),
]


def _in_a_copy(
    then: Callable[[], None], where: tuple[ModuleType, str], patch: pytest.MonkeyPatch, marker: Path
) -> None:
    """Have ``then`` done before the first thing that a copy of this process does with the function of a module."""
    module, function = where
    here, real, calls = os.getpid(), getattr(module, function), count()

    def working(*given: object) -> object:
        if os.getpid() != here and not marker.exists():
            first = next(one for one in given if isinstance(one, str | Item))
            marker.write_text(first if isinstance(first, str) else first.place.path, encoding="utf-8")
            then()
        # The first thing is done before there are copies.
        until = time.monotonic() + (20 if next(calls) else 0)
        while not marker.exists() and time.monotonic() < until:
            time.sleep(0.002)
        return real(*given)

    patch.setattr(module, function, working)


@pytest.mark.parametrize(("module", "function", "stage"), _STAGES)
def test_the_file_of_a_lost_worker_is_named(
    module: ModuleType, function: str, stage: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_column(tmp_path / "column", _FILES)
    _crew_of(2, monkeypatch)
    marker = tmp_path / "marker"
    _in_a_copy(lambda: os.kill(os.getpid(), signal.SIGKILL), (module, function), monkeypatch, marker)
    with pytest.raises(WorkerLostError) as lost:
        _built(root)
    name = marker.read_text(encoding="utf-8")
    if stage == "建立检索":
        # The index knows pages, not sources.
        name = re.search("“([^”]*)”", str(lost.value))[1]  # type: ignore[index]
        assert re.fullmatch(r"[0-9]+/[0-9-]+\.html", name)
    assert str(lost.value) == (
        f"{stage}“{name}”的进程被系统结束了（信号 9，多半是内存不够）。"
        "请再试一次；还是这样，就把环境变量 GONGKAI_WORKERS 写成 1，由一个进程做。"
    )
    assert not (root / "site").exists()


def test_a_disk_that_fails_in_a_copy_is_told_as_it_is_in_one_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_column(tmp_path / "column", _FILES)
    _crew_of(3, monkeypatch)

    def full() -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "site/a.html")

    _in_a_copy(full, (gongkai.rendering.writing, "_write_item"), monkeypatch, tmp_path / "marker")
    with pytest.raises(OSError, match="No space left on device") as raised:
        _built(root)
    text = "".join(traceback.format_exception(raised.value))
    told = failure_of(subprocess.CompletedProcess([], 1, "", text))
    assert told == "生成时文件操作没有成功：磁盘空间不足（'site/a.html'）。"


@pytest.mark.parametrize("workers", [1, 2, 8])
def test_an_address_is_used_once_by_all_processes(
    workers: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_column(tmp_path, _FILES)
    _crew_of(workers, monkeypatch)

    def same_address(item: Item, *given: object) -> Iterator[Page]:
        for page in pages_of_item(item, *given):  # type: ignore[arg-type]
            yield replace(page, url="990000017/2024-00001.html") if item.index_no.endswith("00129") else page

    monkeypatch.setattr(gongkai.rendering.writing, "pages_of_item", same_address)
    with pytest.raises(PageAddressError) as raised:
        _built(root)
    address = "990000017/2024-00001.html"
    assert str(raised.value) == f"网页地址“{address}”与“{address}”相同或者只有大小写不同，会互相覆盖。"


_KILLED = """
import os, signal, sys
from gongkai.incremental import shared_work
shared_work.FEWEST = 1
import gongkai.rendering.writing as writing
here, real = os.getpid(), writing._write_item
def killed(item, *given):
    if os.getpid() != here:
        os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(0.05)
    real(item, *given)
writing._write_item = killed
import time
from mkdocs.__main__ import cli
cli(sys.argv[1:])
"""


def test_a_build_says_only_that_a_worker_was_lost(tmp_path: Path) -> None:
    root = copy_project(tmp_path, with_sources=False)
    write_column(root, FILES)
    command = [sys.executable, "-c", _KILLED, "build", "--strict", "--site-dir", str(tmp_path / "out")]
    environment = {
        **os.environ,
        "PYTHONPATH": str(PROJECT / "hooks"),
        "GONGKAI_WORKERS": "2",
        "GONGKAI_AS_OF": "2026-11-20",
    }
    run = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True)
    assert run.returncode != 0
    assert re.fullmatch(
        r"生成网页“c[^”]*”的进程被系统结束了（信号 9，多半是内存不够）。请再试一次；还是这样，就把环境变量 GONGKAI_WORKERS 写成 1，由一个进程做。",
        failure_of(run),
    )
