"""The handbook in a browser without a network: every page fits its width, and Chinese words lead to their page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from gongkai.handbook.handbook import handbook_of
from playwright.sync_api import Browser, Page

from tests.conftest import PROJECT

pytestmark = pytest.mark.browser
WIDTHS = (390, 1280)
PAGES = (
    "index", "publish/index", "publish/fiscal", "publish/validity", "fields/index", "fields/policy-document",
    "rules/index", "rules/tables-complete", "rules/reading-yaml", "archive/index", "admin/upgrade", "readers",
)  # fmt: skip
ANSWERS = {
    "撤下": "撤下",
    "核验存档包": "存档包怎样核验",
    "签名验证": "存档包怎样核验",
    "三公经费": "“三公”经费",
    "table-missing": "官方表格齐全，空表有说明",
    "升级 退回": "升级和退回",
}
"""What is asked and the page that comes first."""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Keep the output of the tests clean."""


@pytest.fixture(scope="module")
def roots(handbook_site: Path) -> Iterator[dict[str, str]]:
    """The handbook behind a plain server and in a folder."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(handbook_site)))
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield {"http": f"http://127.0.0.1:{server.server_port}/", "folder": f"{handbook_site.as_uri()}/"}
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(params=["http", "folder"])
def root(request: pytest.FixtureRequest, roots: dict[str, str]) -> str:
    place: str = request.param
    return roots[place]


@pytest.fixture(params=WIDTHS)
def page(request: pytest.FixtureRequest, any_page: Page) -> Page:
    """A page of one width."""
    any_page.set_viewport_size({"width": request.param, "height": 844})
    return any_page


@pytest.fixture
def any_page(browser: Browser, root: str) -> Iterator[Page]:
    """A page that fails its test when a script fails or anything outside of the handbook is asked for."""
    opened = browser.new_page()
    faults: list[str] = []
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("request", lambda asked: faults.append(asked.url) if not asked.url.startswith((root, "data:")) else None)
    yield opened
    opened.close()
    assert faults == []


def test_the_built_handbook_asks_nobody(handbook_site: Path) -> None:
    """What a page loads lies in the handbook itself: style sheets, scripts, pictures, the data of the search."""
    built = {path.relative_to(handbook_site).as_posix(): path for path in handbook_site.rglob("*.html")}
    assert {page.path.removesuffix(".md") + ".html" for page in handbook_of(PROJECT).pages} == built.keys() - {
        "404.html"
    }
    for path in built.values():
        text = path.read_text(encoding="utf-8")
        loaded = re.findall(r"<(?:script|img|iframe)\b[^>]*\ssrc=\"?([^\s\">]+)", text)
        loaded += re.findall(r"<link\b[^>]*\shref=\"?([^\s\">]+)", text)
        assert len(loaded) > 3
        assert [one for one in loaded if re.match(r"(?:[a-z]+:)?//", one)] == [], path.name
    assert (handbook_site / "search" / "search_index.js").is_file()
    (worker,) = (handbook_site / "assets" / "javascripts" / "workers").glob("search.*.min.js")
    assert worker.read_text(encoding="utf-8").startswith("// Chinese is written without blanks.")


def test_every_sort_of_page_fits_its_width(any_page: Page, root: str) -> None:
    for name in PAGES:
        any_page.goto(f"{root}{name}.html")
        for width in WIDTHS:
            any_page.set_viewport_size({"width": width, "height": 844})
            assert any_page.evaluate("[innerWidth, document.documentElement.scrollWidth <= innerWidth]") == [
                width,
                True,
            ], name
        assert any_page.locator("h1").count() == 1, name


def test_chinese_words_and_codes_lead_to_their_page(page: Page, root: str) -> None:
    page.goto(f"{root}index.html")
    box = page.locator("input.md-search__input")
    # Narrow screens have a button in the place of the box.
    button = page.locator("header .md-header__button[for=__search]")
    (button if button.is_visible() else box).click()
    for words, title in ANSWERS.items():
        box.fill(words)
        # The search listens to keys, as every way of typing Chinese has some.
        box.press("End")
        first = page.locator(".md-search-result__item").first.locator("h1")
        first.filter(has_text=title).wait_for(timeout=20_000)
    box.fill("没有这样的词语")
    box.press("End")
    page.get_by_text("没有找到符合条件的结果").wait_for(timeout=20_000)


def test_a_hit_opens_its_place(page: Page, root: str) -> None:
    page.goto(f"{root}index.html?q=table-missing")
    page.locator(".md-search-result__item a").first.click(timeout=20_000)
    page.wait_for_url("**/rules/tables-complete.html*")
    assert page.locator("h1").inner_text().startswith("官方表格齐全")
