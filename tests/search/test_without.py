"""A word behind a blank and a minus is left out, in both languages alike; a number with a dash is none."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from gongkai.searching.answers import first_answers
from gongkai.searching.entries import Entry
from gongkai.searching.publish_search import write_search
from gongkai.searching.without import split_query
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from tests.conftest import PROJECT
from tests.search.site import asked, both_ways, write_site

CASES = json.loads((PROJECT / "tests" / "cases" / "search" / "without.json").read_text(encoding="utf-8"))
SCRIPT = PROJECT / "theme_overrides" / "assets" / "gongkai" / "search_without.js"
QUERIES = st.text(st.sampled_from(' \t\u3000\u00a0-－—"“”「」招商公司aA1２0年度/.\n'), max_size=24)
SOME = tuple(
    Entry(url=f"{number}.html", title=title, text=text)
    for number, (title, text) in enumerate(
        [
            ("招商引资办法", "鼓励示例公司投资。"),
            ("招商引资通知", "各县区遵照执行。"),
            ("招商工作要点", "公开招商，司法保障。"),
            ("招商会公告", "有限公司名录（2024年度）。"),
            ("家政服务办法", "与招商无关。"),
        ]
    )
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["query"] or "empty")
def test_what_is_left_out(case: dict[str, object]) -> None:
    words, without = split_query(str(case["query"]))
    assert {"query": case["query"], "words": words, "without": list(without)} == case


@given(QUERIES)
def test_nothing_is_left_out_twice_and_words_stay(query: str) -> None:
    words, without = split_query(query)
    assert len(set(without)) == len(without)
    assert bool(without) or words == query


def test_the_written_index_leaves_out_too(tmp_path: Path) -> None:
    write_search(SOME, tmp_path, "shards")
    assert set(first_answers(tmp_path, "招商 -公司")) == {"1.html", "2.html", "4.html"}
    assert set(first_answers(tmp_path, "招商")) == {f"{number}.html" for number in range(5)}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[dict[str, Page]]:
    folder = tmp_path_factory.mktemp("without")
    write_site(SOME, folder, "pagefind")
    with both_ways(folder, browser) as opened:
        yield opened


@pytest.mark.browser
def test_the_browser_leaves_out_the_same(pages: dict[str, Page]) -> None:
    page = pages["shards"]
    script = "(queries) => queries.map((one) => { const { words, without } = gk('search_without').parted(one); return [words, without]; })"
    assert page.evaluate(script, [case["query"] for case in CASES]) == [
        [case["words"], case["without"]] for case in CASES
    ]

    @settings(max_examples=20, deadline=None)
    @given(st.lists(QUERIES, min_size=10, max_size=60))
    def same(queries: list[str]) -> None:
        assert page.evaluate(script, queries) == [
            [words, list(without)] for words, without in map(split_query, queries)
        ]

    same()


@pytest.mark.browser
@pytest.mark.parametrize("engine", ["pagefind", "shards"])
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("招商 -公司", {"1.html", "2.html", "4.html"}),
        ("招商 －公司 -要点", {"1.html", "4.html"}),
        ("招商 -2024年度", {"0.html", "1.html", "2.html", "4.html"}),
        ("招商 -“有限公司”", {"0.html", "1.html", "2.html", "4.html"}),
        ("招商 -司", {"1.html", "4.html"}),
        ("招商 -火箭", {f"{number}.html" for number in range(5)}),
        ("招商 -招商", set()),
    ],
)
def test_both_engines_leave_out(pages: dict[str, Page], engine: str, query: str, found: set[str]) -> None:
    (answer,) = asked(pages[engine], [query], engine)
    assert set(answer.hits) == found
    left_out = {f"{number}.html" for number in range(5)} - found
    assert not left_out & set(answer.related)
