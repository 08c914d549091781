"""A column of the last release goes over to the present one: its effects are shown first, its own files stay, and it can go back."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from gongkai import VERSION
from gongkai.commands import command_line as cli
from gongkai.releases.effects import FoundProblem
from gongkai.releases.product_files import files_below
from gongkai.setup.begin import product_readme

from tests.conftest import PROJECT

FIXTURE = PROJECT / "tests" / "cases" / "releases" / "column-0.2.0"
BEFORE = "0.2.0"
DAY = ("--as-of", "2026-11-24")
RULE = "hooks/gongkai/checking/procedure/reviews_complete.py"
TEMPLATE = "theme_overrides/gongkai/components/footer.html"
TYPES = "hooks/gongkai/types/item.yml"
ERROR = FoundProblem("content/notice.md", 3, "index-number", "error", "索引号有误。")
MIGRATION = "[{since: 0.3.0, types: [政策文件], path: 主办科室, label: 责任科室}]\n"


def _edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text, path
    path.write_text(text.replace(old, new), encoding="utf-8")


def _product(folder: Path) -> Path:
    """A copy of the product without its tests, which an upgrade does not run."""
    for path in files_below(PROJECT):
        if not path.startswith("tests/") or path == "tests/__init__.py":
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(PROJECT / path, folder / path)
    return folder


pytestmark = pytest.mark.whole


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release of the project; a label has another name than in the version before."""
    folder = _product(tmp_path_factory.mktemp("next"))
    _edit(folder / "hooks/gongkai/releases/migrations.yml", "[]\n", MIGRATION)
    run = _run(folder, "release")
    assert run.returncode == 0, run.stderr
    return folder / "dist" / f"gongkai-{VERSION}.zip"


@pytest.fixture
def column(tmp_path: Path) -> Path:
    """A column of an agency that has the release before: without a rule and with another word on its pages."""
    root = _product(tmp_path / "column")
    shutil.copytree(FIXTURE, root, dirs_exist_ok=True)
    _edit(root / "hooks/gongkai/__init__.py", f'VERSION = "{VERSION}"', f'VERSION = "{BEFORE}"')
    (root / RULE).unlink()
    _edit(root / TEMPLATE, "<dt>承办单位</dt>", "<dt>承办</dt>")
    _edit(root / TEMPLATE, "<dt>主办单位</dt>", "<dt>主办</dt>")
    _edit(root / TYPES, "title: 责任科室", "title: 主办科室")
    (root / "hooks/gongkai/obsolete.py").write_text('"""Nothing."""\n', encoding="utf-8")
    (root / "自己的说明.txt").write_text("本机关自己的\n", encoding="utf-8")
    (root / "README.md").write_text("# 某县商务局\n", encoding="utf-8")
    (root / "PRODUCT.md").write_text("# 以前的说明\n", encoding="utf-8")
    return root


