"""The site is delivered whole or not at all, to nothing but the folder that was named."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import PROJECT

SSH = """#!/usr/bin/env bash
# Takes the place of ssh: notes its options, checks that the key is readable by its owner only, runs the command here.
printf '%s\\n' "$*" >> "$LOG"
[ "$(stat -c %a "$2")" = 600 ] || { echo "key can be read by others" >&2; exit 255; }
[ "$(cat "$2")" = 私钥 ] || exit 255
exec bash -c "${SPOIL:-}${@: -1}"
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = tmp_path / "project"
    (root / "site").mkdir(parents=True)
    shutil.copytree(PROJECT / ".ci", root / ".ci")
    (root / "site/index.html").write_text("new", encoding="utf-8")
    checksums = subprocess.run(["sha256sum", "index.html"], cwd=root / "site", capture_output=True, check=True).stdout
    (root / "site/SHA256SUMS").write_bytes(checksums)
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/ssh").write_text(SSH, encoding="utf-8")
    (tmp_path / "bin/ssh").chmod(0o755)
    return root


def _deliver(project: Path, target: str, spoil: str = "") -> subprocess.CompletedProcess[str]:
    settings = {"DEPLOY_TARGET": target, "DEPLOY_KEY": "私钥", "DEPLOY_HOST_KEY": "主机", "SPOIL": spoil}
    paths = {"PATH": f"{project.parent / 'bin'}:{os.environ['PATH']}", "LOG": str(project.parent / "log")}
    command = [str(project / ".ci/deliver")]
    return subprocess.run(
        command, env={**os.environ, **paths, **settings}, capture_output=True, encoding="utf-8", check=False
    )


def test_the_site_takes_the_place_of_the_one_before(project: Path, tmp_path: Path) -> None:
    served = tmp_path / "www" / "zfxxgk"
    served.mkdir(parents=True)
    (served / "index.html").write_text("old", encoding="utf-8")
    (served / "gone.html").write_text("old", encoding="utf-8")
    run = _deliver(project, f"web@host:{served}")
    assert (run.returncode, run.stdout) == (0, f"已送到 web@host:{served}。\n"), run.stderr
    assert sorted(one.name for one in served.iterdir()) == ["SHA256SUMS", "index.html"]
    assert (served / "index.html").read_text(encoding="utf-8") == "new"
    assert [one.name for one in served.parent.iterdir()] == ["zfxxgk"]
    assert all(
        "StrictHostKeyChecking=yes" in line for line in (tmp_path / "log").read_text(encoding="utf-8").splitlines()
    )


def test_what_does_not_arrive_whole_is_not_shown(project: Path, tmp_path: Path) -> None:
    served = tmp_path / "www" / "zfxxgk"
    served.mkdir(parents=True)
    (served / "index.html").write_text("old", encoding="utf-8")
    run = _deliver(project, f"web@host:{served}", spoil=f"echo damaged > {served}.new/index.html 2>/dev/null; ")
    assert run.returncode != 0
    assert (served / "index.html").read_text(encoding="utf-8") == "old"


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("web@host:www", "DEPLOY_TARGET 要写成 用户@服务器:/绝对/路径，现在是“web@host:www”。"),
        ("web@host:/", "DEPLOY_TARGET 要写成 用户@服务器:/绝对/路径，现在是“web@host:/”。"),
        ("web@host:/srv/a;reboot", "DEPLOY_TARGET 里只能有字母、数字和 . _ - @ : /。"),
        ("", "没有写 DEPLOY_TARGET，没有送出。写在平台的变量和密钥里，见 .ci/deliver 开头的说明。"),
        *(
            (f"web@host:{path}", f"DEPLOY_TARGET 的路径里不能有 //、. 和 ..，现在是“web@host:{path}”。")
            for path in ("/srv/../etc", "/srv//a", "/srv/./a", "/srv/a/..", "/srv/a/.")
        ),
        ("-oProxyCommand=x:/srv/a", "DEPLOY_TARGET 里只能有字母、数字和 . _ - @ : /。"),
    ],
)
def test_a_target_that_could_do_harm_is_refused(project: Path, target: str, said: str) -> None:
    run = _deliver(project, target)
    assert (run.returncode, run.stderr) == (2, said + "\n")
    assert not (project.parent / "log").exists()


@pytest.mark.parametrize("slashes", ["/", "///"])
def test_a_slash_at_the_end_means_nothing(project: Path, tmp_path: Path, slashes: str) -> None:
    served = tmp_path / "www" / "zfxxgk"
    for _ in range(2):
        run = _deliver(project, f"web@host:{served}{slashes}")
        assert (run.returncode, run.stdout) == (0, f"已送到 web@host:{served}。\n"), run.stderr
        assert sorted(one.name for one in served.iterdir()) == ["SHA256SUMS", "index.html"]
        assert [one.name for one in served.parent.iterdir()] == ["zfxxgk"]


def test_without_a_site_nothing_is_sent(project: Path, tmp_path: Path) -> None:
    (project / "site" / "SHA256SUMS").unlink()
    run = _deliver(project, "web@host:/srv/a")
    assert (run.returncode, run.stderr) == (
        2,
        "site/ 里没有生成好的网站，没有送出。请先运行 .ci/column publish。\n",
    )
    assert not (tmp_path / "log").exists()


def test_a_site_that_cannot_take_the_place_leaves_the_one_before(project: Path, tmp_path: Path) -> None:
    served = tmp_path / "www" / "zfxxgk"
    served.mkdir(parents=True)
    (served / "index.html").write_text("old", encoding="utf-8")
    (tmp_path / "bin" / "mv").write_text(
        '#!/bin/sh\ncase "$1" in *.new) echo "mv: refused" >&2; exit 1 ;; esac\nexec /bin/mv "$@"\n', encoding="utf-8"
    )
    (tmp_path / "bin" / "mv").chmod(0o755)
    run = _deliver(project, f"web@host:{served}")
    assert run.returncode != 0
    assert (served / "index.html").read_text(encoding="utf-8") == "old"
