"""What may be relied on comes before what is no longer in force: as the build sees it, as a browser does, on any later day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from gongkai.binding.bind import bind
from gongkai.model.validity import State
from gongkai.reading.column_sources import read_column
from gongkai.searching.answers import first_answers
from gongkai.searching.entries import Entry, entries_of
from gongkai.searching.ranking import Posting, rank
from gongkai.searching.shards import write_index
from gongkai.searching.standing import standing_row
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from tests.columns import SETTINGS, document, write_column
from tests.search.site import asked, served, write_site

_INTERPRETATION = {
    "类型": "政策解读", "文件类别": None, "解读单位": "示例市商务局", "解读人身份": "起草单位", "解读形式": "文字",
    "出台背景": "背景。", "主要内容": "内容。",
}  # fmt: skip
_COLUMN: dict[str, str | bytes] = {
    "catalogue/column.yml": SETTINGS,
    "content/1.md": document("1", 发文字号="示商规〔2020〕1号", 施行日期="2020-03-10", 发布日期="2020-03-10"),
    "content/2.md": document(
        "2", 发文字号="示商规〔2024〕2号", 施行日期="2024-03-10", 发布日期="2024-03-10", 有效期至="2028-03-09",
        废止="[{文件: 示商规〔2020〕1号, 日期: 2024-03-10}]",
    ),
    "content/3.md": document("3", **_INTERPRETATION, 发布日期="2020-03-11", 解读对象="示商规〔2020〕1号"),
    "content/4.md": document("4", **_INTERPRETATION, 发布日期="2024-03-11", 解读对象="示商规〔2024〕2号"),
    "content/5.md": document("5", 发布日期="2024-03-12"),
}  # fmt: skip


def test_entries_know_whether_they_may_be_relied_on(tmp_path: Path) -> None:
    reading = read_column(write_column(tmp_path, _COLUMN))
    assert reading.problems == ()
    found = list(entries_of(bind(reading, date(2026, 1, 1))))
    end = ((date(2028, 3, 10), "失效"),)
    assert [(one.index_no[-1], one.state, one.explains, one.changes, one.dead) for one in found] == [
        ("1", "废止", False, (), True),
        ("3", "废止", True, (), True),
        ("2", "有效", False, end, False),
        ("4", "有效", True, end, False),
        ("5", "未标注", False, (), False),
    ]
    assert found[0].see_also == (("现行文件", 2),)
    assert found[1].see_also == (("解读的文件", 0), ("现行文件", 2))
    assert found[2].see_also == ()


def test_the_build_puts_the_living_first() -> None:
    strong, weak = [Posting(0, 4), Posting(1, 0)], [Posting(0, 4), Posting(1, 0)]
    assert rank([strong, weak], 2, [8, 8], [2, 2]) == [0, 1]
    assert rank([strong, weak], 2, [8, 8], [2, 2], dead={0}) == [1, 0]


_TODAY = date.today()
_SOON, _LATER = _TODAY + timedelta(days=30), _TODAY + timedelta(days=400)
_SOME = (
    Entry(url="old", title="家政办法", text="家政补助。", state="有效", day=date(2019, 1, 1)),
    Entry(url="dead", title="家政办法", text="家政补助。", state="废止", day=date(2020, 1, 1)),
    Entry(url="of-dead", title="家政办法", text="家政补助。", state="废止", explains=True, day=date(2020, 1, 2), see_also=(("解读的文件", 1), ("现行文件", 4))),
    Entry(url="ends", title="家政办法", text="家政补助。", state="有效", changes=((_LATER, "失效"),), day=date(2021, 1, 1)),
    Entry(url="new", title="家政办法", text="家政补助。", state="尚未施行", changes=((_SOON, "有效"),), day=date(2022, 1, 1)),
    Entry(url="of-ends", title="家政办法", text="家政补助。", state="有效", explains=True, changes=((_LATER, "失效"),), day=date(2022, 1, 2)),
    Entry(url="named", title="示例办法", number="示商规〔2018〕3号", text="家政", state="失效", day=date(2023, 1, 1)),
    Entry(url="plain", title="家政通知", text="示商规〔2018〕3号", day=date(2024, 1, 1)),
)  # fmt: skip


def test_an_index_on_disk_puts_the_living_first(tmp_path: Path) -> None:
    write_index(_SOME, tmp_path, "pages")
    assert first_answers(tmp_path, "家政办法") == ("of-ends", "new", "ends", "old", "of-dead", "dead")


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("standing")
    write_site(_SOME, folder, "pagefind")
    with served(folder) as address:
        yield address


def _on(browser: Browser, start: str, day: date) -> Page:
    page = browser.new_page()
    page.clock.set_fixed_time(f"{day.isoformat()}T12:00:00+08:00")
    page.goto(start)
    return page


@pytest.mark.browser
@pytest.mark.parametrize("engine", ["pagefind", "shards"])
@pytest.mark.parametrize("sort", ["relevance", "date"])
def test_equal_hits_go_by_day_below_the_living(browser: Browser, start: str, engine: str, sort: str) -> None:
    page = _on(browser, start, _TODAY)
    [answer] = asked(page, ["家政办法"], engine, {"sort": sort})
    assert (answer.hits, answer.ended) == (("of-ends", "new", "ends", "old", "of-dead", "dead"), 2)
    page.close()
    page = _on(browser, start, _LATER)
    [answer] = asked(page, ["家政办法"], engine, {"sort": sort})
    assert (answer.hits, answer.ended) == (("new", "old", "of-ends", "ends", "of-dead", "dead"), 4)
    page.close()


@pytest.mark.browser
def test_facets_and_lists_of_everything_age_too(browser: Browser, start: str) -> None:
    told_on = """async () => {
      const index = await gk('search_shards').open("search/pages/");
      const every = await index.search("");
      const counts = Object.fromEntries(index.counts(every.hits, {}).state);
      const [filtered] = [await index.search("家政", { filters: { state: ["失效"] } })];
      const urls = (hits) => Promise.all(hits.map(async ({ entry }) => (await index.shown(entry)).url));
      return [counts, await urls(every.hits), await urls(filtered.hits)];
    }"""
    page = _on(browser, start, _TODAY)
    assert page.evaluate(told_on) == [
        {"有效": 2, "废止": 1, "尚未施行": 1, "失效": 1},
        ["plain", "of-ends", "new", "ends", "old", "named", "of-dead", "dead"],
        ["named"],
    ]
    page.close()
    page = _on(browser, start, _LATER)
    assert page.evaluate(told_on) == [
        {"有效": 2, "废止": 1, "失效": 2},
        ["plain", "new", "old", "named", "of-ends", "ends", "of-dead", "dead"],
        ["ends", "named"],
    ]
    page.close()


@pytest.mark.browser
@pytest.mark.parametrize("engine", ["pagefind", "shards"])
def test_a_dead_document_that_is_named_is_told_before_the_list(browser: Browser, start: str, engine: str) -> None:
    page = _on(browser, start, _TODAY)
    by_number, by_word = asked(page, ["示商规〔2018〕3号", "家政"], engine)
    assert (by_number.hits, by_number.named) == (("plain", "named"), ("named",))
    assert by_word.named == ()
    kin = page.evaluate("async () => (await gk('search_shards').open('search/pages/')).kin(2)")
    assert kin == [{"what": "解读的文件", "entry": 1}, {"what": "现行文件", "entry": 4}]
    page.close()


@pytest.mark.browser
def test_pagefind_alone_finds_the_same_where_our_terms_cannot_be_read(browser: Browser, start: str) -> None:
    page = browser.new_page()
    page.route("**/search/pages/t*.js", lambda route: route.abort())
    page.goto(start)
    [answer] = asked(page, ["家政办法"])
    # Pagefind tells nothing of how well: the newest come first, in force before the rest.
    assert (answer.hits, answer.ended) == (("of-ends", "new", "ends", "old", "of-dead", "dead"), 2)
    page.close()


_STATES = st.sampled_from(["", *(state.value for state in State)])
_DAYS = st.dates(date(2019, 1, 1), date(2032, 1, 1))


@pytest.mark.browser
def test_a_browser_tells_the_state_of_any_day(browser: Browser, start: str) -> None:
    page = _on(browser, start, date(2026, 1, 1))

    @given(_STATES, st.booleans(), st.dictionaries(_DAYS, _STATES, max_size=4))
    def same(state: str, explains: bool, changes: dict[date, str]) -> None:
        ordered = sorted(changes.items())
        now = page.evaluate("(one) => gk('search_standing').now(one)", standing_row(state, explains, ordered))
        known = [later for day, later in ordered if day <= date(2026, 1, 1)]
        expected = known[-1] if known else state
        assert (now["state"], now["own"]) == (expected, not explains)
        assert now["dead"] == (expected in ("废止", "失效", "撤回"))

    same()
    row = standing_row("公示期内", False, [(date(2025, 3, 10), "待公告")], of_term=True)
    told = page.evaluate("(one) => gk('search_standing').now(one)", row)
    assert told == {"state": "待公告", "own": False, "dead": False, "words": "待公告", "tone": "over"}
    page.close()
