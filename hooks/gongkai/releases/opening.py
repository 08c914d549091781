"""Opening a release, a ZIP or an unpacked folder: its files are taken only where they are exactly those of its manifest."""

from __future__ import annotations

import os
import shutil
import stat
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from gongkai.releases.release_manifest import MANIFEST, Manifest, ReleaseError, digest_of, is_plain, manifest_at

LARGEST = 512 * 1024 * 1024
"""Most bytes of a release when it is unpacked."""
_MOST_FILES = 50_000
_SHOWN = 5
_AGAIN = "请重新取得发布包，并核对旁边的 .sha256 文件。"


def open_release(source: Path, folder: Path) -> Manifest:
    """Put the files of the release ``source`` into the new folder ``folder`` and return its manifest.

    Nothing is left in ``folder`` where the release is refused. Raises ReleaseError, and OSError.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        _fill(folder, source)
        return _verified(folder)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _fill(folder: Path, source: Path) -> None:
    if source.is_dir():
        _copy(_release_folder(source), folder)
    elif source.is_file():
        _unpack(source, folder)
    else:
        raise ReleaseError(f"没有“{source}”这个文件或者文件夹。请写发布包（ZIP）的位置，或者解开后的文件夹。")


def _release_folder(source: Path) -> Path:
    """Where the manifest lies: in the folder, or in the only one in it, as some programs unpack."""
    if not (source / MANIFEST).is_file():
        within = [one for one in source.iterdir() if one.is_dir() and (one / MANIFEST).is_file()]
        if len(within) == 1:
            return within[0]
    return source


def _copy(source: Path, folder: Path) -> None:
    manifest = manifest_at(source)
    if manifest is None:
        raise ReleaseError(
            f"“{source}”里没有 {MANIFEST}，不是发布包。请用产品发布的 ZIP，或者它解开后的文件夹；"
            "从 Git 取得的，先在那里运行 python run.py release。"
        )
    for path in (MANIFEST, *manifest.files):
        found = source / path
        if found.is_symlink() or not found.is_file():
            raise ReleaseError(f"发布包缺少 {path}。{_AGAIN}")
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(found, target)


def _unpack(source: Path, folder: Path) -> None:
    try:
        with zipfile.ZipFile(source) as archive:
            for entry, path in _entries(archive):
                target = folder / path
                target.parent.mkdir(parents=True, exist_ok=True)
                with archive.open(entry) as data, target.open("xb") as file:
                    _copy_bounded(data, file, entry.file_size)
                if entry.external_attr >> 16 & stat.S_IXUSR:
                    target.chmod(0o755)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise ReleaseError(f"“{source.name}”不是完整的 ZIP 文件，可能没有下载完。{_AGAIN}") from error


def _copy_bounded(data: IO[bytes], file: IO[bytes], size: int) -> None:
    left = size
    while chunk := data.read(min(1 << 20, left + 1)):
        left -= len(chunk)
        if left < 0:
            raise zipfile.BadZipFile("an entry is longer than it says")
        file.write(chunk)


def _entries(archive: zipfile.ZipFile) -> Iterator[tuple[zipfile.ZipInfo, str]]:
    """The files with their paths below the top folder. Raises ReleaseError for what no release has."""
    entries = [one for one in archive.infolist() if not one.is_dir()]
    if len(entries) > _MOST_FILES or sum(one.file_size for one in entries) > LARGEST:
        raise ReleaseError(f"发布包太大（{len(entries)} 个文件），不像本产品的发布包。{_AGAIN}")
    tops = {one.filename.partition("/")[0] for one in entries}
    top = f"{tops.pop()}/" if len(tops) == 1 and not any(one.filename == MANIFEST for one in entries) else ""
    seen = set()
    for entry in entries:
        path = entry.filename.removeprefix(top)
        if not is_plain(path) or "\\" in entry.orig_filename:
            raise ReleaseError(f"发布包里有不合规定的路径“{_printable(entry.orig_filename)}”，可能被人改过。{_AGAIN}")
        if stat.S_ISLNK(entry.external_attr >> 16) or entry.flag_bits & 1:
            raise ReleaseError(f"发布包里的“{path}”是链接或者加了密，可能被人改过。{_AGAIN}")
        if (folded := unicodedata.normalize("NFC", path).casefold()) in seen:
            raise ReleaseError(f"发布包里有两个“{path}”。{_AGAIN}")
        seen.add(folded)
        yield entry, path


def _verified(folder: Path) -> Manifest:
    """The manifest, after each file in ``folder`` was found to be the one that it states, and no other is there."""
    manifest = manifest_at(folder)
    if manifest is None:
        raise ReleaseError(f"里面没有 {MANIFEST}，不是本产品的发布包。请用产品发布的 ZIP。")
    found = {one for one in _paths(folder) if one != MANIFEST}
    faults = [f"缺少 {path}" for path in sorted(manifest.files.keys() - found)]
    faults += [f"多出 {path}" for path in sorted(found - manifest.files.keys())]
    same = sorted(found & manifest.files.keys())
    faults += [f"{path} 与清单不符" for path in same if digest_of(folder / path) != manifest.files[path]]
    if faults:
        more = f"等 {len(faults)} 处" if len(faults) > _SHOWN else ""
        raise ReleaseError(f"发布包与它的清单不符：{'；'.join(faults[:_SHOWN])}{more}。没有改动任何文件。{_AGAIN}")
    return manifest


def _paths(folder: Path) -> Iterator[str]:
    for within, _, names in os.walk(folder):
        yield from ((Path(within) / name).relative_to(folder).as_posix() for name in names)


def _printable(text: str) -> str:
    return "".join(one if one.isprintable() else "?" for one in text)
