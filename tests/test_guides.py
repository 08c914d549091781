"""Service guides for people: the standing sentence, themes and booklets, the same item at other levels, plans above a plan."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from gongkai.binding.bind import bind
from gongkai.model.publication import Publication
from gongkai.pages.column.theme_pages import THEMES, theme_pages
from gongkai.pages.documents.page_texts import Texts
from gongkai.pages.items.item_view import Section
from gongkai.pages.items.sections import sections_of
from gongkai.pages.items.theme_links import theme_page
from gongkai.pages.page import Page
from gongkai.pages.site_view import site_view
from gongkai.reading.column_sources import read_column
from gongkai.searching.entries import entries_of

from tests.columns import SETTINGS, with_text, write_column

GUIDE = {
    "事项编码": "'1'",
    "事项类型": "行政许可",
    "服务对象": "企业法人",
    "受理条件": "依法登记。",
    "申请材料": "[{材料名称: 申请书, 份数: 1, 形式: 电子, 来源: 自备}]",
    "收费": "[{收费项目: 无, 收费标准: 不收费}]",
    "办理流程": "[{环节: 受理}]",
    "法定时限": "20个工作日",
    "承诺时限": "5个工作日",
    "受理窗口": "1号",
    "咨询方式": "000-1",
    "监督投诉": "000-2",
    "设定依据": "法律",
}


def _guide(number: int, **fields: str) -> dict[str, str]:
    return {
        f"content/{number}.md": with_text("办事指南", str(number), **{**GUIDE, "事项编码": f"'{number}'", **fields})
    }


def _column(root: Path, files: dict[str, str]) -> Publication:
    return bind(read_column(write_column(root, files)), date(2026, 1, 1))


def _section(publication: Publication, number: int, anchor: str) -> Section | None:
    item = publication.reading.items[number]
    found = sections_of(item, publication, Texts(publication))
    return next((one for one in found if one.anchor == anchor), None)


def _pages(publication: Publication) -> dict[str, Page]:
    return {page.url: page for page in theme_pages(publication, site_view(publication), Texts(publication))}


def test_every_guide_says_that_no_more_may_be_asked(tmp_path: Path) -> None:
    said = "要求提交指南以外的材料、办理指南以外的手续的，可以向"
    own = _section(_column(tmp_path / "own", _guide(1)), 0, "standing")
    assert own is not None
    assert own.lines == ("办事指南之外不得增加其他要求。", f"{said}000-2举报。")
    settings = {"catalogue/column.yml": f"{SETTINGS}办事举报: 000-9（办公室）\n"}
    common = _section(_column(tmp_path / "common", {**settings, **_guide(1)}), 0, "standing")
    assert common is not None
    assert common.lines[1] == f"{said}000-9（办公室）举报。"


def test_other_types_say_nothing_of_the_kind(tmp_path: Path) -> None:
    publication = _column(tmp_path, {"content/1.md": with_text("政策文件", "1", 文件类别="其他文件")})
    assert _section(publication, 0, "standing") is None


def test_themes_have_pages_in_the_order_of_life(tmp_path: Path) -> None:
    files = {
        **_guide(1, 主题分类标签="[准营准办, 自己的主题]", 生命周期="[企业/注销, 企业/设立]"),
        **_guide(2, 主题分类标签="准营准办", 生命周期="[企业/设立, 个人/出生]"),
    }
    pages = _pages(_column(tmp_path, files))
    groups = [
        (name, ordered, [(link.title, n) for link, n in links]) for name, ordered, links in pages[THEMES].view.groups
    ]
    assert groups == [
        ("办事主题", False, [("准营准办", 2), ("自己的主题", 1)]),
        ("个人全生命周期", True, [("出生", 1)]),
        ("企业全生命周期", True, [("设立", 2), ("注销", 1)]),
    ]
    setting_up = pages[theme_page("企业/设立")]
    assert (setting_up.title, setting_up.view.count) == ("企业全生命周期：设立", 2)
    assert [(link.title, here) for link, here in setting_up.view.siblings] == [("设立", True), ("注销", False)]
    assert _pages(_column(tmp_path / "none", _guide(1))) == {}


def test_a_booklet_has_each_guide_once_and_every_anchor_once(tmp_path: Path) -> None:
    files = {path: text for n in range(1, 33) for path, text in _guide(n, 主题分类标签="准营准办").items()}
    pages = _pages(_column(tmp_path, files))
    first = pages[f"{theme_page('准营准办').removesuffix('.html')}/booklet.html"]
    second = pages[first.view.pager.urls[1]]
    assert (first.title, second.title) == ("办事手册：准营准办（第1册，共2册）", "办事手册：准营准办（第2册，共2册）")
    assert [chapter.anchor for page in (first, second) for chapter in page.view.chapters] == [
        f"g{n}" for n in range(1, 33)
    ]
    anchors = [part.anchor for chapter in first.view.chapters for part in chapter.sections]
    assert len(anchors) == len(set(anchors)) > 30
    assert not first.listed


def test_a_printed_booklet_has_no_anchor_twice(site: Path) -> None:
    for path in sorted(site.glob("themes/*/booklet.html")):
        anchors = re.findall(r' id="([^"]+)"', path.read_text(encoding="utf-8"))
        assert len(anchors) == len(set(anchors)), path


def test_a_search_is_narrowed_by_themes_and_stages(tmp_path: Path) -> None:
    (entry,) = entries_of(
        _column(tmp_path, _guide(1, 主题分类标签="准营准办", 生命周期="企业/设立", 主题分类="综合政务"))
    )
    assert entry.subjects == ("综合政务", "办事主题", "办事主题/准营准办", "企业全生命周期", "企业全生命周期/设立")


def test_both_guides_of_an_item_show_where_they_differ(tmp_path: Path) -> None:
    files = {
        **_guide(1, 事项编码="'7'", 实施层级="市", 标题="甲事项"),
        **_guide(2, 事项编码="'7'", 实施层级="县", 标题="甲事项（县级）", 法定时限="15个工作日"),
        **_guide(3, 事项编码="'7'", 标题="没有写层级的"),
    }
    publication = _column(tmp_path, files)
    shown = []
    for number in (0, 1):
        section = _section(publication, number, "same-item")
        assert section is not None
        last = [cell.words for cell in section.rows[-1]]
        shown.append((section.header, section.rows[0][2].url, last))
    assert shown == [
        (("要素", "市", "县"), "990000017/2024-00002.html", ["法定时限", "20个工作日", "【不同】15个工作日"]),
        (("要素", "县", "市"), "990000017/2024-00001.html", ["法定时限", "15个工作日", "【不同】20个工作日"]),
    ]
    assert _section(publication, 2, "same-item") is None


def test_a_plan_shows_the_plans_above_it_from_the_highest_down(tmp_path: Path) -> None:
    plan = {"文件种类": "工作要点", "年度": "2026"}
    above = "\n  - {文件: 示例省工作要点, 层级: 省, 年度: 2025}\n  - {文件: 国家工作安排, 层级: 国家, 年度: 2025}"
    files = {
        "content/1.md": with_text("工作要点", "1", 标题="市工作要点", 落实的上级要点=above, **plan),
        "content/2.md": with_text("工作要点", "2", 标题="县工作要点", 落实的上级要点="990000017/2024-00001", **plan),
    }
    publication = _column(tmp_path, files)
    city, county = (_section(publication, number, "upper-plans") for number in (0, 1))
    assert city is not None
    assert county is not None
    assert [tuple(cell.words for cell in row) for row in city.rows] == [
        ("国家", "2025年", "国家工作安排"),
        ("省", "2025年", "示例省工作要点"),
        ("示例市商务局", "2026年", "市工作要点"),
    ]
    assert [tuple(cell.words for cell in row) for row in county.rows] == [
        ("国家", "2025年", "国家工作安排"),
        ("省", "2025年", "示例省工作要点"),
        ("示例市商务局", "2026年", "市工作要点"),
        ("示例市商务局", "2026年", "县工作要点"),
    ]
