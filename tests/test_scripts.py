"""Scripts reach a page as a few files of one version, made of parts that stay as they are written."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from gongkai.rendering.assets import assets_version
from gongkai.rendering.scripts import BUNDLES, script

from tests.conftest import PROJECT

THEME = PROJECT / "theme_overrides"
PARTS = THEME / "assets" / "gongkai"
SCRIPT = re.compile(r'<script src="(?:\.\./)*([^"?]+)(?:\?([0-9a-f]{8}))?"')


def test_every_part_stands_in_one_script() -> None:
    # But what the search page fetches by itself, which the pages of records have among their own.
    parts = [part for name, parts in BUNDLES.items() if name != "records_data" for part in parts]
    assert sorted(parts) == sorted(path.stem for path in PARTS.glob("*.js"))
    assert BUNDLES["records_data"] == ("records_data",)


def test_a_script_is_its_parts_without_their_comments() -> None:
    for name, parts in BUNDLES.items():
        written = []
        for part in parts:
            first, *rest = (PARTS / f"{part}.js").read_text(encoding="utf-8").split("\n")
            assert first.startswith("// ")
            written += [first, *(line for line in rest if not re.match(r" *//", line))]
        assert script(PARTS, name).split("\n") == written


@pytest.mark.parametrize("part", [path.stem for path in sorted(PARTS.glob("*.js"))])
def test_no_text_goes_on_in_a_line_that_may_look_like_a_comment(part: str) -> None:
    text = (PARTS / f"{part}.js").read_text(encoding="utf-8")
    code = [line for line in text.splitlines() if not re.match(r" *//", line)]
    assert [line for line in code if line.count("`") % 2] == []


@pytest.mark.parametrize("part", [path.stem for path in sorted(PARTS.glob("*.js"))])
def test_parts_can_stand_one_after_another(part: str) -> None:
    text = (PARTS / f"{part}.js").read_text(encoding="utf-8")
    code = [line for line in text.splitlines() if line and not line.startswith("//")]
    assert re.fullmatch(r"\(function \((global)?\) \{", code[0])
    assert re.fullmatch(r"\}\)\((window)?\);", code[-1])
    assert text.endswith(");\n")


def test_pages_load_few_scripts_of_one_version(site: Path) -> None:
    most = {"search.html": 4, "permits/records.html": 3}
    version = assets_version(THEME)
    for page in sorted(site.rglob("*.html")):
        url = page.relative_to(site).as_posix()
        found = SCRIPT.findall(page.read_text(encoding="utf-8"))
        assert len(found) <= most.get(url, 6), url
        assert {given for path, given in found if path.startswith("assets/")} <= {version}, url
        assert all((site / path).is_file() or page.name == "404.html" for path, _ in found), url


def test_another_part_is_another_version(tmp_path: Path) -> None:
    shutil.copytree(THEME, tmp_path / "theme")
    before = assets_version(tmp_path / "theme")
    assert before == assets_version(THEME)
    path = tmp_path / "theme" / "assets" / "gongkai" / "search_state.js"
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert assets_version(tmp_path / "theme") != before
