"""Official texts: structure, numbers as links, nothing lost, nothing that a browser would run."""

from __future__ import annotations

import re

import pytest
from gongkai.model.badge import Badge
from gongkai.model.text_style import TextStyle
from gongkai.texts.html import Heading, render, visible
from gongkai.texts.marked_text import Mention, Text
from hypothesis import given
from hypothesis import strategies as st

MENTION = Mention("示商发〔2018〕12号", "990000017/2018-00231.html", "工作要点", Badge("废止", "dead"))


def _html(source: str, *mentions: Mention, root: str = "../") -> str:
    return str(render(Text(source, mentions), root, {"a.md": "990000017/1.html"}.get).html)


def test_structure_of_a_notice() -> None:
    source = (
        "各县（市、区）商务局：\n\n　　现将《办法》印发给你们。\n\n一、总体要求\n\n（一）指导思想\n\n（二）做好工作；\n\n"
        "附件：1.申请表\n\n示例市商务局\n\n2018年3月2日\n\n## 示例市办法\n\n第一章　总则\n\n第一条　为了规范工作，制定本办法。\n\n第二条之一　内容。"
    )
    rendered = render(Text(source), "", lambda _: None)
    assert str(rendered.html).split("\n") == [
        '<p class="gk-text__addressee">各县（市、区）商务局：</p>',
        "<p>现将《办法》印发给你们。</p>",
        '<h2 class="gk-text__first" id="s-1">一、总体要求</h2>',
        '<p class="gk-text__second">（一）指导思想</p>',
        "<p>（二）做好工作；</p>",
        '<p class="gk-text__appendix">附件：1.申请表</p>',
        '<p class="gk-text__signature">示例市商务局</p>',
        '<p class="gk-text__signature">2018年3月2日</p>',
        '<h2 class="gk-text__title" id="s-2">示例市办法</h2>',
        '<h3 class="gk-text__title" id="ch-1">第一章　总则</h3>',
        '<p class="gk-text__article" id="art-1"><a class="gk-text__no" href="#art-1">第一条</a>　为了规范工作，制定本办法。</p>',
        '<p class="gk-text__article" id="art-2-1"><a class="gk-text__no" href="#art-2-1">第二条之一</a>　内容。</p>',
    ]
    assert rendered.headings == (
        Heading(2, "一、总体要求", "s-1"),
        Heading(2, "示例市办法", "s-2"),
        Heading(3, "第一章　总则", "ch-1"),
    )


@pytest.mark.parametrize("style", TextStyle)
def test_a_table_pasted_from_word_is_a_table(style: TextStyle) -> None:
    """The clipboard of Word: tags over several lines, its own elements and classes; only the words and merges remain."""
    source = (
        "<table class=MsoNormalTable border=1\n cellpadding=0 style='mso-yfti:1'>\n <tr>\n  <td width=100\n  colspan=2><p class=MsoNormal>"
        "甲<o:p></o:p></p></td>\n </tr>\n <tr><td><span lang=EN-US>2024</span>年</td><td>乙</td></tr>\n</table>"
    )
    shown = re.sub(r"\s*\n\s*", "", str(render(Text(source, style=style), "", lambda _: None).html))
    assert shown.removesuffix("</table></div>").partition("<tbody>")[2] == (
        '<tr><td colspan="2"><p>甲</p></td></tr><tr><td>2024年</td><td>乙</td></tr></tbody>'
    )


def test_known_number_is_a_link_with_its_validity() -> None:
    assert _html("根据示商发〔2018〕12号的要求。", MENTION) == (
        '<p>根据<a class="gk-mention" href="../990000017/2018-00231.html" title="工作要点">示商发〔2018〕12号</a>'
        '<span class="gk-badge gk-badge--dead">废止</span>的要求。</p>'
    )


def test_rows_of_a_table_have_the_same_tags_whatever_their_cells_hold() -> None:
    """Percent signs are no places to fill in; a row without marks is as it is, also beside one that has some."""
    head, tail = "| 地区 | 增长 |\n| --- | ---: |\n", "| 东城区 | 12%s |\n| 西湖区 | 5.20% | 另注 |"
    shown = _html(head + tail).partition("<tbody>\n")[2].partition("\n</tbody>")[0]
    rows = [
        '<tr><td>东城区</td><td class="gk-text__right">12%s</td><td></td></tr>',
        '<tr><td>西湖区</td><td class="gk-text__right">5.20%</td><td>另注</td></tr>',
    ]
    assert shown.split("\n") == rows
    marked = _html(f"{head}| **合计** | <1 |\n{tail}").partition("<tbody>\n")[2].partition("\n</tbody>")[0]
    first = '<tr><td><strong>合计</strong></td><td class="gk-text__right">&lt;1</td><td></td></tr>'
    assert marked.split("\n") == [first, *rows]


