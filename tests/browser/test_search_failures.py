"""The search page in a real browser when nothing is found, something is hostile, broken or missing, or scripts are off."""

from __future__ import annotations

import base64
import json
import re
import zlib
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.search_page import box_of, count_of, searched, status_of

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


def test_titles_are_text(pages: Callable[[int], Page], roots: dict[str, str]) -> None:
    page = pages(390)
    hostile = '<img src=x onerror="document.title=1">“引号”\u202e倒写&lt;'

    def poisoned(route: Route) -> None:
        _, digest, packed = json.loads(f"[{route.fetch().text()[len('gkShard(') : -3]}]")
        rows, *others = json.loads(zlib.decompress(base64.b64decode(packed), -15))
        rows[0][0] = hostile
        packer = zlib.compressobj(wbits=-15)
        content = packer.compress(json.dumps([rows, *others]).encode()) + packer.flush()
        written = json.dumps(["pages/d0", digest, base64.b64encode(content).decode()])
        route.fulfill(body=f"gkShard({written[1:-1]});", content_type="text/javascript")

    page.route("**/search/pages/d0.js", poisoned)
    searched(page, roots["http"], "?n=2000")
    title = page.locator(".gk-hit__link", has_text="onerror")
    assert title.inner_text() == hostile
    assert page.locator("#gk-search img").count() == 0
    assert page.evaluate("getComputedStyle(document.querySelector('.gk-hit__link')).unicodeBidi") == "isolate"


def _half(text: str) -> str:
    return text[: len(text) // 2]


def _half_of_the_content(text: str) -> str:
    before, packed, after = re.fullmatch(r'(.*",")([^"]*)("\);\s*)', text).groups()  # type: ignore[union-attr]
    return f"{before}{packed[: len(packed) // 8 * 4]}{after}"


def _of_another_build(text: str) -> str:
    return re.sub(r'","[0-9a-f]+","', '","123456","', text)


@pytest.mark.parametrize("file", ["meta", "t*"])
@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_half, r"search/pages/[\w]+\.js 不完整：可能只下载了一部分"),
        (_half_of_the_content, r"search/pages/[\w]+\.js 不完整：可能只下载了一部分"),
        (_of_another_build, r"search/pages/[\w]+\.js 与其他文件不是同一次生成的：网站可能正在更新"),
    ],
)
def test_files_that_are_cut_or_of_another_build_are_named(
    browser: Browser, roots: dict[str, str], file: str, change: Callable[[str], str], said: str
) -> None:
    page = browser.new_page()
    page.route(
        f"**/search/pages/{file}.js*",
        lambda route: route.fulfill(body=change(route.fetch().text()), content_type="text/javascript"),
    )
    page.goto(f"{roots['http']}search.html?q=预付卡")
    expect(status_of(page)).to_have_text("检索没有成功。")
    told = page.get_by_role("alert")
    expect(told).to_contain_text(re.compile(said))
    expect(told).to_contain_text("请刷新网页再试")
    assert page.locator(".gk-ways").get_by_role("link", name="按年份、类型、拼音、文号查找").is_visible()
    assert page.locator(".gk-hit").count() == 0
    # The box stays in use: whoever asks again is answered once the files are whole.
    page.unroute_all()
    page.get_by_role("combobox", name="检索本专栏").press("Enter")
    expect(status_of(page)).to_contain_text("“预付卡”：找到")
    page.close()


