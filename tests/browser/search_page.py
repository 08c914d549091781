"""The parts of the search page as tests meet them."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect


def searched(page: Page, start: str, address: str = "") -> Page:
    page.goto(f"{start}search.html{address}")
    settled(page)
    return page


def settled(page: Page) -> None:
    """Wait until the answer to the state of the page is shown."""
    expect(page.locator("#gk-search")).to_have_attribute("aria-busy", "false")


def until(holds: Callable[[], bool], seconds: float = 5) -> None:
    """Wait until something holds; Playwright's own way to wait for a condition needs what the policy forbids."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.05)


def status_of(page: Page) -> Locator:
    return page.locator(".gk-search__status")


def box_of(page: Page) -> Locator:
    return page.get_by_role("combobox", name="检索本专栏")


def count_of(page: Page) -> int:
    found = re.search(r"找到 (\d+) 条", status_of(page).inner_text())
    return int(found.group(1)) if found else 0


def facet_of(page: Page, title: str) -> Locator:
    return page.get_by_role("group", name=title, exact=True)


def choose(page: Page, facet: str, value: str) -> None:
    before = page.url
    facet_of(page, facet).get_by_role("checkbox", name=re.compile(f"^{re.escape(value)} ")).click()
    until(lambda: page.url != before)
    settled(page)
