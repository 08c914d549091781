"""Atomic exchange of two folders, so that readers see the old site or the new one, never a mixture."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import stat
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from gongkai.building.folders import aside_of

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_FOLDER_MODE, _FILE_MODE = 0o755, 0o644
_UNSUPPORTED = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP)


def replace_published(new: Path, published: Path) -> None:
    """Make ``new`` the published folder; what was published before, if anything, is at ``new`` afterwards.

    On Linux both names are exchanged in one step (renameat2 with RENAME_EXCHANGE). Elsewhere, and on file systems without
    it, there are two renames; if the second fails, the first is undone. Raises OSError.
    """
    if not published.exists():
        new.rename(published)
        return
    if sys.platform == "linux" and _exchange(new, published):
        return
    aside = aside_of(published)
    published.rename(aside)
    try:
        new.rename(published)
    except OSError:
        aside.rename(published)
        raise
    with suppress(OSError):
        # The new site is published by now; if the old one stays aside, the next build removes it.
        aside.rename(new)


def recover(published: Path) -> None:
    """Put back the old site after an exchange that was interrupted between its two renames. Raises OSError."""
    aside = aside_of(published)
    if not aside.exists():
        return
    if published.exists():
        shutil.rmtree(aside)
    else:
        aside.rename(published)


def make_durable(folder: Path, files: Mapping[str, os.DirEntry[str]]) -> None:
    """Give all ``files`` below ``folder`` the permissions of a public site (644, folders 755) and flush them to the disk.

    Raises OSError where a file cannot be changed or the disk reports an error.
    """
    for path, _, _ in os.walk(folder):
        os.chmod(path, _FOLDER_MODE)
    for entry in files.values():
        # Most files have them already: those that were taken over from the published site, and with a usual umask all.
        if stat.S_IMODE(entry.stat(follow_symlinks=False).st_mode) != _FILE_MODE:
            os.chmod(entry.path, _FILE_MODE)
    if sys.platform == "linux":
        _flush(folder)


def _flush(folder: Path) -> None:
    """Flush the file system of ``folder`` to the disk (syncfs) and wait until that is done."""
    syncfs = getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None)
    if syncfs is None:
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        if syncfs(descriptor) != 0:
            code = ctypes.get_errno()
            raise OSError(code, os.strerror(code), str(folder))
    finally:
        os.close(descriptor)


def _exchange(first: Path, second: Path) -> bool:
    """Exchange two names with renameat2; False where the system or the file system does not support it."""
    renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if renameat2 is None:
        return False
    result = renameat2(_AT_FDCWD, os.fsencode(first), _AT_FDCWD, os.fsencode(second), _RENAME_EXCHANGE)
    if result == 0:
        return True
    code = ctypes.get_errno()
    if code in _UNSUPPORTED:
        return False
    raise OSError(code, os.strerror(code), str(first))