@pytest.mark.parametrize(
    ("file", "body", "said"),
    [
        ("search/pages/meta.js", None, "检索用的文件 search/pages/meta.js 没有读到"),
        ("search/pages/meta.js", "", "检索用的文件 search/pages/meta.js 不完整"),
        ("search/pages/meta.js", 'gkShard("pages/meta",{"count":', "检索用的文件 search/pages/meta.js 不完整"),
        ("search/pages/t*.js", None, "没有读到"),
        ("assets/gongkai/engine.js?*", None, "检索程序没有读到"),
    ],
)
def test_a_broken_index_is_named(
    browser: Browser, roots: dict[str, str], file: str, body: str | None, said: str
) -> None:
    # Scripts that are cut off fail, as they should; the page must say so nevertheless.
    page = browser.new_page()
    page.route(
        f"**/{file}",
        lambda route: route.abort() if body is None else route.fulfill(body=body, content_type="text/javascript"),
    )
    page.goto(f"{roots['http']}search.html?q=A")
    expect(status_of(page)).to_have_text("检索没有成功。")
    told = page.get_by_role("alert")
    expect(told).to_contain_text(said)
    expect(told).to_contain_text("下面的办法可以找到全部信息")
    assert page.locator(".gk-ways").get_by_role("link", name="按年份、类型、拼音、文号查找").is_visible()
    assert page.locator(".gk-facets").is_hidden()
    page.close()


def test_the_page_itself_says_that_its_program_did_not_come(browser: Browser, roots: dict[str, str]) -> None:
    page = browser.new_page()
    page.route("**/assets/gongkai/search.js?*", lambda route: route.abort())
    page.goto(f"{roots['http']}search.html?q=A")
    told = page.locator(".gk-search__absent")
    # Who only waits a moment does not see it.
    assert told.is_hidden()
    expect(told).to_be_visible(timeout=8000)
    expect(told).to_contain_text("检索程序没有运行")
    expect(told).to_contain_text("也可能是浏览器太旧")
    assert page.locator(".gk-ways").get_by_role("link", name="按年份、类型、拼音、文号查找").is_visible()
    page.close()


def test_a_browser_that_cannot_read_the_scripts_is_led_to_the_plain_ways(
    browser: Browser, roots: dict[str, str]
) -> None:
    page = browser.new_page()
    page.route(
        "**/assets/gongkai/*.js?*",
        lambda route: route.fulfill(body="newer than ( this", content_type="text/javascript"),
    )
    page.goto(f"{roots['http']}index.html")
    assert page.get_by_role("searchbox").count() == 0
    page.get_by_role("link", name="检索需要较新的浏览器并启用脚本").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("按年份、类型、拼音、文号查找")
    page.goto(f"{roots['http']}search.html?q=A")
    expect(page.locator(".gk-search__absent")).to_be_visible(timeout=8000)
    page.close()


@pytest.mark.parametrize("file", ["d", "x"])
def test_a_missing_part_of_the_list_is_told(browser: Browser, roots: dict[str, str], file: str) -> None:
    page = browser.new_page()
    page.route(re.compile(rf"/search/pages/{file}\d+\.js"), lambda route: route.abort())
    page.goto(f"{roots['http']}search.html?q=预付卡")
    expect(page.locator(".gk-search__note--broken")).to_contain_text(
        re.compile(rf"search/pages/{file}\d+\.js 没有读到")
    )
    assert count_of(page) > 0
    assert page.locator(".gk-hit--unread").count() == (20 if file == "d" else 0)
    page.close()


def test_without_scripts_the_ways_are_there(browser: Browser, roots: dict[str, str]) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{roots['http']}search.html")
    page.get_by_role("link", name="按年份、类型、拼音、文号查找").first.click()
    page.get_by_role("link", name="L", exact=True).click()
    page.get_by_role("link", name=re.compile("老字号")).first.click()
    assert "老字号" in page.locator("h1").inner_text()
    context.close()


