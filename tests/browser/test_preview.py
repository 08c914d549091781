"""The preview in a browser: an edit and a mistake come by themselves, and go by themselves, where the reader is.

Its pages reload by themselves. What a page is asked meanwhile may never be answered, so nothing here asks without a limit
of time: ``evaluate`` and ``keyboard.press`` have none.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.columns import document, write_column
from tests.previewed import PATIENCE, Previewed, previewed, project

pytestmark = pytest.mark.browser
WIDTHS = (390, 1280)
WAIT = PATIENCE * 1000
LONG = "".join(f"第{number}段，各单位要认真落实。\n\n" for number in range(1, 80))
ADDRESS = "990000017/2024-00001.html"


def _text(**fields: object) -> str:
    return document("1", 正文=LONG, **fields)


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Previewed]]:
    root = project(tmp_path_factory.mktemp("running"), {"content/a.md": _text(), "content/b.md": document("2")})
    with previewed(root) as one:
        one.until(f"/{ADDRESS}", "已更新")
        yield root, one


@pytest.fixture
def opened(running: tuple[Path, Previewed], pages: Callable[[int], Page]) -> Iterator[Callable[[int], Page]]:
    """Opens the page of the item, without mistakes before and afterwards."""
    root, one = running

    def open_page(width: int) -> Page:
        page = pages(width)
        page.goto(one.url + ADDRESS, wait_until="load")
        return page

    yield open_page
    write_column(root, {"content/a.md": _text()})
    one.until(f"/{ADDRESS}", "已更新")


def _told(page: Page, expression: str) -> object:
    """What the expression gives in the page, within the limit of time of the page."""
    # In brackets it is never false, so that it is not tried again, which the policy of the page would forbid.
    return page.wait_for_function(f"[{expression}]").json_value()[0]


def test_a_mistake_and_its_repair(running: tuple[Path, Previewed], opened: Callable[[int], Page]) -> None:
    root, _ = running
    page = opened(1280)
    began = time.monotonic()
    write_column(root, {"content/a.md": _text().replace("标题: ", "标题：")})
    panel = page.get_by_role("alert")
    expect(panel).to_be_visible(timeout=WAIT)
    assert time.monotonic() - began < PATIENCE
    expect(panel).to_contain_text("有 1 个错误，最近的改动还没有显示")
    expect(panel).to_contain_text("content/a.md")
    expect(panel).to_contain_text("第 4 行第 3 列")
    expect(panel).to_contain_text("请改成半角冒号加一个空格，写成“标题: 内容”。")
    expect(page.locator("h1")).to_contain_text("关于做好第1项工作的通知")
    write_column(root, {"content/a.md": _text(标题="改好了的标题")})
    expect(page.locator("h1")).to_contain_text("改好了的标题", timeout=WAIT)
    expect(page.get_by_role("alert")).to_have_count(0)


def test_an_edit_comes_by_itself_and_leaves_the_reader_at_the_place(
    running: tuple[Path, Previewed], opened: Callable[[int], Page]
) -> None:
    root, _ = running
    page = opened(1280)
    assert _told(page, "(scrollTo(0, 1500), scrollY)") == 1500
    write_column(root, {"content/a.md": _text(标题="又一个标题")})
    expect(page.locator("h1")).to_contain_text("又一个标题", timeout=WAIT)
    page.wait_for_function("scrollY === 1500")


def test_edits_in_quick_succession_end_with_the_last(
    running: tuple[Path, Previewed], opened: Callable[[int], Page]
) -> None:
    root, _ = running
    page = opened(1280)
    for number in range(30):
        write_column(root, {"content/a.md": _text(标题=f"第{number}次改的标题")})
        time.sleep(0.03)
    expect(page.locator("h1")).to_contain_text("第29次改的标题", timeout=WAIT)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("elder", [False, True])
def test_the_panel_can_be_read_and_used_with_keys(
    running: tuple[Path, Previewed], opened: Callable[[int], Page], width: int, elder: bool
) -> None:
    root, _ = running
    page = opened(width)
    if elder:
        _told(page, "(localStorage.setItem('gk-elder', 'on'), document.documentElement.dataset.gkElder = 'on')")
    write_column(root, {"content/a.md": _text(发布日期="近日" * 60, 责任科室="很长的名称" * 30)})
    panel = page.get_by_role("alert")
    expect(panel).to_be_visible(timeout=WAIT)
    assert _told(page, "document.documentElement.scrollWidth <= innerWidth")
    assert _told(
        page,
        "[...document.querySelectorAll('.gk-preview *')].every((one) => !one.getClientRects().length || one.getBoundingClientRect().right <= innerWidth + 1)",
    )
    box = panel.bounding_box()
    assert box
    assert box["height"] < page.viewport_size["height"] * 0.75  # type: ignore[index]
    title = page.locator(".gk-preview__title")
    title.focus()
    body = page.locator(".gk-preview__body")
    expect(body).to_be_visible()
    focused = page.locator(":focus")
    focused.press("Escape")
    expect(body).to_be_hidden()
    focused.press("Enter")
    expect(body).to_be_visible()
    focused.press("Tab")
    expect(body).to_be_focused()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", ["problems", "changes"])
def test_pages_of_the_staff_fit(
    running: tuple[Path, Previewed], pages: Callable[[int], Page], width: int, name: str
) -> None:
    _, one = running
    page = pages(width)
    page.goto(f"{one.url}__preview/{name}")
    expect(page.locator("h1")).to_be_visible()
    assert _told(page, "document.documentElement.scrollWidth <= innerWidth")
    expect(page.locator(".gk-preview")).to_have_css("position", "fixed")


def test_without_scripts_the_state_is_that_of_the_last_reload(
    running: tuple[Path, Previewed], opened: Callable[[int], Page]
) -> None:
    root, one = running
    browser = opened(1280).context.browser
    assert browser
    context = browser.new_context(java_script_enabled=False)
    try:
        page = context.new_page()
        write_column(root, {"content/a.md": _text(发布日期="近日")})
        one.until(f"/{ADDRESS}", 'role="alert"')
        page.goto(one.url + ADDRESS)
        expect(page.get_by_role("alert")).to_contain_text("发布日期")
        write_column(root, {"content/a.md": _text()})
        one.until(f"/{ADDRESS}", "已更新")
        page.reload()
        expect(page.get_by_role("alert")).to_have_count(0)
    finally:
        context.close()


def test_a_page_says_when_the_preview_has_ended_and_goes_on_with_the_next(
    tmp_path: Path, pages: Callable[[int], Page]
) -> None:
    root = project(tmp_path, {"content/a.md": _text()})
    page = pages(1280)
    with previewed(root) as one:
        one.until(f"/{ADDRESS}", "已更新")
        page.goto(one.url + ADDRESS)
        expect(page.locator(".gk-preview__stopped")).to_be_hidden()
        one.end(signal.SIGTERM)
        expect(page.locator(".gk-preview__stopped")).to_be_visible(timeout=WAIT)
        write_column(root, {"content/a.md": _text(标题="停下时改的标题")})
        again = Previewed(root, one.port)
        try:
            expect(page.locator("h1")).to_contain_text("停下时改的标题", timeout=WAIT)
        finally:
            os.kill(again.process.pid, signal.SIGKILL)
            again.process.wait()
