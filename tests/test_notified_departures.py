"""What a notice says of an item that has left: its names, its address and its days, each written in any of several ways."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from gongkai.binding.departures import Gone, lapsed, lapsed_on, names_of, notified_departures
from gongkai.binding.targets import Targets
from gongkai.model.departure import Departure, Manner
from gongkai.model.item import Item, Row, Value
from gongkai.model.kind import Field, FieldType
from gongkai.model.place import Place
from gongkai.model.relation import OutsideDocument

from tests.items import DOCUMENT, PLACE, made, row

DOMAIN = "https://swj.example.gov.cn/zfxxgk/"
NOTICE = replace(
    DOCUMENT,
    name="status_notice",
    title="变更撤销说明",
    fields=(
        Field(name="withdrawn", title="撤回的信息", type=FieldType.REFERENCE, relation="withdraws"),
        Field(name="taken_down", title="撤下的信息", type=FieldType.REFERENCE, relation="takes_down"),
        Field(name="changed", title="变更的信息", type=FieldType.REFERENCE, relation="changes"),
        Field(name="files", title="附件", type=FieldType.REFERENCE),
        Field(name="note", title="备注"),
    ),
)


def _notice(*rows: Row, name: str = "taken_down", **more: Value) -> Item:
    values: dict[str, Value] = {name: rows, "reason": "含有个人信息", "notice_date": date(2026, 11, 18), **more}
    return made("n/1", "说明", kind=NOTICE, agency="局", publish_date=date(2026, 11, 19), values=values)


def _told(*rows: Row, name: str = "taken_down", **more: Value) -> list[Departure]:
    notice = _notice(*rows, name=name, **more)
    return list(notified_departures([notice], Targets.of([notice]), DOMAIN))


@pytest.mark.parametrize(
    ("values", "names"),
    [
        ({"target": "990000017/2024-7", "title": "甲"}, ("990000017/2024-7",)),
        ({"index_no": " 示商/7 ", "target": "示商发〔2024〕7号", "title": "甲"}, ("示商/7",)),
        ({"target": "示商发〔2024〕7号", "doc_no": "示商函〔2024〕7号", "title": "甲"}, ("示商发〔2024〕7号", "示商函〔2024〕7号")),
        ({"target": "示商发〔2024〕7号", "doc_no": "示商发〔2024〕7号"}, ("示商发〔2024〕7号",)),
        ({"doc_no": "示商发〔2024〕7号", "title": "甲"}, ("示商发〔2024〕7号",)),
        ({"target": "990000017/2024-7", "doc_no": "示商发〔2024〕7号"}, ("990000017/2024-7",)),
        ({"target": "https://a.example/b"}, ("https://a.example/b",)),
        ({"target": "《甲》"}, ("《甲》",)),
        ({"title": "甲"}, ("甲",)),
        ({"target": "a.html", "title": "甲"}, ("a.html",)),
        ({}, ()),
    ],
)  # fmt: skip
def test_the_names_of_an_item_in_a_notice(values: dict[str, Value], names: tuple[str, ...]) -> None:
    assert names_of(row(**values)) == names


FULL = Departure(
    manner=Manner.TAKEN_DOWN,
    index_no="",
    title="",
    doc_no="",
    kind=NOTICE,
    agency="局",
    doc_date=None,
    publish_date=None,
    day=date(2026, 11, 18),
    reason="含有个人信息",
    notice=_notice(),
    aliases=(),
    place=PLACE,
)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (
            {
                "index_no": " 990000017/2024-7 ", "title": " 甲 ", "doc_no": " 示商发[2024]07号 ", "agency": "委",
                "doc_date": date(2024, 3, 4), "publish_date": date(2024, 3, 6), "date": date(2026, 1, 1), "note": "错发",
                "aliases": ("art/7.html", "art/7.html", "b.html"),
            },
            {
                "index_no": "990000017/2024-7", "title": "甲", "doc_no": "示商发〔2024〕7号", "agency": "委",
                "doc_date": date(2024, 3, 4), "publish_date": date(2024, 3, 6), "day": date(2026, 1, 1), "reason": "错发",
                "aliases": ("art/7.html", "b.html"),
            },
        ),
        ({"target": "990000017/2024-7"}, {"index_no": "990000017/2024-7"}),
        ({"target": "plain-7"}, {"index_no": "plain-7"}),
        ({"target": "示商发[2024]7号"}, {"doc_no": "示商发〔2024〕7号"}),
        ({"target": "《甲》"}, {"title": "甲"}),
        ({"target": "甲", "title": "《乙》和《丙》"}, {"title": "《乙》和《丙》"}),
        ({"target": "https://a.example/b.html"}, {"title": "https://a.example/b.html"}),
        # An address of a page of the column tells the number, any other one is a former address.
        (
            {"title": "甲", "url": " https://swj.example.gov.cn/zfxxgk/990000017/2024-7.html "},
            {"title": "甲", "index_no": "990000017/2024-7"},
        ),
        ({"title": "甲", "url": "https://swj.example.gov.cn/zfxxgk/i/p.html"}, {"title": "甲", "index_no": "p"}),
        ({"title": "甲", "url": "/zfxxgk/i/search/p.html"}, {"title": "甲", "index_no": "search/p"}),
        (
            {"title": "甲", "url": "https://swj.example.gov.cn/zfxxgk/art/7"},
            {"title": "甲", "aliases": ("art/7",)},
        ),
        ({"title": "甲", "url": "https://swj.example.gov.cn/zfxxgk/"}, {"title": "甲"}),
        (
            {"title": "甲", "url": "https://swj.example.gov.cn/old/%E7%94%B2.html"},
            {"title": "甲", "aliases": ("old/甲.html",)},
        ),
        (
            {"target": "990000017/2024-7", "url": "https://swj.example.gov.cn/zfxxgk/art/7.html", "aliases": ("c.html",)},
            {"index_no": "990000017/2024-7", "aliases": ("c.html", "art/7.html")},
        ),
        (
            {"target": "990000017/2024-7", "url": "https://swj.example.gov.cn/zfxxgk/990000017/2024-7.html"},
            {"index_no": "990000017/2024-7"},
        ),
    ],
)  # fmt: skip
def test_what_a_notice_says(values: dict[str, Value], said: dict[str, Any]) -> None:
    (told,) = _told(row(**values))
    assert replace(told, notice=FULL.notice) == replace(FULL, **said)
    assert told.notice == _notice(row(**values))


@pytest.mark.parametrize(
    ("address", "domain", "path"),
    [
        ("https://swj.example.gov.cn/zfxxgkold/a.html", DOMAIN, "zfxxgkold/a.html"),
        ("https://swj.example.gov.cn/zfxxgk/Xa/b", DOMAIN, "Xa/b"),
        ("https://a.example/X/art/7", "https://a.example/X", "art/7"),
        ("https://a.example/art/7?page=2#top", "https://a.example", "art/7"),
    ],
)
def test_a_former_address_is_told_from_the_root_of_the_column(address: str, domain: str, path: str) -> None:
    notice = _notice(row(title="甲", url=address, aliases="b.html"))
    (told,) = notified_departures([notice], Targets.of([notice]), domain)
    assert told.aliases == (path,)


def test_the_manner_is_that_of_the_field() -> None:
    one = row(title="甲")
    assert [departure.manner for departure in _told(one, name="withdrawn")] == [Manner.WITHDRAWN]
    assert [departure.manner for departure in _told(one, name="taken_down")] == [Manner.TAKEN_DOWN]
    assert [_told(one, name=name) for name in ("changed", "files", "note")] == [[], [], []]


def test_the_day_and_the_reason_are_those_of_the_notice_where_the_row_has_none() -> None:
    (told,) = _told(row(title="甲"), notice_date="", reason="")
    assert (told.day, told.reason) == (date(2026, 11, 19), "")


def test_only_what_is_not_in_the_column_has_left() -> None:
    item = made("990000017/2024-8", "乙", doc_no="示商发〔2024〕8号")
    rows = (row(title="甲"), row(target="990000017/2024-8"), row(doc_no="示商发[2024]8号"), row(title=" "), row())
    notice = _notice(*rows)
    told = list(notified_departures([item, notice, item], Targets.of([item, notice]), DOMAIN))
    assert [(one.title, one.notice) for one in told] == [("甲", notice)]


def test_a_period_that_is_over_takes_an_item_away() -> None:
    until: dict[str, Value] = {"public_until": date(2026, 11, 19), "privacy_exempt": "惩戒公示"}
    place = Place("content/5.md", 7, 3)
    dates: dict[str, Any] = {"doc_date": date(2026, 1, 2), "publish_date": date(2026, 1, 3)}
    item = made(
        "990000017/2024-5", "关于贾某亭的公示", doc_no="示商发〔2026〕5号", agency="局", values=until,
        places={"public_until": place}, aliases=("a.html",), **dates,
    )  # fmt: skip
    other = made("6", values={"public_until": date(2026, 11, 1)})
    assert lapsed_on([item, other], date(2026, 11, 19)) == ([item, other], [])
    assert lapsed_on([other, item], date(2026, 11, 20)) == ([other], [item])
    assert lapsed(item) == replace(
        FULL, index_no="990000017/2024-5", doc_no="示商发〔2026〕5号", kind=DOCUMENT, day=date(2026, 11, 20),
        reason="公示期已满", notice=None, aliases=("a.html",), place=place, **dates,
    )  # fmt: skip


def _gone(**said: Any) -> Departure:
    return replace(FULL, notice=None, **said)


def test_departures_are_found_by_every_name() -> None:
    gone = Gone()
    first = _gone(index_no="示商/7", title="《甲》", doc_no="示商发〔2024〕7号")
    second = _gone(index_no="示商/6", title="甲", doc_no="示商发〔2024〕7号", place=Place("b.md"))
    third = _gone(title="乙")
    fourth = _gone(title="乙", place=Place("content/a.md", 1))
    for one in (first, second, replace(first, title="另一个"), third, fourth):
        gone.add(one)
    names = ("示商／7", "示商发[2024]07号", "甲", "示商/6", "示商发〔2024〕6号", "乙", "另一个", "", "丙")
    assert [gone.find(name) for name in names] == [first, first, first, second, None, third, None, None, None]
    assert gone.in_order() == (fourth, third, second, first)


@pytest.mark.parametrize(
    ("said", "document"),
    [
        (
            {"index_no": "a1/7", "title": "甲", "doc_no": "示商发〔2024〕7号"},
            OutsideDocument("示商发(2024)7号", "示商发〔2024〕7号", "甲", "", "a1/7.html", "已撤下"),
        ),
        ({"title": "《甲 乙》"}, OutsideDocument("《甲乙》", "", "《甲 乙》", "", "", "已撤下")),
        (
            {"doc_no": "示商发〔2024〕7号", "manner": Manner.WITHDRAWN},
            OutsideDocument("示商发(2024)7号", "示商发〔2024〕7号", "", "", "", "已撤回"),
        ),
        ({"index_no": "a1/7"}, OutsideDocument("a1/7", "", "a1/7", "", "a1/7.html", "已撤下")),
        ({"aliases": ("c.html", "d.html")}, OutsideDocument("c.html", "", "c.html", "", "", "已撤下")),
    ],
)
def test_what_relations_lead_to(said: dict[str, Any], document: OutsideDocument) -> None:
    assert _gone(**said).document == document
