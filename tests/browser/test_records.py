"""Records in a real browser: found, filtered, sorted, opened as a card, online and from a folder, with and without scripts."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import quote

import pytest
from gongkai.binding.record_term import TermReader
from gongkai.model.kind import Field, RecordTerm
from gongkai.model.pinyin_order import in_pinyin_order
from gongkai.model.publication import Publication
from playwright.sync_api import Browser, Page, expect

from tests.conftest import PROJECT
from tests.scripts import alone

pytestmark = pytest.mark.browser
CORRECTED = "示商许准字〔2026〕1590号"
ITEM = "990000017/2026-00064.html"


class Opened:
    """A page, where the site is, and what went wrong."""

    def __init__(self, page: Page, base: str) -> None:
        self.page = page
        self.base = base
        self.faults: list[str] = []
        page.on("console", lambda one: self.faults.append(one.text) if one.type == "error" else None)
        page.on("pageerror", lambda one: self.faults.append(str(one)))

    def go(self, url: str) -> None:
        self.page.goto(self.base + url)


@pytest.fixture(params=["http", "folder"])
def opened(request: pytest.FixtureRequest, browser: Browser, address: str, site: Path) -> Iterator[Opened]:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    one = Opened(page, address if request.param == "http" else site.as_uri() + "/")
    yield one
    assert one.faults == []
    page.close()


def _rows(page: Page, text: str = "") -> list[str]:
    """The texts of one column of the table, by its heading."""
    heads = page.locator(".gk-records--all thead th").all_inner_texts()
    place = next(number for number, head in enumerate(heads) if text in head)
    return page.locator(f".gk-records--all tbody tr > :nth-child({place + 1})").all_inner_texts()


def test_search_filter_and_sort_over_all_records(opened: Opened, demonstration: Publication) -> None:
    tables = [t for n, t in demonstration.records.items() if demonstration.by_index[n].kind.name == "permit_result"]
    contents = [record.cells[table.position("content")] for table in tables for record in table.rows()]
    opened.go("permits/records.html")
    page = opened.page
    expect(page.locator(".gk-find__status")).to_have_text(f"共 {sum(map(len, tables)):,} 条。")
    page.get_by_label("检索", exact=True).fill("肉鸡")
    expect(page.locator(".gk-find__status")).to_have_text(
        f"符合条件的有 {sum('肉鸡' in c for c in contents)} 条，最相关的在前。"
    )
    page.get_by_role("button", name="许可决定日期").click()
    expect(page.get_by_role("columnheader", name="许可决定日期")).to_have_attribute("aria-sort", "ascending")
    days = _rows(page, "许可决定日期")
    assert days == sorted(days)
    assert all("肉鸡" in text for text in _rows(page, "许可内容"))
    page.get_by_label("有效状态").select_option("已过有效期")
    expect(page.get_by_role("status").filter(has_text="符合条件")).to_be_visible()
    page.get_by_label("许可决定日期从").fill("2026-03-01")
    page.wait_for_function(
        "() => document.querySelector('.gk-records--all tbody td:nth-child(4)')?.textContent >= '2026-03-01'"
    )
    assert set(_rows(page, "有效状态")) == {"已过有效期"}
    assert min(_rows(page, "许可决定日期")) >= "2026-03-01"
    address = page.url
    page.goto("about:blank")
    page.goto(address)
    expect(page.get_by_label("检索", exact=True)).to_have_value("肉鸡")
    expect(page.get_by_label("有效状态")).to_have_value("已过有效期")
    page.get_by_role("button", name="清除条件").click()
    expect(page.locator(".gk-find__status")).to_have_text(f"共 {sum(map(len, tables)):,} 条。")


def test_the_newest_rows_stand_there_before_anything_is_read(opened: Opened) -> None:
    asked: list[str] = []
    opened.page.on("request", lambda one: asked.append(one.url.split("/")[-1].split("?")[0]))
    opened.go("permits/records.html")
    page = opened.page
    expect(page.get_by_label("检索", exact=True)).to_be_enabled()
    expect(page.locator(".gk-records--all tbody tr")).to_have_count(50)
    expect(page.locator(".gk-records--all caption")).to_contain_text("第 1–50 条")
    # Neither the engine nor the index, which only those need who look for something.
    assert [name for name in asked if name in ("engine.js", "meta.js", "traditional.js")] == []
    first = page.locator(".gk-records--all tbody tr").all_inner_texts()
    page.get_by_role("button", name="下一页").click()
    page.get_by_role("button", name="上一页").click()
    expect(page.locator(".gk-records--all caption")).to_contain_text("第 1–50 条")
    # What the browser draws itself is what the build had drawn.
    assert page.locator(".gk-records--all tbody tr").all_inner_texts() == first


def test_without_the_data_the_rows_of_the_page_stay(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.route("**/rows.js", lambda route: route.abort())
    page.goto(address + "permits/records.html")
    expect(page.locator(".gk-find")).to_be_hidden()
    assert page.locator(".gk-records--all tbody tr").count() == 100
    page.close()


def test_a_part_of_the_data_that_is_missing_is_told(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.route("**/engine.js*", lambda route: route.abort())
    page.goto(address + "permits/records.html")
    page.get_by_label("检索", exact=True).fill("肉鸡")
    expect(page.locator(".gk-find__status")).to_contain_text("记录没有读到")
    page.unroute("**/engine.js*")
    page.get_by_label("检索", exact=True).fill("铁矿石")
    expect(page.locator(".gk-find__status")).to_contain_text("符合条件的有")
    page.close()


def test_pages_of_the_result_by_keyboard(opened: Opened) -> None:
    opened.go("permits/records.html")
    page = opened.page
    first = page.locator(".gk-records--all tbody tr").first
    expect(first).to_be_visible()
    before = first.inner_text()
    page.get_by_role("button", name="下一页").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".gk-find__pages")).to_contain_text("第 2 页")
    assert page.locator(".gk-records--all tbody tr").first.inner_text() != before


@pytest.mark.parametrize("written", [CORRECTED, "示商许准字[2026]1590号", "示商许准字-2026-1590号"])
@pytest.mark.parametrize("url", ["permits/records.html", ITEM, "990000017/2026-00070.html"])
def test_a_number_in_the_address_opens_the_card(opened: Opened, url: str, written: str) -> None:
    opened.go(f"{url}#{quote(written)}")
    card = opened.page.get_by_role("dialog")
    expect(card).to_contain_text("示例大地化工材料（第二分部）有限公司")
    expect(card).to_contain_text(CORRECTED)
    expect(card).to_contain_text("9199000010005206XM")
    expect(card).to_contain_text("有效期内")
    expect(card).to_contain_text("录入时数量颠倒")
    expect(card.get_by_role("link", name="2026年第40周行政许可公示")).to_have_attribute("href", f"../{ITEM}")
    expect(card).to_contain_text(f"https://swj.example.gov.cn/zfxxgk/{ITEM}#示商许准字-2026-1590号")
    opened.page.keyboard.press("Escape")
    expect(card).to_be_hidden()


def test_a_number_in_the_table_opens_the_card_and_gives_the_focus_back(opened: Opened) -> None:
    opened.go(ITEM)
    link = opened.page.get_by_role("link", name=CORRECTED).first
    link.focus()
    opened.page.keyboard.press("Enter")
    card = opened.page.get_by_role("dialog")
    expect(card).to_contain_text(CORRECTED)
    card.get_by_role("button", name="关闭").click()
    expect(link).to_be_focused()


def test_a_withdrawn_record_says_so_and_nothing_else(opened: Opened) -> None:
    opened.go(f"penalties/records.html#{quote('示商罚决〔2026〕10号')}")
    card = opened.page.get_by_role("dialog")
    expect(card).to_contain_text("这条记录已经撤下，内容不再公开")
    expect(card).to_contain_text("当事人完成信用修复")
    assert card.locator(".gk-card__facts").count() == 1


def test_an_unknown_number_is_told(opened: Opened) -> None:
    opened.go(f"permits/records.html#{quote('示商许准字〔2026〕999999号')}")
    expect(opened.page.get_by_text("没有找到编号为")).to_be_visible()


def test_the_result_can_be_saved(opened: Opened, tmp_path: Path) -> None:
    opened.go("permits/records.html?q=" + quote(CORRECTED) if "http" in opened.base else "permits/records.html")
    if "http" not in opened.base:
        opened.page.get_by_label("检索", exact=True).fill(CORRECTED)
    expect(opened.page.locator(".gk-find__status")).to_have_text("符合条件的有 1 条。")
    with opened.page.expect_download() as download:
        opened.page.get_by_role("button", name="下载查找结果").click()
    text = Path(download.value.path()).read_text(encoding="utf-8-sig")
    assert text.count("\n") == 2
    assert CORRECTED in text


def test_without_scripts_every_row_can_be_reached(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "permits.html")
    page.get_by_role("link", name="行政许可全部记录").click()
    page.locator(".gk-years__month a").first.click()
    assert page.locator("tr:target").count() == 1
    page.goto(f"{address}{ITEM}#{quote('示商许准字-2026-1590号')}")
    assert page.locator("tr:target").inner_text().startswith("示例大地化工材料")
    context.close()


@pytest.mark.parametrize("url", ["permits/records.html", ITEM])
def test_a_phone_shows_each_record_under_its_labels(browser: Browser, address: str, url: str) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.goto(address + url)
    page.locator(".gk-table--records td[data-gk-label]").first.wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    label = "getComputedStyle(document.querySelector('.gk-table--records tbody tr > *'), '::before').content"
    assert page.evaluate(label) == '"行政相对人名称"'
    page.close()


@pytest.mark.parametrize("reading", [{}, {"gk-elder": "on"}, {"gk-elder": "on", "gk-size": "huge"}])
def test_no_phone_scrolls_sideways(browser: Browser, address: str, reading: dict[str, str]) -> None:
    page = browser.new_page()
    page.goto(address)
    page.evaluate("(kept) => { for (const name in kept) localStorage.setItem(name, kept[name]); }", reading)
    wide = {}
    for url in ("permits/records.html", "penalties/records.html", "index.html", ITEM):
        page.goto(address + url)
        for width in (320, 390, 480, 600, 700):
            page.set_viewport_size({"width": width, "height": 844})
            wide[url, width] = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert {place: over for place, over in wide.items() if over > 0} == {}
    page.close()


def test_a_later_day_changes_the_standings(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.clock.set_fixed_time("2030-01-01T04:00:00Z")
    page.goto(address + ITEM)
    page.locator("td[data-gk-label]").first.wait_for()
    assert set(page.locator("td.gk-standing").all_inner_texts()) == {"已过有效期"}
    page.close()


def test_the_browser_makes_anchors_and_standings_as_python_does(browser: Browser) -> None:
    anchors = json.loads((PROJECT / "tests" / "cases" / "records" / "anchors.json").read_text(encoding="utf-8"))
    page = browser.new_page()
    page.set_content("<!doctype html>")
    page.add_script_tag(content=alone("records_data"))
    keys = [key for key, _ in anchors]
    assert page.evaluate("(keys) => keys.map(gk('records_data').anchorOf)", keys) == [anchor for _, anchor in anchors]
    texts = ["", "—", "长期", "三年", "2026-11-19", "2026-11-20", "2026-11-21", "2026-02-30"]
    for endless in (("长期",), ()):
        term = RecordTerm(start="a", end="b", endless=endless, stopped_by="c", stopped=("无效",))
        reader = TermReader(term, [Field(name=name, title=name) for name in "abc"])
        told = {
            "start": "a", "end": "b", "endless": list(endless), "stoppedBy": "c", "stopped": ["无效"],
            "before": term.before, "within": term.within, "after": term.after,
            "withoutEnd": term.without_end, "noLonger": term.no_longer,
        }  # fmt: skip
        rows = [{"a": a, "b": b, "c": c} for a in texts[:-1] for b in texts[:-1] for c in ("", "无效")]
        script = (
            "([term, rows]) => rows.map((row) => gk('records_data').standingOf(term, row, '2026-11-20')?.words || '')"
        )
        expected = [reader.on((row["a"], row["b"], row["c"]), date(2026, 11, 20)).words for row in rows]
        assert page.evaluate(script, [told, rows]) == expected
    page.close()


def test_an_old_copy_hides_penalties_whose_time_has_come(opened: Opened) -> None:
    opened.page.clock.set_fixed_time("2027-10-01T08:00:00+08:00")
    opened.go("990000017/2026-00071.html")
    rows = opened.page.locator("tbody tr")
    assert [row.inner_text() for row in rows.all()] == ["公示期已满，不再公开"] * 2
    opened.go(f"penalties/records.html#{quote('示商罚决〔2026〕11号')}")
    card = opened.page.get_by_role("dialog")
    expect(card).to_contain_text("公示期已满")
    expect(card).not_to_contain_text("示例盛美健身服务有限公司")
    card.get_by_role("button", name="关闭").click()
    expect(opened.page.locator("tbody tr", has_text="示例盛美健身服务有限公司")).to_have_count(0)
    expect(opened.page.locator("tbody tr", has_text="示例佳洁家政服务有限公司")).to_have_count(1)


def test_names_are_sorted_as_the_browser_would_sort_them(browser: Browser) -> None:
    chance = random.Random(20261124)
    names = ["".join(chr(chance.randrange(0x4E00, 0x9FA6)) for _ in range(chance.randrange(2, 8))) for _ in range(3000)]
    page = browser.new_page()
    by_browser = page.evaluate("(names) => names.sort(new Intl.Collator('zh-u-co-pinyin').compare)", names)
    assert in_pinyin_order(names) == by_browser
    page.close()


def test_a_table_of_few_columns_scrolls_with_the_page(opened: Opened) -> None:
    opened.go("permits/records.html")
    table = opened.page.locator(".gk-table--records")
    head = table.locator("thead th").first
    table.locator("tbody tr").nth(40).scroll_into_view_if_needed()
    assert table.evaluate("one => one.parentElement.scrollTop") == 0
    # The header stays at the top of the window while its rows pass.
    assert abs(head.evaluate("one => one.getBoundingClientRect().top")) < 2
    assert opened.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_record_links_to_its_basis_and_to_the_one_before_and_after(opened: Opened) -> None:
    opened.go("penalties/records.html#?q=资金存管")
    row = opened.page.locator(".gk-records--all tbody tr").first
    row.locator(".gk-records__key a").first.click()
    card = opened.page.locator(".gk-card")
    basis = card.get_by_role("link", name="示商发〔2020〕18号第三部分")
    assert (basis.get_attribute("href") or "").endswith("990000017/2020-00002.html")
    expect(card.locator(".gk-badge", has_text="部分失效")).to_be_visible()
    opened.go("permits/records.html#?q=示商许准字〔2026〕1872号")
    row = opened.page.locator(".gk-records--all tbody tr", has_text="示商许准字〔2026〕1872号").first
    after = row.locator(".gk-records__next")
    expect(after).to_have_text("已变更为 示商许变字〔2026〕1号（2026-11-17）")
    assert "990000017/2026-00210.html#" in (after.locator("a").get_attribute("href") or "")
