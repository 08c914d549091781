"""The search page in a real browser: by keyboard, by address, on a phone, from a folder, and when something is broken."""

from __future__ import annotations

import base64
import json
import re
import time
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from tests.conftest import MOUNT, SiteHandler

pytestmark = pytest.mark.browser
STRICT = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
PLACES = ("http", "folder")
WIDTHS = (1280, 390)


class _Strict(SiteHandler):
    policy = STRICT


@pytest.fixture(scope="module")
def roots(site: Path) -> Iterator[dict[str, str]]:
    """The demonstration below a path of a server with the strict policy of the design, and in a folder."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Strict, directory=str(site)))
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield {"http": f"http://127.0.0.1:{server.server_port}{MOUNT}/", "folder": f"{site.as_uri()}/"}
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def pages(browser: Browser) -> Iterator[Callable[[int], Page]]:
    """Makes pages of a width that are closed after the test and fail it when a script fails."""
    opened: list[Page] = []
    faults: list[str] = []

    def make(width: int = 1280) -> Page:
        page = browser.new_page(viewport={"width": width, "height": 900 if width > 600 else 844})
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.set_default_timeout(5000)
        opened.append(page)
        return page

    yield make
    for page in opened:
        page.close()
    # Pagefind says this itself where the policy does not allow it to start; the shards answer then.
    assert [fault for fault in faults if "Pagefind WASM" not in fault] == []


@pytest.fixture(params=PLACES)
def start(request: pytest.FixtureRequest, roots: dict[str, str]) -> str:
    return roots[request.param]


def _search(page: Page, start: str, address: str = "") -> Page:
    page.goto(f"{start}search.html{address}")
    _settled(page)
    return page


def _settled(page: Page) -> None:
    """Wait until the answer to the state of the page is shown."""
    expect(page.locator("#gk-search")).to_have_attribute("aria-busy", "false")


def _until(holds: Callable[[], bool], seconds: float = 5) -> None:
    """Wait until something holds; Playwright's own way to wait for a condition needs what the policy forbids."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.05)


def _status(page: Page) -> Locator:
    return page.locator(".gk-search__status")


def _box(page: Page) -> Locator:
    return page.get_by_role("combobox", name="检索本专栏")


def _count(page: Page) -> int:
    found = re.search(r"找到 (\d+) 条", _status(page).inner_text())
    return int(found.group(1)) if found else 0


def _facet(page: Page, title: str) -> Locator:
    return page.get_by_role("group", name=title, exact=True)


def _choose(page: Page, facet: str, value: str) -> None:
    before = page.url
    _facet(page, facet).get_by_role("checkbox", name=re.compile(f"^{re.escape(value)} ")).click()
    _until(lambda: page.url != before)
    _settled(page)


def test_a_search_by_keyboard_alone(pages: Callable[[int], Page], start: str) -> None:
    page = pages(1280)
    page.goto(f"{start}index.html")
    page.keyboard.press("Tab")
    while page.evaluate("document.activeElement.id") != "gk-query":
        page.keyboard.press("Tab")
    page.keyboard.type("预付卡")
    page.keyboard.press("Enter")
    expect(_status(page)).to_contain_text("“预付卡”：找到")
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


def test_roles_and_names(pages: Callable[[int], Page], roots: dict[str, str]) -> None:
    page = _search(pages(1280), roots["http"], "?q=预付卡&kind=政策文件")
    assert _status(page).get_attribute("role") == "status"
    assert page.get_by_role("heading", level=2).first.inner_text() == "检索结果"
    hits = page.locator(".gk-hits").first.get_by_role("listitem")
    assert hits.count() == _count(page)
    assert hits.first.get_by_role("heading", level=3).count() == 1
    checked = _facet(page, "类型").get_by_role("checkbox", checked=True)
    assert checked.count() == 1
    page.get_by_role("button", name="去掉条件：类型：政策文件").click()
    expect(page.locator(".gk-chosen")).to_be_hidden()
    # The button is gone, so the focus is where the new answer is told.
    expect(page.locator(".gk-search__status")).to_be_focused()


