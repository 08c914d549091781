"""Every part of an Office file is unpacked and parsed once in a check, however many things are looked for in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from gongkai.binding.bind import bind
from gongkai.checking.attachments import attachment_contents
from gongkai.commands.reporting import as_text
from gongkai.reading.column_sources import read_column
from gongkai.reading.office.xml_events import Handler, read_xml

from tests.attachment_files import make_file
from tests.columns import document, write_column

_RUN = "<w:r><w:t>联系人身份证号 11010519491231002X</w:t></w:r>"
_FILES: dict[str, dict[str, str]] = {
    "名单.docx": {
        "word/document.xml": f"<w:document><w:body><w:p><w:ins w:author='甲'>{_RUN}</w:ins></w:p></w:body></w:document>",
        "word/comments.xml": "<w:comments><w:comment><w:p><w:r><w:t>请核</w:t></w:r></w:p></w:comment></w:comments>",
        "word/footer1.xml": "<w:ftr><w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>暗</w:t></w:r></w:p></w:ftr>",
    },
    "汇报.pptx": {
        "ppt/slides/slide1.xml": "<p:sld show='0'><a:p><a:r><a:t>11010519491231002X</a:t></a:r></a:p></p:sld>",
        "ppt/slides/slide2.xml": "<p:sld><a:p><a:r><a:t>甲</a:t></a:r></a:p></p:sld>",
        "ppt/notesSlides/notesSlide1.xml": "<p:notes><a:p><a:r><a:t>乙</a:t></a:r></a:p></p:notes>",
    },
}
_CODES = {
    "名单.docx": ["attachment-revisions", "attachment-comments", "attachment-hidden", "personal-data"],
    "汇报.pptx": ["attachment-hidden", "personal-data"],
}


@pytest.mark.parametrize("name", _FILES)
def test_each_part_is_parsed_once(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: Counter[bytes] = Counter()

    def counted(xml: bytes, handler: Handler[object]) -> Iterator[object]:
        parsed[xml] += 1
        return read_xml(xml, handler)

    monkeypatch.setattr("gongkai.reading.office.word_text.read_xml", counted)
    write_column(tmp_path, {"content/a.md": document("1", 附件=name)})
    make_file(tmp_path / "content" / name, {"zip": {"[Content_Types].xml": "<Types/>", **_FILES[name]}})
    found = as_text(list(attachment_contents.check(bind(read_column(tmp_path), date(2026, 1, 1)))))
    assert parsed == Counter(xml.encode() for xml in _FILES[name].values())
    assert [line.partition("]")[0].rpartition("[")[2] for line in found.splitlines() if "[" in line] == _CODES[name]
