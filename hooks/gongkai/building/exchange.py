"""Exchange of two folders so that readers see the old site or the new one, never a mixture."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from pathlib import Path

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
    aside = published.with_name(published.name + ".old")
    published.rename(aside)
    try:
        new.rename(published)
    except OSError:
        aside.rename(published)
        raise
    aside.rename(new)


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
