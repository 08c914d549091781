"""Answers of the search page in a real browser: facets, days, address, marks, on a phone, in every palette, on paper."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from tests.browser.search_page import choose, count_of, facet_of, searched, settled, status_of, until

pytestmark = pytest.mark.browser


WIDTHS = (1280, 390)


def test_roles_and_names(pages: Callable[[int], Page], roots: dict[str, str]) -> None:
    page = searched(pages(1280), roots["http"], "?q=预付卡&kind=政策文件")
    assert status_of(page).get_attribute("role") == "status"
    assert page.get_by_role("heading", level=2).first.inner_text() == "检索结果"
    hits = page.locator(".gk-hits").first.get_by_role("listitem")
    assert hits.count() == count_of(page)
    assert hits.first.get_by_role("heading", level=3).count() == 1
    checked = facet_of(page, "类型").get_by_role("checkbox", checked=True)
    assert checked.count() == 1
    page.get_by_role("button", name="去掉条件：类型：政策文件").click()
    expect(page.locator(".gk-chosen")).to_be_hidden()
    # The button is gone, so the focus is where the new answer is told.
    expect(page.locator(".gk-search__status")).to_be_focused()


def test_facets_combine_and_count(pages: Callable[[int], Page], start: str) -> None:
    page = searched(pages(1280), start)
    everything = count_of(page)
    # A sub-class stands with its class: «其他» alone would say nothing.
    subjects = facet_of(page, "主题").locator(".gk-facet__value").all_text_contents()
    assert "商贸、海关、旅游/国内贸易" in subjects
    assert subjects[subjects.index("商贸、海关、旅游/国内贸易") - 1] == "商贸、海关、旅游"
    group = facet_of(page, "年份")

    def counted(value: str) -> int:
        words = group.locator("label", has_text=value).locator(".gk-facet__count").inner_text()
        return int(re.sub(r"\D", "", words))

    first, second = counted("2023"), counted("2024")
    assert 0 < first < everything
    choose(page, "年份", "2023")
    assert count_of(page) == first
    # Inside a facet values add up, so the other years keep their counts.
    assert counted("2024") == second
    choose(page, "年份", "2024")
    assert count_of(page) == first + second
    choose(page, "类型", "政策文件")
    both = count_of(page)
    assert 0 < both < first + second
    assert {one.inner_text()[:4] for one in page.locator(".gk-hit__day").all()} <= {"2023", "2024"}
    assert {one.inner_text() for one in page.locator(".gk-hit__fact:first-child").all()} == {"政策文件"}
    # The focus stays on what was chosen.
    assert page.evaluate("document.activeElement.id") == "gk-facet-kind-政策文件"


def test_the_address_holds_everything_and_back_works(pages: Callable[[int], Page], start: str) -> None:
    page = searched(pages(1280), start, "?q=通知")
    whole = status_of(page).inner_text()
    choose(page, "类型", "政策文件")
    choose(page, "年份", "2024")
    page.get_by_label("排序").select_option("date")
    expect(page).to_have_url(re.compile("sort=date"))
    page.get_by_role("button", name="按日期筛选").focus()
    page.get_by_label("从", exact=True).fill("2024-04-01")
    page.get_by_role("button", name="按日期筛选").click()
    expect(page).to_have_url(re.compile("from=2024-04-01"))
    settled(page)
    said, address = status_of(page).inner_text(), page.url
    titles = page.locator(".gk-hit__link").all_inner_texts()
    assert titles
    other = pages(1280)
    other.goto(address)
    expect(status_of(other)).to_have_text(said)
    assert other.locator(".gk-hit__link").all_inner_texts() == titles
    assert other.get_by_label("从", exact=True).input_value() == "2024-04-01"
    assert other.get_by_label("排序").input_value() == "date"
    for _ in range(4):
        page.go_back()
    expect(status_of(page)).to_have_text(whole)
    assert page.locator(".gk-chosen").is_hidden()
    page.go_forward()
    expect(page.get_by_role("button", name="去掉条件：类型：政策文件")).to_be_visible()


def test_a_hit_and_back_to_the_same_place(pages: Callable[[int], Page], start: str) -> None:
    page = searched(pages(1280), start, "?q=通知")
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
    until(lambda: abs(page.evaluate("scrollY") - scrolled) < 300)


def test_days_from_to(pages: Callable[[int], Page], start: str) -> None:
    page = searched(pages(1280), start, "?from=2022-01-01&to=2022-12-31")
    days = [one.get_attribute("datetime") or "" for one in page.locator(".gk-hit__day").all()]
    assert days
    assert all("2022-01-01" <= day <= "2022-12-31" for day in days)
    # The newest first, among what one may rely on and then among the rest.
    for part in page.locator(".gk-hits").all():
        listed = [one.get_attribute("datetime") or "" for one in part.locator(".gk-hit__day").all()]
        assert listed == sorted(listed, reverse=True)
    page.get_by_label("从", exact=True).fill("2023-01-01")
    page.get_by_role("button", name="按日期筛选").click()
    expect(page.get_by_role("alert")).to_have_text("起始日期晚于截止日期，请对调。")
    assert page.evaluate("document.activeElement.id") == "gk-facet-from"
    for wrong in ("?from=昨天", "?to=2022-02-30", "?on=20220101x", "?from=1022-01-01"):
        assert count_of(searched(page, start, wrong)) > 100, wrong
    assert searched(page, start, "?from=2022年1月1日&to=2022.12.31").locator(".gk-hit").count() == len(days)


def test_valid_on_a_day(pages: Callable[[int], Page], start: str) -> None:
    page = pages(1280)
    number = "示商规〔2020〕2号"
    for day, found in (("2021-06-01", True), ("2026-06-01", False), ("2019-06-01", False)):
        searched(page, start, f"?q={quote(number)}&on={day}")
        numbers = [
            one
            for part in (0, 1)
            for one in page.locator(".gk-hits").nth(part).locator(".gk-hit__fact").all_inner_texts()
        ]
        assert (number in numbers) is found, day
    page.get_by_role("button", name="去掉条件：2019年6月1日有效").click()
    expect(page.locator(".gk-search__past")).to_contain_text(number)
    searched(page, start, "?on=2099-01-01")
    expect(page.locator(".gk-search__notes")).to_contain_text("之后的变动尚不知道")


def test_an_old_copy_brings_states_up_to_today(pages: Callable[[int], Page], start: str) -> None:
    page = pages(1280)
    page.clock.set_fixed_time("2028-10-01T10:00:00+08:00")
    searched(page, start, "?q=示商规〔2022〕5号&kind=政策文件")
    hit = page.locator(".gk-hit--dead", has_text="示商规〔2022〕5号").first
    # Extended to 2028-09-14, so it has run out by now although it was in force when the copy was made.
    assert hit.get_by_role("heading").inner_text().startswith("失效")
    searched(page, start, "?q=示商规〔2026〕3号")
    assert page.locator(".gk-hit").first.get_by_role("heading").inner_text().startswith("有效")
    # What has run out since stands in the group below, in the facet and in the counts.
    searched(page, start, "?q=拍卖&state=失效")
    assert set(page.locator(".gk-badge").all_inner_texts()) == {"失效"}
    assert "都已经失效或者废止" in status_of(page).inner_text()
    assert (
        int(
            facet_of(page, "有效性")
            .locator("label", has_text="失效")
            .locator(".gk-facet__count")
            .inner_text()
            .split()[0]
        )
        > 0
    )
    expect(page.locator(".gk-search__notes")).to_contain_text("本副本的效力状态截至2026年11月24日")


def test_sorting_by_day(pages: Callable[[int], Page], start: str) -> None:
    page = searched(pages(1280), start, "?q=商业预付卡&sort=date")
    days = [one.inner_text() for one in page.locator(".gk-hits").first.locator(".gk-hit__day").all()]
    assert len(days) > 5
    assert days == sorted(days, reverse=True)


def test_validity_stands_in_words_before_the_title(pages: Callable[[int], Page], start: str) -> None:
    page = searched(pages(1280), start, "?q=示商规〔2020〕2号")
    hit = page.locator(".gk-hit--dead").first
    assert hit.get_by_role("heading").inner_text().startswith("废止")
    assert "示商规〔2020〕2号" in hit.locator(".gk-hit__facts").inner_text()


def test_what_was_found_is_marked(pages: Callable[[int], Page], start: str) -> None:
    page = searched(pages(1280), start, "?q=老字号")
    marks = page.locator(".gk-hit").first.locator("mark").all_inner_texts()
    assert marks
    assert set(marks) == {"老字号"}


def test_records_are_found_from_the_search_page(pages: Callable[[int], Page], start: str) -> None:
    page = searched(pages(1280), start, "?q=示例盛美健身服务有限公司")
    # Nothing but records hold the name, so they are the answer, and stand before what is only like it.
    expect(status_of(page)).to_contain_text("“示例盛美健身服务有限公司”：行政处罚记录中有 1 条，另有相关结果")
    block = page.get_by_role("region", name="行政处罚记录中有 1 条")
    (row,) = block.get_by_role("listitem").all()
    assert row.locator("mark").inner_text() == "示例盛美健身服务有限公司"
    assert row.locator(".gk-found__facts").inner_text().split("\n")[0].startswith("示商罚决〔2026〕11号")
    expect(page.locator(".gk-nothing__item")).to_have_count(0)
    first = page.locator(".gk-hit").first
    assert block.bounding_box()["y"] < first.bounding_box()["y"]  # type: ignore[index]
    row.get_by_role("link").click()
    expect(page.get_by_role("dialog")).to_contain_text("示例盛美健身服务有限公司")
    page.go_back()
    note = page.locator(".gk-search__note--records")
    assert note.count() == 0
    block.get_by_role("link", name="在行政处罚全部记录中查看").click()
    expect(page.get_by_role("status").filter(has_text="1 条")).to_be_visible()
    expect(page.locator("tbody tr", has_text="示例盛美健身服务有限公司").first).to_be_visible()
    searched(page, start, "?q=通知")
    expect(note).to_contain_text(re.compile("^也可以在公开记录中检索：.*行政许可"))


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("address", ["", "?q=预付卡&kind=政策文件&year=2020", "?q=量子火箭", "?q=示商规〔2020〕99号"])
def test_the_page_scrolls_one_way_only(pages: Callable[[int], Page], start: str, address: str, width: int) -> None:
    page = searched(pages(width), start, address)
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
    page = searched(pages(1280), roots["http"], "?q=示商规〔2020〕2号 通知")
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
    page = searched(pages(1280), roots["http"], "?q=示商规〔2020〕2号&on=2021-06-01")
    page.emulate_media(media="print")
    for hidden in (".gk-facets", ".gk-search__tools", ".gk-masthead__search", ".gk-ways"):
        assert page.locator(hidden).is_hidden(), hidden
    shown = page.locator("#gk-search").inner_text()
    assert "“示商规〔2020〕2号”：找到" in shown
    assert "2021年6月1日有效" in shown
    assert page.locator(".gk-badge--dead").first.is_visible()
    assert re.search(r"search\.html　\d+年\d+月\d+日打印$", shown)


def test_like_titles_go_by_date_and_synonyms_are_marked_whole(
    pages: Callable[[int], Page], roots: dict[str, str]
) -> None:
    # From a folder the index of our own answers, with the words of catalogue/synonyms.yml.
    page = searched(pages(1280), roots["folder"], "?q=三公经费")
    assert "三公支出" in page.locator("#gk-search").inner_text()
    titled = page.locator(".gk-hit", has=page.locator(".gk-hit__link .gk-hit__mark"))
    days = titled.locator(".gk-hit__day").all_text_contents()
    assert len(days) > 3
    assert days == sorted(days, reverse=True)
    marks = {re.sub(r"\W", "", one) for one in page.locator(".gk-hit__mark").all_text_contents()}
    assert marks <= {"三公经费", "三公经费支出", "三公支出", "三公消费"}
