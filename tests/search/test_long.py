"""Queries of many characters: whole titles, names run together, pasted paragraphs; found from a few files of the index."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from gongkai.searching.entries import Entry
from playwright.sync_api import Browser, Page

from tests.search.corpus import entries
from tests.search.site import asked, write_site

pytestmark = pytest.mark.browser
MOST_FILES = 16
"""Files of terms that one query may load."""
_TERM_FILES = (
    """() => performance.getEntriesByType("resource").filter(({ name }) => /\\/t[0-9a-f]{8}\\.js$/.test(name)).length"""
)


@cache
def _some() -> tuple[Entry, ...]:
    return tuple(entries(600, 3))


@cache
def _long() -> Entry:
    """The one with the longest title."""
    return max(_some(), key=lambda one: len(one.title))


def _paragraph() -> str:
    return max(_long().text.split("\n"), key=len)[:200]


@pytest.fixture
def page(browser: Browser, folder: Path) -> Iterator[Page]:
    page = browser.new_page()
    page.goto((folder / "index.html").as_uri())
    yield page
    page.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("long")
    write_site(_some(), folder, "shards")
    return folder


@pytest.mark.parametrize(
    "query",
    [lambda: _long().title, lambda: _long().title[3:], lambda: _long().title[:-3], _paragraph],
    ids=["whole", "end", "begin", "text"],
)
def test_a_long_query_is_found_from_few_files(page: Page, query: Callable[[], str]) -> None:
    [answer] = asked(page, [query()])
    assert answer.hits == (_long().url,)
    assert page.evaluate(_TERM_FILES) <= MOST_FILES


@pytest.mark.parametrize("place", [0, 1, 2, "middle", -8])
@pytest.mark.parametrize(
    ("right", "wrong"), [(1, "的"), (1, ""), (0, "的"), (2, "swap")], ids=["other", "left out", "too many", "swapped"]
)
def test_a_slip_in_a_long_title_is_understood(page: Page, place: int | str, right: int, wrong: str) -> None:
    title = _long().title
    place = len(title) // 2 if isinstance(place, str) else place % len(title)
    written = wrong if wrong != "swap" else title[place + 1] + title[place]
    [answer] = asked(page, [title[:place] + written + title[place + right :]])
    assert (answer.hits[:1] or answer.related[:1]) == (_long().url,)
    assert page.evaluate(_TERM_FILES) <= MOST_FILES + 4


def test_long_names_run_together_are_found_apart(page: Page) -> None:
    parts = _long().title[2:14], _paragraph().split("，")[0][-14:], _long().agency
    [answer] = asked(page, ["".join(parts)])
    assert answer.hits[0] == _long().url
    # What is called found holds all of it; what the index alone cannot prove is only related.
    assert {one.url for one in _some() if all(part in one.title + one.text + one.agency for part in parts)} == set(
        answer.hits
    )
    assert page.evaluate(_TERM_FILES) <= MOST_FILES