def test_facets_combine_and_count(pages: Callable[[int], Page], start: str) -> None:
    page = _search(pages(1280), start)
    everything = _count(page)
    # A sub-class stands with its class: «其他» alone would say nothing.
    subjects = _facet(page, "主题").locator(".gk-facet__value").all_inner_texts()
    assert "商贸、海关、旅游/国内贸易" in subjects
    group = _facet(page, "年份")

    def counted(value: str) -> int:
        words = group.locator("label", has_text=value).locator(".gk-facet__count").inner_text()
        return int(re.sub(r"\D", "", words))

    first, second = counted("2023"), counted("2024")
    assert 0 < first < everything
    _choose(page, "年份", "2023")
    assert _count(page) == first
    # Inside a facet values add up, so the other years keep their counts.
    assert counted("2024") == second
    _choose(page, "年份", "2024")
    assert _count(page) == first + second
    _choose(page, "类型", "政策文件")
    both = _count(page)
    assert 0 < both < first + second
    assert {one.inner_text()[:4] for one in page.locator(".gk-hit__day").all()} <= {"2023", "2024"}
    assert {one.inner_text() for one in page.locator(".gk-hit__fact:first-child").all()} == {"政策文件"}
    # The focus stays on what was chosen.
    assert page.evaluate("document.activeElement.id") == "gk-facet-kind-政策文件"


def test_the_address_holds_everything_and_back_works(pages: Callable[[int], Page], start: str) -> None:
    page = _search(pages(1280), start, "?q=通知")
    whole = _status(page).inner_text()
    _choose(page, "类型", "政策文件")
    _choose(page, "年份", "2024")
    page.get_by_label("排序").select_option("date")
    expect(page).to_have_url(re.compile("sort=date"))
    page.get_by_role("button", name="按日期筛选").focus()
    page.get_by_label("从", exact=True).fill("2024-04-01")
    page.get_by_role("button", name="按日期筛选").click()
    expect(page).to_have_url(re.compile("from=2024-04-01"))
    _settled(page)
    said, address = _status(page).inner_text(), page.url
    titles = page.locator(".gk-hit__link").all_inner_texts()
    assert titles
    other = pages(1280)
    other.goto(address)
    expect(_status(other)).to_have_text(said)
    assert other.locator(".gk-hit__link").all_inner_texts() == titles
    assert other.get_by_label("从", exact=True).input_value() == "2024-04-01"
    assert other.get_by_label("排序").input_value() == "date"
    for _ in range(4):
        page.go_back()
    expect(_status(page)).to_have_text(whole)
    assert page.locator(".gk-chosen").is_hidden()
    page.go_forward()
    expect(page.get_by_role("button", name="去掉条件：类型：政策文件")).to_be_visible()


def test_a_hit_and_back_to_the_same_place(pages: Callable[[int], Page], start: str) -> None:
    page = _search(pages(1280), start, "?q=通知")
    page.get_by_role("button", name="再显示").click()
    expect(page.locator(".gk-hit")).to_have_count(40)
    # The focus goes to the first new hit.
    assert page.evaluate("document.activeElement === document.querySelectorAll('.gk-hit__link')[20]")
    page.locator(".gk-hit__link").nth(30).scroll_into_view_if_needed()
    scrolled = page.evaluate("scrollY")
    assert scrolled > 1000
    page.locator(".gk-hit__link").nth(30).click()
    page.wait_for_load_state()
    page.go_back()
    expect(page.locator(".gk-hit")).to_have_count(40)
    _until(lambda: abs(page.evaluate("scrollY") - scrolled) < 300)


def test_days_from_to(pages: Callable[[int], Page], start: str) -> None:
    page = _search(pages(1280), start, "?from=2022-01-01&to=2022-12-31")
    days = [one.get_attribute("datetime") or "" for one in page.locator(".gk-hit__day").all()]
    assert days
    assert all("2022-01-01" <= day <= "2022-12-31" for day in days)
    assert days == sorted(days, reverse=True)
    page.get_by_label("从", exact=True).fill("2023-01-01")
    page.get_by_role("button", name="按日期筛选").click()
    expect(page.get_by_role("alert")).to_have_text("起始日期晚于截止日期，请对调。")
    assert page.evaluate("document.activeElement.id") == "gk-facet-from"
    for wrong in ("?from=昨天", "?to=2022-02-30", "?on=20220101x", "?from=1022-01-01"):
        assert _count(_search(page, start, wrong)) > 100, wrong
    assert _search(page, start, "?from=2022年1月1日&to=2022.12.31").locator(".gk-hit").count() == len(days)


