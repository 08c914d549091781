"""PDF files are read by pypdf where they are sound and as bytes where they are not; no forged one costs much."""

from __future__ import annotations

import io
import logging
import time
from collections.abc import Callable

import pytest
from gongkai.reading.office import pdf_reader
from gongkai.reading.office.pdf_content import pdf_facts
from gongkai.reading.office.pdf_facts import PdfFacts
from gongkai.reading.office.pdf_reader import pdf_text, read_pdf
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
)

from tests.attachment_files import sound_pdf

Change = Callable[[PdfWriter], object]


def _written(change: Change = lambda writer: None, pages: int = 2) -> bytes:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(595, 842)
    change(writer)
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def _linked(action: str) -> Change:
    """Have a link of the last page run an action, whose kind is written in codes."""

    def change(writer: PdfWriter) -> None:
        what = DictionaryObject({NameObject("/S"): NameObject(action)})
        link = DictionaryObject(
            {NameObject("/Subtype"): NameObject("/Link"), NameObject("/A"): writer._add_object(what)}
        )
        writer.pages[-1][NameObject("/Annots")] = ArrayObject([writer._add_object(link)])

    return change


def _with_file_on_a_page(writer: PdfWriter) -> None:
    """A file that a page holds, without the type that bytes could be searched for."""
    stream = DecodedStreamObject()
    stream.set_data(b"content")
    file = DictionaryObject({NameObject("/EF"): DictionaryObject({NameObject("/F"): writer._add_object(stream)})})
    note = DictionaryObject({NameObject("/Subtype"): NameObject("/FileAttachment"), NameObject("/FS"): file})
    writer.pages[0][NameObject("/Annots")] = ArrayObject([note])