def _run(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(root / "hooks"), "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "gongkai", *arguments]
    return subprocess.run(command, cwd=root, env=environment, capture_output=True, encoding="utf-8", check=False)


def _contents(root: Path) -> dict[str, str]:
    made = ("site/", "dist/", ".cache/", ".upgrade/")
    found = ((one.relative_to(root).as_posix(), one) for one in root.rglob("*") if one.is_file())
    kept = (one for one in found if not one[0].startswith(made) and "__pycache__" not in one[0])
    return {path: hashlib.sha256(one.read_bytes()).hexdigest() for path, one in kept}


def test_an_upgrade_from_beginning_to_end(release: Path, column: Path) -> None:
    before = _contents(column)
    call = ("upgrade", str(release), *DAY)

    shown = _run(column, *call, "--replace")
    assert shown.returncode == 1, shown.stdout + shown.stderr
    assert "新版本改了写法，没有升级。请看上面“要改写的目录和正文”，同意的加 --migrate。" in shown.stderr
    assert _contents(column) == before

    report = (column / "dist" / f"upgrade-{BEFORE}-{VERSION}.md").read_text(encoding="utf-8")
    assert report.splitlines()[0] == f"# 从 {BEFORE} 升级到 {VERSION}"
    assert (
        "- 新版本多指出的问题：1 处\n  - 警告 reviews-missing：catalogue/column.yml:2 2 条信息没有审核记录：" in report
    )
    assert "- 只是页眉、菜单、页脚的文字不同：" in report
    assert "- 文字不同：" in report
    assert "  - 123456788/2026-00001.html\n" in report
    assert "不再有的网页" not in report
    assert (
        "```diff\n--- content/notice.md\n+++ content/notice.md\n@@ -11 +11 @@\n-主办科室: 办公室\n+责任科室: 办公室\n```"
    ) in report

    done = _run(column, *call, "--replace", "--migrate", "--yes")
    assert done.returncode == 0, done.stdout + done.stderr
    after = _contents(column)
    assert not (column / "hooks/gongkai/obsolete.py").exists()
    others = ("自己的说明.txt", "README.md")
    own = {path for path in before if path.startswith(("catalogue/", "content/")) or path in others}
    product = next(one for one in (PROJECT / "PRODUCT.md", PROJECT / "README.md") if one.is_file())
    assert (column / "PRODUCT.md").read_bytes() == product_readme(product.read_bytes())
    assert not (column / "PRODUCT.en.md").exists(), "what an agency has taken out is not brought back"
    assert {path for path in own if after.get(path) != before[path]} == {"content/notice.md"}
    assert "责任科室: 办公室" in (column / "content/notice.md").read_text(encoding="utf-8")
    assert f'VERSION = "{VERSION}"' in (column / "hooks/gongkai/__init__.py").read_text(encoding="utf-8")
    assert (column / "mkdocs.yml").read_bytes() == (FIXTURE / "mkdocs.yml").read_bytes()
    assert _run(column, "build", *DAY).returncode == 0

    undone = subprocess.run(
        [sys.executable, "run.py", "upgrade", "--undo"], cwd=column, capture_output=True, check=False
    )
    assert undone.returncode == 0, undone.stderr
    assert _contents(column) == before


@pytest.mark.uncounted
def test_nothing_is_written_without_agreement(
    release: Path, column: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """On copies that are tried in this process already: what is asked, and what a second upgrade to the same version says."""
    monkeypatch.setattr("gongkai.releases.upgrading.problems_of", lambda product, day: (ERROR,))
    monkeypatch.setattr("gongkai.releases.upgrading.same_software", lambda one, other: True)
    monkeypatch.setattr("gongkai.releases.upgrading._migrate", lambda product, installed: ())
    before = _contents(column)
    call = ["--root", str(column), "upgrade", str(release), *DAY]
    assert cli.main(call) == 1
    said = capsys.readouterr()
    assert (
        said.err
        == "看不出上面列出的程序文件在这里改过没有，没有升级。没有改过的，加 --replace；改过的，请先把改动另存。\n"
    )
    assert "- 现在的内容有错误，没有生成网站来比较\n" in said.out
    assert cli.main([*call, "--replace"]) == 0
    assert capsys.readouterr().out.endswith("没有改动任何文件。要升级，加 --yes 再运行一次。\n")
    assert _contents(column) == before
    assert cli.main([*call, "--replace", "--yes"]) == 0
    assert capsys.readouterr().out.endswith(
        f"已升级到 {VERSION}。请运行 python run.py check 和 python run.py site 核对，再提交。\n"
        "要退回升级之前，运行 python run.py upgrade --undo。\n"
    )
    after = _contents(column)
    _edit(column / RULE, '"""', '"""Ours. ')
    assert cli.main(call) == 1
    assert capsys.readouterr().err == (
        "上面列出的程序文件在这里改过，没有升级。改动不要了的，加 --replace；还要的，请先把改动另存，升级后再处理。\n"
    )
    assert cli.main([*call, "--replace", "--yes"]) == 0
    assert _contents(column) == after
    capsys.readouterr()
    assert cli.main(call) == 0
    assert capsys.readouterr().out.endswith("程序文件已经是这个版本的，没有要改的。\n")


def test_a_spoilt_release_changes_nothing(release: Path, column: Path, tmp_path: Path) -> None:
    spoilt = tmp_path / "spoilt.zip"
    data = release.read_bytes()
    spoilt.write_bytes(data[: len(data) * 2 // 3])
    before = _contents(column)
    run = _run(column, "upgrade", str(spoilt), *DAY, "--yes", "--replace", "--migrate")
    assert run.returncode == 1
    assert run.stderr == (
        "“spoilt.zip”不是完整的 ZIP 文件，可能没有下载完。请重新取得发布包，并核对旁边的 .sha256 文件。\n"
    )
    assert _contents(column) == before


def test_a_folder_that_is_no_column_is_told(release: Path, column: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    run = _run(column, "upgrade", str(release), "--column", str(tmp_path / "empty"))
    assert run.returncode == 1
    assert run.stderr == (
        f"“{tmp_path / 'empty'}”不像用本产品做的专栏：没有 hooks/gongkai/__init__.py，或者里面没有版本。请核对文件夹。\n"
    )
