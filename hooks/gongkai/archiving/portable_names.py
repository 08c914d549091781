"""File names that every system, manifest and tool reads the same way."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

_STRANGE = re.compile(r'[%\\:*?"<>|\x00-\x1f\x7f]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|\Z)", re.IGNORECASE)
LONGEST = 200
"""Bytes of one name."""


def name_faults(paths: Iterable[str]) -> Iterator[str]:
    """What is wrong with the paths, one Chinese sentence each."""
    seen: dict[str, str] = {}
    for path in paths:
        for part in path.split("/"):
            if _STRANGE.search(part) or part.startswith("-") or part.endswith((".", " ")) or _RESERVED.match(part):
                yield f"文件名“{path}”在有的系统上不能用，请改名。"
                break
            if len(part.encode()) > LONGEST:
                yield f"文件名“{path}”太长，请改短。"
                break
        other = seen.setdefault(unicodedata.normalize("NFC", path).casefold(), path)
        if other != path:
            yield f"文件名“{path}”与“{other}”只差大小写或者写法，在有的系统上会互相覆盖，请改名。"
