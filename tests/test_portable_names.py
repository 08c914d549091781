"""Names of attachments that some system, address or archive could not hold."""

from __future__ import annotations

import pytest
from gongkai.model.file_name import name_key
from gongkai.reading.portable_names import why_not_portable


@pytest.mark.parametrize(
    "name",
    [
        "a%2f.pdf",
        "..",
        "%2e%2e",
        "CON.pdf",
        "nul.tar.pdf",
        "LPT9.docx",
        "-a.pdf",
        ".a.pdf",
        "~",
        "a .pdf",
        "a.",
        "a ",
        "附件:1.pdf",
        "a?.pdf",
        "a\u202efdp.pdf",
        "a\x00.pdf",
        "a\u00a0b.pdf",
        "长" * 65 + "ab.pdf",
    ],
)
def test_what_is_refused(name: str) -> None:
    assert why_not_portable(name)


@pytest.mark.parametrize(
    "name",
    [
        "2024年度报告（公开）.pdf",
        "a b.PDF",
        "附件1-申请表_v2.docx",
        "console.pdf",
        "长" * 65 + "a.pdf",
        "cafe\u0301.pdf",
    ],
)
def test_what_is_taken(name: str) -> None:
    assert why_not_portable(name) == ""


def test_twins_have_one_key() -> None:
    assert name_key("Café.PDF") == name_key("cafe\u0301.pdf")
