"""The number of pages of an attachment is told where its format says it, and never guessed."""

from __future__ import annotations

import io
import zipfile
import zlib

from gongkai.reading.office.page_count import page_count
from gongkai.reading.office.pdf_bytes import scan_pdf
from hypothesis import given
from hypothesis import strategies as st


def _package(**parts: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return target.getvalue()


def test_a_pdf_says_it_in_its_tree_of_pages() -> None:
    assert scan_pdf(b"%PDF-1.4\n2 0 obj << /Type /Pages /Kids [3 0 R] /Count 12 >> endobj").pages == 12
    assert scan_pdf(b"%PDF-1.4\n2 0 obj << /Count 3 /Kids [3 0 R] /Type /Pages >> endobj").pages == 3


def test_a_pdf_with_packed_objects_says_it_too() -> None:
    packed = zlib.compress(b"2 0 3 50 << /Type /Pages /Kids [3 0 R] /Count 7 >>")
    stream = b"%PDF-1.5\n1 0 obj << /Type /ObjStm /N 2 >>\nstream\n" + packed + b"\nendstream\nendobj"
    assert scan_pdf(stream).pages == 7


_PAGES = (
    '<ofd:Document><ofd:Pages><ofd:Page ID="1" BaseLoc="a"/><ofd:Page ID="2" BaseLoc="b"/></ofd:Pages></ofd:Document>'
)


def _roots(*paths: str) -> str:
    roots = "".join(f"<ofd:DocBody><ofd:DocRoot>{path}</ofd:DocRoot></ofd:DocBody>" for path in paths)
    return f"<ofd:OFD>{roots}</ofd:OFD>"


def test_an_ofd_says_it_in_the_documents_that_it_names() -> None:
    for path in ("Doc_0/Document.xml", "Doc_1/Document.xml", "/Doc_1/Document.xml", "文件/主.xml"):
        package = _package(**{"OFD.xml": _roots(path), path.lstrip("/"): _PAGES})
        assert page_count(".ofd", package) == 2, path
    several = {"OFD.xml": _roots("Doc_0/Document.xml", "Doc_1/Document.xml"), "Doc_0/Document.xml": _PAGES}
    assert page_count(".ofd", _package(**several, **{"Doc_1/Document.xml": _PAGES})) == 4
    # Rather nothing than something wrong.
    assert page_count(".ofd", _package(**several)) == 0
    assert page_count(".ofd", _package(**{"Doc_0/Document.xml": _PAGES})) == 0


def test_a_word_file_says_nothing_that_could_be_trusted() -> None:
    assert page_count(".docx", _package(**{"docProps/app.xml": "<Properties><Pages>1</Pages></Properties>"})) == 0


def test_other_formats_have_no_pages() -> None:
    assert page_count(".xlsx", _package(**{"docProps/app.xml": "<Pages>4</Pages>"})) == 0


@given(st.binary(max_size=300), st.sampled_from([".docx", ".ofd"]))
def test_broken_files_are_no_fault(data: bytes, suffix: str) -> None:
    assert page_count(suffix, data) >= 0
    assert scan_pdf(data).pages >= 0
    assert page_count(suffix, b"PK\x03\x04" + data) >= 0
