"""What texts name: documents with their articles, and names in a list; what names nothing stays a text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from gongkai.texts.cited import documents_in, names_in, whole_name

from tests.golden import golden

CASES: list[dict[str, Any]] = golden(Path(__file__).parent / "cases" / "texts" / "cited.yml")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"] or "(空)")
def test_documents_in_a_text(case: dict[str, Any]) -> None:
    found = documents_in(case["text"])
    assert [[one.names[0], list(one.articles)] for one in found] == case["found"]
    for one in found:
        assert one.names[0] in case["text"][one.start : one.end]
        assert all(article in case["text"][one.end : one.through] for article in one.articles)


def test_a_whole_text_as_one_title() -> None:
    found = whole_name(" 关于加强预付卡管理的通知第三条 ")
    assert found is not None
    assert (found.names, found.articles) == (("关于加强预付卡管理的通知",), ("第三条",))
    assert whole_name(" ") is None


def test_names_of_entries() -> None:
    assert [one.names[0] for one in names_in("验资报告、《安全评价》；环境影响评价（登记表除外）")] == [
        "验资报告、《安全评价》；环境影响评价（登记表除外）", "验资报告", "安全评价", "环境影响评价（登记表除外）",
    ]  # fmt: skip
    assert [one.names[0] for one in names_in(" 场地使用证明 ")] == ["场地使用证明"]
    assert names_in("  ") == ()
