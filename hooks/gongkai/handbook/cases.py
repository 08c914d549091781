"""Reading the golden cases for the handbook: the files of a small column and all messages of the check."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from gongkai.model.problems.problem import Level, Problem
from gongkai.model.words.matcher import matcher

ROOMS = ("checking", "reading", "binding", "waiving", "as_printed", "attachments", "comparing", "examples", "handbook")
"""The folders of cases with complete messages, most instructive first, then the complete examples of the types, and those of the handbook itself."""
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MESSAGE = matcher(
    r"(?P<path>.+?)(?::(?P<line>\d+):(?P<column>\d+))?: (?P<level>错误|警告|提示|待完善)\[(?P<rule>[a-z0-9-]+)\] "
)
_AS_PRINTED = "原件如此"


@dataclass(frozen=True, slots=True)
class Case:
    """One case; ``rule`` is empty if it does not test a single rule. Binary files are left out."""

    room: str
    name: str
    title: str
    rule: str
    files: Mapping[str, str]
    problems: tuple[Problem, ...]
    change: str = ""
    """The changes to an older version, in the style of a diff, if the case is about comparing versions; else empty."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A correction that only people can make: in the file ``path`` the words ``old`` become ``new``."""

    code: str
    path: str
    old: str
    new: str


def read_edits(file: Path) -> dict[str, tuple[Edit, ...]]:
    """The corrections in ``file`` by the names of the cases; empty if there is no such file. Raises OSError."""
    read = yaml.load(file.read_text(encoding="utf-8"), Loader=_LOADER) if file.is_file() else {}
    return {
        name: tuple(Edit(one["rule"], one["file"], one["old"], one["new"]) for one in edits)
        for name, edits in read.items()
    }


def read_cases(folder: Path) -> tuple[Case, ...]:
    """All cases below ``folder``, sorted by folder as in ``ROOMS`` and by name. Raises OSError."""
    return tuple(
        case
        for room in ROOMS
        for path in sorted((folder / room).glob("*.yml"))
        for case in _cases(room, path.stem, yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER))
    )


def _cases(room: str, name: str, read: Any) -> Iterator[Case]:
    if not isinstance(read, dict):
        return
    for number, one in enumerate(read.get("cases", ()), start=1):
        files = {**_texts(read), **_texts({"files": one.get("add")})}
        change = "\n".join(_changes(one))
        yield Case(room, f"{name}-{number}", one["title"], "", files, messages_in(one["problems"]), change)
    if "title" in read and "problems" in read:
        yield Case(room, name, read["title"], read.get("rule", ""), _texts(read), messages_in(read["problems"]))


def _texts(read: Any) -> dict[str, str]:
    return {path: text for path, text in (read.get("files") or {}).items() if isinstance(text, str)}


def _changes(one: Any) -> Iterator[str]:
    """The steps of a change, in the style of a diff."""
    for path, words in one.get("edit", {}).items():
        for old, new in zip(words[::2], words[1::2]):
            yield f"{path}\n" + "\n".join(
                f"{sign} {line}"
                for sign, text in (("-", old), ("+", new))
                for line in str(text).strip("\n").split("\n")
            )
    yield from (f"删除 {path}" for path in one.get("delete", ()))
    for path, text in one.get("add", {}).items():
        yield f"新增 {path}\n" + "\n".join(f"+ {line}" for line in str(text).rstrip("\n").split("\n"))


def messages_in(report: str) -> tuple[Problem, ...]:
    """Parse the text report of a check (see ``reporting.as_text``) into problems."""
    found: list[Problem] = []
    message: list[str] = []
    for line in [*report.split("\n"), ""]:
        if line.startswith("    ") and message:
            message.append(line.strip())
            continue
        if message:
            found += _parsed(message)
        message = [line] if line else []
    return tuple(found)


def _parsed(message: list[str]) -> Iterator[Problem]:
    first, *rest = message
    match = _MESSAGE.match(first)
    if match:
        line, column = int(match["line"] or 0), int(match["column"] or 0)
        remedy = " ".join(words for words in rest if not words.startswith(_AS_PRINTED))
        yield Problem(match["path"], line, column, match["rule"], Level(match["level"]), first[match.end() :], remedy)
