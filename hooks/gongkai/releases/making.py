"""Making a release: one ZIP with the product, the demonstration for the tests, and a manifest; the same files give the same bytes."""

from __future__ import annotations

import os
import subprocess
import zipfile
from collections.abc import Mapping
from pathlib import Path

from gongkai import VERSION
from gongkai.releases.product_files import demonstration_files, files_below, path_in_release
from gongkai.releases.release_manifest import MANIFEST, Manifest, ReleaseError, digest_of
from gongkai.releases.version import Version, version_of

_MOMENT = (1980, 1, 1, 0, 0, 0)
"""The time of all entries, the earliest that ZIP can write, so that the bytes depend on the files only."""
_SHOWN = 10


def make_release(root: Path, out: Path) -> tuple[Path, Path]:
    """Write ``gongkai-VERSION.zip`` and its ``.sha256`` to the folder ``out`` and return their paths.

    Raises ReleaseError where the files differ from the last commit, and OSError.
    """
    sources, manifest = release_files(root)
    name = f"gongkai-{manifest.version}"
    out.mkdir(parents=True, exist_ok=True)
    made = out / f"{name}.zip"
    beside = made.with_suffix(".part")
    with zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr(_entry(f"{name}/{MANIFEST}", 0o644), manifest.as_json(), zipfile.ZIP_DEFLATED)
        for path, source in sources.items():
            entry = _entry(f"{name}/{path}", 0o755 if os.access(root / source, os.X_OK) else 0o644)
            archive.writestr(entry, (root / source).read_bytes(), zipfile.ZIP_DEFLATED)
    os.replace(beside, made)
    digest = made.with_suffix(".sha256")
    digest.write_text(f"{digest_of(made)}  {made.name}\n", encoding="utf-8", newline="\n")
    return made, digest


def release_files(root: Path) -> tuple[Mapping[str, str], Manifest]:
    """The path in the release of each file of the product at ``root``, with its path there; and the manifest of all.

    Raises ReleaseError where the files differ from the last commit, and OSError.
    """
    sources = _sources(root)
    _refuse_uncommitted(root, set(sources.values()))
    return sources, Manifest(_version(), {path: digest_of(root / source) for path, source in sources.items()})


def installed(root: Path) -> Mapping[str, bytes]:
    """The file that says with which files of the product a column begins, so that an upgrade knows those that were changed here.

    Empty where there is one, as in a column that begins from a release. Raises ReleaseError, OSError.
    """
    if (root / MANIFEST).is_file():
        return {}
    files = {path: digest_of(root / path) for path in files_below(root) if (root / path).is_file()}
    # Where there is no product at all, as in an empty folder, there is nothing to write down.
    return {MANIFEST: Manifest(_version(), files).as_json().encode()} if files else {}


def _version() -> Version:
    version = version_of(VERSION)
    if version is None:
        raise ReleaseError(f"版本“{VERSION}”不是三个数字，不能发布。")
    return version


def _sources(root: Path) -> Mapping[str, str]:
    """The path in the release of each file, with its path at ``root``."""
    files = [path for path in files_below(root) if path != MANIFEST]
    kept = {path: path for path in files}
    if not any(path.startswith("tests/demonstration/") for path in files):
        kept |= {path_in_release(path): path for path in demonstration_files(root)}
    return dict(sorted(kept.items()))


def _refuse_uncommitted(root: Path, sources: set[str]) -> None:
    tracked = _git(root, "ls-files", "-z")
    if tracked is None:
        return
    changed = _git(root, "diff", "--name-only", "-z", "HEAD") or []
    stray = sorted(sources & set(changed) | sources - set(tracked))
    if stray:
        more = f"等 {len(stray)} 个文件" if len(stray) > _SHOWN else ""
        raise ReleaseError(
            f"有没有提交的改动：{'、'.join(stray[:_SHOWN])}{more}。发布包要能从一个提交重新做出，请先提交或者移走它们。"
        )


def _git(root: Path, *arguments: str) -> list[str] | None:
    """Paths that Git lists; None without Git or a repository at ``root``."""
    if not (root / ".git").exists():
        return None
    try:
        run = subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, check=False)
    except FileNotFoundError:
        return None
    return None if run.returncode else [one for one in run.stdout.decode("utf-8", "surrogateescape").split("\0") if one]


def _entry(name: str, mode: int) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _MOMENT)
    entry.create_system = 3
    entry.external_attr = (0o100000 | mode) << 16
    return entry
