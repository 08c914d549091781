"""The kit for a network without internet: the product, all its packages as wheels, and how to install them, in one folder."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from gongkai import VERSION
from gongkai.releases.making import release_files
from gongkai.releases.release_manifest import MANIFEST, ReleaseError

WHEELS = "wheels"
"""Where the packages lie beside ``run.py``, which installs from there without asking the network."""
CHECKSUMS = "SHA256SUMS"
RECIPE = "离线安装.md"
_LOCKS = ("requirements.txt", "requirements-dev.txt", "requirements-kit.txt")
"""The last brings what builds the few packages of which there is only source."""
_WITHOUT = ("tests/browser/", "tests/quality/", "tests/bench/", "tests/mutants/")
"""Tests that need a browser, Node or other programs, which such a network does not have."""
_TEXT = """# 离线安装

这个文件夹里有政府信息公开专栏生成器 {version} 版的全部文件，{wheels}/ 里是它用到的软件包（{target}），安装时不联网。

1. 核对：在这个文件夹里运行 `sha256sum --quiet --strict -c {checksums}`，没有输出就是一个字节也不差。
   Windows 上用 `certutil -hashfile 文件 SHA256` 逐个对照。
2. 电脑上要有 Python {python}。运行 `python run.py init`（Linux 上是 `python3`），按提示填写机关名称等，建立本机关的专栏。
   第一次运行会从 {wheels}/ 安装软件包，逐一核对散列值。
3. 生成：`python run.py site`，用浏览器打开 site/index.html。手册：`python run.py handbook`。
4. 运行不用浏览器的测试：`python run.py test`。

升级：把新版本的这个文件夹拷到旁边，在专栏里运行 `python run.py upgrade ../新文件夹`，再把里面的 {wheels}/ 拷过来换掉旧的。
"""


@dataclass(frozen=True, slots=True)
class Target:
    """The computers for which a kit is: a platform as pip names it (empty for this one) and a version of Python."""

    platform: str = ""
    python: str = ""

    @property
    def options(self) -> list[str]:
        """The options of ``pip download``."""
        found = ["--platform", self.platform] if self.platform else []
        return [*found, *(["--python-version", self.python] if self.python else [])]


def make_kit(root: Path, out: Path, target: Target) -> Path:
    """Put the kit into a new folder below ``out`` and return it.

    Raises ReleaseError where packages cannot be had or the files differ from the last commit, and OSError.
    """
    sources, manifest = release_files(root)
    name = "-".join(filter(None, ("gongkai", "offline", VERSION, target.platform, target.python)))
    folder = out / name
    beside = out / f".{name}.new"
    shutil.rmtree(beside, ignore_errors=True)
    _download(root, beside / WHEELS, target)
    for path, source in sources.items():
        if not path.startswith(_WITHOUT):
            (beside / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(root / source, beside / path)
    kept = {path: digest for path, digest in manifest.files.items() if not path.startswith(_WITHOUT)}
    (beside / MANIFEST).write_text(type(manifest)(manifest.version, kept).as_json(), encoding="utf-8", newline="\n")
    python = target.python or f"{sys.version_info[0]}.{sys.version_info[1]}"
    recipe = _TEXT.format(
        version=VERSION, wheels=WHEELS, target=target.platform or sys.platform, checksums=CHECKSUMS, python=python
    )
    (beside / RECIPE).write_text(recipe, encoding="utf-8", newline="\n")
    _write_checksums(beside)
    shutil.rmtree(folder, ignore_errors=True)
    os.replace(beside, folder)
    return folder


def _download(root: Path, folder: Path, target: Target) -> None:
    folder.mkdir(parents=True)
    for lock in _LOCKS:
        command = [
            sys.executable,
            "-m",
            "pip",
            "download",
            "--quiet",
            "--disable-pip-version-check",
            "--require-hashes",
        ]
        # The locks are complete, and only without looking for more does pip take source where there are no wheels.
        command += ["--no-deps", "--dest", str(folder), *target.options, "-r", str(root / lock)]
        run = subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace", check=False)
        if run.returncode:
            shutil.rmtree(folder.parent, ignore_errors=True)
            said = "\n".join(run.stderr.strip().splitlines()[-3:])
            raise ReleaseError(f"软件包没有取全。请在能上网的电脑上做，并核对平台和 Python 版本。\n{said}")


def _write_checksums(folder: Path) -> None:
    paths = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    lines = [f"{hashlib.sha256((folder / path).read_bytes()).hexdigest()}  {path}\n" for path in paths]
    (folder / CHECKSUMS).write_text("".join(lines), encoding="utf-8", newline="\n")
