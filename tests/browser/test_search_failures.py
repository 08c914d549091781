"""The search page in a real browser when its files are hostile, broken or missing, or scripts are off."""

from __future__ import annotations

import base64
import json
import re
import zlib
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.search_page import count_of, searched, status_of

pytestmark = pytest.mark.browser


def _without_start(page: Page) -> None:
    """Let each file of the index be asked for by itself, as it is where the one of the first answer does not come."""
    page.route("**/search/start.js", lambda route: route.abort())


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

    _without_start(page)
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
    _without_start(page)
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
    ],
)
def test_a_broken_index_is_named(
    browser: Browser, roots: dict[str, str], file: str, body: str | None, said: str
) -> None:
    # Scripts that are cut off fail, as they should; the page must say so nevertheless.
    page = browser.new_page()
    _without_start(page)
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


@pytest.mark.parametrize("change", [None, _half])
def test_the_files_of_the_first_answer_are_also_there_one_by_one(
    browser: Browser, roots: dict[str, str], change: Callable[[str], str] | None
) -> None:
    page = browser.new_page()
    page.route(
        "**/search/start.js",
        lambda route: (
            route.fulfill(body=change(route.fetch().text()), content_type="text/javascript")
            if change
            else route.abort()
        ),
    )
    searched(page, roots["http"], "?q=预付卡")
    assert count_of(page) > 20
    expect(page.locator(".gk-hit").first).to_be_visible()
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
    _without_start(page)
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
