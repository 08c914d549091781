"""What is answered where nothing holds the query as it is written: words run together, slips of a character."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from gongkai.searching.entries import Entry
from playwright.sync_api import Browser

from tests.search.site import Answer, asked, write_site

pytestmark = pytest.mark.browser


def _entries(name: str, count: int, text: str) -> list[Entry]:
    return [Entry(url=f"{name}{number}", title=f"通报{name}{number}", text=text) for number in range(count)]


def _answers(browser: Browser, folder: Path, entries: Sequence[Entry], *queries: str) -> list[Answer]:
    write_site(entries, folder, "shards")
    page = browser.new_page()
    page.goto((folder / "index.html").as_uri())
    answers = asked(page, queries)
    page.close()
    return answers


def test_words_that_meet_by_chance_hide_none_of_those_that_stand_apart(browser: Browser, tmp_path: Path) -> None:
    # 江市政 stands in so many words that 内江市 and 政府采购 may be two.
    apart = _entries("a", 30, "要汇总台账。内江市商务局牵头。政府采购合同公开。")
    chance = _entries("b", 2, "要汇总台账。内江市政府采购合同公开。")
    others = _entries("c", 20, "内江市财政局。县政府采购。")
    [answer] = _answers(browser, tmp_path, [*apart, *chance, *others], "要汇总内江市政府采购")
    assert set(answer.hits) == {one.url for one in (*apart, *chance)}
    # What holds the words in fewer parts comes first.
    assert set(answer.hits[:2]) == {one.url for one in chance}
    assert answer.suggestion == ""


def test_a_few_entries_in_more_parts_are_no_answer(browser: Browser, tmp_path: Path) -> None:
    close = _entries("a", 12, "要汇总台账。内江市政府采购合同公开。")
    far = _entries("b", 8, "要汇总台账。内江市商务局牵头。政府采购合同公开。")
    others = _entries("c", 20, "内江市财政局。县政府采购。")
    [answer] = _answers(browser, tmp_path, [*close, *far, *others], "要汇总内江市政府采购")
    assert set(answer.hits) == {one.url for one in close}
    assert set(answer.related) >= {one.url for one in far}


def test_a_slip_that_explains_more_than_words_apart_is_the_answer(browser: Browser, tmp_path: Path) -> None:
    chance = _entries("a", 2, "家政服装专柜。推进外商资金使用情况。")
    meant = _entries("b", 25, "公开家政服务资金使用情况。")
    others = _entries("c", 20, "家政服装。家政服饰。资金使用。")
    [answer] = _answers(browser, tmp_path, [*chance, *meant, *others], "家政服商资金使用")
    assert (answer.hits, answer.suggestion) == ((), "家政服务资金使用")
    assert set(answer.related[:25]) == {one.url for one in meant}
    assert {one.url for one in chance} <= set(answer.related)


def test_words_apart_are_the_answer_where_a_slip_explains_less(browser: Browser, tmp_path: Path) -> None:
    apart = _entries("a", 15, "家政服装专柜。推进外商资金使用情况。")
    slip = _entries("b", 2, "公开家政服务资金使用情况。")
    [answer] = _answers(browser, tmp_path, [*apart, *slip], "家政服商资金使用")
    assert set(answer.hits) == {one.url for one in apart}
    assert {one.url for one in slip} <= set(answer.related)


@pytest.mark.parametrize(
    "query",
    [
        "局要梳理的务公开重点",
        "局要梳理的政务公开重点",
        "局要梳理务公开重点",
        "局要梳理务政公开重点",
        "局的梳理政务公开重点",
        "局要梳理政务公开重的",
    ],
)
def test_what_holds_all_but_a_slip_comes_before_what_holds_it_here_and_there(
    browser: Browser, tmp_path: Path, query: str
) -> None:
    scattered = _entries("a", 40, "财政局要梳理台账。另行政务公开。局要报送。其他事务公布。公开重点名录。")
    meant = _entries("b", 5, "商务局要梳理政务公开重点名录，另有许多与此无关的文字，一行又一行。" + "某甲某乙。" * 40)
    [answer] = _answers(browser, tmp_path, [*scattered, *meant], query)
    assert answer.suggestion == "局要梳理政务公开重点"
    assert set((*answer.hits, *answer.related)[:5]) == {one.url for one in meant}


def test_neither_other_figures_nor_other_ends_are_meant_where_something_holds_the_words(
    browser: Browser, tmp_path: Path
) -> None:
    apart = _entries("a", 2, "代县商务局牵头。2016年行政处罚公示。")
    others = _entries("b", 12, "代县商务局2012年行政处罚公示。神池县商务局2016年行政处罚公示。")
    figures, ends = _answers(
        browser, tmp_path, [*apart, *others], "代县商务局2016年行政处罚", "定县商务局2016年行政处罚"
    )
    assert (figures.suggestion, set(figures.hits)) == ("", {one.url for one in (*apart, *others)})
    assert (ends.suggestion, ends.hits) == ("池县商务局2016年行政处罚", ())


def test_a_facet_does_not_change_what_was_meant(browser: Browser, tmp_path: Path) -> None:
    apart = [replace(one, state="有效") for one in _entries("a", 4, "家政服装专柜。推进外商资金使用情况。")]
    apart[0] = replace(apart[0], state="废止")
    slip = [replace(one, state="废止") for one in _entries("b", 3, "公开家政服务资金使用情况。")]
    write_site([*apart, *slip], tmp_path, "shards")
    page = browser.new_page()
    page.goto((tmp_path / "index.html").as_uri())
    [whole] = asked(page, ["家政服商资金使用"])
    [dead] = asked(page, ["家政服商资金使用"], options={"filters": {"state": ["废止"]}})
    page.close()
    assert (set(whole.hits), dead.hits) == ({"a0", "a1", "a2", "a3"}, ("a0",))


def test_what_a_slip_explains_is_not_sought_in_more_parts(browser: Browser, tmp_path: Path) -> None:
    meant = _entries("a", 2, "公开公务用车购置管理办法。")
    # 用购 is in none, 置管 in few: 公务用, 购置 and 管理 could be three words.
    others = _entries("b", 40, "公务用房整洁。另行购置设备。管理办法。")
    [answer] = _answers(browser, tmp_path, [*meant, *others], "公务用购置管理")
    assert (set(answer.hits), answer.suggestion) == ({"a0", "a1"}, "公务用车购置管理")


def test_all_that_nearly_holds_a_query_is_related(browser: Browser, tmp_path: Path) -> None:
    # 公示乙 and 公示丙 are as near to 公示的, so none of them may be left out.
    meant = [*_entries("a", 260, "要公示甲。"), *_entries("b", 240, "要公示乙。")]
    [answer] = _answers(browser, tmp_path, meant, "要公示的")
    assert (answer.hits, set(answer.related)) == ((), {one.url for one in meant})


def test_corrections_that_are_as_likely_are_all_suggested(browser: Browser, tmp_path: Path) -> None:
    meant = [Entry(url=f"{name}{n}", title=f"关于印发{name}办法的通知{n}") for name in "甲乙" for n in range(5)]
    [answer] = _answers(browser, tmp_path, meant, "关于印发的办法")
    assert set(answer.suggestions) == {"关于印发甲办法", "关于印发乙办法"}


def test_a_slip_in_what_titles_have_is_told_from_words_that_meet_in_texts(browser: Browser, tmp_path: Path) -> None:
    meant = [Entry(url=f"m{n}", title=f"静乐县教育局通报{n}", text="另行公布。") for n in range(20)]
    # 静乐县人 and 育局 stand in these texts, though nobody would write the one behind the other.
    chance = _entries("c", 30, "静乐县人民政府。代县教育局。")
    [answer] = _answers(browser, tmp_path, [*meant, *chance], "静乐县人育局")
    assert (answer.hits, answer.suggestion) == ((), "静乐县教育局")
    assert set(answer.related) == {one.url for one in (*meant, *chance)}
    # What was meant cannot be known, so the first page has both.
    assert {one[0] for one in answer.related[:10]} == {"m"}
    assert {one[0] for one in answer.related[10:20]} == {"c"}


def test_few_texts_with_a_slip_of_their_own_hide_no_titles_without_it(browser: Browser, tmp_path: Path) -> None:
    meant = [Entry(url=f"m{n}", title=f"政务公开工作要点{n}") for n in range(20)]
    slip = _entries("s", 1, "印发政务公开工作要典。")
    [answer] = _answers(browser, tmp_path, [*meant, *slip], "政务公开工作要典")
    assert (answer.hits, answer.suggestions) == (("s0",), ("政务公开工作要点",))
    assert set(answer.related) == {one.url for one in meant}


def test_what_titles_have_is_no_slip(browser: Browser, tmp_path: Path) -> None:
    others = [Entry(url=f"o{n}", title=f"政务公开工作要点{n}") for n in range(20)]
    own = [Entry(url="s", title="政务公开工作要典释义")]
    [answer] = _answers(browser, tmp_path, [*others, *own], "政务公开工作要典")
    assert (answer.hits, answer.suggestions) == (("s",), ())


def test_words_part_at_a_pair_that_is_a_word_of_its_own(browser: Browser, tmp_path: Path) -> None:
    # 务用 stands in every text, but behind 公, and 商务 never goes on with 用.
    apart = _entries("a", 9, "静乐县商务局。公务用车。用途商业。")
    [answer] = _answers(browser, tmp_path, apart, "静乐县商务用途商业")
    assert set(answer.hits) == {one.url for one in apart}


@pytest.mark.parametrize("query", ["农品产开发", "农产品发开", "产农品开发", "品农开发", "购同合工作"])
def test_two_characters_the_other_way_round_leave_something_of_a_short_query(
    browser: Browser, tmp_path: Path, query: str
) -> None:
    meant = [Entry(url=f"m{n}", title=f"农产品开发通报{n}", text="政府采购合同工作。农品开发。") for n in range(5)]
    [answer] = _answers(browser, tmp_path, meant, query)
    assert {*answer.hits, *answer.related} == {one.url for one in meant}


def test_where_many_things_go_on_what_is_right_is_meant(browser: Browser, tmp_path: Path) -> None:
    meant = [Entry(url=f"m{n}", title=f"公务接待{name}") for n, name in enumerate("甲乙丙丁戊己庚")]
    [answer] = _answers(browser, tmp_path, meant, "公务接待不")
    assert (answer.hits, answer.suggestions) == ((), ("公务接待",))
    assert set(answer.related) == {one.url for one in meant}


def test_a_question_is_answered_by_the_words_it_has(browser: Browser, tmp_path: Path) -> None:
    meant = [Entry(url=f"m{n}", title=f"老字号认定办法{n}", text="说明需要的条件。") for n in range(3)]
    others = _entries("o", 3, "条件。")
    [answer] = _answers(browser, tmp_path, [*others, *meant], "我想查一下老字号认定要什么条件")
    assert (answer.hits, set(answer.related)) == ((), {one.url for one in meant})


def test_what_was_not_read_is_no_hit_where_most_that_was_read_is_none(browser: Browser, tmp_path: Path) -> None:
    # The index keeps the same bits of 财政 and 市场, and 县市 and 市场监督 stand there too.
    decoys = _entries("d", 120, "静乐县财政局牵头，代县市场监督管理局配合。")
    meant = [Entry(url=f"m{n}", title=f"静乐县市场监督管理局通报{n}") for n in range(5)]
    [answer] = _answers(browser, tmp_path, [*decoys, *meant], "乐县市场监督")
    assert set(answer.hits) == {one.url for one in meant}
    assert set(answer.related) == {one.url for one in decoys}
