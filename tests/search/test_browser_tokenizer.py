"""The reader's browser cuts texts into the same terms as the index does."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from gongkai.model.script import traditional_pairs
from gongkai.searching.tokenizer import tokens
from gongkai.searching.tokens import unit_hash
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from tests.scripts import alone
from tests.search.test_tokens import TEXT, VECTORS

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def tokenizer(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    page.set_content("<!doctype html>")
    page.add_script_tag(content=alone("tokens"))
    forms = [list(traditional_pairs()), [ord(standard) for standard in traditional_pairs().values()]]
    page.evaluate("(forms) => { window.standard = gk('tokens').standardForms(...forms); }", forms)
    yield page
    page.close()


# Everything that a text is found by: its pairs of neighbours, what stands alone, and its dates.
_TOKENS = """(texts) => {
  const { cut, dates, joined, normalized } = gk("tokens");
  const tokens = (text) => {
    const { units, runs } = cut(text, standard);
    const pairs = units.map((unit, i) => (runs[i + 1] === runs[i] ? joined(unit, units[i + 1]) : unit));
    return [...pairs, ...dates(normalized(text, standard))];
  };
  return JSON.stringify(JSON.parse(texts).map(tokens));
}"""


def _cut(page: Page, texts: list[str]) -> list[list[str]]:
    # As JSON, since the protocol of the browser does not take every control character as it is.
    found = page.evaluate(_TOKENS, json.dumps(texts))
    return [sorted(one) for one in json.loads(found)]


def test_the_browser_tokenizes_the_vectors_as_python_does(tokenizer: Page) -> None:
    assert _cut(tokenizer, [text for text, _ in VECTORS]) == [sorted(cut) for _, cut in VECTORS]


def test_the_browser_knows_units_by_the_same_byte(tokenizer: Page) -> None:
    units = ["局", "开", "〇", "2018", "gb", "91140100ma0gxyz12x", "\U00020bb7", "a" * 64]
    assert tokenizer.evaluate("(units) => units.map(gk('tokens').unitHash)", units) == [
        unit_hash(unit) for unit in units
    ]


def test_the_browser_tokenizes_anything_as_python_does(tokenizer: Page) -> None:
    @settings(max_examples=30, deadline=None)
    @given(st.lists(TEXT, min_size=20, max_size=60))
    def same(texts: list[str]) -> None:
        assert _cut(tokenizer, texts) == [sorted(tokens(text)) for text in texts]

    same()
