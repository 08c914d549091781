"""Writing the files of an import as one: all of them or none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from gongkai.setup.swap import Move, change, changing, new_file, taken_out


def write_all(root: Path, files: Mapping[str, bytes]) -> None:
    """Write all ``files`` (path below ``root`` → content). Raises ChangeRefusedError and OSError; then none has changed."""
    with changing(root):
        change(root, list(_moves(root, files)))


def _moves(root: Path, files: Mapping[str, bytes]) -> Iterator[Move]:
    for path, content in files.items():
        beside = new_file(root, path, content)
        if (root / path).is_file():
            yield taken_out(path)
        yield beside