def _with_text(text: str) -> Change:
    def change(writer: PdfWriter) -> None:
        font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
        named = DictionaryObject({NameObject(key): NameObject(value) for key, value in font.items()})
        fonts = DictionaryObject({NameObject("/F1"): named})
        stream = DecodedStreamObject()
        stream.set_data(f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET".encode())
        writer.pages[-1][NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        writer.pages[-1][NameObject("/Contents")] = writer._add_object(stream)

    return change


def _with_script_by_name(writer: PdfWriter) -> None:
    scripts = DictionaryObject({NameObject("/JavaScript"): DictionaryObject()})
    writer.root_object[NameObject("/Names")] = scripts


def _tagged(writer: PdfWriter) -> None:
    writer.root_object[NameObject("/MarkInfo")] = DictionaryObject({NameObject("/Marked"): BooleanObject(True)})


@pytest.mark.parametrize(
    ("data", "facts"),
    [
        (_written(), PdfFacts(pages=2)),
        (_written(_tagged), PdfFacts(pages=2, is_tagged=True)),
        (_written(lambda writer: writer.encrypt("", "owner", algorithm="RC4-128")), PdfFacts(is_locked=True)),
        (_written(lambda writer: writer.encrypt("user", algorithm="RC4-128")), PdfFacts(is_locked=True)),
        (_written(_with_script_by_name), PdfFacts(pages=2, programs=("JavaScript",))),
        (_written(_linked("/Launch")), PdfFacts(pages=2, programs=("Launch",))),
        (_written(_linked("/URI")), PdfFacts(pages=2)),
        (_written(lambda writer: writer.add_attachment("a", b"a")), PdfFacts(pages=2, holds_files=True)),
        (_written(_with_file_on_a_page), PdfFacts(pages=2, holds_files=True)),
        (sound_pdf("<< /S /Launch >>", "<< /S /J#61vaScript >>"), PdfFacts(pages=7, programs=("JavaScript", "Launch"))),
    ],
)
def test_facts_of_a_sound_file(data: bytes, facts: PdfFacts) -> None:
    assert read_pdf(data) == facts
    assert pdf_facts(data) == facts


def test_text_is_told_from_pictures_of_it() -> None:
    assert pdf_text(_written()) == ""
    assert pdf_text(_written(_with_text("No. 1"))) == ""
    assert pdf_text(_written(_with_text("A notice of the office"))) == "A notice of the office"
    assert pdf_text(_written(_with_text("A notice of the office"), pages=21)) == ""
    assert pdf_text(b"%PDF-1.4\n%%EOF") is None


def test_what_the_library_thinks_is_kept_from_the_log(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def told(_: object) -> PdfFacts:
        logging.getLogger("pypdf._reader").warning("superfluous whitespace")
        return PdfFacts()

    monkeypatch.setattr(pdf_reader, "_facts", told)
    with caplog.at_level(logging.DEBUG):
        assert read_pdf(sound_pdf()) == PdfFacts()
        assert caplog.records == []
        logging.getLogger("pypdf._reader").warning("outside")
    assert [one.message for one in caplog.records] == ["outside"]


@pytest.mark.parametrize("bound", ["_MOST_STEPS", "_OBJECTS_UNPACKED"])
def test_a_file_that_takes_too_long_is_left(bound: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_pdf(sound_pdf()) == PdfFacts(pages=7)
    monkeypatch.setattr(pdf_reader, bound, 20)
    assert read_pdf(sound_pdf()) is None
    assert pdf_facts(sound_pdf()) == PdfFacts(pages=7)


def test_a_damaged_file_is_looked_at_as_bytes() -> None:
    data = sound_pdf("<< /S /JavaScript >>")
    moved = data.replace(b"%PDF-1.7", b"%PDF-1.7\n% moved by an editor")
    assert read_pdf(moved) is None
    assert pdf_facts(moved) == PdfFacts(pages=7, programs=("JavaScript",))


def test_a_large_file_is_looked_at_as_bytes() -> None:
    """Hundreds of thousands of objects are not read one by one, and none of them is missed."""
    data = sound_pdf("<< /S /JavaScript >>", *["[" + "1 " * 90_000 + "]"] * 7)
    assert read_pdf(data) is None
    assert pdf_facts(data) == PdfFacts(pages=7, programs=("JavaScript",))


def _lost_objects() -> bytes:
    """Every link leads to an object that is not where the table says, so all of the file would be searched for it."""
    numbers = range(3, 400)
    data = _written(pages=1)
    return data.replace(b"/Type /Catalog", b"/Type /Catalog /AA [" + b" ".join(b"%d 0 R" % n for n in numbers) + b"]")


@pytest.mark.parametrize(
    "data",
    [
        sound_pdf("[" * 100_000 + "]" * 100_000),
        sound_pdf("<< /S 3 0 R >>", "4 0 R"),
        sound_pdf("(" + "x" * 40_000_000 + ")"),
        sound_pdf("[" + "1 " * 90_000 + "]"),
        b"%PDF-1.7\n" + b"x" * 20_000_000 + b"\nstartxref\n9\n%%EOF\n",
        b"%PDF-1.7\n" + b"1 0 obj << " * 2_000_000 + b"\nstartxref\n9\n%%EOF\n",
        b"%PDF-1.7\nxref\n0 90000000\n" + b"0000000000 65535 f \n" * 500_000 + b"\nstartxref\n9\n%%EOF\n",
        b"%PDF-1.7\nxref\n0 1\n0000000000 65535 f \ntrailer << /Root 1 0 R /Prev 9 >>\nstartxref\n9\n%%EOF\n",
        _lost_objects() + b"%" + b"x" * 5_000_000 + b"\nstartxref\n9\n%%EOF\n",
    ],
    ids=["nested", "circle", "bomb", "array", "line", "objects", "table", "tables", "lost"],
)
def test_a_forged_file_costs_little(data: bytes) -> None:
    start = time.process_time()
    pdf_facts(data)
    pdf_text(data)
    assert time.process_time() - start < 4


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 800), st.binary(min_size=0, max_size=3)), min_size=1, max_size=8))
def test_no_forged_bytes_break_the_reader(changes: list[tuple[int, bytes]]) -> None:
    for data in (_SOUND, _PACKED):
        forged = data
        for at, content in changes:
            forged = forged[:at] + content + forged[at + len(content) :]
        assert isinstance(read_pdf(forged), PdfFacts | None)
        assert isinstance(pdf_text(forged), str | None)


_SOUND, _PACKED = _written(_linked("/Launch")), sound_pdf("<< /S /JavaScript >>")
