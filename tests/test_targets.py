"""A reference finds the item that it names, by number or title, and what is outside the column keeps its own name."""

from __future__ import annotations

import pytest
from gongkai.binding.targets import Targets, looks_like_index, outside_document
from gongkai.model.item import Item
from gongkai.model.relation import OutsideDocument

from tests.items import made, row

FIRST = made("示商/2024-1", "关于“三公”经费公开工作的通知", doc_no="示商发〔2024〕1号")
SECOND = made("示商/2024-2", "关于公布名单的通知", doc_no="示商发[2024]001号")
THIRD = made("示商/2024-3", "关于公布名单的通知")
FOURTH = made("示商/2024-4", "年报", doc_no="示商函〔2024〕40号")
FIFTH, SIXTH = made("示商/2024-5", "部门决算"), made("示商/2024-6", "部门预算报告书")
TARGETS = Targets.of([FIRST, SECOND, THIRD, FOURTH, FIFTH, SIXTH])


@pytest.mark.parametrize(
    ("written", "item"),
    [
        ("示商／2024-1", FIRST),
        ("示商发（2024）第01号", FIRST),
        ("《关于三公经费公开工作的通知》", FIRST),
        ("示商/2024-3", THIRD),
        ("年报", FOURTH),
        # Two have this title.
        ("关于公布名单的通知", None),
        ("示商发〔2024〕2号", None),
        ("", None),
    ],
)
def test_what_a_reference_names(written: str, item: Item | None) -> None:
    assert TARGETS.find(written) is item


def test_items_that_share_a_name() -> None:
    assert TARGETS.repeated_numbers == [(SECOND, FIRST)]
    assert TARGETS.titled("《关于公布名单的通知》") == [SECOND, THIRD]
    assert TARGETS.titled("关于公布名单") == []


@pytest.mark.parametrize(
    ("written", "item"),
    [
        ("关于三公经费公开的通知", FIRST),
        ("关于公布名单通知", SECOND),
        ("示商办函〔2024〕40号", FOURTH),
        ("部门预算报告", SIXTH),
        ("关于公布清单的通告", None),
        ("关于其他事项的通知", None),
        # Of short names any two are alike.
        ("部门的决算", None),
        ("年年报", None),
    ],
)
def test_what_may_be_meant(written: str, item: Item | None) -> None:
    assert TARGETS.nearly(written) is item


@pytest.mark.parametrize(
    ("written", "title", "document"),
    [
        ("国办发[2018]023号", "", OutsideDocument("国办发(2018)23号", "国办发〔2018〕23号", "", "u")),
        ("国办发〔2018〕23号", "办法", OutsideDocument("国办发(2018)23号", "国办发〔2018〕23号", "办法", "u")),
        ("", "《办法》", OutsideDocument("《办法》", "", "《办法》", "u")),
        (" 《预算 法》 ", "", OutsideDocument("预算法", "", "预算 法", "u")),
        ("预算法", "办法", OutsideDocument("办法", "", "办法", "u")),
    ],
)
def test_a_document_outside_the_column(written: str, title: str, document: OutsideDocument) -> None:
    assert outside_document(row(title=title, url="u"), written) == document


@pytest.mark.parametrize(
    ("written", "prefixes", "own"),
    [
        ("990000017/2024-1", ("990000017/",), True),
        ("示商/2024-1", ("990000017/", "示商/"), True),
        ("990000018/2024-1", ("990000017/",), False),
        ("990000017/2024-1", ("",), False),
        ("990000017/2024-1", (), False),
    ],
)
def test_a_number_of_this_column(written: str, prefixes: tuple[str, ...], own: bool) -> None:
    assert looks_like_index(written, prefixes) is own
