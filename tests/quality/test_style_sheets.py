"""The style sheets of the components are laid out as Prettier lays them out: one declaration on a line."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.conftest import PROJECT

pytestmark = pytest.mark.quality
PARTS = PROJECT / "theme_overrides" / "assets" / "gongkai"
REMEDY = (
    "在 tests/quality 里运行 npx prettier --config prettier.json --write ../../theme_overrides/assets/gongkai/*.css"
)


def _otherwise(checkers: Path, folder: Path) -> list[str]:
    """The names of the style sheets that Prettier would write otherwise."""
    config = str(checkers.parent / "prettier.json")
    command = ["node", str(checkers / "prettier" / "bin" / "prettier.cjs"), "--config", config]
    made = subprocess.run(
        [*command, "--list-different", "--ignore-path", "", "*.css"], cwd=folder, capture_output=True, encoding="utf-8"
    )
    assert made.stderr == ""
    return made.stdout.split()


def test_every_style_sheet_is_laid_out(checkers: Path) -> None:
    assert _otherwise(checkers, PARTS) == [], REMEDY


@pytest.mark.parametrize("line", [".a { color: red; }\n", ".a {\n  color:red;\n}\n", ".a, .b {\n  color: red;\n}\n"])
def test_another_layout_is_seen(checkers: Path, tmp_path: Path, line: str) -> None:
    (tmp_path / "good.css").write_text(".a {\n  color: red;\n}\n", encoding="utf-8")
    (tmp_path / "one.css").write_text(line, encoding="utf-8")
    assert _otherwise(checkers, tmp_path) == ["one.css"]
