"""0 means done and anything else not done, on any terminal: commands × what stands behind their output."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.columns import document, write_column
from tests.conftest import PROJECT, copy_project

AS_OF = ("--as-of", "2026-11-20")
C_LOCALE = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


@dataclass(frozen=True)
class Terminal:
    """Where a command speaks: what the shell does with its streams, and the environment."""

    name: str
    shell: str = '"$@" >out 2>err'
    environment: tuple[tuple[str, str], ...] = ()
    reads: str = "utf-8"
    """Encoding in which the words can be read; empty where there are none."""
    lost: bool = False
    """Whether a report is lost though somebody waits for it."""


TERMINALS = (
    Terminal("as usual"),
    Terminal("C locale", environment=tuple(C_LOCALE.items())),
    Terminal("ascii", environment=(*C_LOCALE.items(), ("PYTHONIOENCODING", "ascii")), reads="ascii"),
    Terminal("cp936", environment=(("PYTHONIOENCODING", "cp936"),), reads="cp936"),
    Terminal("cp936, strict", environment=(("PYTHONIOENCODING", "cp936:strict"), ("PYTHONUTF8", "0")), reads="cp936"),
    Terminal("closed output", shell='"$@" >&- 2>err', reads=""),
    Terminal("closed error", shell='"$@" >out 2>&-'),
    Terminal("everything closed", shell='"$@" >&- 2>&- <&-', reads=""),
    Terminal("a reader that has gone", shell='set -o pipefail; { "$@" 2>&1; echo $? >code; } | true; exit $(cat code)', reads=""),
    Terminal("one line read", shell='{ "$@" 2>err; echo $? >code; } | head -n 1 >out; exit $(cat code)', reads=""),
    Terminal("a full disk", shell='"$@" >/dev/full 2>err', reads="", lost=True),
    Terminal("a full disk for errors", shell='"$@" >out 2>/dev/full'),
)  # fmt: skip
BY_NAME = {terminal.name: terminal for terminal in TERMINALS}

pytestmark = [
    pytest.mark.whole,
    pytest.mark.skipif(sys.platform != "linux", reason="the shell and /dev/full of Linux"),
]


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = copy_project(tmp_path_factory.mktemp("good"), with_sources=False)
    attached = {"content/申请表.csv": "甲,乙\n1,2\n", "content/a.md": document("1", 附件="申请表.csv")}
    return write_column(root, attached)


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    # The message holds signs that GBK and ASCII lack.
    return write_column(
        tmp_path_factory.mktemp("faulty"), {"content/甲.md": document("1", 发布日期="近日", 责任科室="한국👩")}
    )


def _run(terminal: Terminal, where: Path, *command: str) -> tuple[int, str]:
    """The exit code, and what was said on standard output."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "PYTHON", "GONGKAI"))
    }
    environment = {**kept, "LANG": "C.UTF-8", "PYTHONPATH": str(PROJECT / "hooks"), **dict(terminal.environment)}
    for name in ("out", "err", "code"):
        (where / name).unlink(missing_ok=True)
    run = subprocess.run(
        ["bash", "-c", terminal.shell, "bash", sys.executable, "-m", "gongkai", *command],
        cwd=where,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        timeout=300,
    )
    out = where / "out"
    said = out.read_bytes().decode(terminal.reads) if terminal.reads else ""
    if (where / "err").exists() and terminal.reads:
        assert "Traceback" not in (where / "err").read_bytes().decode(terminal.reads)
    return run.returncode, said


@pytest.mark.parametrize("terminal", TERMINALS, ids=lambda terminal: terminal.name)
def test_a_check_that_finds_errors_is_one(terminal: Terminal, faulty: Path, tmp_path: Path) -> None:
    code, said = _run(terminal, tmp_path, "--root", str(faulty), "check", *AS_OF)
    assert code == 1
    if terminal.reads not in ("", "ascii"):
        assert "“发布日期”写成“近日”，不是日期。" in said
        # Names of files are read as they were written, whatever the locale.
        assert "content/甲.md:7:7: 错误[not-a-date]" in said


@pytest.mark.parametrize("name", ["C locale", "everything closed", "one line read", "a full disk"])
def test_a_check_that_finds_none_is_zero_unless_its_report_is_lost(name: str, good: Path, tmp_path: Path) -> None:
    terminal = BY_NAME[name]
    code, said = _run(terminal, tmp_path, "--root", str(good), "check", *AS_OF)
    assert code == (1 if terminal.lost else 0)
    if terminal.reads:
        assert said.rstrip().endswith("没有错误，可以发布。")


@pytest.mark.parametrize("name", ["ascii", "cp936"])
def test_a_program_reads_the_report_in_any_encoding(name: str, faulty: Path, tmp_path: Path) -> None:
    code, said = _run(BY_NAME[name], tmp_path, "--root", str(faulty), "check", "--format", "json", *AS_OF)
    assert code == 1
    assert "“发布日期”写成“近日”，不是日期。" in [one["what"] for one in json.loads(said)["problems"]]


@pytest.mark.parametrize("name", ["everything closed", "a full disk"])
def test_other_commands_keep_their_codes(name: str, good: Path, tmp_path: Path) -> None:
    assert _run(BY_NAME[name], tmp_path, "--root", str(good), "schema")[0] == 0
    assert _run(BY_NAME[name], tmp_path, "--help")[0] == 0
    assert _run(BY_NAME[name], tmp_path, "no-such-command")[0] == 2


@pytest.mark.parametrize("name", ["C locale", "a reader that has gone"])
def test_a_build_that_published_is_done(name: str, good: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    assert _run(BY_NAME[name], tmp_path, "--root", str(good), "build", "--out", str(site), *AS_OF)[0] == 0
    page = (site / "990000017" / "2024-00001.html").read_text(encoding="utf-8")
    assert "申请表" in page
    assert (site / "990000017" / "2024-00001" / "申请表.csv").is_file()


@pytest.mark.parametrize("name", ["ascii", "everything closed"])
def test_a_build_that_did_not_publish_is_not(name: str, faulty: Path, tmp_path: Path) -> None:
    copy_project(tmp_path / "faulty", with_sources=False)
    write_column(tmp_path / "faulty", {"content/甲.md": document("1", 发布日期="近日")})
    assert _run(BY_NAME[name], tmp_path, "--root", str(tmp_path / "faulty"), "build", *AS_OF)[0] == 1
    assert not (tmp_path / "faulty" / "site").exists()


def test_the_bootstrap_survives_a_closed_error_stream(tmp_path: Path) -> None:
    shell = f'"{sys.executable}" "{PROJECT / "run.py"}" no-such-command 2>&- >&-'
    assert subprocess.run(["bash", "-c", shell], cwd=tmp_path, check=False).returncode == 2
