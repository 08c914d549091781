"""One sign written very many times is read, checked and shown in a time that grows with its number, not with its square."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import pytest
from gongkai.binding.bind import bind
from gongkai.checking import check
from gongkai.pages.documents.page_texts import Texts
from gongkai.reading.column_sources import read_column
from gongkai.searching.entries import entries_of
from gongkai.texts.html import render

from tests.attachment_files import make_file
from tests.columns import document, write_column
from tests.measuring import at_most

LENGTH = 60_000
LONGEST = 3.0
"""Seconds of computing; what grows with the square takes several times as long."""


@pytest.mark.parametrize(
    "sign",
    [
        " ",
        "　",
        "<a ",
        "[",
        "](",
        "> ",
        "*",
        "（",
        "|",
        "&",
        "`",
        "第1章\n",
        "一、\n",
        "〔2024〕",
        "12",
        "9",
        "<<<<<<<\n",
    ],
)
def test_a_sign_without_end(sign: str, tmp_path: Path) -> None:
    text = f"甲{sign * (LENGTH // len(sign))}乙\n"
    write_column(tmp_path, {"content/1.md": document("1", 正文=text)})
    started = time.process_time()
    publication = bind(read_column(tmp_path), date(2026, 1, 1))
    check(publication)
    texts = Texts(publication)
    for item in publication.reading.items:
        render(texts.text(item.body, item), "", lambda _: None)
    assert all(entry.text for entry in entries_of(publication))
    assert time.process_time() - started < at_most(LONGEST)


@pytest.mark.parametrize(
    "sign",
    [
        " ",
        "[",
        "![a](",
        "[a]: b\n",
        "*",
        "**a*",
        "_",
        "`",
        "<x@y.cn>",
        "{: #a}",
        "> > ",
        "- a\n",
        "  - a\n",
        "1. ",
        "a\n: b\n",
        "\n: b",
        "\n: b\n    c",
        "a|b\n-|-\n",
        "!!! 提示\n    ",
        "[^1]: x\n",
        "<table>\n",
        "```\n",
        "a\n---\n",
        "&amp;",
        "\\",
    ],
)
def test_a_mark_of_markdown_without_end(sign: str, tmp_path: Path) -> None:
    text = f"甲{sign * (LENGTH // 2 // len(sign))}乙\n"
    write_column(tmp_path, {"content/1.md": document("1", 正文写法="Markdown", 正文=text)})
    started = time.process_time()
    publication = bind(read_column(tmp_path), date(2026, 1, 1))
    check(publication)
    texts = Texts(publication)
    for item in publication.reading.items:
        render(texts.body(item.body, item), "", lambda _: None)
    assert all(entry.text for entry in entries_of(publication))
    assert time.process_time() - started < at_most(LONGEST)


DIGITS = "9" * 5000
"""More than Python takes for a whole number."""


def test_digits_without_end_are_no_number(tmp_path: Path) -> None:
    sheet = f'<cols><col min="{DIGITS}" max="2" hidden="1"/></cols><c r="A1" t="s"><v>{DIGITS}</v></c>'
    workbook = {
        "[Content_Types].xml": "<Types/>",
        "xl/workbook.xml": '<workbook><sheets><sheet name="名单" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": '<Relationships><Relationship Id="rId1" Target="s.xml"/></Relationships>',
        "xl/s.xml": f"<worksheet>{sheet}</worksheet>",
    }
    report = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": "<w:document/>",
        "docProps/app.xml": f"<Pages>{DIGITS}</Pages>",
    }
    number = f"国办发〔2018〕{DIGITS}号"
    files = {
        "content/1.md": document("1", 附件="[名单.xlsx, 说明.docx]", 依据=number, 正文=f"{number}\n\n第{DIGITS}条\n"),
        "catalogue/2.yml": "类型: 工作要点\n索引号: 990000017/2026-00002\n标题: 工作要点\n文件种类: 工作要点\n年度: 2026\n"
        f"任务分工: [{{序号: '{DIGITS}', 工作任务: 甲, 牵头单位: 乙}}]\n",
        "catalogue/directory.yml": f"- 编号: 1.1\n  一级事项: 甲\n  公开时限: {DIGITS}个工作日\n",
    }
    write_column(tmp_path, files)
    make_file(tmp_path / "content" / "名单.xlsx", {"zip": workbook})
    make_file(tmp_path / "content" / "说明.docx", {"zip": report})
    publication = bind(read_column(tmp_path), date(2026, 1, 1))
    assert all(one.what and one.remedy for one in check(publication))
    texts = Texts(publication)
    for item in publication.reading.items:
        render(texts.text(item.body, item), "", lambda _: None)
