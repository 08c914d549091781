"""An item, a row and a record give their values as what they are, and nothing where they have none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from gongkai.model.item import Item, Row, Value
from gongkai.model.kind import Base, Field, Kind
from gongkai.model.naming.listing import Listing
from gongkai.model.place import Place
from gongkai.model.record import NO_RECORDS, SEPARATOR, Record, RecordTable
from gongkai.model.relation import Relation, RelationKind, day_of
from gongkai.model.text_style import TextStyle, style_of

PLACE = Place("content/a.md", 2, 1)
KIND = Kind(
    name="policy_document",
    title="政策文件",
    base=Base.DOCUMENT,
    listing=Listing(path="policy", title="政策", part="法定主动公开内容"),
    fields=(),
)
ROW = Row(PLACE, {"title": "甲"})
VALUES: dict[str, Value] = {
    "text": "甲",
    "day": date(2024, 3, 4),
    "whole": 3,
    "exact": Decimal("1.50"),
    "flag": True,
    "rows": (ROW,),
    "texts": ("甲", "乙"),
}
ITEM = Item(kind=KIND, place=PLACE, index_no="p/1", title="甲", values=VALUES, places={"text": Place("a.md", 9)})


@pytest.mark.parametrize("of", [ITEM, Row(PLACE, VALUES)], ids=["item", "row"])
def test_texts_and_days(of: Item | Row) -> None:
    assert {name: of.text(name) for name in (*VALUES, "none") if of.text(name) != ""} == {"text": "甲"}
    assert {name: of.day(name) for name in (*VALUES, "none") if of.day(name) is not None} == {"day": date(2024, 3, 4)}


def test_figures_rows_and_places_of_an_item() -> None:
    figures = {name: ITEM.number(name) for name in (*VALUES, "none") if ITEM.number(name) is not None}
    assert figures == {"whole": Decimal(3), "exact": Decimal("1.50")}
    assert all(isinstance(figure, Decimal) for figure in figures.values())
    assert {name: ITEM.rows(name) for name in (*VALUES, "none") if ITEM.rows(name) != ()} == {"rows": (ROW,)}
    assert (ITEM.at("text"), ITEM.at("day")) == (Place("a.md", 9), PLACE)


@pytest.mark.parametrize(
    ("written", "style"),
    [
        ("公文", TextStyle.OFFICIAL),
        ("Markdown", TextStyle.MARKDOWN),
        ("markdown", TextStyle.MARKDOWN),
        (None, TextStyle.MARKDOWN),
    ],
)
def test_the_style_that_is_written_or_that_of_the_type(written: object, style: TextStyle) -> None:
    assert style_of(written, TextStyle.MARKDOWN) is style


COLUMNS = (
    Field(name="key", title="编号"),
    Field(name="id", title="证号", public=False),
    Field(name="note", title="备注"),
)
TABLE = RecordTable(
    columns=COLUMNS,
    packed=tuple(SEPARATOR.join(row) for row in (("0", "2", "一号", "一号", "x", ""), ("1", "7", "二号", "二号", "", "注"))),
    days=("2024-01-02", ""),
    filled=frozenset(("key", "id")),
)  # fmt: skip


def test_records_are_unpacked() -> None:
    first, second = Record(0, 2, "一号", ["一号", "x", ""]), Record(1, 7, "二号", ["二号", "", "注"])
    assert list(TABLE.rows()) == [first, second]
    assert [list(TABLE.rows(*between)) for between in ((1,), (0, 1), (2,))] == [[second], [first], []]
    assert [TABLE.source(place) for place in range(len(TABLE))] == [(0, 2), (1, 7)]
    assert [TABLE.position(name) for name in ("key", "note", "none")] == [0, 2, -1]
    # A row of which nothing is left was read somewhere, too.
    assert replace(TABLE, packed=(SEPARATOR.join(("1", "3", "", "", "")),)).source(0) == (1, 3)
    assert TABLE.shown == ((0, COLUMNS[0]),)
    assert (len(NO_RECORDS), list(NO_RECORDS.rows()), NO_RECORDS.position("key")) == (0, [], -1)


def test_the_day_of_a_relation_is_the_first_that_is_known() -> None:
    repeals = RelationKind(name="repeals", forward="废止的文件", reverse="被以下文件废止")
    known: list[dict[str, Any]] = [
        {"publish_date": date(2024, 1, 5)},
        {"doc_date": date(2024, 1, 4)},
        {"values": {"notice_date": date(2024, 1, 3)}},
        {"effective_from": date(2024, 2, 1)},
    ]
    source, days = replace(ITEM, values={}), []
    for more in [{}, *known]:
        source = replace(source, **more)
        relation = Relation(kind=repeals, source=source, target=ITEM, written="甲", place=PLACE)
        days.append(day_of(relation))
    assert days == [None, date(2024, 1, 5), date(2024, 1, 4), date(2024, 1, 3), date(2024, 2, 1)]
    stated = Relation(kind=repeals, source=source, target=ITEM, written="甲", date=date(2025, 1, 1), place=PLACE)
    assert day_of(stated) == date(2025, 1, 1)
