"""NOTICE names every table, font and script of others that lies in the tree, with where it is from and its licence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

import pytest
from gongkai.setup.demonstration_folder import SOURCES, demonstration_folder
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from tests.conftest import demonstration_or_skip

PROJECT = Path(__file__).parents[1]
DEMONSTRATION = demonstration_folder(PROJECT)
NOTICE = (PROJECT / "NOTICE").read_text(encoding="utf-8")
BLOCKS = [block for block in NOTICE.split("\n\n") if block.startswith("文件：")]
NAMED = [name for line in NOTICE.splitlines() if line.startswith("文件：") for name in line.split("：")[1].split()]

_TERMS = re.compile(
    rb"Apache(?: License|-)|MIT License|SPDX-License-Identifier|Copyright \(c\)|@licen[sc]e|Unicode License|Open Font License"
)
_FONTS_AND_PROGRAMS = (".woff", ".woff2", ".ttf", ".otf", ".eot", ".wasm", ".map")
_LONGEST_LINE = 600
"""Signs of a line; those of scripts that a tool made small have thousands."""
_FOLDERS = ("hooks", "theme_overrides", "tests/cases", ".github")
_OF_DEMONSTRATION = tuple(f"{name}/" for name in SOURCES)
"""Under these names stand its files in the list, wherever it is kept."""


def _files() -> Iterator[str]:
    for folder in _FOLDERS:
        for path in (PROJECT / folder).rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                yield path.relative_to(PROJECT).as_posix()
    if DEMONSTRATION is None:
        return
    for folder in SOURCES:
        for path in (DEMONSTRATION / folder).rglob("*"):
            if path.is_file():
                yield path.relative_to(DEMONSTRATION).as_posix()


def _is_of_others(name: str) -> bool:
    """Whether the file is a table of words, or looks as only things of others do."""
    path = (DEMONSTRATION or PROJECT if name.startswith(_OF_DEMONSTRATION) else PROJECT) / name
    if name.startswith("hooks/gongkai/vocabulary/"):
        return path.suffix not in (".py", ".md")
    if path.suffix in _FONTS_AND_PROGRAMS or "vendor" in path.parts:
        return True
    if path.suffix == ".pdf":
        return any(_fonts(path))
    if path.suffix in (".py", ".md", ".html", ".csv", ".docx", ".xlsx"):
        return False
    data = path.read_bytes()
    is_small = path.suffix in (".js", ".css") and max(map(len, data.splitlines()), default=0) > _LONGEST_LINE
    return is_small or b'"$schema":"http' in data or _TERMS.search(data) is not None


@cache
def _fonts(path: Path) -> set[str]:
    """The fonts of which a PDF file holds shapes, without their weights."""
    found = set()
    for page in PdfReader(path).pages:
        fonts = page["/Resources"].get("/Font", DictionaryObject())  # type: ignore[attr-defined]
        for font in (one.get_object() for one in fonts.values()):
            described = font.get("/FontDescriptor", DictionaryObject()).get_object()
            if "/CharProcs" in font or any(key.startswith("/FontFile") for key in described):
                found.add(str(described.get("/FontName", "")).lstrip("/").split("+")[-1].partition("-")[0])
    return found


@cache
def _others() -> list[str]:
    return sorted(filter(_is_of_others, _files()))


def test_what_others_made_is_found() -> None:
    assert {"hooks/gongkai/vocabulary/traditional.txt", "tests/cases/data_package/tableschema-2.0.json"} <= set(
        _others()
    )
    demonstration_or_skip()
    assert "content/gazette/2026-3.pdf" in _others()


def test_every_bundled_file_is_named() -> None:
    unnamed = [name for name in _others() if not any(fnmatch(name, pattern) for pattern in NAMED)]
    assert unnamed == [], f"NOTICE 没有写 {unnamed} 的来源和许可"


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.splitlines()[0])
def test_every_entry_says_where_it_is_from_and_its_licence(block: str) -> None:
    labels = [line.partition("：")[0] for line in block.splitlines()]
    assert [label for label in labels if label in ("来源", "许可")] == ["来源", "许可"]
    assert all(line.partition("：")[2] for line in block.splitlines())


def test_what_is_named_is_there() -> None:
    of_demonstration = () if DEMONSTRATION else _OF_DEMONSTRATION
    patterns = [name for name in NAMED if "fflate" not in name and not name.startswith(of_demonstration)]
    assert patterns
    assert [pattern for pattern in patterns if not any(fnmatch(name, pattern) for name in _others())] == []


def test_every_font_is_named() -> None:
    fonts = {font for path in (demonstration_or_skip() / "content").rglob("*.pdf") for font in _fonts(path)}
    told = NOTICE.replace(" ", "").lower()
    assert fonts
    assert [font for font in fonts if font.lower() not in told] == []
