"""Consultations on their pages: stages on a day, ways that open, outcomes with reasons, overdue answers named."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from gongkai.binding.bind import bind
from gongkai.model.item import Row
from gongkai.model.place import Place
from gongkai.model.publication import Publication
from gongkai.pages.items.consultation import consultation_of
from gongkai.pages.items.item_view import Consultation, Way
from gongkai.pages.items.ways import way_of
from gongkai.pages.site import pages_of
from gongkai.reading.column_sources import read_column
from hypothesis import given
from hypothesis import strategies as st

from tests.columns import write_column

DRAFT = """---
类型: 重大行政决策预公开
索引号: 990000017/2024-00030
标题: 关于《办法》征求意见的公告
决策类别: 规范性文件
决策草案: draft.txt
草案说明: note.txt
决策依据: [法律]
征求意见开始: 2024-03-05
征求意见截止: 2024-04-05
反馈方式:
  - {方式: 电子邮件, 地址或号码: a.b@swj.example.gov.cn}
  - {方式: 电话, 地址或号码: 000-12345673, 联系单位: 法规科}
  - {方式: 传真, 地址或号码: 000-12345674}
  - {方式: 网上提交, 地址或号码: 'https://swj.example.gov.cn/yjzj?id=1'}
  - {方式: 信函, 地址或号码: 示例市政务路1号，邮编000000}
联系电话: 000-12345673
发布日期: 2024-03-04
公开属性: 主动公开
---

现公开征求意见。
"""
ANSWER = """类型: 意见收集采纳情况
索引号: 990000017/2024-00031
标题: 《办法》意见采纳情况
针对的草案: 990000017/2024-00030
收集开始: 2024-03-05
收集截止: 2024-04-05
收集方式: 电子邮件
收到条数: 2
采纳条数: 1
未采纳条数: 1
意见与采纳情况:
  - {主要意见: 增加期限。, 采纳情况: 采纳}
  - {主要意见: 统一定价。, 采纳情况: 未采纳, 理由: 不属于政府定价范围。}
发布日期: 2024-04-20
公开属性: 主动公开
"""


def _column(root: Path, day: str, answer: bool = False) -> Publication:
    files = {"content/d.md": DRAFT, "content/draft.txt": "草案", "content/note.txt": "说明"}
    if answer:
        files["catalogue/a.yml"] = ANSWER
    return bind(read_column(write_column(root, files)), date.fromisoformat(day))


def _one(publication: Publication) -> Consultation:
    found = consultation_of(publication.by_index["990000017/2024-00030"], publication)
    assert found
    return found


@pytest.mark.parametrize(
    ("day", "states", "overdue"),
    [
        ("2024-03-04", ["here", "coming", "coming", "coming", "coming"], False),
        ("2024-03-05", ["done", "here", "coming", "coming", "coming"], False),
        ("2024-04-05", ["done", "here", "coming", "coming", "coming"], False),
        ("2024-04-06", ["done", "done", "here", "coming", "coming"], False),
        ("2024-05-05", ["done", "done", "here", "coming", "coming"], False),
        ("2024-05-06", ["done", "done", "here", "coming", "coming"], True),
    ],
)
def test_stages_on_a_day(tmp_path: Path, day: str, states: list[str], overdue: bool) -> None:
    one = _one(_column(tmp_path, day))
    assert [stage.state for stage in one.stages] == states
    assert (one.is_overdue, one.overdue, one.days) == (overdue, "2024-05-06", 31)


def test_ways_open_where_their_address_is_one(tmp_path: Path) -> None:
    assert _one(_column(tmp_path, "2024-03-10")).ways == (
        Way("电子邮件", "a.b@swj.example.gov.cn", "", "mailto:a.b@swj.example.gov.cn"),
        Way("电话", "000-12345673", "法规科", "tel:00012345673"),
        Way("传真", "000-12345674", "", ""),
        Way("网上提交", "https://swj.example.gov.cn/yjzj?id=1", "", "https://swj.example.gov.cn/yjzj?id=1"),
        Way("信函", "示例市政务路1号，邮编000000", "", ""),
    )


def test_outcome_with_reasons(tmp_path: Path) -> None:
    one = _one(_column(tmp_path, "2024-06-01", answer=True))
    assert one.outcome
    assert (one.outcome.received, one.outcome.adopted, one.outcome.not_adopted) == (2, 1, 1)
    assert one.outcome.opinions == (("增加期限。", "采纳", ""), ("统一定价。", "未采纳", "不属于政府定价范围。"))
    assert (one.phase, one.overdue, one.stages[3].state) == ("已反馈", "", "here")


def test_overdue_ones_stand_in_a_group_of_their_own(tmp_path: Path) -> None:
    page = next(page for page in pages_of(_column(tmp_path, "2024-06-01")) if page.url == "consultation.html")
    assert [(group.phase, len(group.lines)) for group in page.view.groups] == [
        ("征集中", 0),
        ("尚未开始", 0),
        ("已截止", 0),
        ("逾期未反馈", 1),
        ("已反馈", 0),
    ]


@pytest.mark.parametrize(
    ("way", "address", "url"),
    [
        ("电话", "0951-6889215(传真)", "tel:09516889215"),
        ("传真", "0951-6889215", ""),
        ("电话、传真", "0951-6889215", "tel:09516889215"),
        ("电话", "（0951）6889215", "tel:09516889215"),
        ("电话", "０９５１－６８８９２１５", "tel:09516889215"),
        ("电话", "0951—6889215转8012", "tel:09516889215;ext=8012"),
        ("热线", "12345", "tel:12345"),
        ("信函", "750021", ""),
        ("联系人", "+86 951 6889215", "tel:+869516889215"),
        ("电话", "0951-6889215、6889216", ""),
        ("电子邮件", "yclfba＠163.com", "mailto:yclfba@163.com"),
        ("电子邮件", "法规科@163.com", ""),
        ("网站", "https://www.yinchuan.gov.cn/hdjl/?id=1", "https://www.yinchuan.gov.cn/hdjl/?id=1"),
        ("网站", "javascript:alert(1)", ""),
        ("网站", "https://www.gov.cn@evil.example/", ""),
        ("信函", "银川市金凤区北京中路166号银川市司法局(邮编750021)", ""),
    ],
)
def test_addresses_as_agencies_write_them(way: str, address: str, url: str) -> None:
    values = {"way": way, "address": address, "unit": ""}
    assert way_of(Row(values=values, place=Place("a"))) == Way(way, address, "", url)


@given(st.text(), st.sampled_from(["电话", "传真", "电子邮件", "网站", ""]))
def test_a_way_never_leads_where_it_should_not(address: str, way: str) -> None:
    url = way_of(Row(values={"way": way, "address": address, "unit": ""}, place=Place("a"))).url
    assert re.fullmatch(
        r"|https?://\S+|mailto:[\w.+-]+@[\w.-]+|tel:\+?\d{3,15}(;ext=\d{1,6})?", url, re.ASCII | re.DOTALL
    )
