"""The column in browsers that lack what came after the oldest that it serves: what they have not is taken away here.

Such a browser is that of a desktop that nobody renews. Which ones these are, tests/test_oldest_browser.py says.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.search_page import box_of, choose, count_of, facet_of, searched, settled, status_of

pytestmark = pytest.mark.browser

# What Chromium 80, Firefox 78 and Safari 13.1 have not, or one of them has not.
TAKEN = """
for (const kind of [Element, Document, DocumentFragment]) delete kind.prototype.replaceChildren;
for (const kind of [Array, String, Int8Array.__proto__]) delete kind.prototype.at;
for (const name of ["findLast", "findLastIndex", "toSorted", "toReversed", "with"]) delete Array.prototype[name];
for (const name of ["replaceAll", "isWellFormed"]) delete String.prototype[name];
for (const name of ["hasOwn", "groupBy"]) delete Object[name];
for (const name of ["any", "withResolvers", "try"]) delete Promise[name];
for (const name of ["showModal", "show", "close", "open"]) delete HTMLDialogElement.prototype[name];
delete HTMLFormElement.prototype.requestSubmit;
for (const name of ["addEventListener", "removeEventListener"]) MediaQueryList.prototype[name] = undefined;
for (const name of ["HTMLDialogElement", "DecompressionStream", "CompressionStream", "structuredClone", "WeakRef", "indexedDB"]) {
  Object.defineProperty(window, name, { value: undefined });
}
delete Intl.Segmenter;
"""
# Cookies and site data blocked: the storages throw already when they are named.
BLOCKED = """
for (const name of ["localStorage", "sessionStorage"]) {
  Object.defineProperty(window, name, { get() { throw new DOMException("refused", "SecurityError"); } });
}
"""
# Firefox before 68 and Safari for files: an address may not be changed, but for what is behind the #.
PINNED = """
for (const name of ["pushState", "replaceState"]) {
  history[name] = () => { throw new DOMException("refused", "SecurityError"); };
}
"""


@pytest.fixture
def older(pages: Callable[[], Page]) -> Callable[[str], Page]:
    """Makes pages from which a script has taken something, and fails when one of their scripts fails."""

    def make(taken: str) -> Page:
        page = pages()
        page.add_init_script(taken)
        return page

    return make


@pytest.mark.parametrize("taken", [TAKEN, BLOCKED, PINNED], ids=["older", "blocked", "pinned"])
def test_search_answers(older: Callable[[str], Page], start: str, taken: str) -> None:
    page = searched(older(taken), start, "?q=三公经费")
    assert count_of(page) == 15
    expect(page.locator(".gk-hit__excerpt").first).to_contain_text("三公")
    choose(page, "类型", "部门决算")
    assert count_of(page) == 3
    box_of(page).fill("老字號")
    box_of(page).press("Enter")
    expect(status_of(page)).to_have_text("在所选条件下没有找到“老字號”。")
    page.get_by_role("link", name="去掉全部筛选条件").click()
    expect(status_of(page)).to_contain_text("检索“老字號”：找到")
    expect(status_of(page)).to_be_focused()
    page.go_back()
    settled(page)
    expect(status_of(page)).to_have_text("在所选条件下没有找到“老字號”。")
    page.reload()
    settled(page)
    assert facet_of(page, "类型").get_by_role("checkbox", name="部门决算").is_checked()


@pytest.mark.parametrize("taken", [TAKEN, BLOCKED, PINNED], ids=["older", "blocked", "pinned"])
def test_the_list_goes_on_where_one_reads(older: Callable[[str], Page], start: str, taken: str) -> None:
    page = searched(older(taken), start, "?q=通知")
    page.get_by_role("button", name="再显示").click()
    expect(page.locator(".gk-hit").nth(20).locator("a")).to_be_focused()


@pytest.mark.parametrize("taken", [TAKEN, BLOCKED, PINNED], ids=["older", "blocked", "pinned"])
def test_the_box_suggests_and_asks(older: Callable[[str], Page], start: str, taken: str) -> None:
    page = older(taken)
    page.goto(f"{start}index.html")
    box_of(page).press_sequentially("三公")
    option = page.get_by_role("option").first
    expect(option).to_contain_text("三公经费")
    option.click()
    expect(status_of(page)).to_contain_text("“三公经费”：找到 15 条")


@pytest.mark.parametrize("taken", [TAKEN, BLOCKED, PINNED], ids=["older", "blocked", "pinned"])
def test_records_are_found_and_shown(older: Callable[[str], Page], start: str, taken: str) -> None:
    page = older(taken)
    page.goto(f"{start}permits/records.html")
    box = page.locator(".gk-find input[type=search]")
    box.fill("医疗")
    expect(page.locator(".gk-find__status")).to_have_text("符合条件的有 328 条，最相关的在前。")
    page.get_by_role("button", name="行政相对人名称").click()
    expect(page.locator("th[aria-sort=ascending]")).to_have_text("行政相对人名称")
    link = page.locator("tbody .gk-records__key a").first
    number = link.inner_text()
    link.click()
    card = page.locator(".gk-card")
    expect(card).to_be_visible()
    expect(card.locator(".gk-card__number")).to_have_text(number)
    expect(card.locator("h2")).to_be_focused()
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    link.click()
    expect(card).to_be_visible()
    card.get_by_role("button", name="关闭").click()
    expect(card).to_be_hidden()


@pytest.mark.parametrize("taken", [TAKEN, BLOCKED, PINNED], ids=["older", "blocked", "pinned"])
def test_reading_is_made_comfortable(older: Callable[[str], Page], start: str, taken: str) -> None:
    page = older(taken)
    page.goto(f"{start}990000017/2023-00001.html")
    page.get_by_role("button", name="长者模式").click()
    assert page.locator("html[data-gk-elder]").count() == 1
    page.get_by_role("button", name="阅读设置").click()
    page.get_by_role("radio", name="繁體").check()
    expect(page.get_by_role("heading", level=1)).to_contain_text("專項資金管理辦法")
    page.get_by_role("button", name="收藏").click()
    if taken == BLOCKED:
        expect(page.locator(".gk-tools__said")).to_have_text("瀏覽器不允許保存，請用瀏覽器自帶的收藏夾")
    page.goto(f"{start}favourites.html")
    expect(page.locator("#gk-favourites")).to_contain_text("还没有收藏" if taken == BLOCKED else "專項資金管理辦法")
