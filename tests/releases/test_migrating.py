"""Sources are rewritten in the present way: only what a migration names, at its place, byte for byte otherwise."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from gongkai.commands import command_line as cli
from gongkai.releases.migrating import rewritten_sources
from gongkai.releases.migrations import migrations_after
from gongkai.releases.version import Version, version_of
from hypothesis import given
from hypothesis import strategies as st

from tests.columns import write_column
from tests.conftest import PROJECT

CASES = yaml.safe_load((PROJECT / "tests/cases/releases/migrating.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_what_is_rewritten(tmp_path: Path, case: dict[str, Any]) -> None:
    for path, text in case["before"].items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(text.encode())
    installed = version_of(case.get("installed", "0.2.0"))
    assert installed is not None
    found = list(rewritten_sources(tmp_path, migrations_after(installed, case["migrations"])))
    assert {one.path: one.after for one in found if one.after != one.before} == case["after"]
    assert [what for one in found for what in one.unclear] == case.get("unclear", [])
    assert {one.path: one.before for one in found} == {one.path: case["before"][one.path] for one in found}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_table_keeps_its_encoding(tmp_path: Path, encoding: str) -> None:
    write_column(tmp_path, {"catalogue/a.yml": "类型: 行政许可\n记录: a.csv\n"})
    (tmp_path / "catalogue/a.csv").write_bytes("旧,乙\n甲,丙\n".encode(encoding))
    migrations = migrations_after(Version(0, 2, 0), "- {since: 0.3.0, column: 旧, label: 新}")
    (found,) = rewritten_sources(tmp_path, migrations)
    assert found.after.encode(found.encoding) == "新,乙\n甲,丙\n".encode(encoding)


@given(st.text(alphabet="旧新: \n-#'\"甲[]{},\r\t", max_size=60))
def test_no_text_is_changed_but_at_the_label(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    """Whatever stands there, a rewritten file differs in nothing but the label that was replaced."""
    root = tmp_path_factory.mktemp("column")
    (root / "catalogue").mkdir()
    (root / "catalogue/a.yml").write_bytes(f"类型: 行政许可\n{text}".encode())
    migrations = migrations_after(Version(0, 2, 0), "- {since: 0.3.0, path: 旧, label: 新}")
    for one in rewritten_sources(root, migrations):
        assert one.after.replace("新", "旧") == one.before.replace("新", "旧")
        assert len(one.after) == len(one.before)


@pytest.mark.parametrize(
    "wrong",
    [
        "- {path: 旧, label: 新}",
        "- {since: 0.3.0, label: 新}",
        "- {since: 0.3.0, path: 旧}",
        "- {since: 0.3.0, path: 旧, column: 旧, label: 新}",
        "- {since: 0.3.0, path: 旧, label: 新, values: {甲: 乙}}",
        "- {since: 0.3.0, path: 旧, label: 新, typ: 政策文件}",
        "- 旧",
    ],
)
def test_a_migration_that_is_not_complete_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match=r"migration needs|unknown keys"):
        migrations_after(Version(0, 2, 0), wrong)


def test_the_products_own_migrations_can_be_read() -> None:
    assert [one.since for one in migrations_after(Version(0, 0, 0))] == sorted(
        one.since for one in migrations_after(Version(0, 0, 0))
    )


def test_the_command_shows_before_it_writes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    column = write_column(tmp_path, {"catalogue/a.yml": "类型: 行政许可\n旧: 甲\n"})
    data = "- {since: 0.3.0, path: 旧, label: 新}"
    monkeypatch.setattr("gongkai.commands.releases.migrations_after", lambda since: migrations_after(since, data))
    call = ["--root", str(column), "migrate", "--since", "0.2.0"]
    assert cli.main(call) == 0
    assert capsys.readouterr().out == ("要改写：catalogue/a.yml\n没有改动任何文件。确定的，加 --yes 再运行一次。\n")
    assert (column / "catalogue/a.yml").read_text(encoding="utf-8") == "类型: 行政许可\n旧: 甲\n"
    assert cli.main([*call, "--yes"]) == 0
    assert capsys.readouterr().out == "已改写：catalogue/a.yml\n"
    assert (column / "catalogue/a.yml").read_text(encoding="utf-8") == "类型: 行政许可\n新: 甲\n"
    assert cli.main([*call, "--yes"]) == 0
    assert capsys.readouterr().out == "目录和正文没有要改写的。\n"


def test_a_version_that_is_none_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.main(["migrate", "--since", "上一版"])
    assert "“上一版”不是版本，请写成 0.2.0 这样" in capsys.readouterr().err
