"""The kit installs, builds and tests without any network, and takes no package that is not the locked one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from gongkai import VERSION
from gongkai.releases.offline_kit import Target, make_kit
from gongkai.releases.opening import open_release
from gongkai.releases.product_files import files_below
from gongkai.releases.release_manifest import ReleaseError

from tests.columns import document, write_column
from tests.conftest import PROJECT

pytestmark = [pytest.mark.whole, pytest.mark.skipif(sys.platform != "linux", reason="the namespaces of Linux")]
ALONE = ("unshare", "--user", "--map-root-user", "--net")
"""Runs a program where there is no network, not even this machine's own."""


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("product")
    for path in files_below(PROJECT):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(PROJECT / path, folder / path)
    return make_kit(folder, folder / "dist", Target())


@pytest.fixture
def installed(kit: Path, tmp_path: Path) -> Path:
    """The kit at the agency, with a column in it."""
    root = tmp_path / "内网"
    shutil.copytree(kit, root, copy_function=os.link)
    return write_column(root, {"content/a.md": document("1")})


def _run(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "GONGKAI_", "PYTEST"))}
    command = [*ALONE, sys.executable, "run.py", *arguments]
    return subprocess.run(command, cwd=root, env=kept, capture_output=True, encoding="utf-8", check=False)


def test_there_is_no_network() -> None:
    ask = "import socket; socket.create_connection(('127.0.0.1', 9), 1)"
    run = subprocess.run([*ALONE, sys.executable, "-c", ask], capture_output=True, encoding="utf-8", check=False)
    assert "Network is unreachable" in run.stderr


@pytest.mark.uncounted
def test_a_column_is_built_and_tests_run_without_network(installed: Path) -> None:
    built = _run(installed, "site", "--as-of", "2026-11-24")
    assert built.returncode == 0, built.stderr
    assert (installed / "site" / "990000017" / "2024-00001.html").is_file()
    tested = _run(installed, "test", "tests/test_formula.py", "-n0")
    assert tested.returncode == 0, tested.stdout + tested.stderr
    assert not (installed / "tests" / "browser").exists()


def test_the_kit_can_be_verified_and_is_a_release(kit: Path, tmp_path: Path) -> None:
    check = subprocess.run(
        ["sha256sum", "--quiet", "--strict", "-c", "SHA256SUMS"], cwd=kit, capture_output=True, check=False
    )
    assert (check.returncode, check.stdout) == (0, b"")
    assert str(open_release(kit, tmp_path / "opened").version) == VERSION
    assert f"生成器 {VERSION} 版" in (kit / "离线安装.md").read_text(encoding="utf-8")


def test_a_package_that_is_not_the_locked_one_is_not_installed(installed: Path) -> None:
    (wheel,) = (installed / "wheels").glob("jinja2-*.whl")
    data = wheel.read_bytes()
    wheel.unlink()
    wheel.write_bytes(data + b"\0")
    run = _run(installed, "check")
    assert run.returncode == 1
    assert "软件包没有装好。" in run.stderr


def test_a_python_without_packages_is_told(kit: Path, tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match=r"^软件包没有取全。请在能上网的电脑上做，并核对平台和 Python 版本。"):
        make_kit(kit, tmp_path, Target("win_amd64", "3.3"))
    assert list(tmp_path.iterdir()) == []
