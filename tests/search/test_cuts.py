"""Queries whose words were run together, where more than one way of cutting them finds something."""

from __future__ import annotations

from pathlib import Path

import pytest
from gongkai.searching.entries import Entry
from playwright.sync_api import Browser

from tests.search.site import Answer, asked, write_site

pytestmark = pytest.mark.browser

_OTHERS = [
    *(
        Entry(url=f"o{n}", title=f"市政府工作规则{n}", text="市政府印发，市政设施，江市大桥，政务服务。")
        for n in range(60)
    ),
    *(Entry(url=f"p{n}", title=f"政务公开通报{n}", text="推进政务公开。") for n in range(60)),
]
# 内江 and 市政务公开, which is not 内江市 and 政务公开.
_AFTER_TWO = [Entry(url=f"a{n}", title=f"通报{n}", text="内江方面报来，推动全市政务公开。") for n in range(9)]
_AFTER_THREE = [
    *(Entry(url=f"b{n}", title=f"要点{n}", text="内江市各部门推进政务公开。") for n in range(14)),
    Entry(url="meant", title="内江市人民政府办公室关于印发内江市2018年政务公开工作要点的通知", text="推进政务公开。"),
]


def _answered(browser: Browser, folder: Path, some: list[Entry]) -> Answer:
    write_site([*_OTHERS, *some], folder, "shards")
    page = browser.new_page()
    page.goto((folder / "index.html").as_uri())
    [answer] = asked(page, ["内江市政务公开"])
    page.close()
    return answer


def test_ways_of_cutting_that_compete_are_all_asked(browser: Browser, tmp_path: Path) -> None:
    answer = _answered(browser, tmp_path, [*_AFTER_TWO, *_AFTER_THREE])
    assert set(answer.hits) == {one.url for one in (*_AFTER_TWO, *_AFTER_THREE)}
    # The whole is ranked: what says it in its title stands first, however it is cut.
    assert answer.hits[0] == "meant"


@pytest.mark.parametrize("meant", [_AFTER_TWO, _AFTER_THREE], ids=["two", "three"])
def test_either_way_alone_finds_its_own(browser: Browser, tmp_path: Path, meant: list[Entry]) -> None:
    assert set(_answered(browser, tmp_path, meant).hits) == {one.url for one in meant}


def test_a_way_that_explains_only_a_few_is_no_more_than_related(browser: Browser, tmp_path: Path) -> None:
    few = _AFTER_TWO[:3]
    answer = _answered(browser, tmp_path, [*few, *_AFTER_THREE])
    assert set(answer.hits) == {one.url for one in _AFTER_THREE}
    assert {one.url for one in few} <= set(answer.related)
