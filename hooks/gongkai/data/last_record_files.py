"""The published files with all records of a type, from which the lines of items of which nothing has changed are copied."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from typing import Any, BinaryIO

from gongkai.incremental.site_parts import SiteParts

_AT_ONCE = 1 << 20
"""Bytes that are copied at once."""


class LastRecordFiles:
    """What the last build wrote of the records of a type.

    Of each item, by its index number, it knows what the lines were made from, where they begin and end in each file, the
    item's own files, and which constraints they keep.
    """

    def __init__(self, parts: SiteParts, name: str, paths: Sequence[str], stack: ExitStack) -> None:
        """``paths`` are the files of the part ``name`` of the site; they are open as long as ``stack``."""
        self.paths = tuple(paths)
        self._parts = parts
        self._digests, about = parts.known(name)
        found = [parts.opened(path, self._digests.get(path, ""), stack) for path in paths]
        self._files = [file for file in found if file]
        self._blocks: dict[str, Any] = about["blocks"] if about and all(found) else {}

    def copied(
        self, number: str, fingerprint: str, files: Sequence[BinaryIO]
    ) -> tuple[list[str], dict[str, Any]] | None:
        """Copy the lines of the item ``number`` to ``files`` and take over its own files, whose paths are returned with constraints.

        None where it is not what it was, or where a file is not what was published. Raises OSError.
        """
        before, begins, ends, paths, kept = self._blocks.get(number, ("", (), (), [], {}))
        if (
            not fingerprint
            or before != fingerprint
            or not self._parts.take({path: self._digests[path] for path in paths})
        ):
            return None
        for source, begin, end, target in zip(self._files, begins, ends, files):
            source.seek(begin)
            while begin < end:
                target.write(source.read(min(_AT_ONCE, end - begin)))
                begin += _AT_ONCE
        return paths, kept
