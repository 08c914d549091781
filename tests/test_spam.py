"""Adverts are found, and nothing that agencies write is one: sentences of both, and every real paper at hand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from gongkai.binding.bind import bind
from gongkai.checking.adverts.spam_in_texts import check_item
from gongkai.model.publication import Publication
from gongkai.reading.column_sources import read_column

from tests.columns import document, write_column
from tests.golden import golden

CASES = Path(__file__).parent / "cases" / "spam"
HONEST, ADVERTS = (golden(CASES / f"{name}.yml") for name in ("honest", "adverts"))


def _lines_found(root: Path, lines: list[str]) -> list[str]:
    column = write_column(root, {"content/a.md": document("1", 正文="\n".join(lines) + "\n")})
    publication = bind(read_column(column), date(2026, 11, 20))
    (item,) = publication.reading.items
    written = (root / "content" / "a.md").read_text(encoding="utf-8").split("\n")
    return [written[one.line - 1] for one in check_item(item, publication)]


def test_honest_sentences(tmp_path: Path) -> None:
    assert _lines_found(tmp_path, HONEST) == []


def test_adverts(tmp_path: Path) -> None:
    assert _lines_found(tmp_path, ADVERTS) == ADVERTS


@pytest.mark.parametrize("advert", ["太阳城娱乐官网注册送88彩金", "代开各类发票 13800138000"])
def test_an_honest_text_around_an_advert_does_not_excuse_it(advert: str, tmp_path: Path) -> None:
    line = f"各单位要严厉打击违法行为。{advert}。请认真贯彻执行。"
    assert _lines_found(tmp_path, [line]) == [line]


def test_the_demonstration_has_none(demonstration: Publication) -> None:
    def found() -> Iterator[str]:
        for item in demonstration.reading.items:
            yield from (one.what for one in check_item(item, demonstration))

    assert list(found()) == []
