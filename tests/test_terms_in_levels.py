"""A term of two levels is taken with whatever sign stands between them in print."""

from __future__ import annotations

from pathlib import Path

import pytest
from gongkai.reading.column_sources import read_column

from tests.columns import document, write_column


@pytest.mark.parametrize("sign", ["/", "／", "\\", "-", "－", "—", ">", " > ", "→"])
def test_the_official_form_is_read(tmp_path: Path, sign: str) -> None:
    write_column(tmp_path, {"content/a.md": document("1", 主题分类=f"综合政务{sign}政务公开")})
    reading = read_column(tmp_path)
    assert [str(one) for one in reading.problems if one.rule == "unusual-term"] == []
    assert reading.items[0].text("subject") == "综合政务/政务公开"


def test_other_words_are_told_with_what_is_near(tmp_path: Path) -> None:
    write_column(tmp_path, {"content/a.md": document("1", 主题分类="综合政务-政务公告")})
    (told,) = [one for one in read_column(tmp_path).problems if one.rule == "unusual-term"]
    assert told.what == "“主题分类”写成“综合政务-政务公告”，不在常用词中。"
