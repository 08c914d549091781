"""What the search page asks of a server before readers see its first answer, with nothing in the cache of the browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.held_files import HeldFile
from tests.browser.search_page import settled

pytestmark = pytest.mark.browser
MOST = 8
"""Requests before the first answer: page, style sheet, two scripts, what every search reads first, and three files."""
_FIRST = """
window.gkAsked = null;
new MutationObserver(() => {
  const said = document.querySelector(".gk-search__status")?.textContent.includes("原样");
  const shown = ".gk-search__body:not([hidden]) .gk-hit, .gk-search__past";
  if (gkAsked || (!said && !document.querySelector(shown))) return;
  gkAsked = performance.getEntriesByType("resource").map((one) => one.name);
  gkLines = [...document.querySelectorAll(".gk-hit__link")].map((one) => one.textContent);
}).observe(document, { subtree: true, attributes: true, childList: true });
"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 412, "height": 823})
    page = context.new_page()
    page.add_init_script(_FIRST)
    yield page
    context.close()


@pytest.mark.parametrize(
    ("query", "most"),
    [
        ("", 5),
        ("2020", 7),
        ("预付卡", 7),
        ("老字号", 8),
        ("行政许可", MOST),
        # In texts only.
        ("公平竞争", MOST),
        ("主动提供打包服务", MOST),
        # Titles: a short piece, and whole ones.
        ("商业网点建设", MOST),
        ("示例市商务局关于做好汽车流通和报废机动车回收管理工作的通知", 7),
        ("关于《示例市家政服务信用管理办法（试行）（征求意见稿）》公开征求意见的公告", 7),
        # Numbers of documents; the second one, typed with spaces, is told as what the query names.
        ("示商规〔2020〕2号", MOST),
        ("示商规 2020 2号", 7),
        ("通知 -补助", 7),
        ('"补助资金"', MOST),
        # Nothing holds these as they are written.
        ("预付卡管里办法", MOST),
        ("飞船发射基地建设方案", 7),
    ],
)
def test_an_answer_is_there_after_few_requests(page: Page, address: str, query: str, most: int) -> None:
    page.goto(f"{address}search.html?q={quote(query)}")
    settled(page)
    asked = [name.split("/zfxxgk/")[1].split("?")[0] for name in page.evaluate("gkAsked")]
    # The page itself is the first request.
    assert len(asked) + 1 <= most, asked
    # What a first answer does not need has not even been asked for.
    assert not [name for name in asked if "/x" in name]
    assert not [name for name in asked if "suggestions" in name or "outside" in name]


@pytest.mark.parametrize(
    "query",
    [
        "",
        "2020",
        "行政许可",
        "公平竞争",
        "示商规〔2020〕2号",
        "示例市商务局关于做好汽车流通和报废机动车回收管理工作的通知",
    ],
)
def test_rows_that_do_not_come_with_the_rest_are_read_for_the_first_lines_only(
    page: Page, address: str, site: Path, query: str
) -> None:
    rest = [line for line in (site / "search" / "start.js").read_text("utf-8").splitlines() if '("pages/d' not in line]
    page.route("**/search/start.js", lambda route: route.fulfill(body="\n".join(rest), content_type="text/javascript"))
    page.goto(f"{address}search.html?q={quote(query)}")
    settled(page)
    assert page.evaluate("gkAsked.length") + 1 <= MOST, page.evaluate("gkAsked")
    assert page.evaluate("gkLines")[0] == page.locator(".gk-hit__link").first.inner_text()


@pytest.mark.parametrize(
    "query",
    [
        "预付卡",
        "示商规〔2020〕2号",
        "商业网点建设",
        "通知 -补助",
        "2020",
        "示例市商务局关于做好汽车流通和报废机动车回收管理工作的通知",
    ],
)
def test_the_first_lines_stay_when_the_rest_of_the_answer_comes(page: Page, address: str, query: str) -> None:
    page.goto(f"{address}search.html?q={quote(query)}")
    settled(page)
    first = page.evaluate("gkLines")
    assert first
    assert page.locator(".gk-hit__link").all_inner_texts()[: len(first)] == first
    # Every line has its excerpt once, whether it came early or late.
    page.wait_for_timeout(500)
    texts = page.locator(".gk-hit__excerpt").all_inner_texts()
    assert all(text[: len(text) // 2] * 2 != text for text in texts if text)


def test_another_query_meanwhile_takes_the_place_of_an_early_answer(page: Page, address: str) -> None:
    held = HeldFile(page, "search/pages/x")
    page.goto(f"{address}search.html?q={quote('预付卡')}", wait_until="commit")
    page.locator(".gk-hit").first.wait_for()
    page.get_by_role("combobox", name="检索本专栏").fill("老字号")
    page.get_by_role("combobox", name="检索本专栏").press("Enter")
    held.let_go()
    page.locator(".gk-search__status", has_text="“老字号”").wait_for()
    settled(page)
    titles = page.locator(".gk-hit").all_inner_texts()
    assert titles
    assert len(titles) == len(set(titles))
    assert any("老字号" in title for title in titles[:3])
