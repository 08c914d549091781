"""Nothing typed into the search box is lost, whatever is done before it is sent, and the order of the hits is told as it is."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.held_files import HeldFile
from tests.browser.search_page import box_of, choose, searched, settled, status_of

pytestmark = pytest.mark.browser


def _type(page: Page, words: str) -> None:
    box_of(page).fill(words)
    box_of(page).blur()


@pytest.mark.parametrize("action", ["facet", "sort", "day", "condition"])
def test_what_stands_in_the_box_counts_in_whatever_is_chosen(
    pages: Callable[[int], Page], start: str, action: str
) -> None:
    page = searched(pages(1280), start, "?q=通知&kind=政策文件")
    _type(page, "家政")
    if action == "facet":
        choose(page, "年份", "2023")
    elif action == "sort":
        page.get_by_label("排序").select_option("date")
    elif action == "day":
        page.get_by_label("从", exact=True).fill("2020-01-01")
        page.get_by_role("button", name="按日期筛选").click()
    else:
        page.get_by_role("button", name="去掉条件：类型：政策文件").click()
    expect(status_of(page)).to_contain_text("“家政”")
    settled(page)
    expect(box_of(page)).to_have_value("家政")
    page.reload()
    settled(page)
    expect(box_of(page)).to_have_value("家政")
    expect(status_of(page)).to_contain_text("“家政”")


def test_a_reload_and_the_way_back_keep_what_was_not_sent(pages: Callable[[int], Page], start: str) -> None:
    page = searched(pages(1280), start, "?q=通知")
    choose(page, "类型", "政策文件")
    _type(page, "家政 服务")
    page.reload()
    settled(page)
    expect(box_of(page)).to_have_value("家政 服务")
    expect(status_of(page)).to_contain_text("“通知”")
    page.go_back()
    expect(box_of(page)).to_have_value("通知")
    page.go_forward()
    settled(page)
    expect(box_of(page)).to_have_value("家政 服务")
    page.goto(f"{start}about.html")
    _type(page, "老字号")
    page.goto(f"{start}privacy.html")
    page.go_back()
    expect(box_of(page)).to_have_value("老字号")
    page.reload()
    expect(box_of(page)).to_have_value("老字号")


def test_a_way_to_another_query_leaves_the_words_where_they_were(pages: Callable[[int], Page], start: str) -> None:
    page = searched(pages(1280), start, "?q=老字号 量子火箭")
    _type(page, "家政")
    page.locator(".gk-nothing__item", has_text="老字号").get_by_role("link").click()
    expect(status_of(page)).to_contain_text("“老字号”")
    expect(box_of(page)).to_have_value("老字号")
    page.go_back()
    expect(status_of(page)).to_contain_text("“老字号 量子火箭”")
    expect(box_of(page)).to_have_value("家政")


def test_what_was_sent_is_no_longer_waiting(pages: Callable[[int], Page], start: str) -> None:
    page = searched(pages(1280), start, "?q=通知")
    _type(page, "家政")
    box_of(page).press("Enter")
    expect(status_of(page)).to_contain_text("“家政”")
    page.go_back()
    expect(status_of(page)).to_contain_text("“通知”")
    expect(box_of(page)).to_have_value("通知")


def test_more_hits_and_long_words_stay_as_typed(pages: Callable[[int], Page], start: str) -> None:
    page = searched(pages(1280), start, "?q=通知")
    _type(page, "家政")
    page.get_by_role("button", name="再显示").click()
    expect(page.locator(".gk-hit")).to_have_count(40)
    expect(box_of(page)).to_have_value("家政")
    page.reload()
    settled(page)
    expect(box_of(page)).to_have_value("家政")
    long = "家政服务" * 60
    _type(page, long)
    box_of(page).press("Enter")
    expect(page.locator(".gk-search__notes")).to_contain_text("检索词太长")
    expect(box_of(page)).to_have_value(long)


@pytest.mark.parametrize("file", ["search.js", "start.js"])
def test_what_is_typed_and_sent_before_the_index_has_come(browser: Browser, roots: dict[str, str], file: str) -> None:
    page = browser.new_page()
    held = HeldFile(page, file)
    page.goto(f"{roots['http']}search.html?q={quote('通知')}", wait_until="commit")
    box = page.locator("#gk-query")
    page.wait_for_timeout(300)
    box.fill("家政")
    held.let_go()
    settled(page)
    expect(box).to_have_value("家政")
    held.hold_again()
    page.goto(f"{roots['http']}search.html?q={quote('通知')}", wait_until="commit")
    page.wait_for_timeout(300)
    box.fill("老字号")
    box.press("Enter")
    held.let_go()
    expect(status_of(page)).to_contain_text("“老字号”")
    expect(box).to_have_value("老字号")
    page.close()


def test_an_unfinished_word_of_an_input_method_is_left_alone(pages: Callable[[int], Page], start: str) -> None:
    page = searched(pages(1280), start, "?q=通知")
    choose(page, "类型", "政策文件")
    box_of(page).fill("")
    box_of(page).focus()
    method = page.context.new_cdp_session(page)
    method.send("Input.imeSetComposition", {"text": "jiazh", "selectionStart": 5, "selectionEnd": 5})
    page.evaluate("history.back()")
    expect(page.locator(".gk-chosen")).to_be_hidden()
    settled(page)
    expect(box_of(page)).to_have_value("jiazh")
    method.send("Input.insertText", {"text": "家政"})
    expect(box_of(page)).to_have_value("家政")


def test_the_order_that_is_told_is_the_one_in_force(pages: Callable[[int], Page], start: str) -> None:
    page = searched(pages(1280), start)
    order = page.get_by_label("排序")

    def shown() -> str:
        return str(order.evaluate("one => one.selectedOptions[0].textContent"))

    # Without a query nothing is more to the point than something else.
    assert shown() == "最新发布的在前"
    assert order.locator("option:not([disabled])").all_text_contents() == ["最新发布的在前"]
    searched(page, start, "?q=通知")
    assert shown() == "最相关的在前"
    order.select_option(label="最新发布的在前")
    settled(page)
    assert shown() == "最新发布的在前"
