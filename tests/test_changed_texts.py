"""What the page of a changed document says of its text: notices above it and marks at its articles, case by case."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from gongkai.binding.bind import bind
from gongkai.pages.documents.banners import banners_of
from gongkai.pages.documents.clause_marks import clause_marks
from gongkai.pages.documents.shown_text import shown_source
from gongkai.reading.column_sources import read_column
from gongkai.texts.named_clauses import named_clauses
from hypothesis import given
from hypothesis import strategies as st

from tests.columns import document, write_column
from tests.golden import golden

CASES: list[dict[str, Any]] = golden(Path(__file__).parent / "cases/validity/changed_texts.yml")
TEXT = (
    "第一条　为规范补助，制定本办法。\n\n第二条　补助二百万元。\n\n第三条　申请向区县提出。\n\n第四条　办法另行公布。\n"
)
NUMBER = "990000017/2020-00001"


def _written(fields: dict[str, Any]) -> dict[str, Any]:
    def flow(value: object) -> str:
        words = yaml.safe_dump(value, allow_unicode=True, default_flow_style=True, width=10_000).strip()
        return words.replace("文件: 甲", "文件: 示商发〔2020〕1号")

    return {label: flow(value) if isinstance(value, list) else value for label, value in fields.items()}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_what_stands_above_and_in_a_changed_text(case: dict[str, Any], tmp_path: Path) -> None:
    own = {"成文日期": "2020-01-02", "发布日期": "2020-01-03", "索引号": NUMBER, "施行日期": "2020-02-01"}
    files = {
        "content/1.md": document(
            "1", 标题="甲", 发文字号="示商发〔2020〕1号", 正文=case.get("text", TEXT), **{**own, **case.get("own", {})}
        ),
        "content/2.md": document("2", **{"标题": "乙", **_written(case["later"])}),
    }
    if "last" in case:
        files["content/3.md"] = document("3", **{"标题": "丙", **_written(case["last"])})
    if "whole" in case:
        files["content/新.md"] = case["whole"]
    publication = bind(read_column(write_column(tmp_path, files)), date(2026, 11, 24))
    assert not publication.reading.problems
    item = publication.by_index[NUMBER]
    today = [one for one in banners_of(item, publication) if not one.shown_from]
    assert [notice.words for one in today for notice in one.notices] == case["notices"]
    lines = shown_source(item, publication).split("\n")
    marks = clause_marks(item, publication)
    assert [(lines[one.line].split("　")[0], f"{one.words}{one.link.title}{one.after}") for one in marks] == [
        (_label(place), words) for place, words in (mark.split(" ", 1) for mark in case["marks"])
    ]


def _label(place: str) -> str:
    numbers = [("零一二三四五六七八九"[int(part)]) for part in place.split("-") if part.isdigit()]
    return f"第{'条之'.join(numbers)}{'' if len(numbers) > 1 else '条'}" if numbers else place


@pytest.mark.parametrize(
    ("written", "named"),
    [
        ("第五条", [("条", 5, 0, "本条")]),
        ("第三条至第五条、第八条", [("条", n, 0, "本条") for n in (3, 4, 5, 8)]),
        ("第7-9条", []),
        ("第七条之一和第二章", [("条", 7, 1, "本条"), ("章", 2, 0, "本章")]),
        ("第五条第二款", [("条", 5, 0, "第五条第二款")]),
        (
            "第五条第二款至第六条第一款",
            [("条", 5, 0, "第五条第二款至第六条第一款"), ("条", 6, 0, "第五条第二款至第六条第一款")],
        ),
        ("附件2", []),
        ("", []),
    ],
)
def test_the_clauses_that_a_reference_names(written: str, named: list[tuple[str, int, int, str]]) -> None:
    assert [(*one.key, one.what) for one in named_clauses(written)] == named


@given(st.text(st.sampled_from("第一二三十百9条章节款至、之（）部分附件"), max_size=30))
def test_any_reference_names_each_clause_once_and_few(written: str) -> None:
    keys = [one.key for one in named_clauses(written)]
    assert len(keys) == len(set(keys)) <= 200 * 15
