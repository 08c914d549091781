"""What a text says of itself is found as it stands; what it says of other things is left alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from gongkai.checking.texts.closing_clauses import InForce, Until, statements_of
from hypothesis import given
from hypothesis import strategies as st

from tests.golden import golden

CASES: list[dict[str, Any]] = golden(Path(__file__).parent / "cases" / "closing_clauses.yml")
PARTS = st.sampled_from(
    [
        *"本自起至。；，“”\n 　五5１",
        "办法",
        "公布之日",
        "2026年1月1日",
        "二〇二六年二月三十日",
        "施行",
        "有效期",
        "年",
        "现将",
        "根据",
    ]
)


def _told(one: InForce | Until) -> str:
    if isinstance(one, InForce):
        return f"施行 {one.day or '公布之日'}" + (f" 后{one.after}日" if one.after else "")
    return f"有效 {one.day or f'{one.years}年'}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:30])
def test_what_a_text_says_of_itself(case: dict[str, Any]) -> None:
    assert [_told(one) for one in statements_of(case["text"])] == case["said"]


@given(st.lists(PARTS, max_size=30).map("".join))
def test_every_statement_stands_in_its_line(text: str) -> None:
    lines = text.split("\n")
    for one in statements_of(text):
        assert one.written in lines[one.line]
    assert not list(statements_of(f"“{text}”"))


def test_a_long_line_without_end_is_read_at_once() -> None:
    for part in ("本办法", "自2026年", "现将", "根据本办法", "本办法由", "有效期自2026年1月1日", "“"):
        assert not list(statements_of(part * 20_000 + "施行"))
