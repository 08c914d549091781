"""Nothing typed on a page of records is lost, however quickly it is followed by something else, and the order is told as it is."""

from __future__ import annotations

import time
from collections.abc import Callable
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.held_files import HeldFile

pytestmark = pytest.mark.browser
PAGE = "permits/records.html"
WORD = "华通"
HITS = "符合条件的有 140 条"


def _box(page: Page) -> Locator:
    return page.get_by_label("检索", exact=True)


def _status(page: Page) -> Locator:
    return page.locator(".gk-find__status")


def _ready(page: Page, start: str, address: str = "") -> Page:
    page.goto(f"{start}{PAGE}{address}")
    expect(page.get_by_label("排序")).to_contain_text("许可决定日期")
    return page


def _at_once(page: Page, then: str) -> None:
    """Type the word and do something else in the same moment, as no test from outside could."""
    page.evaluate(
        """([word, then]) => {
          const box = document.querySelector(".gk-find input[type=search]");
          box.focus();
          box.value = word;
          box.dispatchEvent(new InputEvent("input", { bubbles: true }));
          const chosen = (name, value) => {
            const one = document.querySelector(`[${name}]`);
            one.value = value;
            one.dispatchEvent(new Event("change", { bubbles: true }));
          };
          const press = (words) => [...document.querySelectorAll("button")].find((one) => one.textContent === words).click();
          ({
            filter: () => chosen("data-gk-standing", "有效期内"),
            sort: () => chosen("data-gk-sort", "decision_date"),
            day: () => chosen("data-gk-day='from'", "2020-01-01"),
            head: () => press("许可内容"),
            page: () => press("下一页"),
            nothing: () => {},
          })[then]();
        }""",
        [WORD, then],
    )


@pytest.mark.parametrize("then", ["filter", "sort", "day", "head", "page", "nothing"])
def test_what_was_typed_counts_whatever_comes_within_the_pause(
    pages: Callable[[int], Page], start: str, then: str
) -> None:
    page = _ready(pages(1280), start)
    _at_once(page, then)
    expect(_box(page)).to_have_value(WORD)
    expect(_status(page)).to_contain_text("符合条件的有")
    expect(page.locator(".gk-find__mark").first).to_have_text(WORD)
    if then != "filter":
        expect(_status(page)).to_contain_text(HITS)
    # It is in the address too, so a copy of the page says the same.
    page.reload()
    expect(_box(page)).to_have_value(WORD)
    expect(page.locator(".gk-find__mark").first).to_have_text(WORD)


def test_reloading_and_leaving_in_the_same_moment_keep_the_word(pages: Callable[[int], Page], start: str) -> None:
    page = _ready(pages(1280), start)
    _at_once(page, "nothing")
    page.reload()
    expect(_box(page)).to_have_value(WORD)
    expect(_status(page)).to_contain_text(HITS)
    page.evaluate("document.querySelector('.gk-find input[type=search]').value = ''")
    _at_once(page, "nothing")
    page.goto(f"{start}about.html")
    page.go_back()
    expect(_box(page)).to_have_value(WORD)
    expect(_status(page)).to_contain_text(HITS)


def test_a_card_keeps_what_was_looked_for(pages: Callable[[int], Page], start: str) -> None:
    page = _ready(pages(1280), start)
    _box(page).fill(WORD)
    expect(_status(page)).to_contain_text(HITS)
    page.locator(".gk-records--all tbody .gk-records__key a").first.click()
    page.get_by_role("dialog").get_by_role("button", name="关闭").click()
    page.reload()
    expect(_box(page)).to_have_value(WORD)
    expect(_status(page)).to_contain_text(HITS)


def test_typing_goes_on_while_an_answer_comes(pages: Callable[[int], Page], start: str) -> None:
    page = _ready(pages(1280), start)
    _box(page).focus()
    page.keyboard.type("示例华通国际商贸", delay=60)
    page.get_by_label("有效状态").select_option("有效期内")
    expect(_box(page)).to_have_value("示例华通国际商贸")
    _box(page).focus()
    page.keyboard.press("End")
    page.keyboard.type(" 甲 ")
    page.get_by_label("有效状态").select_option("")
    expect(_box(page)).to_have_value("示例华通国际商贸 甲 ")


