"""No page scrolls sideways, on whatever screen and in whatever letters somebody reads."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
KINDS = (
    "index.html",
    "about.html",
    "accessibility.html",
    "annual.html",
    "browse.html",
    "browse/index-number.html",
    "contents.html",
    "consultation.html",
    "credit/records.html",
    "directory.html",
    "external.html",
    "fields.html",
    "fields/agency.html",
    "fiscal.html",
    "guide.html",
    "inspection-results/records.html",
    "library.html",
    "library/repealed.html",
    "penalties/records.html",
    "permits/records.html",
    "policy.html",
    "search.html?q=示例华通国际商贸",
    "search.html?q=国办发〔2099〕1号",
    "sitemap.html",
    "statistics/records.html",
    "validity.html",
    "browse/subject-7efc-5408-653f-52a1.html",
    "enforcement-column.html",
    "themes.html",
    "themes/5546-52a1-8d38-6613.html",
    "themes/5546-52a1-8d38-6613/booklet.html",
    "units.html",
    "units/6d41-901a-4e1a-53d1-5c55-79d1.html",
    "990000017/2026-00401.html",
    "990000017/2026-00403.html",
    "990000017/2026-00064.html",
    "990000017/2026-00081.html",
    "990000017/2021-00008.html",
)
"""A page of each kind."""
LETTERS: dict[str, dict[str, str]] = {
    "标准": {},
    "长者模式": {"gk-elder": "on"},
    "大字": {"gk-size": "large"},
    "特大、宽松": {"gk-size": "huge", "gk-leading": "wide"},
    "长者模式、特大": {"gk-elder": "on", "gk-size": "huge"},
}
WIDTHS = (320, 390, 768, 1024, 1280)


@pytest.mark.parametrize("letters", LETTERS.values(), ids=list(LETTERS))
def test_no_page_scrolls_sideways(browser: Browser, address: str, letters: dict[str, str]) -> None:
    page = browser.new_page()
    page.goto(address)
    page.evaluate("(kept) => { for (const name in kept) localStorage.setItem(name, kept[name]); }", letters)
    wide = {}
    for kind in KINDS:
        answer = page.goto(address + kind)
        assert answer, kind
        assert answer.ok, kind
        if kind.startswith("search"):
            page.locator("#gk-search[aria-busy=false]").wait_for()
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            if over > 0:
                wide[kind, width] = over
    page.close()
    assert wide == {}
