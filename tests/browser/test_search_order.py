"""One order for one query wherever it is asked, and what one may rely on before what is no longer in force."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.search_page import box_of, searched, status_of

pytestmark = pytest.mark.browser

COMMON = ("补助", "补贴", "家政", "预付卡", "通知", "办法", "政务公开", "三公经费", "商业网点", "示商规〔2020〕2号")
PAST = re.compile("^(已经失效或者废止|相关结果中已经失效或者废止的)")
_LISTED = """() => [...document.querySelectorAll(".gk-hits")].map((part) => [...part.children].map((hit) => ({
  title: hit.querySelector(".gk-hit__link").textContent, address: hit.querySelector(".gk-hit__link").getAttribute("href"),
  mark: (hit.querySelector(".gk-hit__title .gk-badge") || { textContent: "" }).textContent, dead: hit.matches(".gk-hit--dead"),
})))"""


def _listed(page: Page, start: str, address: str) -> list[list[dict[str, Any]]]:
    """The hits of each part of the list."""
    searched(page, start, address)
    found: list[list[dict[str, Any]]] = page.evaluate(_LISTED)
    return found


def test_ten_common_queries_have_one_order_everywhere(browser: Browser, address: str, roots: dict[str, str]) -> None:
    mouse, touch, offline = browser.new_context(), browser.new_context(has_touch=True), browser.new_context()
    pages = [(mouse.new_page(), address), (touch.new_page(), address), (offline.new_page(), roots["folder"])]
    for query in COMMON:
        found = [_listed(page, start, f"?q={query}&n=2000") for page, start in pages]
        assert found[0] == found[1] == found[2], query
        assert sum(map(len, found[0])) > 5, query
    for context in (mouse, touch, offline):
        context.close()


_ENGINES = """async ([root, queries]) => {
  const found = {};
  for (const engine of ["pagefind", "shards"]) {
    const index = await gk('search_engine').open(root, { engine });
    if (index.engine !== engine) throw new Error(index.engine);
    found[engine] = [];
    for (const query of queries) {
      const { hits, related } = await index.search(query);
      found[engine].push([...hits, ...related].map(({ entry, score }) => [entry, score]));
    }
  }
  return found;
}"""


def test_both_engines_have_one_order(browser: Browser, address: str) -> None:
    page = browser.new_page()
    searched(page, address, "?q=A")
    found = page.evaluate(_ENGINES, ["", list(COMMON)])
    page.close()
    assert found["pagefind"] == found["shards"]
    assert all(found["shards"])


@pytest.mark.parametrize(
    "condition", ["", "&sort=date", "&part=法定主动公开内容", "&kind=政策文件&kind=政策解读&sort=date"]
)
def test_what_is_no_longer_in_force_stands_below_under_its_own_heading(
    pages: Callable[[int], Page], start: str, condition: str
) -> None:
    page = pages(1280)
    seen = 0
    for query in (*COMMON, ""):
        parts = _listed(page, start, f"?q={query}&n=2000{condition}")
        for part, dead in zip(parts, (False, True, False, True)):
            assert all(hit["dead"] is dead for hit in part), query
        for part, head in zip(parts, page.locator(".gk-search__list > h2").all()):
            assert head.is_visible() or not part
        assert all(re.search("(?:废止|失效|撤回)$", hit["mark"]) for hit in (*parts[1], *parts[3]))
        shown = page.locator(".gk-search__list h2").filter(has_text=PAST).locator("visible=true").count()
        assert shown == sum(bool(part) for part in (parts[1], parts[3]))
        seen += len(parts[1])
    assert seen > 10


def test_the_group_goes_on_where_more_hits_are_listed(pages: Callable[[int], Page], start: str) -> None:
    page = pages(1280)
    whole = _listed(page, start, "?q=补助&n=2000")
    assert [len(part) for part in whole[:2]] == [20, 5]
    first = _listed(page, start, "?q=补助")
    assert first == [whole[0][:20], [], [], []]
    expect(page.get_by_role("heading", name=PAST)).to_have_count(0)
    page.get_by_role("button", name="再显示 5 条（共 25 条）").click()
    expect(page.locator(".gk-hit")).to_have_count(25)
    assert page.evaluate(_LISTED) == whole
    expect(page.get_by_role("heading", name=PAST)).to_have_count(1)
    assert page.locator(".gk-hits").nth(1).get_attribute("start") == "21"


def test_an_explanation_stands_with_what_it_explains(pages: Callable[[int], Page], start: str) -> None:
    page = searched(pages(1280), start, "?q=家政服务信用管理办法")
    told = page.locator(
        ".gk-hit--dead", has=page.get_by_role("link", name="《示例市家政服务信用管理办法（试行）》解读")
    )
    expect(told.get_by_role("heading")).to_have_text("解读的文件：失效 《示例市家政服务信用管理办法（试行）》解读")
    expect(told.locator(".gk-hit__kin").first).to_contain_text(
        "解读的文件：示例市商务局关于印发《示例市家政服务信用管理办法（试行）》的通知"
    )
    # The state of what is explained is no state of its own.
    assert set(page.locator(".gk-facet", has_text="有效性").locator(".gk-facet__value").all_inner_texts()) <= {
        "失效",
        "未标注",
        "有效",
    }


def test_who_asks_for_a_dead_document_by_number_or_title_is_told_first(
    pages: Callable[[int], Page], start: str
) -> None:
    page = pages(1280)
    title = "示例市商务局关于印发《示例市商业网点建设补助资金管理办法》的通知"
    searched(page, start, "?q=示商规〔2020〕2号")
    told = page.locator(".gk-search__past")
    expect(told).to_have_count(1)
    expect(told.locator("p").first).to_have_text(f"您检索的是：废止 {title}（示商规〔2020〕2号）")
    expect(told.get_by_role("link", name=title)).to_have_attribute("href", re.compile(r"\.html$"))
    assert "其中 4 条已经失效或者废止" in status_of(page).inner_text()
    searched(page, start, "?q=补助")
    expect(told).to_have_count(0)


def test_a_document_whose_end_has_come_since_the_copy_was_made_moves_to_the_group(
    pages: Callable[[int], Page], start: str
) -> None:
    page = pages(1280)
    before = _listed(page, start, "?q=拍卖行业服务规范&n=2000")
    page.clock.set_fixed_time("2036-11-24T10:00:00+08:00")
    after = _listed(page, start, "?q=拍卖行业服务规范&n=2000")

    def those(parts: list[list[dict[str, Any]]], *places: int) -> set[str]:
        return {hit["address"] for place in places for hit in parts[place]}

    assert those(before, 0, 1, 2, 3) == those(after, 0, 1, 2, 3)
    moved = those(before, 0, 2) & those(after, 1, 3)
    assert moved
    assert not those(before, 1, 3) & those(after, 0, 2)
    marks = {hit["mark"] for part in after for hit in part if hit["address"] in moved}
    assert marks == {"失效", "解读的文件：失效"}


def test_suggestions_put_what_is_no_longer_in_force_last(pages: Callable[[int], Page], start: str) -> None:
    page = pages(1280)
    page.goto(f"{start}index.html")
    box_of(page).press_sequentially("家政服务")
    options = page.locator("#gk-suggestions [role=option]")
    expect(options.first).to_be_visible()
    marks = [bool(re.search("废止|失效", text)) for text in options.all_inner_texts()]
    assert marks == sorted(marks)
    assert any(marks)
    group = page.get_by_role("group", name="已经失效或者废止")
    assert group.get_by_role("option").count() == sum(marks)
    # The keys go through the group as through one list.
    for _ in marks:
        box_of(page).press("ArrowDown")
    assert options.last.get_attribute("aria-selected") == "true"
    box_of(page).fill("示商规〔2020〕2号")
    expect(group.get_by_role("option").first).to_contain_text("示商规〔2020〕2号")


def test_suggestions_age_with_the_copy(pages: Callable[[int], Page], start: str) -> None:
    page = pages(1280)
    page.clock.set_fixed_time("2036-11-24T10:00:00+08:00")
    page.goto(f"{start}index.html")
    page.clock.resume()
    box_of(page).press_sequentially("拍卖行业")
    options = page.locator("#gk-suggestions [role=option]")
    expect(options.first).to_be_visible()
    texts = options.all_inner_texts()
    assert [text for text in texts if "服务规范" in text and "失效" in text], json.dumps(texts, ensure_ascii=False)
