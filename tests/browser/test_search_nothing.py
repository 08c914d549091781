"""The search page in a real browser when nothing is found: what it understood, and what it offers instead."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.search_page import box_of, searched, status_of

pytestmark = pytest.mark.browser


def test_nothing_found_says_what_to_do(pages: Callable[[int], Page], start: str) -> None:
    page = searched(pages(1280), start, "?q=量子火箭发射")
    expect(status_of(page)).to_have_text("没有找到“量子火箭发射”。")
    assert page.locator(".gk-facets").is_hidden()
    # The ways besides are seen at once, not below an empty screen.
    assert page.locator(".gk-ways").evaluate("one => one.getBoundingClientRect().bottom < innerHeight")
    assert "依法申请公开" in page.locator(".gk-nothing").inner_text()
    for words in ("按年份、类型、拼音、文号查找", "文件库", "依申请公开"):
        assert page.locator(".gk-ways").get_by_role("link", name=words).is_visible()
    page.locator(".gk-nothing").get_by_role("link", name="依法申请公开").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("申请公开")


def test_an_unknown_number_is_recognised_and_near_ones_are_shown(pages: Callable[[int], Page], start: str) -> None:
    page = searched(pages(1280), start, "?q=示商规[2020]99號")
    block = page.locator(".gk-nothing")
    expect(block).to_contain_text("本专栏未收录“示商规〔2020〕99号”，不能据此判断它的效力。")
    expect(status_of(page)).to_contain_text("本专栏未收录")
    expect(block.locator("li", has_text="示商规〔2020〕2号")).to_contain_text("（废止）")
    block.get_by_role("link", name="全部“示商规”文号").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("按发文字号：示商规")
    page.go_back()
    block.get_by_role("link", name="示商规〔2020〕2号").click()
    expect(page.locator(".gk-search__past")).to_contain_text("（示商规〔2020〕2号）")
    assert box_of(page).input_value() == "示商规〔2020〕2号"
    expect(page.locator(".gk-search__status")).to_be_focused()


@pytest.mark.parametrize(
    "written", ["示商规2020年2号", "示商规〔2020〕第2号", "示商规（2020）02号", "文号：示商规〔2O2O〕2号"]
)
def test_a_number_is_known_however_it_is_written(
    pages: Callable[[int], Page], roots: dict[str, str], written: str
) -> None:
    for place in roots.values():
        page = searched(pages(1280), place, f"?q={written}")
        expect(page.locator(".gk-search__past")).to_contain_text("（示商规〔2020〕2号）")
        expect(page.locator(".gk-hit--dead .gk-hit__facts").first).to_contain_text("示商规〔2020〕2号")
        assert page.locator(".gk-nothing").count() == 0


def test_a_day_without_anything_leads_to_its_month(pages: Callable[[int], Page], start: str) -> None:
    page = searched(pages(1280), start, "?q=2026-11-05")
    expect(page.locator(".gk-search__notes")).to_contain_text("“2026-11-05”是日期，没有日期相同的信息。")
    offers = page.locator(".gk-nothing__item")
    assert [one.split("\n")[0].strip() for one in offers.locator("a").all_inner_texts()] == ["2026年11月", "2026年"]
    offers.first.get_by_role("link").click()
    expect(status_of(page)).to_contain_text("“2026年11月”：找到")


def test_a_slip_in_a_number_is_mended_as_numbers_are_written(pages: Callable[[int], Page], start: str) -> None:
    page = searched(pages(1280), start, "?q=示商归〔2020〕2号")
    page.locator(".gk-nothing__item").get_by_role("link", name="示商规〔2020〕2号", exact=True).click()
    expect(page.locator(".gk-hit--dead .gk-hit__facts").first).to_contain_text("示商规〔2020〕2号")


def test_fewer_words_are_offered(pages: Callable[[int], Page], start: str) -> None:
    page = searched(pages(1280), start, "?q=老字号 量子火箭")
    offer = page.locator(".gk-nothing__item", has_text="老字号")
    expect(offer).to_contain_text(re.compile(r"\d+ 条"))
    offer.get_by_role("link").click()
    expect(status_of(page)).to_contain_text("“老字号”：找到")
    searched(page, start, "?q=行政处罚 量子火箭")
    page.locator(".gk-nothing__item", has_text="栏目").get_by_role("link", name="行政处罚").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("行政处罚")
    searched(page, start, "?q=老字号&year=2008")
    expect(status_of(page)).to_have_text("在所选条件下没有找到“老字号”。")
    page.get_by_role("link", name="去掉全部筛选条件").click()
    expect(status_of(page)).to_contain_text("“老字号”：找到")


def test_a_slip_among_conditions_is_told_what_there_is_without_them(pages: Callable[[int], Page], start: str) -> None:
    page = searched(pages(1280), start, "?q=预付咔管理&year=2008")
    expect(status_of(page)).to_have_text("在所选条件下没有找到“预付咔管理”。")
    offer = page.get_by_role("link", name="去掉全部筛选条件")
    expect(offer).to_have_text(re.compile(r"^去掉全部筛选条件，有相关结果 \d+ 条$"))
    offer.click()
    expect(status_of(page)).to_contain_text("“预付咔管理”：没有完全符合的，有相关结果")
    expect(page.locator(".gk-nothing__item").first).to_have_text("预付卡管理")
