"""Exchange of two folders so that readers see the old site or the new one, never a mixture."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
from contextlib import suppress
from pathlib import Path

from gongkai.building.folders import aside_of

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_UNSUPPORTED = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP)


def put_in_place(new: Path, published: Path) -> None:
    """Make ``new`` the published folder; what was published stands at ``new`` afterwards, if there was anything.

    On Linux both names change in one step (renameat2). Elsewhere, and on file systems without it, there are two renames;
    if the second fails the first is undone. Raises OSError.
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
        # The new site is published already; the next build clears away the old one from where it stands.
        aside.rename(new)


def recover(published: Path) -> None:
    """Put back the site that an interrupted exchange left aside. Raises OSError."""
    aside = aside_of(published)
    if not aside.exists():
        return
    if published.exists():
        shutil.rmtree(aside)
    else:
        aside.rename(published)


def settle(folder: Path) -> None:
    """Give every file the rights of a public site and have the system write all of it down before it is shown.

    Raises OSError where the disk refuses.
    """
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    if sys.platform == "linux":
        _write_down(folder)


def _write_down(folder: Path) -> None:
    """Wait until the disk holds everything that was written to it."""
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
