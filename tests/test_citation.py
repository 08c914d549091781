"""An item is cited with its number, its day and what was known of its validity, in words, RIS and BibTeX."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from gongkai.building.sources import checked_column
from gongkai.data.item_data import item_data
from gongkai.model.publication import Publication
from gongkai.pages.items.citation import citation_of, citation_tags
from gongkai.pages.items.contact import contact_of
from gongkai.pages.items.content_code import content_code
from gongkai.pages.items.feedback import letter, police_url

from tests.columns import document, write_column

BASE = "https://swj.example.gov.cn/"
DAY = date(2026, 11, 24)


def _column(root: Path, **fields: object) -> Publication:
    old = document(
        "1", 发文字号="示商规〔2024〕1号", 标题="关于印发《100%_A&B{办法}》的通知", 责任科室="财务科", **fields
    )
    new = document(
        "2", 发布日期="2025-01-02", 成文日期="2025-01-01", 废止=[{"文件": "示商规〔2024〕1号", "日期": "2025-02-01"}]
    )
    write_column(root, {"content/a.md": old, "content/b.md": new})
    return checked_column(root, DAY)[0]


def test_the_words_carry_number_day_address_validity_and_code(tmp_path: Path) -> None:
    publication = _column(tmp_path)
    citation = citation_of(publication.by_index["990000017/2024-00001"], publication, BASE, "7F3K-92QD")
    assert citation.words == (
        "示例市商务局. 关于印发《100%_A&B{办法}》的通知: 示商规〔2024〕1号[EB/OL]. (2024-03-06)[2026-11-24]. "
        "https://swj.example.gov.cn/990000017/2024-00001.html."
        "（效力状态：废止（自2025年2月1日起），截至2026年11月24日；索引号 990000017/2024-00001；校验短码 7F3K-92QD）"
    )


def test_ris_and_bibtex_carry_the_same(tmp_path: Path) -> None:
    publication = _column(tmp_path)
    citation = citation_of(publication.by_index["990000017/2024-00001"], publication, BASE, "7F3K-92QD")
    note = "效力状态：废止（自2025年2月1日起），截至2026年11月24日；索引号 990000017/2024-00001；校验短码 7F3K-92QD"
    assert citation.ris == (
        "TY  - GOVDOC\r\nTI  - 关于印发《100%_A&B{办法}》的通知\r\nAU  - 示例市商务局,\r\nPB  - 示例市商务局\r\nPY  - 2024\r\n"
        "DA  - 2024/03/06\r\nM1  - 示商规〔2024〕1号\r\nAN  - 990000017/2024-00001\r\nLA  - zh-CN\r\n"
        f"UR  - https://swj.example.gov.cn/990000017/2024-00001.html\r\nY2  - 2026/11/24\r\nN1  - {note}\r\nER  - \r\n"
    )
    assert citation.bibtex == (
        "@misc{gk-990000017-2024-00001,\n  author = {{示例市商务局}},\n"
        "  title = {{关于印发《100\\%\\_A\\&B\\{办法\\}》的通知}},\n  number = {示商规〔2024〕1号},\n  year = {2024},\n"
        "  month = {3},\n  day = {6},\n  url = {https://swj.example.gov.cn/990000017/2024-00001.html},\n"
        f"  urldate = {{2026-11-24}},\n  language = {{zh-CN}},\n  note = {{{note}}},\n}}\n"
    )


def test_reference_managers_read_the_validity_from_the_page(tmp_path: Path) -> None:
    publication = _column(tmp_path)
    assert citation_tags(publication.by_index["990000017/2024-00001"], publication) == (
        ("citation_title", "关于印发《100%_A&B{办法}》的通知"),
        ("citation_author", "示例市商务局"),
        ("citation_publication_date", "2024/03/06"),
        ("citation_technical_report_number", "示商规〔2024〕1号"),
        ("citation_technical_report_institution", "示例市商务局"),
        ("citation_keywords", "效力状态：废止（自2025年2月1日起），截至2026年11月24日"),
    )


def test_the_code_follows_the_content_and_not_the_validity(tmp_path: Path) -> None:
    first = _column(tmp_path / "a").by_index["990000017/2024-00001"]
    alone = write_column(
        tmp_path / "b",
        {
            "content/a.md": document(
                "1", 发文字号="示商规〔2024〕1号", 标题="关于印发《100%_A&B{办法}》的通知", 责任科室="财务科"
            )
        },
    )
    same = checked_column(alone, date(2024, 4, 1))[0].by_index["990000017/2024-00001"]
    changed = _column(tmp_path / "c", 正文="各县（市、区）商务主管部门：\n\n现将有关事项通知如下！\n").by_index[
        "990000017/2024-00001"
    ]
    assert content_code(first) == content_code(same)
    assert content_code(first) != content_code(changed)
    assert len(content_code(first)) == 9


def test_a_reader_turns_to_the_office_with_the_page_filled_in(tmp_path: Path) -> None:
    publication = _column(tmp_path)
    contact = contact_of(publication.by_index["990000017/2024-00001"], publication, BASE, "7F3K-92QD")
    assert (contact.office, contact.phone, contact.format_url) == ("示例市商务局财务科", "000-12345670", "")
    assert contact.error_url == (
        "https://zfwzgl.example.gov.cn/?site_code=9900000017&url=https%3A%2F%2Fswj.example.gov.cn%2F990000017%2F2024-00001.html"
        "&version=7F3K-92QD%EF%BC%882026-11-24%EF%BC%89"
    )


def test_a_letter_keeps_its_lines_and_names_no_one_without_a_mailbox() -> None:
    assert letter("a@b.gov.cn", "主题 1", "一&\n二") == (
        "mailto:a@b.gov.cn?subject=%E4%B8%BB%E9%A2%98%201&body=%E4%B8%80%26%0D%0A%E4%BA%8C"
    )
    assert letter("", "主题", "正文") == ""


def test_a_police_registration_leads_to_its_entry() -> None:
    assert police_url("甘公网安备 62010002000486号") == "https://beian.mps.gov.cn/#/query/webSearch?code=62010002000486"
    assert police_url("正在办理") == ""


def test_the_open_data_carry_the_code_of_the_page(tmp_path: Path) -> None:
    publication = _column(tmp_path)
    item = publication.by_index["990000017/2024-00001"]
    assert item_data(item, publication)["content_code"] == content_code(item)
