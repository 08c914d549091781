"""Comparisons, charts and consultations as a browser shows them: on paper, on a phone, without scripts, on a later day."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
COMPARED = "990000017/2023-00001/compare.html"


def test_a_comparison_reads_without_scripts_and_colour(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + COMPARED)
    assert page.locator("del.gk-compare__removed").nth(1).inner_text().startswith("〔删去：")
    assert page.locator("ins.gk-compare__added").nth(1).inner_text().startswith("〔增加：")
    line = "e => getComputedStyle(e).textDecorationLine"
    assert page.locator("td del").first.evaluate(line) == "line-through"
    assert page.locator("td ins").first.evaluate(line) == "underline"
    page.locator("summary", has_text="第一条至第三条未修改").click()
    assert page.get_by_text("市商务局负责编制使用方案").is_visible()
    context.close()


@pytest.mark.parametrize(
    "url", [COMPARED, "990000017/2023-00001/versions/2026-01-01.html", "990000017/2023-00008.html"]
)
def test_a_phone_scrolls_one_way_only(browser: Browser, address: str, url: str) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.goto(address + url)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.close()


@pytest.mark.parametrize(("width", "shown"), [(390, "narrow"), (1280, "wide")])
def test_words_of_a_chart_are_readable(browser: Browser, address: str, width: int, shown: str) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(address + "990000017/2025-00030.html")
    drawing = page.locator(".gk-chart__drawing:visible").first
    assert f"gk-chart__drawing--{shown}" in (drawing.get_attribute("class") or "")
    scale = drawing.evaluate("e => e.getBoundingClientRect().width / e.viewBox.baseVal.width")
    assert 12 <= 14 * scale <= 18
    page.close()


@pytest.mark.parametrize("width", [360, 390, 768, 1280])
@pytest.mark.parametrize("url", ["990000017/2025-00030.html", "fiscal.html", "index.html"])
def test_words_of_a_chart_grow_for_old_eyes(browser: Browser, address: str, width: int, url: str) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(address + url)
    page.get_by_role("button", name="长者模式").click()
    drawings = page.locator(".gk-chart__drawing:visible").all()
    assert drawings
    for drawing in drawings:
        scale = drawing.evaluate("e => e.getBoundingClientRect().width / e.viewBox.baseVal.width")
        assert 17 <= 14 * scale <= 26
    page.close()


def test_the_charts_of_the_home_are_readable_beside_the_news(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(address + "index.html")
    drawings = page.locator(".gk-chart__drawing:visible").all()
    assert len(drawings) == 2
    for drawing in drawings:
        assert 14 * drawing.evaluate("e => e.getBoundingClientRect().width / e.viewBox.baseVal.width") >= 12
    page.close()


def test_consultations_move_to_their_phase(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.clock.set_fixed_time("2027-02-01T10:00:00+08:00")
    page.goto(address + "consultation.html")
    group = page.locator("[data-gk-group='逾期未反馈']")
    assert group.is_visible()
    assert group.locator("li", has_text="再生资源").count() == 1
    assert page.locator("[data-gk-group='征集中']").is_hidden()
    page.close()
