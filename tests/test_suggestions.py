"""What the search box knows: the likeliest items first, never too many, and the words that mean the same."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from gongkai.binding.bind import bind
from gongkai.model.publication import Publication
from gongkai.reading.column_sources import read_column
from gongkai.searching.suggestions import MOST, suggested_items, write_suggestions

from tests.columns import SETTINGS, document, write_column

HOSTILE = "关于“</script><b>”的通知"
FILES: dict[str, str | bytes] = {
    "catalogue/column.yml": SETTINGS.replace("  级别: 部门", "  简称: [市商务局]\n  级别: 部门"),
    "catalogue/synonyms.yml": "- [人社局, 人力资源和社会保障局]\n",
    "content/1.md": document("1", 发文字号="示商规〔2024〕1号", 施行日期="2024-03-10", 标题="关于旧事项的通知"),
    "content/2.md": document(
        "2", 发文字号="示商规〔2024〕2号", 施行日期="2024-03-10", 发布日期="2024-03-07",
        废止="[{文件: 示商规〔2024〕1号, 日期: 2024-03-10}]",
    ),
    "content/3.md": document("3", 标题=f"'{HOSTILE}'", 发布日期="2024-03-05"),
    "content/4.md": document("4", 类型="政策解读", 标题="解读", 文件类别=None, 发布日期="2024-12-31", 解读对象="示商规〔2024〕2号", 解读单位="示例市商务局",
        解读人身份="起草单位", 解读形式="文字", 出台背景="背景。", 主要内容="内容。"),
    "content/5.md": document("5", 类型="政策解读", 标题="旧事项解读", 文件类别=None, 发布日期="2024-03-06", 解读对象="示商规〔2024〕1号", 解读单位="示例市商务局",
        解读人身份="起草单位", 解读形式="文字", 出台背景="背景。", 主要内容="内容。"),
}  # fmt: skip


def _publication(root: Path) -> Publication:
    reading = read_column(write_column(root, FILES))
    assert reading.problems == ()
    return bind(reading, date(2026, 1, 1))


def _read(site: Path, name: str) -> Any:
    text = (site / "search" / f"{name}.js").read_text(encoding="utf-8")
    assert text.splitlines() == [text.removesuffix("\n")]
    return json.loads(text[text.index("=") + 1 : -2])


def test_documents_that_may_be_in_force_come_first_and_what_explains_dead_ones_comes_last(tmp_path: Path) -> None:
    items = suggested_items(_publication(tmp_path))
    assert [item.index_no[-1] for item in items] == ["2", "3", "4", "5", "1"]


def test_the_written_scripts(tmp_path: Path) -> None:
    site = tmp_path / "site"
    assert write_suggestions(_publication(tmp_path / "c"), site) == 2
    assert _read(site, "synonyms") == [["示例市商务局", "市商务局"], ["人社局", "人力资源和社会保障局"]]
    known = _read(site, "suggestions")
    standings = known["standings"]
    assert [[*row[:3], known["kinds"][row[3]], standings[row[4]]] for row in known["items"]] == [
        ["关于做好第2项工作的通知", "990000017/2024-00002.html", "示商规〔2024〕2号", "政策文件", ["有效", 0, []]],
        [HOSTILE, "990000017/2024-00003.html", "", "政策文件", ["未标注", 0, []]],
        ["解读", "990000017/2024-00004.html", "", "政策解读", ["有效", 1, []]],
        ["旧事项解读", "990000017/2024-00005.html", "", "政策解读", ["废止", 1, []]],
        ["关于旧事项的通知", "990000017/2024-00001.html", "示商规〔2024〕1号", "政策文件", ["废止", 0, []]],
    ]
    assert ["政府信息公开指南", "guide.html"] in known["columns"]
    assert "規规" in known["standard"]
    assert "龍龙" not in known["standard"]


def test_a_large_column_suggests_a_part(demonstration: Publication) -> None:
    many = replace(demonstration, reading=replace(demonstration.reading, items=[*demonstration.reading.items] * 20))
    assert len(suggested_items(many)) == MOST
    assert len(suggested_items(demonstration)) == len(demonstration.reading.items)
