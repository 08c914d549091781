"""The style sheets of the components are laid out as Prettier lays them out: one declaration on a line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import PROJECT
from tests.quality.prettier import otherwise_laid_out

pytestmark = pytest.mark.quality
PARTS = PROJECT / "theme_overrides" / "assets" / "gongkai"
REMEDY = (
    "在 tests/quality 里运行 npx prettier --config prettier.json --write ../../theme_overrides/assets/gongkai/*.css"
)


def test_every_style_sheet_is_laid_out(checkers: Path) -> None:
    assert otherwise_laid_out(checkers, PARTS, "*.css") == [], REMEDY


@pytest.mark.parametrize("line", [".a { color: red; }\n", ".a {\n  color:red;\n}\n", ".a, .b {\n  color: red;\n}\n"])
def test_another_layout_is_seen(checkers: Path, tmp_path: Path, line: str) -> None:
    (tmp_path / "good.css").write_text(".a {\n  color: red;\n}\n", encoding="utf-8")
    (tmp_path / "one.css").write_text(line, encoding="utf-8")
    assert otherwise_laid_out(checkers, tmp_path, "*.css") == ["one.css"]
