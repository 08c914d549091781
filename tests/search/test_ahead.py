"""The first answer of a search, from few files, before the whole one: what it shows and what it reads for that."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from gongkai.searching.entries import Entry
from playwright.sync_api import Browser, Page

from tests.search.corpus import entries
from tests.search.site import served, write_site

pytestmark = pytest.mark.browser
_FIRST = """async (query) => {
  const index = await gk('search_engine').open("", { engine: "shards" });
  const files = () => performance.getEntriesByType("resource").length;
  const begun = files();
  const told = {};
  const early = async (answer) => {
    told.files = files() - begun;
    told.none = Boolean(answer.none);
    told.exact = answer.exact;
    told.shown = await Promise.all(answer.hits.slice(0, answer.ready).map(async ({ entry }) => (await index.shown(entry)).url));
    told.more = files() - begun - told.files;
    told.hits = answer.hits.length;
  };
  const { hits } = await index.search(query, { early });
  return { ...told, whole: await Promise.all(hits.slice(0, 20).map(async ({ entry }) => (await index.shown(entry)).url)) };
}"""


@pytest.fixture(scope="module")
def page(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    folder = tmp_path_factory.mktemp("ahead")
    meant = [Entry(url=f"m{n}", title=f"批复{n}", text="丁溪蝶杏勺松钩柳一并登记。") for n in range(2)]
    decoys = [Entry(url=f"d{n}", title=f"通报{n}", text="丁溪蝶杏勺松扇竹一并登记。") for n in range(2)]
    named = Entry(url="n", title="关于鱼类名录的通知", number="示鱼发〔2021〕501号")
    others = [Entry(url=f"o{n}", title="关于名录的通知", number=f"示鱼发〔2021〕{n}号") for n in range(502, 600)]
    write_site((*meant, *decoys, named, *others, *entries(150)), folder, "shards")
    page = browser.new_page()
    with served(folder) as address:
        page.goto(address)
        yield page
    page.close()


@pytest.mark.parametrize(
    ("query", "shown", "exact"),
    [
        # Two terms tell all eight characters; the marks of the last one tell that the decoys end otherwise.
        ("丁溪蝶杏勺松钩柳", ["m1", "m0"], False),
        # Figures have marks in common, so their own pair is read.
        ("示鱼发〔2021〕501号", ["n"], False),
        # Two terms are all that there are.
        ("丁溪蝶", ["d1", "d0", "m1", "m0"], True),
    ],
)
def test_few_files_tell_what_the_whole_answer_begins_with(
    page: Page, query: str, shown: list[str], exact: bool
) -> None:
    page.reload()
    told: dict[str, Any] = page.evaluate(_FIRST, query)
    assert told["shown"] == told["whole"] == shown
    assert (told["hits"], told["exact"], told["none"]) == (len(shown), exact, False)
    # Lines that can be shown need no further file.
    assert told["files"] <= 3
    assert told["more"] == 0


def test_nothing_is_told_after_two_files(page: Page) -> None:
    page.reload()
    told: dict[str, Any] = page.evaluate(_FIRST, "柳钩松勺杏蝶溪丁")
    assert (told["none"], told["hits"], told["whole"]) == (True, 0, [])
    assert told["files"] <= 2
