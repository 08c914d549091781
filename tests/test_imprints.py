"""The imprint of official texts (版记): found among their lines, read as fields, shown with every sign of the text."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from gongkai.binding.bind import bind
from gongkai.data.item_data import item_data
from gongkai.pages.site import pages_of
from gongkai.reading.column_sources import read_column
from gongkai.texts.html import render, visible
from gongkai.texts.imprint import imprint_lines, imprint_of
from gongkai.texts.marked_text import Text
from hypothesis import given
from hypothesis import strategies as st

from tests.columns import document, write_column
from tests.golden import golden

CASES: list[dict[str, Any]] = golden(Path(__file__).parent / "cases/texts/imprints.yml")
IMPRINT = "抄送：市委办公室。\n\n示例市商务局办公室　　2026年3月3日印发\n"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_imprints_among_the_lines_of_texts(case: dict[str, Any]) -> None:
    assert list(imprint_lines(case["lines"])) == case["numbers"]
    found = imprint_of(case["lines"])
    told = {"copies": found.copies, "agency": found.agency, "printed_on": found.printed_on} if found else None
    assert told == case.get("imprint")


@given(st.lists(st.sampled_from([line for case in CASES for line in case["lines"]]), max_size=8))
def test_an_imprint_is_one_run_of_lines_and_every_sign_is_shown(lines: list[str]) -> None:
    numbers = imprint_lines(lines)
    assert list(numbers) == list(range(numbers[0], numbers[-1] + 1)) if numbers else True
    source = "\n\n".join(lines)
    assert visible(str(render(Text(source), "", lambda _: None).html)) == "".join(source.split())


def test_an_imprint_is_a_block_and_data(tmp_path: Path) -> None:
    body = f"各县：\n\n现通知如下。\n\n示例市商务局\n\n2026年3月2日\n\n{IMPRINT}"
    publication = bind(
        read_column(write_column(tmp_path, {"content/1.md": document("1", 正文=body)})), date(2026, 4, 1)
    )
    item = publication.reading.items[0]
    html = str(render(Text(item.body), "", lambda _: None).html)
    assert '<p class="gk-text__signature">2026年3月2日</p>' in html
    assert html.endswith(
        '<p class="gk-text__imprint"><span>抄送：市委办公室。</span></p>\n'
        '<p class="gk-text__imprint"><span>示例市商务局办公室</span> <span>2026年3月3日印发</span></p>'
    )
    data = item_data(item, publication)
    assert [data[name] for name in ("copies", "print_agency", "printed_on")] == [
        ["市委办公室"],
        "示例市商务局办公室",
        "2026-03-03",
    ]
    assert next(page for page in pages_of(publication) if page.url == "990000017/2024-00001.html").view.imprint is None


def test_fields_stand_as_an_imprint_where_the_text_has_none(tmp_path: Path) -> None:
    fields = {"抄送": "[市委办公室, 市人大常委会办公室]", "印发机关": "示例市商务局办公室", "印发日期": "2026-03-03"}
    publication = bind(read_column(write_column(tmp_path, {"content/1.md": document("1", **fields)})), date(2026, 4, 1))
    item = publication.reading.items[0]
    view = next(page for page in pages_of(publication) if page.url == "990000017/2024-00001.html").view
    assert (view.imprint.copies, view.imprint.agency, view.imprint.printed) == (
        "市委办公室，市人大常委会办公室",
        "示例市商务局办公室",
        "2026年3月3日",
    )
    shown = [fact.label for fact in (*view.facts, *view.further)]
    assert not {"抄送", "印发机关", "印发日期"} & set(shown)
    assert item_data(item, publication)["printed_on"] == "2026-03-03"