class _Asked:
    """A page with what it asked of Pagefind and what the console says, with the answer to a query.

    Unless ``whole``, no file with terms of our own index arrives.
    """

    def __init__(
        self,
        browser: Browser,
        start: str,
        *,
        whole: bool = False,
        phone: bool = False,
        missing: bool = False,
        before: str = "",
        engine: str = "",
    ) -> None:
        self.context = browser.new_context(viewport={"width": 390 if phone else 1280, "height": 844}, has_touch=phone)
        self.page = self.context.new_page()
        self.files: list[str] = []
        self.said: list[str] = []
        self.page.on("request", lambda one: self.files.append(one.url) if "/pagefind/" in one.url else None)
        self.page.on("console", lambda one: None if "ERR_FAILED" in one.text else self.said.append(one.text))
        if before:
            self.page.add_init_script(before)
        if engine:
            chosen = f"window.gkEngine = {json.dumps(engine)};"
            self.page.route(
                "**/search/engine.js", lambda route: route.fulfill(body=chosen, content_type="text/javascript")
            )
        if not whole:
            self.page.route(re.compile(r"/search/pages/t\w+\.js"), lambda route: route.abort())
        if missing:
            self.page.route("**/*.pagefind", lambda route: route.fulfill(status=404))
        self.again(start)

    def again(self, start: str) -> None:
        self.files.clear()
        self.page.goto("about:blank")
        searched(self.page, start, "?q=预付卡")

    @property
    def answered(self) -> bool:
        return count_of(self.page) > 5


@pytest.mark.parametrize("phone", [False, True])
def test_nothing_of_pagefind_is_loaded_where_our_index_is_whole(browser: Browser, address: str, phone: bool) -> None:
    asked = _Asked(browser, address, whole=True, phone=phone)
    assert (asked.answered, asked.files, asked.said) == (True, [], [])
    asked.context.close()


@pytest.mark.parametrize("phone", [False, True])
def test_pagefind_stands_in_where_our_index_is_broken(browser: Browser, address: str, phone: bool) -> None:
    asked = _Asked(browser, address, phone=phone)
    assert asked.answered
    assert any(url.endswith("wasm.unknown.pagefind") for url in asked.files)
    assert not any("worker" in url for url in asked.files)
    assert asked.said == []
    told = asked.page.locator(".gk-search__note--broken")
    expect(told).to_contain_text("本次检索由备用索引完成，次序和相关结果可能不全。检索用的文件 search/pages/t")
    states = asked.page.locator(".gk-hit").evaluate_all("(hits) => hits.map((one) => one.matches('.gk-hit--dead'))")
    assert states == sorted(states)
    asked.context.close()


def test_a_policy_without_wasm_loads_nothing_in_vain(browser: Browser, roots: dict[str, str]) -> None:
    asked = _Asked(browser, roots["http"])
    assert (asked.answered, asked.files, asked.said) == (False, [], [])
    expect(status_of(asked.page)).to_have_text("检索没有成功。")
    asked.context.close()


def test_what_pagefind_could_not_load_is_not_tried_again_in_a_visit(browser: Browser, address: str) -> None:
    asked = _Asked(browser, address, missing=True)
    assert asked.files
    expect(status_of(asked.page)).to_have_text("检索没有成功。")
    asked.again(address)
    assert asked.files == []
    asked.context.close()


# Firefox reports on its console whatever a policy refuses; here the report is a line of the console too.
REPORTING = "WebAssembly.Module = class { constructor() { console.log('refused'); throw new Error('refused'); } };"


def test_a_policy_is_asked_once_in_a_visit(browser: Browser, roots: dict[str, str]) -> None:
    asked = _Asked(browser, roots["http"], before=REPORTING)
    asked.again(roots["http"])
    assert (asked.files, asked.said) == ([], ["refused"])
    asked.context.close()


def test_a_policy_is_not_asked_where_the_column_chose_its_own_index(browser: Browser, roots: dict[str, str]) -> None:
    asked = _Asked(browser, roots["http"], before=REPORTING, engine="shards")
    assert (asked.files, asked.said) == ([], [])
    asked.context.close()


# Chromium before 85 takes modules, but none with a function of two values, which Pagefind's program has.
SINGLE = """
WebAssembly.Module = class {
  constructor(bytes) { if (bytes.length > 8 && bytes[13] > 1) throw new Error("return count of 2 exceeds internal limit"); }
};
"""


def test_pagefind_is_not_loaded_where_its_program_is_too_new(browser: Browser, address: str) -> None:
    asked = _Asked(browser, address, before=SINGLE)
    assert (asked.files, asked.said) == ([], [])
    asked.context.close()
