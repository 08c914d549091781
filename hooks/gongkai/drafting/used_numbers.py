"""Numbers that are taken: they stand somewhere in the files of the column, or on a branch that is not merged yet."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

from gongkai.reading.source_files import LIST_SUFFIXES, TEXT_SUFFIXES
from gongkai.reading.values.serial_number import Series

_SOURCES = ("content", "catalogue")
_MOST_BRANCHES = 50
"""The branches that are looked at, those with the latest commits first; older ones are hardly worked on."""


def used_numbers(root: Path, series: Iterable[Series]) -> Iterator[str]:
    """Every number of one of the series in the sources below ``root``, drafts and comments included, and on open branches."""
    heads = sorted({one.head for one in series})
    if not heads:
        return
    number = re.compile(rf"(?:{'|'.join(map(re.escape, heads))})\d{{1,9}}(?:号)?", re.ASCII)
    for path in _files(root):
        try:
            yield from number.findall(path.read_text(encoding="utf-8", errors="replace"))
        except OSError:
            # What cannot be read is told by the check; it may hold a number all the same, which the check finds too.
            continue
    yield from number.findall(_on_branches(root, heads))


def _files(root: Path) -> Iterator[Path]:
    for folder in _SOURCES:
        for path in sorted((root / folder).rglob("*")):
            if path.suffix.lower() in (*TEXT_SUFFIXES, *LIST_SUFFIXES) and path.is_file():
                yield path


def _on_branches(root: Path, heads: list[str]) -> str:
    """The lines with such numbers on branches, here and fetched ones, that are not merged into the present one."""
    refs = _git(
        root,
        "for-each-ref",
        f"--count={_MOST_BRANCHES}",
        "--sort=-committerdate",
        "--format=%(objectname)",
        "--no-merged=HEAD",
        "refs/heads",
        "refs/remotes",
    )
    commits = list(dict.fromkeys(refs.split()))
    if not commits:
        return ""
    wanted = [part for head in heads for part in ("-e", head)]
    return _git(root, "grep", "--no-color", "-h", "-I", "-F", *wanted, *commits, "--", *_SOURCES)


def _git(root: Path, *arguments: str) -> str:
    """What Git says; nothing where there is no Git, no repository or no match."""
    try:
        run = subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, check=False)
    except OSError:
        return ""
    return run.stdout.decode("utf-8", "replace")
