"""The seed documents, as they were really published, are found by both engines in every way of asking for them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from gongkai.binding.bind import bind
from gongkai.reading.column_sources import read_column
from gongkai.searching.entries import entries_of
from playwright.sync_api import Browser

from tests.columns import write_column
from tests.real.columns import REAL
from tests.real.seed_documents import seed_documents
from tests.search.named import named
from tests.search.quality import quality_of
from tests.search.queries import held_out
from tests.search.site import asked, served, write_site

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not REAL.is_dir(), reason="没有 ../shared/real（开发时才有的真实公开件），跳过"),
]
FIRST = {
    "000014347/2018-00231": "000014347/2018-00231.html",
    "2018-00231": "000014347/2018-00231.html",
    "忻州市商务局2018年政务公开工作要点": "000014347/2018-00231.html",
    "忻州市商務局2018年政務公開工作要點": "000014347/2018-00231.html",
    "015116516-201612-480926": "i/015116516-201612-480926.html",
    "關於全面推進西山區政務公開工作的實施意見": "i/015116516-201612-480926.html",
}


@pytest.mark.parametrize("engine", ["pagefind", "shards"])
def test_seeds_are_found(browser: Browser, tmp_path: Path, engine: str) -> None:
    root = write_column(tmp_path / "column", seed_documents())
    items = tuple(entries_of(bind(read_column(root), date(2026, 11, 24))))
    write_site(items, tmp_path / "site", "pagefind")
    sampled = [*named(items), *held_out(items, 20261124, 12)]
    with served(tmp_path / "site") as address:
        page = browser.new_page()
        page.goto(address)
        answers = asked(page, [*FIRST, *(query.text for query in sampled)], engine)
        page.close()
    assert {query: answer.hits[:1] for query, answer in zip(FIRST, answers)} == {
        query: (url,) for query, url in FIRST.items()
    }
    *lines, whole = quality_of(sampled, answers[len(FIRST) :])
    assert whole.recall >= 0.99, lines
    assert whole.precision >= 0.9, lines
    assert whole.nothing == 0, lines
