"""PDF files: their text layer is searched for personal data and asked for where it is missing, and the page says so."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from gongkai.archiving.metadata import _attachments
from gongkai.binding.bind import bind
from gongkai.checking.attachments import attachment_contents
from gongkai.commands.reporting import as_text
from gongkai.incremental.cache import Cache
from gongkai.pages.items.item_pages import _access
from gongkai.reading import content_faults
from gongkai.reading.column_sources import read_column
from gongkai.searching.entries import entries_of
from pypdf import PdfWriter

from tests.columns import document, write_column
from tests.test_pdf_documents import _tagged, _with_text, _written
from tests.word_files import docx
from tests.workbooks import workbook

NAME = "扫描.pdf"
SCANNED = (
    "content/a.md:9:5: 警告[attachment-scanned] 附件“扫描.pdf”没有文字层，多半是扫描件：公众不能检索、复制，读屏软件也读不出，"
    "里面的个人信息没有检查。\n    请换成由文档导出的 PDF，或者另附同名的 DOCX、TXT 文件；全文已在正文里的，名称写成“标题（扫描件）”。"
)


def _told(root: Path, data: bytes, text: str = "见附件。\n", also: str = "") -> str:
    names = f"[{NAME}, {also}]" if also else NAME
    write_column(root, {"content/a.md": document("1", 附件=names, 正文=text)})
    (root / "content" / NAME).write_bytes(data)
    if also:
        (root / "content" / also).write_text("全文", encoding="utf-8")
    return as_text(list(attachment_contents.check(bind(read_column(root), date(2026, 1, 1)))))


def test_numbers_in_the_text_layer_are_found_and_not_printed(tmp_path: Path) -> None:
    told = _told(tmp_path, _written(_with_text("ID 440524188001010014, mail abcdef@qq.com")))
    assert "440524" not in told
    assert told.count("\n") == 3
    assert "提示[private-mail] 附件“扫描.pdf”里有 1 个公共邮箱的电子邮箱（文字层）。" in told
    assert "错误[personal-data] 附件“扫描.pdf”里有 1 个公民身份号码（文字层）。" in told


def test_a_scanned_file_is_told_unless_its_text_stands_elsewhere(tmp_path: Path) -> None:
    assert _told(tmp_path / "a", _written()) == SCANNED
    assert _told(tmp_path / "b", _written(), "全文在这里。" * 30) == ""
    assert _told(tmp_path / "c", _written(), also="扫描.txt") == ""
    assert _told(tmp_path / "d", _written(_with_text("A notice of the office"))) == ""


@pytest.mark.parametrize(
    ("name", "body", "is_told"),
    [
        ("关于做好第1项工作的通知.pdf", "一、全文在这里。" * 30, False),
        ("示商发〔2026〕1号.pdf", "一、全文在这里。" * 30, True),
        ("任务分解表（盖章）.pdf", "一、全文在这里。" * 30, True),
        ("附件2：任务分解表.pdf", "一、全文在这里。" * 30, True),
        ("00001.pdf", "一、全文在这里。" * 30, True),
        (
            "通知（盖章版）.pdf",
            "各单位：\n\n现将《办法》印发给你们，请认真贯彻执行。\n\n" + "附件：1. 办法全文和很长的名称\n" * 20,
            True,
        ),
        (
            "通知（盖章版）.pdf",
            "各单位：\n\n现将《办法》印发给你们，请认真贯彻执行。\n\n" + "第一条 为了规范工作，制定本办法。\n" * 20,
            False,
        ),
        ("红头文件扫描件.pdf", "一、具体要求详见附件。" + "一、全文在这里。" * 30, False),
        ("红头文件扫描件.pdf", "要做好工作。" * 20 + "具体任务分工详见附件。", True),
    ],
)
def test_a_body_is_the_text_of_a_scan_only_where_both_say_so(
    tmp_path: Path, name: str, body: str, is_told: bool
) -> None:
    write_column(tmp_path, {"content/a.md": document("1", 附件=f"[{name}]", 正文=body)})
    (tmp_path / "content" / name).write_bytes(_written())
    told = attachment_contents.check(bind(read_column(tmp_path), date(2026, 1, 1)))
    assert [one.rule for one in told] == ["attachment-scanned"] * is_told


@pytest.mark.parametrize(
    ("name", "also", "is_told"),
    [
        ("任务表（扫描件）.pdf", "任务表.xlsx", False),
        ("附件1：任务表.pdf", "任务表.docx", False),
        ("附件1.pdf", "附件2.docx", True),
        ("任务表.pdf", "名单.docx", True),
    ],
)
def test_a_file_of_the_same_name_is_the_text_of_a_scan(tmp_path: Path, name: str, also: str, is_told: bool) -> None:
    write_column(tmp_path, {"content/a.md": document("1", 附件=f"[{name}, {also}]")})
    (tmp_path / "content" / name).write_bytes(_written())
    (tmp_path / "content" / also).write_bytes(
        docx("") if also.endswith("docx") else workbook({"sheets": {"表": [["1"]]}})
    )
    told = attachment_contents.check(bind(read_column(tmp_path), date(2026, 1, 1)))
    assert [one.rule for one in told] == ["attachment-scanned"] * is_told


def test_the_page_says_what_screen_readers_get(tmp_path: Path) -> None:
    def access(data: bytes) -> str:
        _told(tmp_path, data)
        (item,) = read_column(tmp_path).items
        return _access(item.attachments[0])

    assert access(_written()) == "没有文字层"
    assert access(_written(_with_text("A notice of the office"))) == "无标签"

    def with_text_and_tags(writer: PdfWriter) -> None:
        _with_text("A notice of the office")(writer)
        _tagged(writer)

    assert access(_written(with_text_and_tags)) == "有标签"


def test_the_text_is_extracted_once_for_all_builds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _told(tmp_path, _written(_with_text("A notice of the office")))
    (first,) = read_column(tmp_path, Cache(tmp_path / "cache", "basis")).items
    monkeypatch.setattr(content_faults, "_text_layer", lambda _: pytest.fail("extracted again"))
    (again,) = read_column(tmp_path, Cache(tmp_path / "cache", "basis")).items
    assert again.attachments == first.attachments
    assert again.attachments[0].text == "A notice of the office"


def test_radicals_are_read_as_characters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gongkai.reading.office.pdf_reader.pdf_text", lambda _: "⽰例⼯作\ud800")
    assert content_faults._text_layer(b"") == "示例工作"


def test_the_text_is_searched_where_the_page_does_not_show_it(tmp_path: Path) -> None:
    _told(tmp_path, _written(_with_text("A notice of the office")), "见附件。A notice of the club\n")
    (entry, *_) = entries_of(bind(read_column(tmp_path), date(2026, 1, 1)))
    assert entry.text.splitlines()[-1] == "A notice of the office"
    _told(tmp_path, _written(_with_text("A notice of the office")), "A notice of the office\n")
    (entry, *_) = entries_of(bind(read_column(tmp_path), date(2026, 1, 1)))
    assert entry.text.count("A notice of the office") == 1


def test_the_archive_tells_the_pages(tmp_path: Path) -> None:
    _told(tmp_path, _written(_with_text("A notice of the office"), pages=3))
    (row,) = _attachments(bind(read_column(tmp_path), date(2026, 1, 1)))
    assert row[4] == "3"
