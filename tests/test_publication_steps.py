"""Publication stopped at every single step that it takes in the file system: killed there, or refused by a full disk."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from gongkai.binding.bind import bind
from gongkai.building import build, exchange
from gongkai.building.build import Built, build_site
from gongkai.building.folders import aside_of, beside_of
from gongkai.building.report import CACHE, REPORT, BuildReport
from gongkai.data.manifest import MANIFEST, write_manifest
from gongkai.reading.column_sources import read_column
from gongkai.searching.publish_search import publish_search

DAY = "2026-11-20"
PAGES = ("404.html", "index.html", "search.html")
_CHANGING = ("os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.chmod", "os.link", "os.truncate", "ctypes.dlsym")
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


_EMPTY = bind(read_column(Path("no column here")), date.fromisoformat(DAY))


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of two whole sites, «old» and «new», of which every step takes copies."""
    sites = tmp_path_factory.mktemp("sites")
    for words in ("old", "new"):
        folder = sites / words
        folder.mkdir()
        for name in PAGES:
            (folder / name).write_text(f"<html>{words}</html>\n", encoding="utf-8")
        publish_search(_EMPTY, folder, "shards")
        write_manifest(folder)
    return sites


def _shown(folder: Path) -> str:
    """The words of a whole site; a mixture fails."""
    words = {(folder / name).read_text(encoding="utf-8") for name in PAGES}
    assert len(words) == 1
    for line in (folder / MANIFEST).read_text(encoding="utf-8").splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest
    return words.pop().strip().removeprefix("<html>").removesuffix("</html>")


def _project(folder: Path, sites: Path) -> Path:
    root = folder / "project"
    shutil.copytree(sites / "old", root / "site")
    shutil.copytree(sites / "new", root / "made")
    sizes = dict.fromkeys(PAGES, len("<html>new</html>\n"))
    report = BuildReport(as_of=DAY, pages=sizes, reused=0, items=0, entries=0, probes=(), warnings=0, notes=0)
    report.save(root / "report.json")
    return root


def _made(root: Path, target: Path, *_: object) -> subprocess.CompletedProcess[str]:
    """What MkDocs leaves behind, without the time that it takes."""
    (root / "made").rename(target)
    (root / "report.json").rename(root / CACHE / REPORT)
    return subprocess.CompletedProcess([], 0, "", "")


def _stop_at(step: int, refuse: bool) -> list[int]:
    """From now on count the changes that this process makes to files, and at one of them end it or refuse the change."""
    steps = [0]

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        flags = arguments[2] if event == "open" else 0
        if event in _CHANGING or (isinstance(flags, int) and flags & _WRITING):
            steps[0] += 1
            if steps[0] == step:
                if not refuse:
                    os.kill(os.getpid(), signal.SIGKILL)
                if event != "ctypes.dlsym":
                    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    sys.addaudithook(hook)
    return steps


def _attempt(root: Path, step: int, refuse: bool) -> int:
    """Publish in a process of its own that stops at ``step``; its end: 0 published, 1 refused, 2 all steps taken, -9 killed."""
    child = os.fork()
    if child == 0:
        code = 3
        try:
            steps = _stop_at(step, refuse)
            built: Built = build_site(root, root / "site", DAY)
            code = 2 if steps[0] < step else 0 if built.report else 1
        except OSError:
            code = 1
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


@pytest.mark.whole
@pytest.mark.skipif(sys.platform == "win32", reason="os.fork")
@pytest.mark.parametrize("refuse", [False, True], ids=["killed", "refused"])
@pytest.mark.parametrize("at_once", [True, False], ids=["exchange", "two_renames"])
def test_stopped_at_any_step_the_site_is_whole(
    refuse: bool, at_once: bool, sites: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build, "build_with_mkdocs", _made)
    # Nothing below is read from the disk itself, and waiting for it at every step takes most of the time.
    written_down: list[Path] = []
    monkeypatch.setattr(exchange, "_flush", written_down.append)
    if not at_once:
        monkeypatch.setattr(exchange, "_exchange", lambda *_: False)
    seen: set[tuple[int, str]] = set()
    for step in range(1, 1000):
        root = _project(tmp_path / str(step), sites)
        end = _attempt(root, step, refuse)
        site = root / "site"
        if not site.exists():
            # Between two renames there is no site for a moment; the next build puts the old one back first.
            assert not at_once
            assert _shown(aside_of(site)) == "old"
            exchange.recover(site)
        words = _shown(site)
        seen.add((end, words))
        # Who is told that nothing was published finds the old site, who is told of the new one finds that.
        assert (end, words) in {(-9, "old"), (-9, "new"), (1, "old"), (0, "new"), (2, "new")}, step
        if end == 2:
            break
        if not (root / "made").exists():
            shutil.rmtree(beside_of(site), ignore_errors=True)
            shutil.copytree(sites / "new", root / "made")
        if not (root / "report.json").exists():
            (root / CACHE / REPORT).rename(root / "report.json")
        again = build_site(root, site, DAY)
        assert again.report, again.faults
        assert _shown(site) == "new"
        assert written_down == [beside_of(site)], step
        written_down.clear()
        left = {path.name for path in root.iterdir()}
        assert left == {CACHE, "site"}, step
    assert step > 10
    assert seen >= ({(1, "old"), (2, "new")} if refuse else {(-9, "old"), (-9, "new"), (2, "new")})
