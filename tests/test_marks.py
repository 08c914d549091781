"""Texts whose only marks are headings are known to be free of mistyped ones before their blocks are found."""

from __future__ import annotations

import pytest
from gongkai.checking.texts.marks_in_texts import has_only_headings, marks_in
from hypothesis import given
from hypothesis import strategies as st

_LINES = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "## 甲",
                "### 乙",
                "#### 丙",
                "# 丁",
                "",
                "正文。",
                "- 甲",
                "  - 乙",
                "> 引",
                "　## 甲",
                "## 甲 ##",
                "##甲",
            ]
        ),
        st.text("#-* \t\u3000>甲1<|`~]", max_size=6),
    ),
    max_size=8,
)


@given(_LINES)
def test_nothing_is_mistyped_where_only_headings_are(lines: list[str]) -> None:
    text = "\n".join(lines)
    if has_only_headings(text):
        assert list(marks_in(text, "a.md", 1)) == []


@pytest.mark.parametrize(
    ("text", "only"),
    [
        ("## 一、总体要求\n正文。\n### （一）任务\n## 二、要求", True),
        ("没有记号的正文。", True),
        ("## 甲\n#### 乙", False),
        ("##甲", False),
        ("## 甲 ##", False),
        ("1#号楼", False),
        ("## 甲\n| 乙 |", False),
        ("## 甲\n[乙](丙.md)", False),
        ("<table>\n## 甲\n</table>", False),
    ],
)
def test_which_texts_have_only_headings(text: str, only: bool) -> None:
    assert has_only_headings(text) is only
