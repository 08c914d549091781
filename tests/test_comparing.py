"""A change of the sources against the version before: what the public would miss is named, the rest is summed up."""

from __future__ import annotations

import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from gongkai.binding.bind import bind
from gongkai.commands.command_line import main
from gongkai.commands.reporting import as_text
from gongkai.comparing.compare_columns import compare
from gongkai.comparing.summary import change_groups, change_summary
from gongkai.model.publication import Publication
from gongkai.pages.site import pages_of
from gongkai.reading.column_sources import read_column

from tests.columns import document, write_column
from tests.golden import golden

CASES: dict[str, Any] = golden(Path(__file__).parent / "cases" / "comparing" / "changes.yml")


def _summary(base: Publication, head: Publication) -> str:
    comparison = compare(base, head)
    return change_summary(change_groups(comparison, base, head), comparison.problems)


def _column(root: Path, files: dict[str, str]) -> Publication:
    return bind(read_column(write_column(root, files)), date.fromisoformat(CASES["as_of"]))


def _changed(case: dict[str, Any]) -> dict[str, str]:
    files = {**CASES["files"], **case.get("add", {})}
    for name in case.get("delete", ()):
        del files[name]
    for name, pairs in case.get("edit", {}).items():
        for old, new in zip(pairs[::2], pairs[1::2], strict=True):
            assert old in files[name]
            files[name] = files[name].replace(old, new)
    return files


@pytest.mark.parametrize("case", CASES["cases"], ids=lambda case: case["title"])
def test_what_the_public_would_miss(case: dict[str, Any], tmp_path: Path) -> None:
    base = _column(tmp_path / "base", CASES["files"])
    head = _column(tmp_path / "head", _changed(case))
    assert not base.reading.problems
    assert not head.reading.problems
    assert as_text(compare(base, head).problems) == case["problems"].rstrip("\n")


def test_what_was_taken_down_leaves_a_page_that_says_so(tmp_path: Path) -> None:
    case = next(case for case in CASES["cases"] if case["title"] == "撤下并说明")
    head = _column(tmp_path, _changed(case))
    assert not head.problems
    (page,) = (page for page in pages_of(head) if page.url == "990000017/2010-00005.html")
    assert page.template == "gongkai/taken_down.html"
    assert page.title == "撤下：关于旧事项的通知"
    assert page.view.reason == "含有个人信息"


def test_summary_says_what_the_site_will_show(tmp_path: Path) -> None:
    files = {
        "content/1.md": document("1", 发文字号="示商发〔2024〕1号"),
        "content/2.md": document("2", 发文字号="示商发〔2024〕2号"),
    }
    base = _column(tmp_path / "base", files)
    repeal = document(
        "3",
        发文字号="示商发〔2026〕3号",
        成文日期="2026-11-18",
        发布日期="2026-11-18",
        废止="[示商发〔2024〕1号, 示商发〔2024〕2号]",
    )
    head = _column(tmp_path / "head", {**files, "content/3.md": repeal})
    assert _summary(base, head) == (
        "## 合并之后网站会有这些变化\n\n"
        "- **新公开 1 件信息**：政策文件 1\n"
        "- **2 份文件将标注为“废止”**\n\n"
        "### 新公开的信息\n\n- 关于做好第3项工作的通知（示商发〔2026〕3号）\n\n"
        "### 将标注为“废止”的文件\n\n"
        "- 关于做好第1项工作的通知（示商发〔2024〕1号）\n- 关于做好第2项工作的通知（示商发〔2024〕2号）\n"
    )


def _dated(number: str, day: str) -> str:
    return document(number, 发文字号=f"示商发〔2026〕{number}号", 成文日期="2026-11-18", 发布日期=day)


