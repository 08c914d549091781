"""The reader's browser cuts texts into the same terms as the index does."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from gongkai.model.script import traditional_pairs
from gongkai.searching.cutting import tokens
from gongkai.searching.tokens import unit_hash
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from tests.conftest import PROJECT
from tests.search.test_tokens import TEXT, VECTORS

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def cutter(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    page.set_content("<!doctype html>")
    page.add_script_tag(path=str(PROJECT / "theme_overrides" / "assets" / "gongkai" / "tokens.js"))
    forms = [list(traditional_pairs()), [ord(standard) for standard in traditional_pairs().values()]]
    page.evaluate("(forms) => { window.standard = gkTokens.standardForms(...forms); }", forms)
    yield page
    page.close()


def _cut(page: Page, texts: list[str]) -> list[list[str]]:
    # As JSON, since the protocol of the browser does not take every control character as it is.
    found = page.evaluate(
        "(texts) => JSON.stringify(JSON.parse(texts).map((text) => gkTokens.tokens(text, standard)))", json.dumps(texts)
    )
    return [sorted(one) for one in json.loads(found)]


def test_the_browser_cuts_the_vectors_as_python_does(cutter: Page) -> None:
    assert _cut(cutter, [text for text, _ in VECTORS]) == [sorted(cut) for _, cut in VECTORS]


def test_the_browser_knows_units_by_the_same_byte(cutter: Page) -> None:
    units = ["局", "开", "〇", "2018", "gb", "91140100ma0gxyz12x", "\U00020bb7", "a" * 64]
    assert cutter.evaluate("(units) => units.map(gkTokens.unitHash)", units) == [unit_hash(unit) for unit in units]


def test_the_browser_cuts_anything_as_python_does(cutter: Page) -> None:
    @settings(max_examples=30, deadline=None)
    @given(st.lists(TEXT, min_size=20, max_size=60))
    def same(texts: list[str]) -> None:
        assert _cut(cutter, texts) == [sorted(tokens(text)) for text in texts]

    same()
