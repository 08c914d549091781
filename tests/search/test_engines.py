"""Both engines in a real browser, online and from a folder: every kind of question, filters, days, slips, broken files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from gongkai.model.publication import Publication
from gongkai.searching.entries import Entry, entries_of
from playwright.sync_api import Browser, Page

from tests.search.corpus import entries
from tests.search.named import named, named_entries
from tests.search.quality import quality_of
from tests.search.queries import Truth, held_out
from tests.search.site import asked, both_ways, served, write_site

pytestmark = pytest.mark.browser
ENGINES = ("pagefind", "shards")
PLACES = {
    "忻州市商务局": "示例市商务局",
    "忻州市": "示例市",
    "内江市": "示例市",
    "忻商务发": "示商发",
    "000014347": "990000017",
}
"""What the demonstration calls the places that the named questions ask for."""


@cache
def _some() -> tuple[Entry, ...]:
    return *named_entries(), *entries(300)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("search")
    assert write_site(_some(), folder, "pagefind").warning == ""
    return folder


@pytest.fixture(scope="module")
def pages(folder: Path, browser: Browser) -> Iterator[dict[str, Page]]:
    """An open page for each engine, the shards from a folder."""
    with both_ways(folder, browser) as opened:
        yield opened


@pytest.mark.parametrize("engine", ENGINES)
def test_questions_find_what_holds_them(pages: dict[str, Page], engine: str) -> None:
    queries = [*named(_some()), *held_out(_some(), 20260101, 12)]
    answers = asked(pages[engine], [query.text for query in queries], engine)
    assert {answer.engine for answer in answers} == {engine}
    lines = {line.kind: line for line in quality_of(queries, answers)}
    whole = lines.pop("全部")
    assert whole.recall >= 0.99, lines
    assert whole.precision >= 0.9, lines
    assert whole.first == whole.meant > 20, [
        (query.text, answer.hits[:3], query.target)
        for query, answer in zip(queries, answers)
        if query.target and query.target not in answer.first
    ]
    assert whole.nothing == 0
    assert {kind: line.precision for kind, line in lines.items() if line.count > 9 and line.precision < 0.9} == {}


@pytest.mark.parametrize("engine", ENGINES)
def test_scattered_pairs_are_no_phrase_however_many_entries_have_them(
    browser: Browser, tmp_path: Path, engine: str
) -> None:
    decoys = [Entry(url=f"d{n}", title=f"通报{n}", text="定襄县商务局牵头，五台县卫生局配合。") for n in range(150)]
    meant = [Entry(url=f"m{n}", title=f"批复{n}", text="定襄县卫生局负责。") for n in range(30)]
    write_site([*meant, *decoys], tmp_path, "pagefind")
    with served(tmp_path) as address:
        page = browser.new_page()
        page.goto(address)
        [answer] = asked(page, ["定襄县卫生"], engine)
        page.close()
    assert sorted(answer.hits) == sorted(one.url for one in meant)


@pytest.mark.parametrize("engine", ENGINES)
def test_the_demonstration_finds_every_item(
    demonstration: Publication, browser: Browser, tmp_path: Path, engine: str
) -> None:
    items = tuple(entries_of(demonstration))
    write_site(items, tmp_path, "pagefind")
    queries = [*named(items, PLACES), *held_out(items, 7, 8)]
    with served(tmp_path) as address:
        page = browser.new_page()
        page.goto(address)
        answers = asked(page, [query.text for query in queries], engine)
        page.close()
    *lines, whole = quality_of(queries, answers)
    assert (whole.first, whole.nothing) == (whole.meant, 0), lines
    assert whole.recall >= 0.99, lines
    assert whole.precision >= 0.9, lines


@pytest.mark.parametrize("engine", ENGINES)
def test_filters_and_days_count_as_the_entries_say(pages: dict[str, Page], engine: str) -> None:
    truth = Truth(_some())
    query = "政务公开"
    holding = truth.holding(query)
    by_url = {entry.url: entry for entry in _some()}

    def those(options: dict[str, object], text: str = query) -> set[str]:
        [answer] = asked(pages[engine], [text], engine, options)
        return set(answer.hits)

    assert those({}) == holding
    assert those({"filters": {"kind": ["政策文件", "部门预算"], "state": ["废止"]}}) == {
        url for url in holding if by_url[url].kind in ("政策文件", "部门预算") and by_url[url].state == "废止"
    }
    assert those({"from": "2014-01-01", "to": "2015-06-30"}) == {
        url for url in holding if "2014-01-01" <= str(by_url[url].day) <= "2015-06-30"
    }
    on = "2016-07-01"
    assert those({"validOn": on}, "") == {
        one.url
        for one in _some()
        if one.in_force_from and str(one.in_force_from) <= on and (not one.in_force_to or on <= str(one.in_force_to))
    }
    [answer] = asked(pages[engine], [query], engine, {"sort": "date"})
    assert list(answer.hits) == sorted(
        answer.hits, key=lambda url: (not by_url[url].dead, str(by_url[url].day)), reverse=True
    )


def test_counts_are_disjunctive_inside_a_facet(pages: dict[str, Page]) -> None:
    counted = pages["shards"].evaluate(
        """async () => {
          const index = await gk('search_shards').open("search/pages/");
          const filters = { kind: ["政策文件"] };
          const answer = await index.search("", { filters });
          const counts = index.counts(answer.hits, filters);
          return [Object.fromEntries(counts.kind), Object.fromEntries(counts.state), answer.hits.length];
        }"""
    )
    of_kind = [entry for entry in _some() if entry.kind == "政策文件"]
    assert counted[0] == Counter(one.kind for one in _some())
    assert counted[1] == {state: sum(e.state == state for e in of_kind) for state in {e.state for e in of_kind}}
    assert counted[2] == len(of_kind)


SLIPS = (
    Entry(url="a", title="双随机、一公开抽查办法", text="开展双随机抽查。", state="有效"),
    Entry(url="b", title="政务公开工作要点", number="示商发〔2018〕12号", text="政务公开。", state="有效"),
    Entry(url="c", title="政务公开工作要点", number="示商发〔2016〕3号", text="政务公开。", state="废止"),
    Entry(url="d", title="商务局预算", text="市商务局公开“三公”经费。商务局与其他部门。三公经费另行公布。"),
    Entry(url="e", title="內江市政務公開意見", text="關於全面推進政務公開工作的實施意見，２０１８年１２月８日"),
    Entry(url="f", title="𠮷祥超市许可", text="法定代表人𠮷田。二〇一八年十二月八日"),
    Entry(url="g", title="备案", text="许可编号 JY11401020012345，GB/T 22239-2019。"),
    Entry(url="h", title="转发示商发〔2018〕12号的通知", text="示商发〔2018〕12号、示商发〔2018〕120号"),
    Entry(url="i", title="人力资源和社会保障局招聘", text="招聘"),
    Entry(
        url="j",
        title="安全等级保护",
        text="按照GB/T22239执行，参照 GA 1277。第三条 买买提・吾守尔。第三批名单，二〇一九年印发。",
    ),
    Entry(url="k", title="安全检查通报第 12 号", text="２０２１ 年第十二条，No.７，参见GB 22239。第5章。"),
)


@pytest.fixture(scope="module")
def slips(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Page]:
    folder = tmp_path_factory.mktemp("slips")
    write_site(SLIPS, folder, "pagefind")
    with served(folder) as address:
        page = browser.new_page()
        page.goto(address)
        yield page
        page.close()


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("query", "hits", "suggestion"),
    [
        ("双随机一公开", "a", ""),
        ("双随即抽查", "", "双随机抽查"),
        ("政务公工作要点", "bc", "政务公开工作要点"),
        ("政务公开工作要典", "", "政务公开工作要点"),
        ("政务公开工作要点", "bc", ""),
        ("示商发[2018]12号", "bh", ""),
        ("示商发 2018 12號", "bh", ""),
        ("示商发2018年12号", "bh", ""),
        ("示商发〔2018〕第12号", "bh", ""),
        ("示商发2018第12号", "bh", ""),
        ("示商發（2018）012號", "bh", ""),
        ("示商发〔2O18〕12号", "bh", ""),
        ("示商发〔20l8〕I2号", "bh", ""),
        ("示商发〔二〇一八〕12号", "bh", ""),
        ("示商发〔二O一八〕十二号", "bh", ""),
        ("文号：示商发〔2018〕12号", "bh", ""),
        ("发文字号 示商发[2018]12", "bh", ""),
        ("商务局三公经费", "d", ""),
        ("商务局 三公经费", "d", ""),
        ('"商务局公开"', "d", ""),
        ('"商务局经费"', "", ""),
        ("内江市政务公开", "e", ""),
        ("2018-12-08", "ef", ""),
        ("20181208", "ef", ""),
        ("2018年12月8日", "ef", ""),
        ("𠮷田", "f", ""),
        ("𠮷", "f", ""),
        ("JY1140102001", "g", ""),
        ("gb/t 22239", "gj", ""),
        ("GB/T22239", "gj", ""),
        ("ＧＢ／Ｔ２２２３９", "gj", ""),
        ("22239", "gjk", ""),
        ("GB22239", "k", ""),
        ("GA1277", "j", ""),
        ("GA 22239", "j", ""),
        ("第12号", "k", ""),
        ("第 12 号", "k", ""),
        ("第１２号", "k", ""),
        ("2021年", "k", ""),
        ("2021 年", "k", ""),
        ("2021 年第十二条", "k", ""),
        ("第12条", "k", ""),
        ("第五章", "k", ""),
        ("第3批名单", "j", ""),
        ("No7", "k", ""),
        ("№7", "k", ""),
        ("买买提·吾守尔", "j", ""),
        ("买买提 吾守尔", "j", ""),
        ("示商发<2018>12号", "bh", ""),
        ("示商发［2018］12号", "bh", ""),
        ("示商發﹝2018﹞12號", "bh", ""),
        ("量子火箭", "", ""),
        ("，。；", "", ""),
    ],
)
def test_ways_of_asking(slips: Page, engine: str, query: str, hits: str, suggestion: str) -> None:
    [answer] = asked(slips, [query], engine)
    assert "".join(answer.hits[:1] if hits[:1] == "b" else sorted(answer.hits)) == (
        hits[:1] if hits[:1] == "b" else hits
    )
    assert set(answer.hits) == set(hits)
    assert answer.suggestion == suggestion


def test_words_that_mean_the_same(slips: Page) -> None:
    groups = [["人社局", "人力资源和社会保障局"]]
    [answer] = asked(slips, ["人社局招聘"], "shards", {"synonyms": groups})
    assert answer.hits == ("i",)


@pytest.mark.parametrize(
    ("query", "entry", "marked"),
    [
        ("内江市政务公开", 4, "內江市政務公開"),
        ("三公经费", 3, "三公”经费"),
        ("gb/t 22239", 6, "GB/T 22239"),
        ("２０１８年12月8日", 5, ""),
        ("𠮷田", 5, "𠮷田"),
        ("JY1140102", 6, "JY11401020012345"),
    ],
)
def test_marks_stand_on_the_characters_as_written(slips: Page, query: str, entry: int, marked: str) -> None:
    parts = slips.evaluate(
        """async ([query, entry]) => {
          const index = await gk('search_shards').open("search/pages/");
          const answer = await index.search(query);
          return [...index.mark((await index.shown(entry)).title, answer), ...(await index.excerpt(entry, answer))];
        }""",
        [query, entry],
    )
    assert [part["text"] for part in parts if part["mark"]][:1] == ([marked] if marked else [])


@pytest.mark.parametrize(
    ("file", "body", "reason"),
    [
        ("meta", None, "missing"),
        ("meta", "", "truncated"),
        ("meta", 'gkShard("pages/meta","0', "truncated"),
        ("meta", 'gkShard("pages/meta","0123456789abcdef","AAAA");', "truncated"),
        ("t*", None, "missing"),
        ("t*", "", "truncated"),
        ("t*", "older", "other-build"),
    ],
)
def test_broken_files_are_told_apart(browser: Browser, folder: Path, file: str, body: str | None, reason: str) -> None:
    page = browser.new_page()

    def answer(route: object, request: object) -> None:
        if body is None:
            route.abort()  # type: ignore[attr-defined]
            return
        name = str(request.url).split("?")[0].rsplit("/", 1)[1].removesuffix(".js")  # type: ignore[attr-defined]
        older = f'gkShard("pages/{name}","000000","AwA=");'
        route.fulfill(body=older if body == "older" else body, content_type="text/javascript")  # type: ignore[attr-defined]

    page.route(f"**/search/pages/{file}.js*", answer)
    with served(folder) as address:
        page.goto(address)
        told = page.evaluate(
            """async () => {
              try { await (await gk('search_shards').open("search/pages/")).search("政务公开"); return "fine"; }
              catch (error) { return error.reason; }
            }"""
        )
    assert told == reason
    page.close()
