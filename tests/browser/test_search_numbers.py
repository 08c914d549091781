"""A number that the column does not hold is said not to be held, and a word that is left out is told, with the way back."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.search_page import box_of, count_of, searched, settled, status_of

pytestmark = pytest.mark.browser
NOT_HELD = ".gk-not-held"


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("国办发〔2099〕1号", "国办发〔2099〕1号"),
        ("国办发[2099]1号", "国办发〔2099〕1号"),
        ("国办发（2099）第1号", "国办发〔2099〕1号"),
        ("国办发2099年01号", "国办发〔2099〕1号"),
        ("国办发2099-1", "国办发〔2099〕1号"),
        ("國辦發【２０９９】１號", "国办发〔2099〕1号"),
        ("文号：国办发〔2099〕1号", "国办发〔2099〕1号"),
        ("国办发〔二〇九九〕一号", "国办发〔2099〕1号"),
        ("关于规划的意见（国办发〔2099〕1号）", "国办发〔2099〕1号"),
        ("国务院令第0729号", "国务院令第729号"),
        ("示商规〔2020〕99号", "示商规〔2020〕99号"),
        ("990000017/2099-00001", "990000017/2099-00001"),
    ],
)
def test_a_number_that_is_not_held_is_said_not_to_be(
    pages: Callable[[int], Page], roots: dict[str, str], written: str, told: str
) -> None:
    page = searched(pages(1280), roots["folder"], f"?q={quote(written)}")
    block = page.locator(NOT_HELD)
    expect(block).to_contain_text(f"本专栏未收录“{told}”，不能据此判断")
    expect(block).to_contain_text("000-12345670（工作日 8:30—12:00，14:00—17:30）")
    expect(block.get_by_role("link", name="依法申请公开")).to_have_attribute("href", "apply.html")
    expect(status_of(page)).to_contain_text("本专栏未收录")
    expect(status_of(page)).not_to_contain_text("没有完全符合的")


@pytest.mark.parametrize(
    "written",
    [
        "示商规〔2020〕2号",
        "《示例市家政服务信用管理办法（试行）》示商规〔2021〕1号",
        "另一个标题的通知 示商规〔2020〕2号",
        "示商规[2020]2號",
        "示商许准字〔2026〕1590号",
        "990000017/2026-00064",
        "部门预算 2099 1",
        "2099年12月",
        "量子火箭 2099-12",
    ],
)
def test_what_is_held_or_no_number_is_not_said_to_be_missing(
    pages: Callable[[int], Page], roots: dict[str, str], written: str
) -> None:
    page = searched(pages(1280), roots["folder"], f"?q={quote(written)}")
    assert page.locator(NOT_HELD).count() == 0
    expect(status_of(page)).not_to_contain_text("未收录")


def test_a_number_that_others_mention_says_which(pages: Callable[[int], Page], start: str) -> None:
    page = searched(pages(1280), start, f"?q={quote('国办发〔2018〕37号')}")
    block = page.locator(NOT_HELD)
    expect(block).to_contain_text("本专栏未收录“国办发〔2018〕37号”，不能据此判断它的效力。")
    expect(block).to_contain_text("提到它的有：")
    # Who mentions it may itself no longer be what it was.
    expect(block).to_contain_text("《示例市促进消费专项资金管理办法》的通知（已修改）等 6 条信息")
    outside = block.get_by_role("link", name="引用的外部文件")
    expect(outside).to_have_attribute("href", re.compile(r"external\.html#d-[0-9a-f]{10}$"))
    outside.click()
    expect(page.locator(":target")).to_contain_text("国办发〔2018〕37号")


def test_conditions_do_not_make_a_number_missing(pages: Callable[[int], Page], start: str) -> None:
    page = searched(pages(1280), start, f"?q={quote('示商规〔2020〕2号')}&year=2016")
    assert page.locator(NOT_HELD).count() == 0


def test_where_records_cannot_be_read_nothing_is_claimed(browser: Browser, roots: dict[str, str]) -> None:
    page = browser.new_page()
    page.route("**/records-*/meta.js*", lambda route: route.abort())
    searched(page, roots["http"], f"?q={quote('示商许准字〔2026〕1590号')}")
    assert page.locator(NOT_HELD).count() == 0
    expect(page.locator(".gk-search__note--records")).to_contain_text("行政许可")
    page.close()


def test_a_word_that_is_left_out_is_told(pages: Callable[[int], Page], start: str) -> None:
    page = searched(pages(1280), start, f"?q={quote('通知')}")
    every = count_of(page)
    box_of(page).fill("通知 －家政")
    box_of(page).press("Enter")
    note = page.locator(".gk-search__notes")
    expect(note).to_contain_text("只列出不含“家政”的。")
    settled(page)
    assert 0 < count_of(page) < every
    for excerpt in page.locator(".gk-hit").all_inner_texts():
        assert "家政" not in excerpt
    note.get_by_role("link", name="也检索含有“家政”的").click()
    settled(page)
    assert count_of(page) == every
    expect(box_of(page)).to_have_value("通知")


def test_records_leave_out_too(pages: Callable[[int], Page], start: str) -> None:
    page = pages(1280)
    page.goto(f"{start}permits/records.html?q={quote('华通 -国际')}")
    status = page.locator(".gk-find__status")
    expect(status).to_contain_text("，都不含“国际”，最相关的在前。")
    assert all("国际" not in row for row in page.locator(".gk-records--all tbody tr").all_inner_texts())
    page.get_by_role("button", name="也检索含有“国际”的").click()
    expect(status).to_have_text("符合条件的有 140 条，最相关的在前。")
    expect(page.get_by_label("检索", exact=True)).to_have_value("华通")
    expect(page.get_by_role("button", name="也检索含有")).to_be_hidden()


def test_records_stand_before_what_is_only_like_the_name(pages: Callable[[int], Page], start: str) -> None:
    for width in (1280, 390):
        page = searched(pages(width), start, f"?q={quote('示例华通国际商贸')}")
        expect(status_of(page)).to_have_text(
            re.compile("^检索“示例华通国际商贸”：行政许可记录中有 76 条，另有相关结果")
        )
        block = page.locator(".gk-found")
        assert block.get_by_role("listitem").count() == 5
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        block.get_by_role("link", name="查看全部 76 条行政许可记录").click()
        expect(page.locator(".gk-find__status")).to_have_text("符合条件的有 76 条，最相关的在前。")


def test_an_old_copy_names_nobody_whose_time_has_come(pages: Callable[[int], Page], start: str) -> None:
    page = pages(1280)
    page.clock.set_fixed_time("2027-10-01T08:00:00+08:00")
    searched(page, start, f"?q={quote('示例盛美健身服务有限公司')}")
    expect(page.locator(".gk-found__one")).to_have_text("公示期已满，不再公开")