def test_summary_says_what_becomes_public_later(tmp_path: Path) -> None:
    base = _column(
        tmp_path / "base",
        {
            "content/kept.md": _dated("1", "2026-12-01"),
            "content/moved.md": _dated("2", "2026-12-01"),
            "content/dropped.md": _dated("3", "2026-12-01"),
            "content/sooner.md": _dated("4", "2026-12-01"),
        },
    )
    head = _column(
        tmp_path / "head",
        {
            "content/kept.md": _dated("1", "2026-12-01").replace("通知如下", "通知如后"),
            "content/moved.md": _dated("2", "2027-01-04"),
            "content/sooner.md": _dated("4", CASES["as_of"]),
            "content/new.md": _dated("5", "2026-12-01"),
        },
    )
    comparison = compare(base, head)
    assert comparison.problems == ()
    assert _summary(base, head) == (
        "## 合并之后网站会有这些变化\n\n"
        "- **新公开 1 件信息**：政策文件 1\n"
        "- **1 件信息将于2026年12月1日公开**：政策文件 1\n"
        "- **1 件信息将于2027年1月4日公开**：政策文件 1\n"
        "- **取消定时公开 1 件信息**：政策文件 1\n\n"
        "### 新公开的信息\n\n- 关于做好第4项工作的通知（示商发〔2026〕4号）\n\n"
        "### 将于2026年12月1日公开的信息\n\n- 关于做好第5项工作的通知（示商发〔2026〕5号）\n\n"
        "### 将于2027年1月4日公开的信息\n\n- 关于做好第2项工作的通知（示商发〔2026〕2号）\n\n"
        "### 取消定时公开的信息\n\n- 关于做好第3项工作的通知（示商发〔2026〕3号）\n"
    )


def _git(root: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "-C", str(root), *identity, *arguments], check=True, capture_output=True)


def test_command_compares_with_the_repository(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = tmp_path / "库" / "专栏"
    write_column(root, CASES["files"])
    _git(tmp_path, "init", "-q", "-b", "main")
    _git(tmp_path, "add", "-A")
    _git(tmp_path, "commit", "-q", "-m", "one")
    (root / "content" / "b.md").unlink()
    summary = tmp_path / "summary.md"
    command = ["--root", str(root), "check", "--as-of", CASES["as_of"], "--base", "main", "--summary", str(summary)]
    assert main(command) == 1
    assert "content/b.md: 错误[item-vanished]" in capsys.readouterr().out
    assert "- **不再列出 1 件信息**：政策文件 1\n" in summary.read_text(encoding="utf-8")
    assert main([*command[:-4], "--base", "nowhere"]) == 2
    assert "版本库里没有“nowhere”这个版本。" in capsys.readouterr().err


def test_rewritten_history_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_column(tmp_path, CASES["files"])
    _git(tmp_path, "init", "-q", "-b", "main")
    _git(tmp_path, "add", "-A")
    _git(tmp_path, "commit", "-q", "-m", "one")
    _git(tmp_path, "checkout", "-q", "--orphan", "other")
    _git(tmp_path, "commit", "-q", "-m", "two")
    assert main(["--root", str(tmp_path), "check", "--as-of", CASES["as_of"], "--base", "main"]) == 2
    assert "历史被改写过" in capsys.readouterr().err


def test_a_version_that_went_on_is_compared_where_it_was_last_common(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_column(tmp_path, CASES["files"])
    _git(tmp_path, "init", "-q", "-b", "main")
    _git(tmp_path, "add", "-A")
    _git(tmp_path, "commit", "-q", "-m", "one")
    _git(tmp_path, "checkout", "-q", "-b", "other")
    _git(tmp_path, "checkout", "-q", "main")
    write_column(tmp_path, {"content/2.md": document("2")})
    _git(tmp_path, "add", "-A")
    _git(tmp_path, "commit", "-q", "-m", "two")
    _git(tmp_path, "checkout", "-q", "other")
    case = golden(Path(__file__).parent / "cases" / "comparing" / "ahead.yml")
    assert main(["--root", str(tmp_path), "check", "--as-of", CASES["as_of"], "--base", case["base"]]) == 0
    told = capsys.readouterr().out
    assert case["problems"] in told
    assert "item-vanished" not in told
