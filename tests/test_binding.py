"""References become relations on both ends, by any way of writing a number; circles and strangers are told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from gongkai.binding.bind import bind
from gongkai.commands.reporting import as_text
from gongkai.model.document_number import find_numbers, is_number, number_key, standard_form
from gongkai.model.publication import Publication
from gongkai.model.relation import OutsideDocument
from gongkai.reading.column_sources import read_column
from hypothesis import given
from hypothesis import strategies as st

from tests.columns import document, write_column

BRACKETS = ("〔〕", "[]", "()", "（）", "［］", "【】", "〖〗")
PREFIX = st.text("国办发示商规政函字省市县", min_size=1, max_size=6)


def _bound(root: Path, files: dict[str, str]) -> Publication:
    return bind(read_column(write_column(root, files)), date(2026, 1, 1))


@given(prefix=PREFIX, year=st.integers(1950, 2030), serial=st.integers(1, 9999), pair=st.sampled_from(BRACKETS))
def test_all_ways_of_writing_a_number_have_one_key(prefix: str, year: int, serial: int, pair: str) -> None:
    standard = f"{prefix}〔{year}〕{serial}号"
    written = f"{prefix} {pair[0]}{year}{pair[1]} {serial:03d} 号"
    assert is_number(written)
    assert standard_form(written) == standard
    assert number_key(written) == number_key(standard)
    assert next(one.written for one in find_numbers(f"按照{standard}要求")).endswith(standard)


@pytest.mark.parametrize("text", ["各县〔市、区〕", "二〇一八年", "第12号", "2018年12月", ""])
def test_what_is_no_number(text: str) -> None:
    assert not is_number(text)


def test_relation_is_known_at_both_ends(tmp_path: Path) -> None:
    publication = _bound(
        tmp_path,
        {
            "content/a.md": document("1", 发文字号="示商发〔2024〕1号"),
            "content/b.md": document(
                "2", 依据="[示商发(2024)1号, 990000017/2024-00001]", 相关文件="关于做好第1项工作的通知"
            ),
        },
    )
    forward = [
        (r.kind.name, r.target.index_no)
        for r in publication.outgoing["990000017/2024-00002"]
        if not isinstance(r.target, OutsideDocument)
    ]
    backward = [(r.kind.name, r.source.index_no) for r in publication.incoming["990000017/2024-00001"]]
    assert sorted(forward) == [
        ("based_on", "990000017/2024-00001"),
        ("based_on", "990000017/2024-00001"),
        ("related", "990000017/2024-00001"),
    ]
    assert sorted(backward) == [
        ("based_on", "990000017/2024-00002"),
        ("based_on", "990000017/2024-00002"),
        ("related", "990000017/2024-00002"),
    ]


def test_outside_document_is_a_node(tmp_path: Path) -> None:
    publication = _bound(
        tmp_path,
        {
            "content/a.md": document("1", 依据="国办发[2018]23号"),
            "content/b.md": document("2", 依据="国办发〔2018〕23号"),
        },
    )
    assert [(one.number, one.title) for one in publication.outside.values()] == [("国办发〔2018〕23号", "")]
    (key,) = publication.outside
    assert [r.source.index_no for r in publication.outside_incoming[key]] == [
        "990000017/2024-00001",
        "990000017/2024-00002",
    ]


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (
            {"content/a.md": document("1", 依据="[{日期: 2024-01-01}]")},
            "content/a.md:9:6: 错误[reference-empty] 这里没有写是哪份文件。\n    请写“文件: ”加索引号或发文字号。",
        ),
        (
            {"content/a.md": document("1", 废止="990000017/2024-00001")},
            "content/a.md:9:5: 错误[reference-itself] “关于做好第1项工作的通知”的“废止的文件”指向它自己。\n    请核对索引号或发文字号。",
        ),
        (
            {"content/a.md": document("1", 依据="990000017/2024-00009")},
            "content/a.md:9:5: 错误[reference-unknown] 专栏里没有索引号“990000017/2024-00009”。\n    请核对索引号，或者改写发文字号。",
        ),
        (
            {"content/a.md": document("1", 依据="https://www.gov.cn/x.htm")},
            "content/a.md:9:5: 错误[reference-form] “https://www.gov.cn/x.htm”是网址，看不出是哪份文件。\n    请写它的文号或名称，写成“- 文件: ……”，下一行再写“网址: ……”。",
        ),
        (
            {"content/a.md": document("1", 依据="示商发〔2024〕9号")},
            "content/a.md:9:5: 警告[reference-unpublished] “示商发〔2024〕9号”是本机关的文号，专栏里却没有这份文件。\n    请核对文号；确实没有公开的，请补充公开或者说明。",
        ),
        (
            {
                "content/a.md": document("1", 发文字号="示商发〔2024〕1号"),
                "content/b.md": document("2", 废止="示商发〔2024〕1号、示商发〔2024〕2号"),
            },
            "content/b.md:9:5: 错误[reference-form] “示商发〔2024〕1号、示商发〔2024〕2号”里有 2 个文号，一处只能写一份文件。\n    请写成列表：[示商发〔2024〕1号, 示商发〔2024〕2号]。",
        ),
        (
            {
                "content/a.md": document("1", 发文字号="示商发〔2024〕1号"),
                "content/b.md": document("2", 废止="《通知》（示商发[2024]01号）"),
            },
            "content/b.md:9:5: 错误[reference-form] “《通知》（示商发[2024]01号）”里除了文号还有别的文字，认不出是哪份文件。\n    请只写文号“示商发〔2024〕1号”；名称另写“名称: ……”。",
        ),
        (
            {"content/a.md": document("1", 依据="[无, '5', 见附件。]")},
            "content/a.md:9:6: 错误[reference-form] “无”不是文件的文号或者名称。\n    没有的请删除这一行；有的请写文号、索引号或者名称。\n"
            "content/a.md:9:9: 错误[reference-form] “5”不是文件的文号或者名称。\n    没有的请删除这一行；有的请写文号、索引号或者名称。\n"
            "content/a.md:9:14: 错误[reference-form] “见附件。”不是文件的文号或者名称。\n    没有的请删除这一行；有的请写文号、索引号或者名称。",
        ),
        (
            {
                "content/a.md": document(
                    "1",
                    依据="[示例省商务发展规划（2021—2025年）, 示例省“十四五”规划(2021-2025), 预算法, 000014349/2017-00110]",
                )
            },
            "",
        ),
        (
            {"content/a.md": document("1"), "content/b.md": document("2", 废止="关于做好第1项工作通知")},
            "content/b.md:9:5: 错误[reference-unknown] 专栏里没有“关于做好第1项工作通知”，是否指“关于做好第1项工作的通知”？\n    请改写文号或索引号：990000017/2024-00001。",
        ),
        (
            {
                "content/a.md": document("1", 依据="990000017/2024-00002"),
                "content/b.md": document("2", 依据="990000017/2024-00001"),
            },
            "content/b.md:9:5: 错误[relation-circle] “关于做好第2项工作的通知”与“关于做好第1项工作的通知”互为依据，成了循环。\n    请核对哪一份是后发的，删除另一份里的关系。",
        ),
        (
            {
                "content/a.md": document("1", 标题="甲"),
                "content/b.md": document("2", 标题="甲"),
                "content/c.md": document("3", 依据="甲"),
            },
            "content/c.md:9:5: 错误[reference-ambiguous] 有 2 件信息都叫“甲”，不知道指哪一件。\n    请改写索引号：990000017/2024-00001、990000017/2024-00002。",
        ),
        (
            {
                "content/a.md": document("1", 发文字号="示商发〔2024〕1号"),
                "content/b.md": document("2", 发文字号="示商发[2024]1号"),
            },
            "content/b.md:9:7: 错误[document-number-twice] 发文字号“示商发[2024]1号”已经用于“关于做好第1项工作的通知”（content/a.md）。\n    请核对原件，改正其中一个。",
        ),
        (
            {
                "content/a.md": document("1", 废止="990000017/2024-00002"),
                "content/b.md": document("2", 废止="990000017/2024-00001"),
            },
            "content/b.md:9:5: 错误[relation-circle] “关于做好第2项工作的通知”与“关于做好第1项工作的通知”互相废止，成了循环。\n    请核对哪一份是后发的，删除另一份里的关系。",
        ),
    ],
)
def test_references_that_lead_nowhere(files: dict[str, str], expected: str, tmp_path: Path) -> None:
    assert as_text(_bound(tmp_path, files).problems) == expected


def test_an_unknown_relation_binds_nothing(tmp_path: Path) -> None:
    kind = """name: market_notice
title: 市场公告
listing: {path: market-notices}
fields:
  - {name: about, title: 涉及文件, type: reference, relation: nonsense}
  - {name: parts, title: 各部分, type: table, columns: [{name: of, title: 所属文件, relation: nonsense}]}
"""
    item = document("1", 类型="市场公告", 涉及文件="国办发〔2018〕23号", 各部分="[{所属文件: 国办发〔2018〕23号}]")
    bound = _bound(tmp_path, {"catalogue/types/market_notice.yml": kind, "content/a.md": item})
    assert [one.rule for one in bound.reading.problems if one.path.endswith("market_notice.yml")] == [
        "unknown-relation",
        "unknown-relation",
    ]
    assert bound.outgoing == {}
