"""The search box in a real browser: by keyboard alone, with suggestions, and what strange queries do to it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.search_page import box_of, searched, settled, status_of

pytestmark = pytest.mark.browser


def test_a_search_by_keyboard_alone(pages: Callable[[int], Page], start: str) -> None:
    page = pages(1280)
    page.goto(f"{start}index.html")
    page.keyboard.press("Tab")
    while page.evaluate("document.activeElement.id") != "gk-query":
        page.keyboard.press("Tab")
    page.keyboard.type("预付卡")
    page.keyboard.press("Enter")
    expect(status_of(page)).to_contain_text("“预付卡”：找到")
    # Facets, list and the way on are all reached, and nothing holds the focus.
    seen: list[str] = []
    for _ in range(160):
        page.keyboard.press("Tab")
        seen.append(
            page.evaluate(
                "(() => { const one = document.activeElement; return one.className || one.id || one.tagName; })()"
            )
        )
        if seen[-1] == "BODY":
            break
    for wanted in (
        "gk-search__order",
        "gk-facet__box",
        "gk-facet__day",
        "gk-facet__apply",
        "gk-hit__link",
        "gk-search__more",
    ):
        assert wanted in seen, wanted
    assert seen[-1] == "BODY"
    assert seen.index("gk-facet__box") < seen.index("gk-hit__link") < seen.index("gk-search__more")


def test_suggestions_by_keyboard(pages: Callable[[int], Page], start: str) -> None:
    page = pages(1280)
    page.goto(f"{start}index.html")
    box = box_of(page)
    assert box.get_attribute("aria-expanded") == "false"
    box.press_sequentially("示商规2020")
    options = page.get_by_role("listbox", name="检索建议").get_by_role("option")
    expect(options.first).to_contain_text("示商规〔2020〕")
    assert box.get_attribute("aria-expanded") == "true"
    expect(page.locator("#gk-suggestions-status")).to_have_text(re.compile(r"^有 \d 条建议，按上下方向键选择。$"))
    box.press("ArrowDown")
    assert box.get_attribute("aria-activedescendant") == "gk-suggestion-0"
    assert options.first.get_attribute("aria-selected") == "true"
    box.press("ArrowUp")
    assert box.get_attribute("aria-activedescendant") is None
    box.press("Escape")
    expect(page.get_by_role("listbox")).to_have_count(0)
    assert box.input_value() == "示商规2020"
    box.press("End")
    box.press_sequentially("2")
    expect(options.first).to_contain_text("示商规〔2020〕2号")
    assert options.first.inner_text().startswith("废止")
    box.press("ArrowDown")
    box.press("Enter")
    expect(page).to_have_url(re.compile("990000017/2020-00001.html$"))


@pytest.mark.parametrize(("typed", "said"), [("预", "预"), ("预算", "预算"), ("預算", "预算"), ("许可", "许可")])
def test_one_or_two_characters_suggest(pages: Callable[[int], Page], start: str, typed: str, said: str) -> None:
    page = pages(1280)
    page.goto(f"{start}index.html")
    box_of(page).press_sequentially(typed)
    expect(page.get_by_role("listbox", name="检索建议").get_by_role("option").first).to_contain_text(said)


def test_suggested_words_are_searched_for(pages: Callable[[int], Page], start: str) -> None:
    page = pages(390)
    page.goto(f"{start}990000017/2020-00001.html")
    box_of(page).press_sequentially("人社")
    option = page.get_by_role("option", name=re.compile("人社局"))
    expect(option).to_contain_text("同“人力资源和社会保障局”")
    option.click()
    expect(status_of(page)).to_contain_text("“人社局”")
    expect(page.locator(".gk-search__notes")).to_contain_text("同时检索了同义的“人力资源和社会保障局”、“劳动局”。")
    page.get_by_role("link", name="只检索“人社局”").click()
    expect(page.locator(".gk-search__notes")).to_contain_text("没有检索同义的")
    expect(page).to_have_url(re.compile("plain=1"))


def test_enter_searches_what_was_typed(pages: Callable[[int], Page], start: str) -> None:
    page = searched(pages(1280), start)
    options = page.locator("#gk-suggestions [role=option]")
    box_of(page).press_sequentially("三公")
    expect(options.first).to_be_visible()
    box_of(page).press("Enter")
    expect(status_of(page)).to_contain_text("“三公”：找到")
    expect(options).to_have_count(0)
    box_of(page).press_sequentially("經")
    expect(options.first).to_contain_text("三公经费")
    box_of(page).press("Tab")
    expect(options).to_have_count(0)


STRANGE = {
    "……！？": "检索词里只有标点或者符号",
    "😀🎉": "检索词里只有标点或者符号",
    "<script>alert(1)</script>": "没有",
    "' OR 1=1 --": "",
    "\u202e卡付预": "",
    "卡": "找到",
    "7": "",
    "ＡＢＣ": "",
    "长" * 5000: "只用了前 200 个字",
}


def test_strange_queries_are_answered(pages: Callable[[int], Page], start: str) -> None:
    page = searched(pages(1280), start)
    for query, said in STRANGE.items():
        box_of(page).fill(query)
        box_of(page).press("Enter")
        settled(page)
        expect(page.locator("#gk-search")).to_contain_text(said)
        assert "q=" in page.url
        assert page.locator("#gk-search script").count() == 0
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), query[:20]


ADDRESSES = {
    "?q=&q=%E9%A2%84%E4%BB%98%E5%8D%A1&q=通知": "“预付卡”：找到",
    "?q=%D4%A4%B8%B6%BF%A8": "“预付卡”：找到",
    "?q=%E9%A2%84%E4%BB%98%E5%8D%A1%": "找到",
    "?q=%E9%A2%84%E4%BB%98%E5%8D%A1%E5%8D": "“预付卡”：找到",
    "?q=%ZZ": "没有找到“%ZZ”",
    "?q": "找到",
    "?q=通知&kind=没有这一类": "在所选条件下没有找到“通知”。",
    "?q=通知&n=-5&sort=best&on=x&plain=7": "“通知”：找到",
    "?q=%00%01通知": "找到",
}


@pytest.mark.parametrize("address", ADDRESSES)
def test_strange_addresses_are_read(pages: Callable[[int], Page], start: str, address: str) -> None:
    page = searched(pages(1280), start, address)
    expect(page.locator("#gk-search")).to_contain_text(ADDRESSES[address])


def test_the_box_is_seen_in_forced_colours(browser: Browser, roots: dict[str, str]) -> None:
    context = browser.new_context(forced_colors="active")
    page = context.new_page()
    searched(page, roots["http"])
    assert box_of(page).evaluate("one => getComputedStyle(one).borderTopStyle") == "solid"
    box_of(page).press_sequentially("老字号")
    option = page.get_by_role("option").first
    expect(option).to_be_visible()
    box_of(page).press("ArrowDown")
    assert option.evaluate("one => getComputedStyle(one).outlineStyle") == "solid"
    context.close()


def test_at_four_hundred_percent_everything_can_be_used(pages: Callable[[int], Page], roots: dict[str, str]) -> None:
    # 1,280 pixels at 400 % leave 320.
    page = pages(320)
    page.set_viewport_size({"width": 320, "height": 256})
    searched(page, roots["http"], "?q=预付卡&kind=政策文件")
    page.locator(".gk-facets summary").click()
    expect(page.get_by_role("button", name="按日期筛选")).to_be_attached()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.get_by_role("checkbox", name=re.compile("^政策文件 ")).click()
    expect(page.locator(".gk-chosen")).to_be_hidden()
