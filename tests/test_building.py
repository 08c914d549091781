"""A build under bad conditions: the old site or the new one, never a mixture, and nobody else's files."""

from __future__ import annotations

import hashlib
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from gongkai.building.build import build_site
from gongkai.building.exchange import recover
from gongkai.building.folders import aside_of, beside_of, folder_fault
from gongkai.building.lock import BuildRunningError, only_build
from gongkai.building.mkdocs_run import failure_of

from tests.columns import document, write_column
from tests.conftest import copy_project

DAY = "2026-11-20"
_STEP = 0.01
"""Seconds of a build between two looks at what it has published."""


@pytest.fixture(scope="module")
def column(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small column that has been built once."""
    root = copy_project(tmp_path_factory.mktemp("有 空格") / "专栏", with_sources=False)
    write_column(root, {f"content/{number}.md": document(str(number)) for number in range(1, 4)})
    built = build_site(root, root / "site", DAY)
    assert built.report, (built.faults, built.output)
    return root


def _digests(site: Path) -> dict[str, str]:
    return {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


def _command(root: Path, **environment: str) -> tuple[list[str], dict[str, str]]:
    command = [sys.executable, "-m", "gongkai", "--root", str(root), "build", "--as-of", DAY]
    return command, {**os.environ, "PYTHONPATH": str(root / "hooks"), **environment}


@pytest.mark.whole
def test_at_any_moment_the_site_is_whole(column: Path, tmp_path: Path) -> None:
    """What stands there while a build is stopped is what would stay if it were killed at that moment."""
    root = tmp_path / "column"
    shutil.copytree(column, root, symlinks=True)
    old = _digests(root / "site")
    (root / "content" / "1.md").write_text(document("1", 标题="关于新标题的通知"), encoding="utf-8")
    whole = tmp_path / "whole"
    shutil.copytree(root, whole, symlinks=True)
    seen: list[dict[str, str]] = []
    with _building(whole) as running:
        while running.poll() is None:
            time.sleep(_STEP)
            if seen or beside_of(whole / "site").exists():
                os.killpg(running.pid, signal.SIGSTOP)
                os.waitid(os.P_PID, running.pid, os.WSTOPPED | os.WEXITED | os.WNOWAIT)
                seen.append(_digests(whole / "site"))
                os.killpg(running.pid, signal.SIGCONT)
    assert running.returncode == 0
    new = _digests(whole / "site")
    assert old != new
    assert all(site in (old, new) for site in seen)
    assert seen.count(old) > 3
    moments = random.Random(1)
    for turn in range(2):
        with _building(root) as running:
            while running.poll() is None and not beside_of(root / "site").exists():
                time.sleep(_STEP)
            time.sleep(len(seen) * _STEP * moments.uniform(turn / 2, 1.1))
            if running.poll() is None:
                os.killpg(running.pid, signal.SIGKILL)
        assert _digests(root / "site") in (old, new)
    built = build_site(root, root / "site", DAY)
    assert built.report, (built.faults, built.output)
    assert _digests(root / "site") == new
    assert not beside_of(root / "site").exists()


def _building(root: Path) -> subprocess.Popen[bytes]:
    """A build of the column in a group of processes of its own."""
    command, environment = _command(root)
    return subprocess.Popen(
        command, env=environment, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


@pytest.mark.whole
def test_a_full_disk_leaves_the_old_site_and_says_so(column: Path) -> None:
    before = _digests(column / "site")
    # Python before 3.12.8 takes a compiled module that did not fit on the disk for a whole one at its next start.
    command, environment = _command(column, PYTHONDONTWRITEBYTECODE="1")
    # What coverage writes down would be refused as well.
    environment = {name: value for name, value in environment.items() if not name.startswith("COVERAGE_")}
    run = subprocess.run(
        [*command, "--out", "site"],
        env=environment,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4000, 4000)),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == 1
    assert "Traceback" not in run.stderr
    assert run.stderr.splitlines()[-2:] == [
        "生成时文件操作没有成功：文件超过允许的大小。",
        "没有发布：site/ 没有改动。",
    ]
    assert _digests(column / "site") == before


@pytest.mark.whole
def test_surroundings_do_not_reach_the_bytes(column: Path, tmp_path: Path) -> None:
    root = tmp_path / "elsewhere"
    shutil.copytree(column, root, symlinks=True)
    shutil.rmtree(root / "site")
    shutil.rmtree(root / ".cache")
    command, environment = _command(
        root,
        TZ="Pacific/Kiritimati",
        LC_ALL="C",
        LANG="tr_TR.UTF-8",
        PYTHONHASHSEED="7",
        MKDOCS_SITE_URL="x",
        HOME=str(root),
    )
    run = subprocess.run(
        command,
        env=environment,
        umask=0o077,
        cwd="/",
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert _digests(root / "site") == _digests(column / "site")
    modes = {path.stat().st_mode & 0o777 for path in (root / "site").rglob("*") if path.is_file()}
    assert modes == {0o644}


def test_an_altered_page_is_not_kept(column: Path) -> None:
    before = _digests(column / "site")
    page = column / "site" / "990000017" / "2024-00001.html"
    page.write_bytes(page.read_bytes().replace(b"</html>", b"<!-- x --></html>"))
    built = build_site(column, column / "site", DAY)
    assert built.report
    assert _digests(column / "site") == before
    (column / ".cache" / "pages.json").write_text('[["index.html"', encoding="utf-8")
    assert build_site(column, column / "site", DAY).report
    assert _digests(column / "site") == before


def test_two_builds_do_not_meet(column: Path) -> None:
    with only_build(column / ".cache" / "build.lock"):
        built = build_site(column, column / "site", DAY)
        assert (built.report, built.faults) == (None, ("另一个生成过程正在进行，请等它结束后再试。",))
        with pytest.raises(BuildRunningError), only_build(column / ".cache" / "build.lock"):
            pass


def test_folders_of_others_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tmp_path / "project"
    for name in ("content", "catalogue", "other"):
        (root / name).mkdir(parents=True)
    (root / "other" / "letter.txt").write_text("x", encoding="utf-8")
    (root / "file").write_text("x", encoding="utf-8")
    (root / "link").symlink_to(root / "other")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    (tmp_path / "home").mkdir()
    refused = (Path("/"), tmp_path / "home", root, tmp_path, root / "content", root / "catalogue" / "x", root / ".git")
    for folder in (*refused, root / "other", root / "file", root / "link", root / "other" / ".." / "content"):
        assert folder_fault(root, folder), folder
        assert build_site(root, folder, DAY).faults == (folder_fault(root, folder),)
    assert (root / "other" / "letter.txt").read_text(encoding="utf-8") == "x"
    for folder in (root / "site", root / "new" / "site", tmp_path / "published"):
        assert folder_fault(root, folder) == ""


def test_an_interrupted_exchange_is_undone(tmp_path: Path) -> None:
    published = tmp_path / "site"
    aside_of(published).mkdir()
    (aside_of(published) / "index.html").write_text("old", encoding="utf-8")
    recover(published)
    assert (published / "index.html").read_text(encoding="utf-8") == "old"
    assert not aside_of(published).exists()


def test_what_a_failed_run_says_is_for_people() -> None:
    def said(stderr: str) -> str:
        return failure_of(subprocess.CompletedProcess([], 1, "INFO    -  Building documentation...\n", stderr))

    traceback = "Traceback (most recent call last):\n  File “x.py”, line 1, in <module>\n    f()\n"
    full = "OSError: [Errno 28] No space left on device\n"
    named = "PermissionError: [Errno 13] Permission denied: '/srv/site/index.html'\n"
    assert said(traceback + full) == "生成时文件操作没有成功：磁盘空间不足。"
    assert said(traceback + named) == "生成时文件操作没有成功：没有权限（'/srv/site/index.html'）。"
    own = said(traceback + "KeyError: 'x'\n")
    assert own.startswith("程序出错了，这不是目录或正文的问题。请把下面的内容发给维护人员：\nTraceback")
    assert own.endswith("KeyError: 'x'")
    assert said("ERROR   -  目录或正文有错误。\nAborted with a BuildError!\n") == "目录或正文有错误。"
