"""What the scripts of a page leave among the names of its window: their registry, and what data files call and set."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from gongkai.rendering.scripts import read_parts
from playwright.sync_api import Page, expect

from tests.browser.search_page import box_of, searched
from tests.scripts import PARTS

pytestmark = pytest.mark.browser
DATA = {name for part in read_parts(PARTS).values() for name in part.data}


def _names(page: Page) -> set[str]:
    return set(page.evaluate("Object.getOwnPropertyNames(window)"))


@pytest.fixture
def left(pages: Callable[[], Page], start: str) -> Callable[[Page], set[str]]:
    """Tells the names that are there on a page and not on one without scripts."""
    page = pages()
    page.goto(f"{start}assets/gongkai/fflate-license.txt")
    plain = _names(page)
    return lambda page: _names(page) - plain


def test_scripts_share_one_name(pages: Callable[[], Page], start: str, left: Callable[[Page], set[str]]) -> None:
    page = pages()
    page.goto(f"{start}990000017/2023-00001.html")
    expect(page.get_by_role("button", name="收藏")).to_be_visible()
    assert left(page) == {"gk"}
    box_of(page).press_sequentially("三公")
    expect(page.get_by_role("option").first).to_be_visible()
    assert left(page) == {"gk", "gkSynonyms", "gkSuggestions"}


def test_search_leaves_the_names_of_data_files_alone(
    pages: Callable[[], Page], start: str, left: Callable[[Page], set[str]]
) -> None:
    page = searched(pages(), start, "?q=三公经费")
    assert left(page) == {"gk", "gkShard", "gkSynonyms"}
    searched(page, start, "?q=示商规〔2020〕99号")
    expect(page.locator(".gk-nothing")).to_contain_text("本专栏未收录")
    assert left(page) <= {"gk", *DATA}
    page.goto(f"{start}permits/records.html")
    page.locator(".gk-find input[type=search]").fill("医疗")
    expect(page.locator(".gk-find__status")).to_contain_text("符合条件的有 328 条")
    assert left(page) == {"gk", "gkRecordPart", "gkShard"}