def test_known_number_in_a_table_is_a_link_but_not_inside_a_link() -> None:
    source = (
        "| 文件 |\n| - |\n| 示商发〔2018〕12号 |\n\n"
        "- 按照示商发〔2018〕12号办理\n- [示商发〔2018〕12号](https://www.gov.cn/)和`示商发〔2018〕12号`"
    )
    link = (
        '<a class="gk-mention" href="../990000017/2018-00231.html" title="工作要点">示商发〔2018〕12号</a>'
        '<span class="gk-badge gk-badge--dead">废止</span>'
    )
    assert re.findall(r"<(?:td|li)>[^\n]*", _html(source, MENTION)) == [
        f"<td>{link}</td></tr>",
        f"<li>按照{link}办理",
        '<li><a href="https://www.gov.cn/" rel="noopener noreferrer">示商发〔2018〕12号</a>'
        "和<code>示商发〔2018〕12号</code>",
    ]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("见[原文](a.md)。", '<p>见<a href="../990000017/1.html">原文</a>。</p>'),
        (
            "见[网站](https://www.gov.cn/?a=1&b=2)。",
            '<p>见<a href="https://www.gov.cn/?a=1&amp;b=2" rel="noopener noreferrer">网站</a>。</p>',
        ),
        ("见[别处](b.md)。", "<p>见[别处](b.md)。</p>"),
        ("**重点**和`代码`", "<p><strong>重点</strong>和<code>代码</code></p>"),
        ("各县〔市、区〕", "<p>各县〔市、区〕</p>"),
        ("3*4=12，a_b_c", "<p>3*4=12，a_b_c</p>"),
    ],
)
def test_inside_of_a_line(source: str, expected: str) -> None:
    assert _html(source) == expected


HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[甲](javascript:alert(1))",
    "[甲](JaVaScRiPt:alert(1))",
    "[甲](data:text/html;base64,PHNjcmlwdD4=)",
    "[甲](vbscript:x)",
    "[甲](//evil.example/)",
    "![甲](javascript:alert(1))",
    "<a href=javascript:alert(1)>甲</a>",
    "> <iframe src=https://evil.example></iframe>",
    "- <svg onload=alert(1)>",
    "| 甲 |\n| --- |\n| <style>*{display:none}</style> |",
    '[甲](https://a.example/" onclick="alert(1))',
    '<https://a.example/"onmouseover=alert(1)>',
    "`</code><script>alert(1)</script>`",
    "# <script>alert(1)</script>",
    "- [甲](javascript:alert(1))",
    "> ![x](data:image/svg+xml;base64,PHN2Zy8+)",
]


@pytest.mark.parametrize("source", HOSTILE)
def test_nothing_runs(source: str) -> None:
    made = _html(source)
    for tag in re.findall(r"<[^>]*>", made):
        assert not re.search(
            r"<\s*(script|iframe|style|svg|object|embed|form)|\son\w+\s*=|javascript:|vbscript:|data:",
            tag,
            re.IGNORECASE,
        ), made


@given(
    st.text(
        st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("<>&\"'[]()*_`#|~\\!-:\n第一条、（）〔〕。"),
        max_size=200,
    )
)
def test_any_text_is_escaped_and_every_word_stays(source: str) -> None:
    made = _html(source)
    allowed = re.compile(
        r"</?(?:p|h[1-6]|a|strong|em|code|pre|br|hr|ul|ol|li|blockquote|table|thead|tbody|tr|th|td|div|sup|img|span|del|sub)\b"
    )
    assert all(allowed.match(tag) for tag in re.findall(r"<[^>]*>", made))
    letters = [c for c in visible(made) if "\u4e00" <= c <= "\u9fff"]
    if not any(mark in source for mark in "[]|!^"):
        assert letters == [c for c in source if "\u4e00" <= c <= "\u9fff"]