def test_valid_on_a_day(pages: Callable[[int], Page], start: str) -> None:
    page = pages(1280)
    number = "示商规〔2020〕2号"
    for day, found in (("2021-06-01", True), ("2026-06-01", False), ("2019-06-01", False)):
        _search(page, start, f"?q={quote(number)}&on={day}")
        numbers = page.locator(".gk-hits").first.locator(".gk-hit__fact").all_inner_texts()
        assert (number in numbers) is found, day
    page.get_by_role("button", name="去掉条件：2019年6月1日有效").click()
    expect(page.locator(".gk-hit").first).to_contain_text(number)
    _search(page, start, "?on=2099-01-01")
    expect(page.locator(".gk-search__notes")).to_contain_text("之后的变动尚不知道")


def test_an_old_copy_brings_states_up_to_today(pages: Callable[[int], Page], start: str) -> None:
    page = pages(1280)
    page.clock.set_fixed_time("2028-10-01T10:00:00+08:00")
    _search(page, start, "?q=示商规〔2022〕5号&kind=政策文件")
    hit = page.locator(".gk-hit", has_text="示商规〔2022〕5号").first
    # Extended to 2028-09-14, so it has run out by now although it was in force when the copy was made.
    assert hit.get_by_role("heading").inner_text().startswith("失效")
    _search(page, start, "?q=示商规〔2026〕3号")
    assert page.locator(".gk-hit").first.get_by_role("heading").inner_text().startswith("有效")
    expect(page.locator(".gk-search__notes")).to_contain_text("本副本的效力状态截至2026年11月24日")


def test_sorting_by_day(pages: Callable[[int], Page], start: str) -> None:
    page = _search(pages(1280), start, "?q=商业预付卡&sort=date")
    days = [one.inner_text() for one in page.locator(".gk-hits").first.locator(".gk-hit__day").all()]
    assert len(days) > 5
    assert days == sorted(days, reverse=True)


def test_validity_stands_in_words_before_the_title(pages: Callable[[int], Page], start: str) -> None:
    page = _search(pages(1280), start, "?q=示商规〔2020〕2号")
    hit = page.locator(".gk-hit").first
    assert hit.get_by_role("heading").inner_text().startswith("废止")
    assert "示商规〔2020〕2号" in hit.locator(".gk-hit__facts").inner_text()


def test_what_was_found_is_marked(pages: Callable[[int], Page], start: str) -> None:
    page = _search(pages(1280), start, "?q=老字号")
    marks = page.locator(".gk-hit").first.locator("mark").all_inner_texts()
    assert marks
    assert set(marks) == {"老字号"}


def test_nothing_found_says_what_to_do(pages: Callable[[int], Page], start: str) -> None:
    page = _search(pages(1280), start, "?q=量子火箭发射")
    expect(_status(page)).to_have_text("没有找到“量子火箭发射”。")
    assert page.locator(".gk-facets").is_hidden()
    assert "依法申请公开" in page.locator(".gk-nothing").inner_text()
    for words in ("按年份、类型、拼音、文号查找", "文件库", "依申请公开"):
        assert page.locator(".gk-ways").get_by_role("link", name=words).is_visible()
    page.locator(".gk-nothing").get_by_role("link", name="依法申请公开").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("申请公开")


def test_an_unknown_number_is_recognised_and_near_ones_are_shown(pages: Callable[[int], Page], start: str) -> None:
    page = _search(pages(1280), start, "?q=示商规[2020]99號")
    block = page.locator(".gk-nothing")
    expect(block).to_contain_text("“示商规〔2020〕99号”是发文字号，没有找到发文字号与它相同的信息。")
    expect(block.locator("li", has_text="示商规〔2020〕2号")).to_contain_text("（废止）")
    block.get_by_role("link", name="全部“示商规”文号").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("按发文字号：示商规")
    page.go_back()
    block.get_by_role("link", name="示商规〔2020〕2号").click()
    expect(page.locator(".gk-hit").first).to_contain_text("示商规〔2020〕2号")
    assert _box(page).input_value() == "示商规〔2020〕2号"
    expect(page.locator(".gk-search__status")).to_be_focused()


