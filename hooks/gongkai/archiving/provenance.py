"""The provenance of a package: commit of the sources, days, and versions of the program and its libraries."""

from __future__ import annotations

import hashlib
import json
import subprocess
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from gongkai import VERSION
from gongkai.model.publication import Publication

_SOFTWARE = ("mkdocs", "mkdocs-material", "jinja2", "pyyaml", "nh3", "pagefind-bin")
_SHAPING = ("catalogue", "content", "hooks", "theme_overrides", "mkdocs.yml", "requirements.txt")
"""Files and folders below the root on which the pages depend."""
_PROGRAM = ("hooks", "theme_overrides")
_COMPILED = ("__pycache__", ".pyc")


def commit_of(root: Path) -> str:
    """The commit of everything on which the pages depend; empty without a repository and with uncommitted changes.

    Ignored files count as changes too, since the build reads them all the same.
    """
    status = ["status", "--porcelain", "-z", "--no-renames", "--untracked-files=all", "--ignored=matching", "--"]
    try:
        changed = subprocess.run(["git", "-C", str(root), *status, *_SHAPING], capture_output=True, check=False)
        head = subprocess.run(["git", "-C", str(root), "rev-parse", "HEAD"], capture_output=True, check=False)
    except FileNotFoundError:
        return ""
    if changed.returncode or head.returncode:
        return ""
    if any(_matters(line) for line in changed.stdout.decode("utf-8", "surrogateescape").split("\0") if line):
        return ""
    return head.stdout.decode().strip()


def _matters(line: str) -> bool:
    """Whether a line of ``git status`` is about a file that the build reads: no compiled Python, no new hidden file."""
    state, path = line[:2], line[3:].rstrip("/")
    if state not in ("??", "!!"):
        return True
    return not path.endswith(_COMPILED) and not any(part.startswith(".") for part in path.split("/"))


def provenance(publication: Publication, commit: str, made: date) -> str:
    """The provenance as JSON; ``made`` is the day on which the package is made."""
    reading = publication.reading
    facts = {
        "来源版本": commit or "未提交，或者有未提交的改动",
        "状态截至": publication.as_of.isoformat(),
        "制作日期": made.isoformat(),
        "信息件数": len(reading.items),
        "记录条数": sum(len(table) for table in publication.records.values()),
        "来源文件数": len(reading.files),
        "使用条款": reading.settings.terms.sentence,
        "程序": {"gongkai": VERSION, "SHA-256": program_digest(reading.root)},
        "软件": {name: found for name in _SOFTWARE if (found := _version(name))},
    }
    return json.dumps(facts, ensure_ascii=False, indent=1) + "\n"


def program_digest(root: Path) -> str:
    """Hexadecimal SHA-256 of the list that ``sha256sum`` prints for all files of the program, by name. Raises OSError."""
    lines = []
    for folder in _PROGRAM:
        for path in sorted((root / folder).rglob("*")):
            name = path.relative_to(root)
            if path.is_file() and not any(part.endswith(_COMPILED) or part.startswith(".") for part in name.parts):
                lines.append(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {name.as_posix()}\n")
    return hashlib.sha256("".join(sorted(lines, key=lambda line: line[66:])).encode()).hexdigest()


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
