"""The search box in a real browser: by keyboard alone, with suggestions, and what strange queries do to it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

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
    expect(page.locator("#gk-suggestions-told")).to_have_text(re.compile(r"^有 \d 条建议，按上下方向键选择。$"))
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