def test_fewer_words_are_offered(pages: Callable[[int], Page], start: str) -> None:
    page = _search(pages(1280), start, "?q=老字号 量子火箭")
    offer = page.locator(".gk-nothing__item", has_text="老字号")
    expect(offer).to_contain_text(re.compile(r"\d+ 条"))
    offer.get_by_role("link").click()
    expect(_status(page)).to_contain_text("“老字号”：找到")
    _search(page, start, "?q=行政处罚 量子火箭")
    page.locator(".gk-nothing__item", has_text="栏目").get_by_role("link", name="行政处罚").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("行政处罚")
    _search(page, start, "?q=老字号&year=2008")
    expect(_status(page)).to_have_text("在所选条件下没有找到“老字号”。")
    page.get_by_role("link", name="去掉全部筛选条件").click()
    expect(_status(page)).to_contain_text("“老字号”：找到")


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
    page = _search(pages(1280), start)
    for query, said in STRANGE.items():
        _box(page).fill(query)
        _box(page).press("Enter")
        _settled(page)
        expect(page.locator("#gk-search")).to_contain_text(said)
        assert "q=" in page.url
        assert page.locator("#gk-search script").count() == 0
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), query[:20]


def test_titles_are_text(pages: Callable[[int], Page], roots: dict[str, str]) -> None:
    page = pages(390)
    hostile = '<img src=x onerror="document.title=1">“引号”\u202e倒写&lt;'

    def poisoned(route: Route) -> None:
        _, digest, packed = json.loads(f"[{route.fetch().text()[len('gkShard(') : -3]}]")
        rows = json.loads(zlib.decompress(base64.b64decode(packed), -15))
        rows[0][0] = hostile
        packer = zlib.compressobj(wbits=-15)
        content = packer.compress(json.dumps(rows).encode()) + packer.flush()
        written = json.dumps(["pages/d0", digest, base64.b64encode(content).decode()])
        route.fulfill(body=f"gkShard({written[1:-1]});", content_type="text/javascript")

    page.route("**/search/pages/d0.js", poisoned)
    _search(page, roots["http"], "?n=2000")
    title = page.locator(".gk-hit__link", has_text="onerror")
    assert title.inner_text() == hostile
    assert page.locator("#gk-search img").count() == 0
    assert page.evaluate("getComputedStyle(document.querySelector('.gk-hit__link')).unicodeBidi") == "isolate"


