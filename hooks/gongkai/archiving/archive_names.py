"""Checks that the file names of a package are portable between systems and readable in manifests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gongkai.model.file_name import is_reserved, is_too_long, name_key
from gongkai.model.words.matcher import matcher

_STRANGE = matcher(r'[%\\:*?"<>|\x00-\x1f\x7f]')
LONGEST_PATH = 180
"""Longest path in a package, in characters: Windows allows 260, some of which the folder around the package needs."""


def name_faults(paths: Iterable[str]) -> Iterator[str]:
    """The faults of the paths of a package, one Chinese sentence each; none where all are portable."""
    seen: dict[str, str] = {}
    for path in paths:
        for part in path.split("/"):
            if _STRANGE.search(part) or part.startswith("-") or part.endswith((".", " ")) or is_reserved(part):
                yield f"文件名“{path}”在有的系统上不能用，请改名。"
                break
            if is_too_long(part):
                yield f"文件名“{path}”太长，请改短。"
                break
        if len(path) > LONGEST_PATH:
            yield f"文件路径“{path}”有 {len(path)} 个字，在 Windows 上解压不出来，请缩短文件夹名或文件名。"
        other = seen.setdefault(name_key(path), path)
        if other != path:
            yield f"文件名“{path}”与“{other}”只差大小写或者写法，在有的系统上会互相覆盖，请改名。"
