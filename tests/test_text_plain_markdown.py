"""Plain tables and lists come out the same whether Python-Markdown reads them or not; numbers in them are links."""

from __future__ import annotations

import re

import pytest
from gongkai.pages.page import Mention, Text
from gongkai.pages.text import render
from gongkai.pages.text_inline import Inline
from gongkai.pages.text_markdown import markdown_html
from gongkai.pages.text_plain_markdown import plain_structure
from hypothesis import given, settings
from hypothesis import strategies as st

INLINE = Inline({}, "../", lambda _: None)
WORDS = st.text(st.sampled_from("甲乙 a1“”\"'、.:-|*_[]()<>&\\`!~#+=\u3000\xa0{}^$%é㐀𠀀，。"), max_size=8)
CELL = st.one_of(st.sampled_from(["", "1", "甲", "12.50", "a b", "-5", "---", ":-:"]), WORDS)


@given(
    st.lists(st.lists(CELL, min_size=1, max_size=4), min_size=1, max_size=4),
    st.lists(st.sampled_from(["---", ":--", "--:", ":-:", "-", ":-", " --- "]), min_size=1, max_size=4),
)
@settings(max_examples=400, deadline=None)
def test_tables_equal_those_of_python_markdown(rows: list[list[str]], rule: list[str]) -> None:
    lines = [f"| {' | '.join(row)} |" for row in (rows[0], *rows[1:])]
    source = "\n".join([lines[0], f"|{'|'.join(rule)}|", *lines[1:]])
    plain = plain_structure(source)
    assert plain is None or plain == markdown_html(source, INLINE)


@given(st.lists(st.tuples(st.sampled_from(["- ", "* ", "+ ", "-", "  - ", ""]), WORDS), min_size=1, max_size=5))
@settings(max_examples=400, deadline=None)
def test_lists_equal_those_of_python_markdown(items: list[tuple[str, str]]) -> None:
    lines = [mark + words for mark, words in items]
    source = "\n".join(line.rstrip() for line in lines)
    plain = plain_structure(source)
    assert plain is None or plain == markdown_html(source, INLINE)


@pytest.mark.parametrize(
    "source",
    [
        "| 序号 | 事项 | 时限 |\n| --- | :-: | ---: |\n| 1 | 许可 | 20 |\n| 2 | 备案 |  |",
        "- 甲项，包括两类；\n- 乙项",
        "|a|\n|-|\n|b|",
    ],
)
def test_ordinary_structures_take_the_short_way(source: str) -> None:
    assert plain_structure(source) == markdown_html(source, INLINE)


@pytest.mark.parametrize(
    "source", ["| a | b |\n| - | - |\n| *1* | 2 |", "| a | b |\n| - | - |\n| 1 |", "- [甲](a.md)", "- 1. 甲", "> 引用"]
)
def test_marks_are_left_to_python_markdown(source: str) -> None:
    assert plain_structure(source) is None


def test_known_number_in_a_table_is_a_link_but_not_inside_a_link() -> None:
    mention = Mention("示商发〔2018〕12号", "990000017/2018-00231.html", "工作要点", "废止")
    source = (
        "| 文件 |\n| --- |\n| 示商发〔2018〕12号 |\n\n"
        "- 按照示商发〔2018〕12号办理\n- [示商发〔2018〕12号](https://www.gov.cn/)和`示商发〔2018〕12号`"
    )
    html = str(render(Text(source, (mention,)), "../", lambda _: None).html)
    assert re.findall(r"<(?:td|li)>.*</(?:td|li)>", html) == [
        '<td><a class="gk-mention" href="../990000017/2018-00231.html" title="工作要点">示商发〔2018〕12号</a>'
        '<span class="gk-badge gk-badge--dead">废止</span></td>',
        '<li>按照<a class="gk-mention" href="../990000017/2018-00231.html" title="工作要点">示商发〔2018〕12号</a>'
        '<span class="gk-badge gk-badge--dead">废止</span>办理</li>',
        '<li><a href="https://www.gov.cn/" rel="noopener noreferrer">示商发〔2018〕12号</a>'
        "和<code>示商发〔2018〕12号</code></li>",
    ]