@pytest.mark.parametrize(
    ("file", "body", "said"),
    [
        ("search/pages/meta.js", None, "检索用的文件 search/pages/meta.js 没有读到"),
        ("search/pages/meta.js", "", "检索用的文件 search/pages/meta.js 不完整"),
        ("search/pages/meta.js", 'gkShard("pages/meta",{"count":', "检索用的文件 search/pages/meta.js 不完整"),
        ("search/pages/t*.js", None, "没有读到"),
        ("assets/gongkai/search_engine.js", None, "检索程序没有读到"),
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
    expect(_status(page)).to_have_text("检索没有成功。")
    told = page.get_by_role("alert")
    expect(told).to_contain_text(said)
    expect(told).to_contain_text("下面的办法可以找到全部信息")
    assert page.locator(".gk-ways").get_by_role("link", name="按年份、类型、拼音、文号查找").is_visible()
    assert page.locator(".gk-facets").is_hidden()
    page.close()


@pytest.mark.parametrize("file", ["d", "x"])
def test_a_missing_part_of_the_list_is_told(browser: Browser, roots: dict[str, str], file: str) -> None:
    page = browser.new_page()
    page.route(re.compile(rf"/search/pages/{file}\d+\.js"), lambda route: route.abort())
    page.goto(f"{roots['http']}search.html?q=预付卡")
    expect(page.locator(".gk-search__note--broken")).to_contain_text(
        re.compile(rf"search/pages/{file}\d+\.js 没有读到")
    )
    assert _count(page) > 0
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


def test_records_are_found_from_the_search_page(pages: Callable[[int], Page], start: str) -> None:
    page = _search(pages(1280), start, "?q=示例盛美健身服务有限公司")
    note = page.locator(".gk-search__note--records")
    expect(note).to_contain_text("公开记录中也有：行政处罚 1 条")
    expect(_status(page)).to_contain_text("公开记录中有 1 条。")
    note.get_by_role("link", name="行政处罚").click()
    expect(page.get_by_role("status").filter(has_text="1 条")).to_be_visible()
    expect(page.locator("tbody tr", has_text="示例盛美健身服务有限公司").first).to_be_visible()
    _search(page, start, "?q=通知")
    expect(note).to_contain_text(re.compile("^也可以在公开记录中检索：.*行政许可"))


def test_suggestions_by_keyboard(pages: Callable[[int], Page], start: str) -> None:
    page = pages(1280)
    page.goto(f"{start}index.html")
    box = _box(page)
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
    _box(page).press_sequentially("人社")
    option = page.get_by_role("option", name=re.compile("人社局"))
    expect(option).to_contain_text("同“人力资源和社会保障局”")
    option.click()
    expect(_status(page)).to_contain_text("“人社局”")
    expect(page.locator(".gk-search__notes")).to_contain_text("同时检索了同义的“人力资源和社会保障局”、“劳动局”。")
    page.get_by_role("link", name="只检索“人社局”").click()
    expect(page.locator(".gk-search__notes")).to_contain_text("没有检索同义的")
    expect(page).to_have_url(re.compile("plain=1"))


def test_enter_searches_what_was_typed(pages: Callable[[int], Page], start: str) -> None:
    page = _search(pages(1280), start)
    options = page.locator("#gk-suggestions [role=option]")
    _box(page).press_sequentially("三公")
    expect(options.first).to_be_visible()
    _box(page).press("Enter")
    expect(_status(page)).to_contain_text("“三公”：找到")
    expect(options).to_have_count(0)
    _box(page).press_sequentially("經")
    expect(options.first).to_contain_text("三公经费")
    _box(page).press("Tab")
    expect(options).to_have_count(0)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("address", ["", "?q=预付卡&kind=政策文件&year=2020", "?q=量子火箭", "?q=示商规〔2020〕99号"])
def test_the_page_scrolls_one_way_only(pages: Callable[[int], Page], start: str, address: str, width: int) -> None:
    page = _search(pages(width), start, address)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    if width < 600:
        assert page.locator(".gk-facets").get_attribute("open") is None
        if "火箭" not in address:
            page.locator(".gk-facets summary").click()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        for small in page.locator("#gk-search :is(button, input, select, summary)").all():
            box = small.bounding_box()
            if box and small.get_attribute("type") != "checkbox":
                assert box["height"] >= 44, small.evaluate("one => one.outerHTML")


@pytest.mark.parametrize("palette", ["", "soft", "contrast", "dark"])
def test_colours_keep_their_contrast(pages: Callable[[int], Page], roots: dict[str, str], palette: str) -> None:
    page = _search(pages(1280), roots["http"], "?q=示商规〔2020〕2号 通知")
    page.evaluate("(name) => { if (name) document.documentElement.dataset.gkPalette = name; }", palette)
    for name in (
        ".gk-hit__facts .gk-hit__mark",
        ".gk-hit__link",
        ".gk-hit__link .gk-hit__mark",
        ".gk-hit__facts",
        ".gk-facet__count",
        ".gk-search__status",
    ):
        assert page.locator(name).first.evaluate(_CONTRAST) >= 4.5, name


_CONTRAST = """(one) => {
  const numbers = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = (colour) => {
    const [r, g, b] = numbers(colour).slice(0, 3).map((c) => c / 255).map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  let ground = one;
  while (ground && (numbers(getComputedStyle(ground).backgroundColor)[3] ?? 1) === 0) ground = ground.parentElement;
  const [a, b] = [light(getComputedStyle(one).color), light(getComputedStyle(ground || document.documentElement).backgroundColor)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}"""


def test_the_list_can_be_printed(pages: Callable[[int], Page], roots: dict[str, str]) -> None:
    page = _search(pages(1280), roots["http"], "?q=示商规〔2020〕2号&on=2021-06-01")
    page.emulate_media(media="print")
    for hidden in (".gk-facets", ".gk-search__tools", ".gk-masthead__search", ".gk-ways"):
        assert page.locator(hidden).is_hidden(), hidden
    shown = page.locator("#gk-search").inner_text()
    assert "“示商规〔2020〕2号”：找到" in shown
    assert "2021年6月1日有效" in shown
    assert page.locator(".gk-badge--dead").first.is_visible()
    assert re.search(r"search\.html　\d+年\d+月\d+日打印$", shown)
