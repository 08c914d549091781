"""The sources of another commit of the Git repository, extracted to a folder of their own."""

from __future__ import annotations

import subprocess
import tarfile
from dataclasses import dataclass
from pathlib import Path

_SOURCES = ("catalogue", "content")


class BaseError(Exception):
    """The other version is not available; the message says in Chinese why and what to do."""


@dataclass(frozen=True, slots=True)
class Base:
    """The commit with which the present version is compared."""

    commit: str
    follows: bool
    """Whether the named version is an ancestor of HEAD; else ``commit`` is their merge base."""


def base_of(root: Path, name: str) -> Base:
    """The commit to compare with for ``name``, a branch, tag or commit. Raises BaseError."""
    if name.startswith("-"):
        raise BaseError(f"“{name}”不是版本名称。")
    found = _git(root, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
    if found.returncode:
        raise BaseError(
            f"版本库里没有“{name}”这个版本。请先取得完整的历史（git fetch --unshallow 或者 fetch-depth: 0），再核对名称。"
        )
    commit = found.stdout.decode().strip()
    if _git(root, "merge-base", "--is-ancestor", commit, "HEAD").returncode == 0:
        return Base(commit, True)
    common = _git(root, "merge-base", commit, "HEAD")
    if common.returncode:
        raise BaseError(f"现在的版本与“{name}”没有共同的历史：历史被改写过。请从“{name}”重新提出修改。")
    return Base(common.stdout.decode().strip(), False)


def usual_base(root: Path) -> str:
    """The branch into which changes go, else the last commit. Raises BaseError where the project is in no repository."""
    if _git(root, "rev-parse", "--is-inside-work-tree").returncode:
        raise BaseError("这里没有 Git 版本库，没有可以比较的版本。")
    for name in ("origin/HEAD", "origin/main", "origin/master", "main", "master", "HEAD"):
        if _git(root, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}").returncode == 0:
            return name
    raise BaseError("版本库里还没有提交过任何版本，没有可以比较的。")


def extract(root: Path, base: Base, target: Path) -> None:
    """Write the sources of ``base`` below ``target``, without links and special files. Raises BaseError and OSError."""
    for part in _SOURCES:
        (target / part).mkdir(parents=True, exist_ok=True)
    there = [part for part in _SOURCES if _git(root, "cat-file", "-e", f"{base.commit}:./{part}").returncode == 0]
    if not there:
        return
    # Attachments may be large, so the archive goes through a file and not through memory.
    file = target / "sources.tar"
    made = _git(root, "archive", "--format=tar", f"--output={file}", base.commit, *there)
    if made.returncode:
        raise BaseError(f"读不出版本 {base.commit[:10]} 的文件：{made.stderr.decode('utf-8', 'replace').strip()}")
    with tarfile.open(file) as files:
        members = (member for member in files.getmembers() if member.isfile() or member.isdir())
        files.extractall(target, members, filter="data")
    file.unlink()


def changed_files(root: Path, base: Base) -> frozenset[str]:
    """The paths, relative to ``root``, of the files that differ from ``base`` or are not in Git yet. Raises BaseError."""
    found = set()
    for command in (
        ("diff", "--name-only", "-z", "--relative", base.commit),
        ("ls-files", "--others", "--exclude-standard", "-z"),
    ):
        run = _git(root, *command)
        if run.returncode:
            raise BaseError(
                f"读不出与版本 {base.commit[:10]} 不同的文件：{run.stderr.decode('utf-8', 'replace').strip()}"
            )
        found |= {path for path in run.stdout.decode("utf-8", "surrogateescape").split("\0") if path}
    return frozenset(found)


def _git(root: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, check=False)
    except FileNotFoundError:
        raise BaseError("这台电脑没有安装 Git，不能与以前的版本比较。") from None
