"""Saved pages as drafts: the document in them whole, the page around it cut and listed, nothing invented."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from gongkai.exchange.documents.saved.cut_page import cut_page
from gongkai.exchange.documents.saved.page_draft import page_draft
from gongkai.exchange.documents.saved.page_lines import PageLines
from gongkai.exchange.documents.saved.plain_lines import plain_text
from hypothesis import given
from hypothesis import strategies as st

from tests.golden import golden
from tests.test_word_import import PNG, imported, refusal, text_of

PAGE = """<!DOCTYPE html><html><head><meta charset="gb2312"><title>通知_示例市商务局</title>
<meta name="ArticleTitle" content="关于做好某项工作的通知"><meta name="PubDate" content="2024-03-06 10:00">
</head><body><script>var a = "脚本";</script>
<header><a href="/">网站首页</a></header><nav><ul><li>机构<li>政策</ul></nav>
<div style="display:none">看不见的推广</div>
<table><tr><td>索引号：</td><td>990000017/2024-00003</td></tr></table>
<div>索引号：990000017/2024-00003 发布机构：示例市商务局</div><div>有效性：有效</div><div>成文日期：</div>
<article><header><h1>关于做好某项工作的通知</h1></header><div>字号：【大 中 小】&nbsp; 浏览次数：12</div>
<p>各县（市、区）商务主管部门：</p>
<p>&emsp;&emsp;现就做好某项工作通知如下。<br>请遵照&#8203;执行，&lt;附件1&gt;另发。</p>
<p style="text-align:center"><b>一、总体要求</b></p>
<h3>任务分工</h3>
<table><tr><td>序号</td><td>任务</td></tr><tr><td>1</td><td>某项<p>工作</td></tr></table>
<table><tr><td colspan="2">合计</td><td rowspan=2>备注</td></tr><tr><td>甲</td><td>乙&amp;丙</td></tr></table>
<p><img src="flow_files/1.png" alt="流程图"></p>
<p align="right">示例市商务局</p><p align="right">2024年3月5日</p></article>
<div>责任编辑：李四</div><div>【打印】【关闭】</div><footer>版权所有</footer><div>上一篇：别的通知</div></body></html>"""


def test_a_saved_page_is_cut_to_its_document(tmp_path: Path) -> None:
    made = imported(tmp_path, PAGE.encode("gb18030"), "page.html")
    assert text_of(tmp_path, made) == dedent(
        """\
        ---
        类型: 政策文件
        标题: 关于做好某项工作的通知  # 照原件的“网页标签 ArticleTitle”
        发布日期: '2024-03-06'  # 照原件的“网页标签 PubDate”
        索引号: '990000017/2024-00003'  # 照原件的“索引号”
        发布机构: 示例市商务局  # 照原件的“发布机构”
        成文日期: '2024-03-05'  # 从正文推测，请核对
        落款: 示例市商务局  # 从正文推测，请核对
        # 公开属性: 请填写（主动公开、依申请公开、不予公开），并去掉前面的“# ”
        ---

        各县（市、区）商务主管部门：

        现就做好某项工作通知如下。

        请遵照执行，<附件1>另发。

        一、总体要求

        ## 任务分工

        <table>
        <tr><td>序号</td><td>任务</td></tr>
        <tr><td>1</td><td>某项<br>工作</td></tr>
        </table>

        <table>
        <tr><td colspan="2">合计</td><td rowspan="2">备注</td></tr>
        <tr><td>甲</td><td>乙&amp;丙</td></tr>
        </table>

        【待填写：网页里的图片“流程图”，请另存后放入附件】

        示例市商务局

        2024年3月5日
        """
    )
    assert made.told == (
        "裁去：页头“网站首页”",
        "裁去：导航“机构政策”",
        "裁去：看不见的文字“看不见的推广”",
        "裁去：页脚“版权所有”",
        "裁去：1 处脚本",
        "裁去：字号：【大 中 小】 浏览次数：12",
        "裁去：责任编辑：李四",
        "裁去：【打印】【关闭】",
        "裁去：上一篇：别的通知",
        "图片“流程图”没有录入，正文里留了“待填写”。",
        "网页写有“有效性：有效”，没有写进草稿。",
        "网页的“成文日期”是空的。",
        "有 2 张表：请逐格与原件对照。",
        "有 1 个看不见的字符：请核对有没有混进别的内容。",
    )


def test_a_text_of_a_page_that_says_little_is_kept_whole(tmp_path: Path) -> None:
    made = imported(tmp_path, "关于停电的公告\n打印\n明天停电。\n主办单位：市供电局\n2024年3月5日\n".encode(), "a.txt")
    body = text_of(tmp_path, made).split("---\n\n", 1)[1]
    assert body == "明天停电。\n\n主办单位：市供电局\n\n2024年3月5日\n"
    assert made.told == ("裁去：打印",)
    assert [(one.label, one.values) for one in made.proposals] == [
        ("标题", ("关于停电的公告",)),
        ("成文日期", ("2024-03-05",)),
    ]


def test_pictures_that_were_saved_beside_the_page_come_along(tmp_path: Path) -> None:
    folder = tmp_path / "inbox" / "page_files"
    folder.mkdir(parents=True)
    (folder / "流程 图.png").write_bytes(PNG)
    (folder / "b.gif").write_bytes(b"GIF89a")
    page = (
        "<body><img src='logo.png' alt='标志'><p>各科室：<p>见图。<img src='page_files/%E6%B5%81%E7%A8%8B%20%E5%9B%BE.png?v=1' alt='[流程]'>"
        "<img src='page_files/b.gif'><img src='https://a.example/c.png'><img src='../../x.png' alt='外'><p>完。"
        "<div>版权所有<img src='code.png' alt='二维码'></div></body>"
    )
    made = imported(tmp_path, page.encode(), "page.html")
    assert text_of(tmp_path, made).split("---\n\n", 1)[1].split("\n\n") == [
        "各科室：",
        "见图。",
        "![〔流程〕](page-图1.png)",
        "【待填写：网页里的图片“page_files/b.gif”，请另存后放入附件】",
        "【待填写：网页里的图片“https://a.example/c.png”，请另存后放入附件】",
        "【待填写：网页里的图片“外”，请另存后放入附件】",
        "完。\n",
    ]
    assert (tmp_path / "content/policy/page-图1.png").read_bytes() == PNG
    assert [line for line in made.told if "裁去" in line] == [
        "裁去：图片“标志”",
        "裁去：版权所有",
        "裁去：图片“二维码”",
    ]


def test_a_remark_below_the_title_is_the_documents_own(tmp_path: Path) -> None:
    page = "门户\n某办法\n（试行）\n发布时间：2024-03-01\n示例市商务局\n打印\n第一条　为了规范工作。\n"
    made = imported(tmp_path, page.encode(), "a.txt")
    assert text_of(tmp_path, made).split("---\n\n", 1)[1] == "（试行）\n\n示例市商务局\n\n第一条　为了规范工作。\n"
    assert made.told == ("裁去：门户", "裁去：打印")


def test_unseen_signs_and_odd_dates_are_told(tmp_path: Path) -> None:
    made = imported(tmp_path, "发布日期：2024年3月\n关于某事的通知\n各\u200b科室：\n照办。\n".encode("utf-16"), "a.txt")
    assert text_of(tmp_path, made).endswith("各科室：\n\n照办。\n")
    assert made.told == (
        "网页的“发布日期：2024年3月”不是完整的日期，没有写进草稿。",
        "有 1 个看不见的字符：请核对有没有混进别的内容。",
    )


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.html", b"<html><body><script>1</script></body></html>", "“a.html”里没有找到文件的正文。请打开原网页核对，只把正文存成文本（.txt）后再录入。"),
        ("a.html", b"<frameset><frame src='l.htm'><frame src='r.htm'><noframes>X</noframes></frameset>", "“a.html”由几个框架拼成，正文在别的文件里（l.htm、r.htm）。请在浏览器里右键点正文，选“在新标签页中打开框架”，再另存为“网页，仅 HTML”后录入。"),
        ("a.txt", b"\xff\xff\xff", "“a.txt”的文字编码认不出来。请用记事本打开，另存为 UTF-8 编码后再录入。"),
    ],
)  # fmt: skip
def test_pages_that_cannot_be_read(tmp_path: Path, name: str, data: bytes, told: str) -> None:
    assert refusal(tmp_path, data, name) == told


PAGES: list[dict[str, Any]] = golden(Path(__file__).parent / "cases" / "word" / "pages.yml")


@pytest.mark.parametrize("case", PAGES, ids=lambda case: case["name"])
def test_what_a_page_says_is_written_or_told(case: dict[str, Any]) -> None:
    source = case["source"]
    is_html = source.startswith("<")
    draft = page_draft(Path("page.html" if is_html else "a.txt"), source.encode(), "page", is_html)
    assert draft.body.split("\n\n") == case["body"]
    assert [*draft.told] == case.get("told", [])
    if "fields" in case:
        assert {one.label: "、".join(one.values) for one in draft.proposals if one.label in case["fields"]} == case[
            "fields"
        ]


def test_a_picture_inside_the_page_comes_along_and_a_dot_does_not() -> None:
    data = base64.b64encode(PNG).decode()
    dot = base64.b64encode(b"GIF89a" + bytes(30)).decode()
    page = (
        f'<h1>关于某事的通知</h1><p>各科室：</p><img src="data:image/png;base64,{data}" alt="印章"><img src="data:image/gif;base64,{dot}">'
        '<img src="blank.gif" data-src="/u/1.jpg" alt="路线"><img src="data:image/svg+xml;base64,PHN2Zz4=">'
    )
    draft = page_draft(Path("page.html"), page.encode(), "page", True)
    assert draft.files == {"page-图1.png": PNG}
    assert draft.body.split("\n\n")[1:] == [
        "![印章](page-图1.png)",
        "【待填写：网页里的图片“路线”，请另存后放入附件】",
        "【待填写：网页里的图片“写在网页里的图片”，请另存后放入附件】",
    ]


LINES = st.lists(
    st.sampled_from(
        ["首页", "打印", "关于某事的通知", "索引号：1 来源：市局", "浏览次数：3", "各科室：", "请照办。", "一、要求", "版权所有", "2024年3月5日", "示例市商务局", "友情链接", "微信", "甲乙"]
    ),
    max_size=14,
)  # fmt: skip


@given(LINES)
def test_every_line_is_text_or_cut_or_an_element(lines: Sequence[str]) -> None:
    """In whatever order the lines of a page stand, none is lost, and the text keeps their order."""
    cut = cut_page(plain_text("\n".join(lines)).lines)
    kept = [line.text for line in cut.lines]
    rest = iter(lines)
    assert all(line in rest for line in kept)
    values = {value for one in cut.proposals for value in one.values}
    assert [line for line in lines if line not in kept and line not in cut.cut and line not in values] == [
        line for line in lines if line.startswith("索引号") and line not in (*kept, *cut.cut)
    ]


def test_a_page_that_breaks_off_in_a_table_keeps_its_words() -> None:
    assert [line.text for line in PageLines("<p>甲</p><table><tr><td>乙<td><table><td>丙").lines] == ["甲", "乙 丙"]


@given(
    st.lists(
        st.sampled_from(
            [
                "<table>",
                "<tr>",
                "<td colspan=9>",
                "</td>",
                "</tr>",
                "</table>",
                "<p>",
                "</div>",
                "甲",
                "。",
                "<header>",
                "<b",
                "</header>",
                "&amp;",
                "<img src=a>",
                "<br>",
                "<h2>",
            ]
        ),
        max_size=30,
    )
)
def test_no_page_is_too_broken_to_be_read(pieces: Sequence[str]) -> None:
    """Tags in any order: the words outside of what is cut are lines, once each."""
    page = PageLines("".join(pieces))
    shown = "".join(line.text.replace(" ", "") for line in page.lines if not line.text.startswith("【"))
    if "<header>" not in pieces and "<b" not in pieces:
        assert shown.replace("&", "") == "".join(one for one in pieces if one in ("甲", "。"))
