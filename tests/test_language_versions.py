"""Traditional originals: kept as they are, found and listed under simplified titles, joined to their other versions."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from gongkai.binding.bind import bind
from gongkai.data.item_data import item_data
from gongkai.model.publication import Publication
from gongkai.model.script import is_traditional
from gongkai.pages.documents.page_texts import Texts
from gongkai.pages.items.item_pages import pages_of_item
from gongkai.pages.lists.line import line_of
from gongkai.pages.page import Page
from gongkai.pages.site_view import site_view
from gongkai.reading.column_sources import read_column
from gongkai.searching.entries import entries_of

from tests.columns import document, write_column

TRADITIONAL = "示例市商務局關於規範經營的通告"
SIMPLIFIED = "示例市商务局关于规范经营的通告"


def _column(root: Path, **fields: str) -> Publication:
    files = {
        "content/1.md": document("1", 标题=SIMPLIFIED),
        "content/2.md": document(
            "2", 标题=TRADITIONAL, 正文="各縣（市、區）商務主管部門：請認真貫徹執行。\n", **fields
        ),
    }
    return bind(read_column(write_column(root, files)), date(2026, 1, 1))


def _page(publication: Publication, number: int) -> Page:
    item = publication.reading.items[number]
    return next(pages_of_item(item, publication, site_view(publication), Texts(publication)))


@pytest.mark.parametrize(
    ("text", "traditional"),
    [
        (TRADITIONAL, True),
        ("關于印發政務公開工作要點的通知", True),
        (SIMPLIFIED, False),
        ("乾隆年间瞭望塔保护规划", False),
        ("关于於某信访事项的答复", False),
        ("2024 A", False),
        ("", False),
    ],
)
def test_which_texts_are_traditional(text: str, *, traditional: bool) -> None:
    assert is_traditional(text) is traditional


def test_a_traditional_original_is_listed_under_its_simplified_title(tmp_path: Path) -> None:
    publication = _column(tmp_path)
    item = publication.reading.items[1]
    page = _page(publication, 1)
    assert (item.title, item.title_hans, page.view.title) == (TRADITIONAL, SIMPLIFIED, TRADITIONAL)
    assert (page.title, dict(page.tags)["ArticleTitle"]) == (SIMPLIFIED, SIMPLIFIED)
    assert line_of(item, publication).title == SIMPLIFIED
    assert [entry.title for entry in entries_of(publication)] == [SIMPLIFIED, SIMPLIFIED]
    assert (item_data(item, publication)["title"], item_data(item, publication)["title_hans"]) == (
        TRADITIONAL,
        SIMPLIFIED,
    )
    assert "title_hans" not in item_data(publication.reading.items[0], publication)


def test_a_given_simplified_title_stands(tmp_path: Path) -> None:
    publication = _column(tmp_path, 简体标题="规范经营的通告")
    assert publication.reading.items[1].plain_title == "规范经营的通告"
    assert item_data(publication.reading.items[1], publication)["title_hans"] == "规范经营的通告"


def test_both_ends_of_two_versions_know_each_other(tmp_path: Path) -> None:
    publication = _column(tmp_path, 原版本="990000017/2024-00001")
    first, second = (item.index_no for item in publication.reading.items)
    alternates = (("zh-Hans", f"{first}.html"), ("zh-Hant", f"{second}.html"))
    original, variant = _page(publication, 0), _page(publication, 1)
    assert (original.canonical, variant.canonical) == ("", f"{first}.html")
    assert (original.alternates, variant.alternates) == (alternates, alternates)
    assert (original.view.language, variant.view.language) == ("", "zh-Hant")
    assert [group.heading for page in (original, variant) for group in page.view.relations] == ["其他版本", "原版本"]
