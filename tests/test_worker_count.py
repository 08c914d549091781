"""How many processes share the work: the cores that are really there for it, or what a person says."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Mapping
from pathlib import Path

import pytest
from gongkai.building import mkdocs_run
from gongkai.commands.command_line import main
from gongkai.incremental import worker_count as module
from gongkai.incremental.worker_count import VARIABLE, cores, worker_count
from gongkai.model.problems.workers import WorkersError

_MANY = {"cpu.max": "max 100000\n"}


@pytest.fixture(autouse=True)
def _linux(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process alone on Linux with 64 cores and no limits, whatever runs the tests."""
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(os, "fork", lambda: 0, raising=False)
    monkeypatch.setattr(os, "sched_getaffinity", lambda process: set(range(64)), raising=False)
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    monkeypatch.setattr(module, "_quotas", lambda groups, root: iter(()))
    monkeypatch.delenv(VARIABLE, raising=False)


def test_by_default_there_is_one_for_each_core_up_to_eight(monkeypatch: pytest.MonkeyPatch) -> None:
    assert (cores(), worker_count()) == (64, 8)
    monkeypatch.setattr(os, "sched_getaffinity", lambda process: {3, 7})
    assert (cores(), worker_count()) == (2, 2)
    monkeypatch.setattr(module, "_quotas", lambda groups, root: iter((4, 0)))
    assert (cores(), worker_count()) == (1, 1)


@pytest.mark.parametrize(("said", "count"), [("", 8), ("1", 1), ("3", 3), ("256", 256)])
def test_a_person_can_say_another_number(said: str, count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, said)
    assert worker_count() == count


@pytest.mark.parametrize("said", ["0", "257", "-1", "2.5", "两个", "２", " 2", "9" * 5000])
def test_what_is_no_number_is_refused(said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, said)
    with pytest.raises(WorkersError) as refused:
        worker_count()
    assert str(refused.value).startswith(f"环境变量 GONGKAI_WORKERS 写成“{said[:60]}")
    assert str(refused.value).endswith("”，不是进程数。请写 1 到 256 的整数，或者删除这个变量。")


def test_where_forking_is_not_safe_one_process_does_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "4")
    monkeypatch.setattr(threading, "active_count", lambda: 2)
    assert worker_count() == 1
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    assert worker_count() == 4
    monkeypatch.setattr(sys, "platform", "darwin")
    assert worker_count() == 1
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.delattr(os, "fork")
    assert worker_count() == 1


@pytest.mark.parametrize(
    ("groups", "files", "granted"),
    [
        ("0::/", _MANY, []),
        ("0::/", {"cpu.max": "150000 100000\n"}, [1]),
        (
            "0::/a/b",
            {"cpu.max": "400000 100000\n", "a/cpu.max": "max 100000\n", "a/b/cpu.max": "50000 100000\n"},
            [0, 4],
        ),
        # A container sees its own group as the root.
        ("0::/docker/1234", {"cpu.max": "200000 100000\n"}, [2]),
        (
            "4:memory:/x\n2:cpu:/x\n0::/",
            {"cpu/x/cpu.cfs_quota_us": "300000\n", "cpu/x/cpu.cfs_period_us": "100000\n"},
            [3],
        ),
        ("3:cpu,cpuacct:/", {"cpu,cpuacct/cpu.cfs_quota_us": "-1\n", "cpu,cpuacct/cpu.cfs_period_us": "100000\n"}, []),
        ("0::/", {"cpu.max": "100000 0\n"}, []),
        ("0::/", {"cpu.max": "much\n"}, []),
        ("nonsense", {}, []),
    ],
)
def test_control_groups_limit_the_cores(
    groups: str, files: Mapping[str, str], granted: list[int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    (tmp_path / "groups").write_text(groups, encoding="utf-8")
    for name, text in files.items():
        (tmp_path / "fs" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "fs" / name).write_text(text, encoding="ascii")
    assert list(module._quotas(tmp_path / "groups", tmp_path / "fs")) == granted
    assert list(module._quotas(tmp_path / "none", tmp_path / "fs")) == []


def test_a_wrong_number_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(VARIABLE, "很多")
    assert main(["--root", str(tmp_path), "check"]) == 2
    said = "环境变量 GONGKAI_WORKERS 写成“很多”，不是进程数。请写 1 到 256 的整数，或者删除这个变量。\n"
    assert capsys.readouterr().err == said


def test_the_number_is_passed_on_to_the_process_that_builds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    passed: list[Mapping[str, str]] = []

    def noted(command: object, folder: object, environment: Mapping[str, str], progress: object) -> None:
        passed.append(environment)

    monkeypatch.setattr(mkdocs_run, "followed", noted)
    monkeypatch.setenv("GONGKAI_OTHER", "1")
    for said in ("5", ""):
        monkeypatch.setenv(VARIABLE, said)
        mkdocs_run.build_with_mkdocs(tmp_path, tmp_path / "site", "2026-11-20")
    assert [one[VARIABLE] for one in passed] == ["5", ""]
    assert not any("GONGKAI_OTHER" in one for one in passed)
