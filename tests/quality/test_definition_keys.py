"""Every key of a type definition is asked for by some code besides that which reads definitions, with the very class meant.

Names alone do not tell: many parts have a ``source`` or a ``level``. The keys are renamed in a copy of the engine, and the
type checker says where each of them is missed.
"""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.test_architecture import FOLDER

pytestmark = pytest.mark.quality
DEFINED = ("model/kind.py", "model/chart_definition.py")
READERS = "reading/types/"
PLACES = {"place", "places"}
"""Where something is written; only what checks definitions asks for it."""
_MISSED = re.compile(r'(\S+?):\d+: error: (?:Item )?"(\w+)"(?: of "[^"]+")? has no attribute "(\w+)"')


def _keys() -> dict[str, set[str]]:
    """The keys of each class of a definition, but for those that hold other parts of it, whose own keys tell."""
    classes = [
        one
        for name in DEFINED
        for one in ast.parse((FOLDER / name).read_text(encoding="utf-8")).body
        if isinstance(one, ast.ClassDef)
    ]
    parts = {one.name for one in classes if not any(getattr(base, "id", "") == "Enum" for base in one.bases)}
    return {
        one.name: {
            ast.unparse(line.target) for line in one.body if isinstance(line, ast.AnnAssign) and _is_key(line, parts)
        }
        for one in classes
        if one.name in parts
    }


def _is_key(line: ast.AnnAssign, parts: set[str]) -> bool:
    return not parts & set(re.findall(r"\w+", ast.unparse(line.annotation)))


def _missed(folder: Path) -> Iterator[tuple[str, str, str]]:
    """File, class and key for every place that asks a key of a definition."""
    engine = folder / "gongkai"
    shutil.copytree(FOLDER, engine, ignore=shutil.ignore_patterns("__pycache__"))
    for name in DEFINED:
        path = engine / name
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        parts = set(_keys())
        for one in ast.walk(ast.parse("".join(lines))):
            if isinstance(one, ast.AnnAssign) and one.col_offset and _is_key(one, parts):
                lines[one.lineno - 1] = lines[one.lineno - 1].replace(":", "_:", 1)
        path.write_text("".join(lines), encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "mypy",
        "--strict",
        "--no-incremental",
        "--ignore-missing-imports",
        "--config-file=",
    ]
    told = subprocess.run([*command, "gongkai"], cwd=folder, capture_output=True, encoding="utf-8").stdout
    for line in told.splitlines():
        missed = _MISSED.match(line)
        if missed:
            yield missed[1].removeprefix("gongkai/"), missed[2], missed[3]


def test_every_key_of_a_definition_is_asked_for(tmp_path: Path) -> None:
    asked = {(kind, key) for path, kind, key in _missed(tmp_path) if not path.startswith(READERS)}
    keys = {(kind, key) for kind, names in _keys().items() for key in names - PLACES}
    assert len(keys) > 90
    assert sorted(keys - asked) == []
