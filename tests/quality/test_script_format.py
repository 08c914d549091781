"""Our scripts are laid out as Prettier lays them out, in lines of 120 columns."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import PROJECT
from tests.quality.prettier import otherwise_laid_out

pytestmark = pytest.mark.quality
OURS = [
    ("theme_overrides/assets/gongkai", "*.js"),  # What is not ours stands in vendor/, as its authors wrote it.
    (".github/handbook", "*.js"),
    ("hooks/form", "*.js"),
    ("tests/quality", "*.mjs"),
]
REMEDY = "在 tests/quality 里运行 npx prettier --config prettier.json --write ../../{}/{}"


@pytest.mark.parametrize(("folder", "pattern"), OURS)
def test_every_script_is_laid_out(checkers: Path, folder: str, pattern: str) -> None:
    assert otherwise_laid_out(checkers, PROJECT / folder, pattern) == [], REMEDY.format(folder, pattern)


@pytest.mark.parametrize(
    "line", ["run( one );\n", "run(one)\n", "run('one');\n", f"run({', '.join(['text'] * 20)});\n"]
)
def test_another_layout_is_seen(checkers: Path, tmp_path: Path, line: str) -> None:
    (tmp_path / "good.js").write_text('run("one");\n', encoding="utf-8")
    (tmp_path / "one.js").write_text(line, encoding="utf-8")
    assert otherwise_laid_out(checkers, tmp_path, "*.js") == ["one.js"]
