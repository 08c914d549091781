"""The site in a real browser: under the policy of the design, from a folder, on a phone, without scripts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
QUERIES = {
    "商业预付卡": "商业预付卡",
    "示商规[2023]4号": "990000017/2023-00001.html",
    "示商规〔2023〕4号": "990000017/2023-00001.html",
    "示商规(2020)2號": "990000017/2020-00001.html",
    "990000017/2023-00001": "990000017/2023-00001.html",
    "夜間經濟": "990000017/2026-00",
    "三公": "990000017/20",
}
SAMPLE = (
    "index.html",
    "policy.html",
    "directory.html",
    "fiscal.html",
    "consultation.html",
    "990000017/2020-00001.html",
    "990000017/2025-00029.html",
    "990000017/2026-00068.html",
    "search.html",
    "404.html",
)


class Watched:
    """A page that remembers what went wrong on it and whom it asked."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.faults: list[str] = []
        self.asked: list[str] = []
        page.on(
            "console",
            lambda message: self.faults.append(message.text) if message.type in ("error", "warning") else None,
        )
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("request", lambda request: self.asked.append(request.url))


@pytest.fixture
def watched(browser: Browser) -> Iterator[Watched]:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    yield Watched(page)
    page.close()


@pytest.mark.parametrize("url", SAMPLE)
def test_pages_keep_the_policy(watched: Watched, address: str, url: str) -> None:
    watched.page.goto(address + url)
    assert watched.faults == []
    assert [one for one in watched.asked if not one.startswith(address)] == []


@pytest.mark.parametrize("query", QUERIES)
def test_search_online(watched: Watched, address: str, query: str) -> None:
    watched.page.goto(address + "index.html")
    watched.page.get_by_label("检索本专栏").fill(query)
    watched.page.get_by_label("检索本专栏").press("Enter")
    # A document that is no longer in force is named above those that are.
    first = watched.page.locator(".gk-search__past .gk-hit__other, .gk-hit__link").first
    first.wait_for()
    assert QUERIES[query] in f"{first.get_attribute('href')} {first.inner_text()}"
    assert watched.faults == []


@pytest.mark.parametrize("query", QUERIES)
def test_search_from_a_folder(watched: Watched, site: Path, query: str) -> None:
    watched.page.goto((site / "index.html").as_uri())
    watched.page.get_by_label("检索本专栏").fill(query)
    watched.page.get_by_role("button", name="检索").click()
    # A document that is no longer in force is named above those that are.
    first = watched.page.locator(".gk-search__past .gk-hit__other, .gk-hit__link").first
    first.wait_for()
    assert QUERIES[query] in f"{first.get_attribute('href')} {first.inner_text()}"
    first.click()
    assert watched.page.locator("h1").inner_text()
    assert [one for one in watched.asked if not one.startswith("file://")] == []
    assert watched.faults == []


def test_a_query_without_an_answer_says_what_to_do(watched: Watched, address: str) -> None:
    watched.page.goto(address + "search.html?q=量子火箭发射")
    watched.page.get_by_text("没有找到“量子火箭发射”").wait_for()


def test_repealed_hit_carries_its_mark(watched: Watched, address: str) -> None:
    watched.page.goto(address + "search.html?q=示商规〔2020〕2号")
    # What stands in force comes first; who asks for a document that does not is told above the list.
    asked_for = watched.page.locator(".gk-search__past").first
    asked_for.wait_for()
    assert asked_for.locator(".gk-badge--dead").inner_text() == "废止"
    hit = watched.page.locator(".gk-hit--dead").first
    assert hit.locator(".gk-badge").first.inner_text() == "废止"
    assert hit.locator(".gk-hit__link").get_attribute("href") == "990000017/2020-00001.html"


@pytest.mark.parametrize("url", SAMPLE)
def test_a_phone_scrolls_one_way_only(browser: Browser, address: str, url: str) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.goto(address + url)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.close()


@pytest.mark.parametrize("url", ["index.html", "policy.html", "990000017/2020-00001.html"])
def test_everything_essential_without_scripts(browser: Browser, address: str, url: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + url)
    assert page.locator("h1").count() == 1
    page.get_by_role("link", name="法定主动公开内容").first.click()
    assert page.locator("h1").inner_text() == "法定主动公开内容"
    context.close()


def test_an_old_copy_says_what_it_cannot_know(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.clock.set_fixed_time("2026-12-08T10:00:00+08:00")
    page.goto(address + "consultation.html")
    phases = page.locator(".gk-phase").all_inner_texts()
    assert phases[:2] == ["征集中，还有 11 天", "已截止"]
    assert page.locator(".gk-stale").inner_text() == "本副本仅知至 2026年11月24日，此后的废止、修改请查阅原网站。"
    page.clock.set_fixed_time("2027-01-02T10:00:00+08:00")
    page.goto(address + "library.html")
    text = page.locator(".gk-line", has_text="示商规〔2026〕3号").first.inner_text()
    assert text.startswith("有效")
    expired = page.locator(".gk-line", has_text="示商规〔2021〕4号").first.inner_text()
    assert expired.startswith("失效")
    page.close()


def test_reading_choices_are_kept(watched: Watched, address: str) -> None:
    watched.page.goto(address + "index.html")
    watched.page.get_by_role("button", name="阅读设置").click()
    watched.page.get_by_label("深色").check()
    watched.page.get_by_label("特大").check()
    watched.page.goto(address + "policy.html")
    assert watched.page.evaluate(
        "[document.documentElement.dataset.gkPalette, document.documentElement.dataset.gkSize]"
    ) == ["dark", "huge"]


def test_keyboard_reaches_the_text_first(watched: Watched, address: str) -> None:
    watched.page.goto(address + "990000017/2023-00001.html")
    watched.page.keyboard.press("Tab")
    assert watched.page.evaluate("document.activeElement.textContent") == "跳到正文"
    watched.page.keyboard.press("Enter")
    assert watched.page.evaluate("document.activeElement.id") == "main"
