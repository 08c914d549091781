"""No page scrolls sideways, on whatever screen and in whatever letters somebody reads."""

from __future__ import annotations

from collections.abc import Sequence

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
    "长者模式": {"gkElder": "on"},
    "大字": {"gkSize": "large"},
    "特大、宽松": {"gkSize": "huge", "gkLeading": "wide"},
    "长者模式、特大": {"gkElder": "on", "gkSize": "huge"},
}
"""The settings of reading by name, as the page keeps them."""
WIDTHS = (320, 390, 768, 1024, 1280)
_SET = """(settings) => {
  const kept = document.documentElement.dataset;
  for (const name of ["gkElder", "gkSize", "gkLeading"]) delete kept[name];
  Object.assign(kept, settings);
}"""


@pytest.mark.parametrize("kinds", [KINDS[::2], KINDS[1::2]], ids=["even", "odd"])
def test_no_page_scrolls_sideways(browser: Browser, address: str, kinds: Sequence[str]) -> None:
    """The letters are changed on the page that is open, as a reader changes them."""
    page = browser.new_page()
    wide = {}
    for kind in kinds:
        answer = page.goto(address + kind)
        assert answer, kind
        assert answer.ok, kind
        if kind.startswith("search"):
            page.locator("#gk-search[aria-busy=false]").wait_for()
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            for letters, settings in LETTERS.items():
                page.evaluate(_SET, settings)
                over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
                if over > 0:
                    wide[kind, letters, width] = over
    page.close()
    assert wide == {}


def test_a_page_that_is_too_wide_in_large_letters_alone_is_seen(browser: Browser) -> None:
    """What is set changes the page: with huge letters a line that cannot break is wider than the screen."""
    page = browser.new_page(viewport={"width": 320, "height": 900})
    page.set_content("<style>[data-gk-size=huge] { font-size: 40px }</style><body>" + "a" * 30)
    found = {}
    for letters, settings in LETTERS.items():
        page.evaluate(_SET, settings)
        found[letters] = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    page.close()
    assert [letters for letters, over in found.items() if over] == ["特大、宽松", "长者模式、特大"]
