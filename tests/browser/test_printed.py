"""Marks of what a paper itself has wrong in a real browser: seen, followed to their notes, told by the card of a record."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from gongkai.building.output import write_column as write_site
from gongkai.building.sources import checked_column
from gongkai.rendering.environment import standalone
from gongkai.searching.publish_search import publish_search
from playwright.sync_api import Browser, Page

from tests.columns import write_column
from tests.conftest import AS_OF, PROJECT
from tests.test_printed_marks import FILES

pytestmark = pytest.mark.browser
_PAGES = ("990000017/2024-00001.html", "990000017/2025-00012.html", "990000017/2025-00020/p2.html")


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = write_column(tmp_path_factory.mktemp("printed"), FILES)
    publication, _ = checked_column(root, AS_OF)
    theme = PROJECT / "theme_overrides"
    write_site(publication, standalone(theme), {}, root / "site", theme)
    publish_search(publication, root / "site", "shards")
    return root / "site"


@pytest.fixture(params=(390, 1280))
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": request.param, "height": 900})
    yield page
    page.close()


@pytest.mark.parametrize("url", _PAGES)
def test_a_mark_leads_to_its_note_and_makes_no_page_wider(printed: Path, page: Page, url: str) -> None:
    page.goto((printed / url).as_uri())
    mark = page.locator(".gk-printed").first
    assert mark.inner_text().endswith("※1")
    mark.click()
    note = page.locator("#printed-1")
    assert note.is_visible()
    assert "原件如此" in note.inner_text()
    assert note.evaluate("note => note.getBoundingClientRect().top < innerHeight")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_card_of_a_record_tells_it(printed: Path, page: Page) -> None:
    page.goto((printed / "990000017/2025-00020/p2.html").as_uri())
    page.locator("tr", has=page.locator(".gk-printed")).locator(".gk-records__key a").first.click()
    told = page.locator(".gk-card .gk-printed-notes__note")
    told.wait_for()
    assert told.inner_text() == (
        "原件如此：许可决定日期，印作“2025-02-30”。“许可决定日期”写成“2025-02-30”，日历上没有这一天。理由：原件日期如此。"
    )


def test_paper_has_the_mark_and_the_note(printed: Path, page: Page) -> None:
    page.goto((printed / "990000017/2025-00012.html").as_uri())
    page.emulate_media(media="print")
    assert page.locator(".gk-table__printed .gk-printed").is_visible()
    assert page.locator("#printed-1").is_visible()
