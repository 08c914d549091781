"""One sign written very many times is read, checked and shown in a time that grows with its number, not with its square."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import pytest
from gongkai.binding.bind import bind
from gongkai.checking import check
from gongkai.pages.text import render
from gongkai.pages.texts import Texts
from gongkai.reading.column import read_column

from tests.columns import document, write_column

LENGTH = 120_000
LONGEST = 4.0
"""Seconds of computing; what grows with the square takes ten times as long."""


@pytest.mark.parametrize(
    "sign",
    [" ", "　", "<a ", "[", "](", "> ", "*", "（", "|", "&", "`", "第1章\n", "一、\n", "〔2024〕", "12", "<<<<<<<\n"],
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
    assert time.process_time() - started < LONGEST