def test_clearing_is_answered(pages: Callable[[int], Page], start: str) -> None:
    page = _ready(pages(1280), start, f"?q={quote(WORD)}")
    expect(_status(page)).to_contain_text(HITS)
    _box(page).fill("")
    expect(_status(page)).to_contain_text("共 2,201 条")
    _at_once(page, "nothing")
    page.get_by_role("button", name="清除条件").click()
    expect(_box(page)).to_have_value("")
    expect(_status(page)).to_contain_text("共 2,201 条")
    time.sleep(0.4)
    expect(_box(page)).to_have_value("")
    # A blank behind a word does not take the answer away.
    _box(page).focus()
    page.keyboard.type(f"{WORD} ")
    expect(_status(page)).to_contain_text(HITS)


def test_an_unfinished_word_of_an_input_method_is_left_alone(pages: Callable[[int], Page], start: str) -> None:
    page = _ready(pages(1280), start)
    _box(page).focus()
    method = page.context.new_cdp_session(page)
    method.send("Input.imeSetComposition", {"text": "huat", "selectionStart": 4, "selectionEnd": 4})
    time.sleep(0.5)
    # Pinyin is no query yet, and what happens meanwhile does not touch it.
    expect(_status(page)).to_contain_text("共 2,201 条")
    page.evaluate("location.hash = '#?standing=有效期内'")
    expect(_status(page)).to_contain_text("符合条件的有")
    expect(_box(page)).to_have_value("huat")
    method.send("Input.insertText", {"text": WORD})
    expect(_box(page)).to_have_value(WORD)
    expect(page.locator(".gk-find__mark").first).to_have_text(WORD)


@pytest.mark.parametrize("file", ["records.js", "rows.js", "engine.js"])
def test_what_is_typed_before_the_data_have_come_is_answered_then(
    browser: Browser, roots: dict[str, str], file: str
) -> None:
    page = browser.new_page()
    held = HeldFile(page, file)
    page.goto(f"{roots['http']}{PAGE}", wait_until="commit")
    _box(page).fill(WORD)
    page.get_by_label("有效状态").select_option("有效期内")
    expect(_box(page)).to_have_value(WORD)
    page.wait_for_timeout(500)
    held.let_go()
    expect(page.locator(".gk-find__mark").first).to_have_text(WORD)
    expect(_box(page)).to_have_value(WORD)
    expect(page.get_by_label("有效状态")).to_have_value("有效期内")
    page.close()


def test_a_query_in_the_address_is_not_forgotten_where_the_data_do_not_come(
    browser: Browser, roots: dict[str, str]
) -> None:
    page = browser.new_page()
    page.route("**/rows.js*", lambda route: route.abort())
    page.goto(f"{roots['http']}{PAGE}?q={quote(WORD)}")
    expect(_status(page)).to_contain_text("记录没有读到")
    expect(_box(page)).to_have_value(WORD)
    page.unroute("**/rows.js*")
    _box(page).fill(f"{WORD}国际")
    expect(_status(page)).to_contain_text("符合条件的有")
    page.close()


def test_the_order_that_is_told_is_the_one_in_force(pages: Callable[[int], Page], start: str) -> None:
    page = _ready(pages(1280), start)
    order = page.get_by_label("排序")

    def shown() -> str:
        return str(order.evaluate("one => one.selectedOptions[0].textContent"))

    assert shown() == "最新的在前"
    assert order.locator("option").all_text_contents() == [
        "最新的在前",
        "行政相对人名称：按拼音",
        "行政相对人名称：按拼音倒序",
        "行政许可决定文书号：顺序排列",
        "行政许可决定文书号：倒序排列",
        "许可内容：按拼音",
        "许可内容：按拼音倒序",
        "许可决定日期：旧的在前",
        "有效期至：早的在前",
        "有效期至：晚的在前",
    ]
    _box(page).fill(WORD)
    expect(_status(page)).to_have_text(f"{HITS}，最相关的在前。")
    assert shown() == "最相关的在前"
    order.select_option(label="许可决定日期：新的在前")
    expect(_status(page)).to_have_text(f"{HITS}，许可决定日期新的在前。")
    days = page.locator(".gk-records--all tbody .gk-records__day:nth-child(4)").all_inner_texts()
    assert days == sorted(days, reverse=True)
    expect(page.get_by_role("columnheader", name="许可决定日期")).to_have_attribute("aria-sort", "descending")
    _box(page).fill("")
    expect(_status(page)).to_contain_text("共 2,201 条")
    assert shown() == "最新的在前"
