"""A label with nothing behind it: whoever follows what is told about it has no problem afterwards."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from gongkai.building.sources import checked_column
from gongkai.model.problems.problem import Problem

from tests.columns import document, write_column

DAY = date(2026, 11, 20)


def _about(root: Path, text: str, rule: str) -> list[Problem]:
    write_column(root, {"content/a.md": text})
    return [one for one in checked_column(root, DAY)[1] if one.rule == rule and one.path == "content/a.md"]


@pytest.mark.parametrize(
    ("label", "rule", "remedy", "filled"),
    [
        (
            "发文字号",
            "document-number-missing",
            "原件有文号的请补写“发文字号: ……”；原件没有的不必填写。",
            "示商发〔2024〕1号",
        ),
        ("文件类别", "category-missing", "请写“文件类别: 规范性文件”或“文件类别: 其他文件”等。", "其他文件"),
        ("索引号", "index-number-missing", "请补写“索引号: ……”；历史件请写“历史遗留: 是”。", "990000017/2024-00009"),
    ],
)
@pytest.mark.parametrize("blank", ["", " ", "   # 待定", " ''", ' ""'])
def test_what_is_asked_for_is_told_at_the_line_that_is_there(
    label: str, rule: str, remedy: str, filled: str, blank: str, tmp_path: Path
) -> None:
    head, _, rest = document("1", 编号="甲1").partition("---\n")[2].partition("---\n")
    lines = [line for line in head.splitlines() if not line.startswith((f"{label}:", "索引号:"))]
    if label != "索引号":
        lines.insert(1, "索引号: 990000017/2024-00001")
    written = "\n".join(["---", *lines, f"{label}:{blank}", "---\n"]) + rest
    line = written.splitlines().index(f"{label}:{blank}") + 1
    (one,) = _about(tmp_path, written, rule)
    assert (one.line, one.column) == (line, 1)
    assert one.remedy == f"{remedy}第 {line} 行已经有“{label}:”，请填在它后面，不要另加一行。"
    assert _about(tmp_path, written.replace(f"{label}:{blank}", f"{label}: {filled}"), rule) == []


def test_without_the_line_it_is_told_where_the_item_begins(tmp_path: Path) -> None:
    lines = document("1").splitlines(keepends=True)
    (one,) = _about(tmp_path, "".join(line for line in lines if not line.startswith("文件类别")), "category-missing")
    assert (one.line, one.remedy) == (2, "请写“文件类别: 规范性文件”或“文件类别: 其他文件”等。")
