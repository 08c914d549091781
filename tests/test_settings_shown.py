"""Whatever the agency writes about itself in column.yml stands on its pages: nothing is read and kept silent."""

from __future__ import annotations

import re
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest
from gongkai.binding.bind import bind
from gongkai.building.output import write_column as write_site
from gongkai.model.column import Agency, Footer, Settings, Unit
from gongkai.reading.column_sources import read_column

from tests.columns import document, write_column
from tests.conftest import PROJECT
from tests.templates import templates

SETTINGS = """机关:
  名称: 甲市商务局
  简称: [乙商务局, 丙商务局]
  级别: 部门
  统一社会信用代码: 11990000990000017W
  机构代码: '990000017'
  机关代字: [甲商发, 甲商规]
  地址: 甲市政务路1号
  邮编: '010203'
  电话: 000-11110001
  传真: 000-11110002
  电子邮箱: a@swj.example.gov.cn
  办公时间: 工作日 8:31—12:01
科室:
  - {名称: 甲办公室, 电话: 000-11110003, 职责: 负责甲事项。}
页脚:
  网站标识码: '9900000017'
  ICP备案: 示ICP备00000009号-1
  公安备案: 示公网安备 99000000000009号
  主办单位: 甲主办单位
  承办单位: 甲承办单位
  找错入口: https://zfwzgl.example.gov.cn/
  党政机关标识: https://bszs.example.gov.cn/
  监督电话: 000-11110004
  技术支持: 甲技术支持
  版权: 甲版权声明
  友情链接:
  - {名称: 甲友情链接, 网址: 'https://friend.example.gov.cn/'}
办事举报: 000-11110005
要素名称: {发文机关: 发布单位名, 发布日期: 上网日期}
网站名称: 甲市商务局政府信息公开
网站域名: https://swj.example.gov.cn/
说明: 甲专栏的说明。
关键词: [甲关键词, 乙关键词]
演示: 甲演示声明。
历史遗留宽限至: 2027-12-31
本机关无此项:
  - {事项: art20-03, 说明: 甲机关没有统计职责。}
"""
GUIDE = """类型: 办事指南
索引号: 990000017/2024-00002
标题: 某许可
发布日期: 2024-03-10
公开属性: 主动公开
事项编码: XK-1
事项类型: 行政许可
服务对象: [企业法人]
受理条件: 依法登记。
申请材料: [{材料名称: 申请表, 份数: 1份, 形式: 电子, 来源: 申请人}]
办理流程: [{环节: 受理}]
法定时限: 20个工作日
承诺时限: 8个工作日
受理窗口: 12号窗口
咨询方式: 000-12345677
监督投诉: 000-12345678
设定依据: [《中华人民共和国拍卖法》第十一条]
"""
NOT_WORDS = {
    "level",
    "legacy_until",
    "none_statements",
    "place",
    "agency",
    "footer",
    "units",
    "terms",
    "retention",
    "gates",
    "registers",
    "friend_links",
    "fact_names",
    "ledgers",
    "unit_groups",
}
"""What decides something, or is made of what is looked at here; what an agency does not have stands with its directory."""


def _texts(record: object) -> dict[str, list[str]]:
    found = {}
    for one in fields(record):  # type: ignore[arg-type]
        value = getattr(record, one.name)
        if one.name not in NOT_WORDS:
            found[one.name] = list(value) if isinstance(value, tuple) else [value]
    return found


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> tuple[Settings, str]:
    """The settings, and all pages of the column as one text."""
    files = {
        "catalogue/column.yml": SETTINGS,
        "content/1.md": document("1", 责任科室="甲办公室"),
        "catalogue/2.yml": GUIDE,
    }
    root = write_column(tmp_path_factory.mktemp("settings"), files)
    publication = bind(read_column(root), date(2026, 1, 1))
    folder: Path = tmp_path_factory.mktemp("site")
    write_site(publication, templates(), {}, folder, PROJECT / "theme_overrides")
    return publication.reading.settings, "\n".join(one.read_text(encoding="utf-8") for one in folder.rglob("*.html"))


@pytest.mark.parametrize("kind", [Settings, Agency, Footer, Unit])
def test_every_text_is_shown(pages: tuple[Settings, str], kind: type) -> None:
    settings, text = pages
    record = {Settings: settings, Agency: settings.agency, Footer: settings.footer, Unit: settings.agency.units[0]}[
        kind
    ]
    texts = _texts(record)
    assert all(value for values in texts.values() for value in values), "every setting has a value here"
    assert {name: value for name, values in texts.items() for value in values if value not in text} == {}


def test_the_fax_stands_wherever_the_phone_does(pages: tuple[Settings, str]) -> None:
    _, text = pages
    without = re.findall(r"电话：000-11110001[^传]*?</ul>", text)
    assert without == []
    foot = re.search(r'<dl class="gk-foot__facts">.*?</dl>', text, re.S)
    assert foot is not None
    assert "<dt>传真</dt><dd>000-11110002</dd>" in foot.group()
    contact = re.search(r'<section class="gk-contact".*?</section>', text, re.S)
    assert contact is not None
    assert "机关传真 000-11110002" in contact.group()


def test_links_to_other_sites_stand_under_their_heading(pages: tuple[Settings, str]) -> None:
    _, text = pages
    friends = re.search(r'<nav class="gk-foot__friends" aria-labelledby="gk-friends">.*?</nav>', text, re.S)
    assert friends is not None
    assert '<h2 class="gk-foot__title" id="gk-friends">友情链接</h2>' in friends.group()
    assert '<a href="https://friend.example.gov.cn/" rel="noopener noreferrer">甲友情链接</a>' in friends.group()


def test_facts_have_the_names_that_the_agency_prints(pages: tuple[Settings, str]) -> None:
    _, text = pages
    labels = re.findall(r'<dt class="gk-facts__label">([^<]*)</dt>', text)
    assert {"发布单位名", "上网日期"} <= set(labels)
    assert not {"发文机关", "发布日期"} & set(labels)


def test_pages_tell_other_sites_what_they_are(pages: tuple[Settings, str]) -> None:
    _, text = pages
    assert (
        '<meta property="og:title" content="甲市商务局政府信息公开">\n<meta property="og:type" content="website">'
        in text
    )
    assert '<meta property="og:url" content="https://swj.example.gov.cn/index.html">' in text
    assert '<meta property="og:type" content="article">' in text
