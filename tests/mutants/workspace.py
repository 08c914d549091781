"""A copy of the project in which the code of one room is mutated, so that nothing happens to the project itself."""

from __future__ import annotations

import filecmp
import json
import os
import shutil
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gongkai.setup.demonstration_folder import SOURCES, demonstration_folder

PROJECT = Path(__file__).parents[2]
_FOLDER = PROJECT / ".cache" / "mutants"
_ROOMS = Path(__file__).with_name("rooms.toml")
_LINKED = ("theme_overrides", "mkdocs.yml", "README.md", "run.py", "Makefile")
_LEFT_OUT = shutil.ignore_patterns("node_modules", "__pycache__", "browser", "quality", "bench", "mutants", "real")


@dataclass(frozen=True, slots=True)
class Room:
    """What is mutated together, and the tests that must notice."""

    name: str
    files: tuple[str, ...]
    tests: tuple[str, ...]

    @property
    def folder(self) -> Path:
        """Where the copy lies."""
        return _FOLDER / self.name


def rooms() -> dict[str, Room]:
    """All rooms by name, in the order in which they are tried."""
    found = tomllib.loads(_ROOMS.read_text(encoding="utf-8"))
    return {name: Room(name, tuple(one["files"]), tuple(one["tests"])) for name, one in found.items()}


def prepare(room: Room) -> None:
    """Bring the copy of a room up to date; verdicts on functions that have not changed stay, but for survivors.

    The tool takes the code for importable below ``src``; the product has it below ``hooks``, so each is the other.
    """
    made = room.folder / "mutants"
    made.mkdir(parents=True, exist_ok=True)
    _copied(PROJECT / "hooks", room.folder / "src")
    _copied(PROJECT / "tests", room.folder / "tests")
    # In the repository of an agency the demonstration is among the tests, and so already copied.
    source = demonstration_folder(PROJECT)
    for name in SOURCES if source == PROJECT else ():
        _copied(PROJECT / name, made / name)
    for name in _LINKED:
        _linked(made / name, PROJECT / name)
    _linked(made / "hooks", Path("src"))
    (room.folder / "pyproject.toml").write_text(_settings(room), encoding="utf-8")
    (made / "mutmut-stats.json").unlink(missing_ok=True)
    shutil.rmtree(made / "tests", ignore_errors=True)
    for path in _verdicts(room):
        told = json.loads(path.read_text(encoding="utf-8"))
        codes = told["exit_code_by_key"]
        told["exit_code_by_key"] = {name: code if code in _KILLED else None for name, code in codes.items()}
        path.write_text(json.dumps(told), encoding="utf-8")


_KILLED = (1, 3)
"""Exit codes of tests that failed."""


def survivors(room: Room) -> tuple[int, tuple[str, ...]]:
    """How many mutants there are, and the names of those that no test noticed, too long a time being noticed too."""
    codes: dict[str, Any] = {}
    for path in _verdicts(room):
        codes |= json.loads(path.read_text(encoding="utf-8"))["exit_code_by_key"]
    return len(codes), tuple(name for name, code in codes.items() if code not in (*_KILLED, *_TOO_LONG))


_TOO_LONG = (24, -24, 36, 152, 255)


def _verdicts(room: Room) -> Iterator[Path]:
    yield from sorted((room.folder / "mutants" / "src").rglob("*.meta"))


def _copied(source: Path, target: Path) -> None:
    def copy(one: str, other: str) -> None:
        # A file that is the same keeps its time, by which the tool knows that it has been mutated already.
        if not os.path.exists(other) or not filecmp.cmp(one, other, shallow=False):
            shutil.copy(one, other)

    shutil.copytree(source, target, ignore=_LEFT_OUT, copy_function=copy, dirs_exist_ok=True)
    for path in sorted(target.rglob("*"), reverse=True):
        if not (source / path.relative_to(target)).exists() and path.is_file():
            path.unlink()


def _linked(place: Path, target: Path) -> None:
    if not place.is_symlink():
        place.symlink_to(target)


def _settings(room: Room) -> str:
    tests = json.dumps([*room.tests, "-m", "not browser and not quality and not whole", "-p", "no:cacheprovider"])
    files = json.dumps([f"src/gongkai/{name}" for name in room.files])
    return (
        f'[tool.mutmut]\nsource_paths = ["src"]\nonly_mutate = {files}\npytest_add_cli_args_test_selection = {tests}\n'
        # Nobody reads why a test failed, and to tell it of long texts takes longer than all else.
        'pytest_add_cli_args = ["--tb=no", "--assert=plain"]\n'
        'timeout_constant = 2.0\non_dependency_change = "ignore"\nuse_git_change_detection = false\n\n'
        # A name that is escaped is not found again, and a test that is not found would be taken for one that failed.
        "[tool.pytest.ini_options]\ndisable_test_id_escaping_and_forfeit_all_rights_to_community_support = true\n"
        "pythonpath = [\"src\"]\nmarkers = ['browser', 'quality', 'alone']\n"
        # An encoding that is left to the machine is a fault that shows on other machines only.
        'filterwarnings = ["error::EncodingWarning:gongkai"]\n'
    )
