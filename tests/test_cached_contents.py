"""What was found inside an attachment is taken from the last build where its bytes are the same, and from nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest
from gongkai.commands.reporting import as_text
from gongkai.incremental.cache import Cache
from gongkai.reading import cached_contents
from gongkai.reading.column_sources import read_column
from gongkai.reading.content_faults import Contents

from tests.attachment_files import make_file, sound_pdf
from tests.columns import document, write_column


def _read(root: Path) -> tuple[str, list[int]]:
    reading = read_column(root, Cache(root / "cache", "basis"))
    (item,) = reading.items
    return as_text(reading.problems), [one.pages for one in item.attachments]


def test_an_attachment_is_looked_into_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_column(tmp_path, {"content/a.md": document("1", 附件="[公告.pdf, 附表.pdf, 申请表.doc]")})
    for name in ("公告.pdf", "附表.pdf"):
        (tmp_path / "content" / name).write_bytes(sound_pdf())
    make_file(tmp_path / "content" / "申请表.doc", {"ole": {"WordDocument": "eca5", "Macros": ""}})
    first = _read(tmp_path)
    assert first[1] == [7, 7]
    assert "附件“申请表.doc”带有宏（程序），公众打开有风险。" in first[0]

    looked_into: list[str] = []

    def counted(suffix: str, data: bytes) -> Contents:
        looked_into.append(suffix)
        return Contents()

    monkeypatch.setattr(cached_contents, "look_into", counted)
    assert _read(tmp_path) == first
    assert looked_into == []
    (tmp_path / "content" / "附表.pdf").write_bytes(sound_pdf("<< >>"))
    assert _read(tmp_path) == (first[0], [7, 0])
    assert looked_into == [".pdf"]
