"""ARCHITECTURE.md, by which a stranger finds things: rooms, files and names that it tells of are there."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from tests.test_architecture import FOLDER, PROJECT, ROOMS

PAGE = (PROJECT / ".github" / "ARCHITECTURE.md").read_text(encoding="utf-8")
CODE = re.compile(r"`([^`\n]+)`")
FILE = re.compile(r"[\w./-]+\.(?:py|yml|js|html|md)\Z")
ASSETS = "theme_overrides/assets/gongkai"


def _section(title: str) -> str:
    return PAGE.split(f"\n## {title}\n", 1)[1].split("\n## ", 1)[0]


def _rows(title: str) -> list[list[str]]:
    """The cells of the rows of the table under a heading, without its head."""
    lines = [line for line in _section(title).splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def _stands(name: str) -> bool:
    """Whether there is such a file or folder in the project, the engine, or among the scripts."""
    return bool(_found(name))


def test_the_rooms_are_those_of_the_engine_in_their_order() -> None:
    assert [row[0].strip("`") for row in _rows("房间")] == ROOMS
    for room, told in _rows("房间"):
        inner = {path.parent.name for path in (FOLDER / room.strip("`")).glob("*/__init__.py")}
        named = {one.removeprefix(f"{room.strip('`')}/") for one in CODE.findall(told)}
        assert inner <= named, f"{room} does not tell of {inner - named}"


def test_every_file_and_folder_that_it_names_is_there() -> None:
    named = {one for one in CODE.findall(PAGE) if FILE.search(one) or one.endswith("/")}
    examples = {"content/rules/1.md", "catalogue/permits.csv"}
    assert len(named) > 50
    assert [one for one in sorted(named - examples) if not _stands(one)] == []


def test_every_name_of_the_glossary_is_a_class_of_the_engine() -> None:
    defined = {
        name
        for path in FOLDER.rglob("*.py")
        for name in re.findall(r"^class (\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    named = [name for _, code in _rows("中文与代码") for name in CODE.findall(code)]
    assert len(named) > 20
    assert [name for name in named if name not in defined] == []


def test_ten_changes_have_a_place_each() -> None:
    rows = _rows("十种改动写在哪里")
    assert [row[0].split(".")[0] for row in rows] == [str(number) for number in range(1, 11)]
    assert all(CODE.search(row[1]) for row in rows)


def test_what_ten_changes_name_in_a_file_stands_in_a_file_of_their_row() -> None:
    told = 0
    for _, places in _rows("十种改动写在哪里"):
        codes = CODE.findall(places)
        found = [path for one in codes for path in _found(one)]
        texts = [path.read_text(encoding="utf-8") for one in found for path in _files(one)]
        names = [one for one in codes if re.fullmatch(r"\w+", one) and one != "Makefile"]
        told += len(names)
        assert [name for name in names if not any(re.search(rf"\b{name}\b", text) for text in texts)] == []
    assert told > 5


def _found(name: str) -> list[Path]:
    """The files or folders of a name, by path or, among the modules of item pages and the scripts, by name alone."""
    folders = (PROJECT, FOLDER, PROJECT / ASSETS, Path(PROJECT, ".github"), FOLDER / "pages" / "items")
    return [folder / name for folder in folders if (folder / name).exists()]


def _files(found: Path) -> Iterable[Path]:
    return [found] if found.is_file() else found.rglob("*.py")
