"""Attachments as offices really send them: false, broken, locked, dangerous, and saying more than they should."""

from __future__ import annotations

import io
import time
import unicodedata
import zipfile
from datetime import date
from pathlib import Path
from typing import Any, Literal

import pytest
from gongkai.binding.bind import bind
from gongkai.checking.attachments import attachment_contents
from gongkai.commands.reporting import as_text
from gongkai.model.problems.problem import in_order
from gongkai.pages.documents.page_texts import Texts
from gongkai.reading.attachments import MEDIA_TYPES
from gongkai.reading.column_sources import read_column
from gongkai.reading.content_faults import look_into
from hypothesis import given
from hypothesis import strategies as st

from tests.attachment_files import make_file
from tests.columns import document, write_column
from tests.golden import golden
from tests.measuring import at_most

Form = Literal["NFC", "NFD"]
CASES = sorted((Path(__file__).parent / "cases" / "attachments").glob("*.yml"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_messages(path: Path, tmp_path: Path) -> None:
    case: dict[str, Any] = golden(path)
    name = case["name"]
    write_column(tmp_path, {"content/a.md": document("1", 附件=case.get("written", name))})
    if name:
        make_file(tmp_path / "content" / name, case["file"])
    reading = read_column(tmp_path)
    found = [*reading.problems, *attachment_contents.check(bind(reading, date(2026, 1, 1)))]
    assert as_text(in_order(one for one in found if one.path == "content/a.md")) == case["problems"].rstrip("\n")


def test_numbers_of_persons_are_never_printed() -> None:
    for path in CASES:
        case = golden(path)
        assert "110105" not in case["problems"], path.stem
        assert "138001" not in case["problems"], path.stem


@pytest.mark.parametrize("on_disk", ["NFC", "NFD"])
@pytest.mark.parametrize("written", ["NFC", "NFD"])
def test_an_accent_is_one_name_however_it_is_kept(on_disk: Form, written: Form, tmp_path: Path) -> None:
    """macOS keeps é as two characters; the name is accepted and published as one, and links in texts lead to it."""
    name = "样é/Café 报表.pdf"
    named = unicodedata.normalize(written, name)
    text = document("1", 附件=f"[{named}]", 正文=f"见[报表]({named.replace(' ', '%20')})。\n")
    write_column(tmp_path, {"content/a.md": text})
    file = tmp_path / "content" / unicodedata.normalize(on_disk, name)
    file.parent.mkdir()
    make_file(
        file,
        {"text": "%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"},
    )
    publication = bind(read_column(tmp_path), date(2026, 1, 1))
    assert as_text(publication.reading.problems) == ""
    (item,) = publication.reading.items
    assert [one.name for one in item.attachments] == ["Café 报表.pdf"]
    assert Texts(publication).target(named, item) == "990000017/2024-00001/Café 报表.pdf"


@given(
    st.sampled_from(sorted(MEDIA_TYPES)),
    st.sampled_from(
        [b"", b"%PDF-", b"PK\x03\x04", b"PK\x05\x06", bytes.fromhex("d0cf11e0a1b11ae1"), b"<svg", b"<?xml"]
    ),
    st.binary(max_size=300),
)
def test_no_bytes_break_the_reader(suffix: str, start: bytes, data: bytes) -> None:
    assert all(fault.remedy and fault.what for fault in look_into(suffix, start + data).faults)


@pytest.mark.parametrize("suffix", [".pdf", ".docx"])
def test_a_large_file_costs_little(suffix: str) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<w:p><w:r><w:t>通知</w:t></w:r></w:p>" * 40_000)
        archive.writestr("word/media/image1.png", bytes(range(256)) * 40_000)
    hostile = b"%PDF-1.7\n" + b"/Type /ObjStm /Type /Pages /S /Names [ /A#" * 250_000 + b"%%EOF"
    start = time.process_time()
    look_into(suffix, target.getvalue() if suffix == ".docx" else hostile)
    assert time.process_time() - start < at_most(1.5)


def test_a_damaged_part_is_told(tmp_path: Path) -> None:
    write_column(tmp_path, {"content/a.md": document("1", 附件="申请表.docx")})
    words = "".join(chr(0x4E00 + number * 7 % 20000) for number in range(400))
    make_file(
        tmp_path / "content/申请表.docx", {"zip": {"[Content_Types].xml": "<Types/>", "word/document.xml": words}}
    )
    data = bytearray((tmp_path / "content/申请表.docx").read_bytes())
    middle = data.index(b"word/document.xml") + 300
    data[middle] ^= 0xFF
    (tmp_path / "content/申请表.docx").write_bytes(bytes(data))
    found = tuple(attachment_contents.check(bind(read_column(tmp_path), date(2026, 1, 1))))
    assert as_text(found) == (
        "content/a.md:9:5: 错误[attachment-broken] 附件“申请表.docx”不完整或已损坏，打不开。\n"
        "    请重新下载或重新导出，打开核对后再放入。"
    )
