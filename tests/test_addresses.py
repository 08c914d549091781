"""Every number has one portable address, with its attachments beside it and the way back to the root."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from gongkai.binding.bind import bind
from gongkai.model.addresses import attachment_url, item_url, number_url, root_of
from gongkai.model.anchor import anchor_of
from gongkai.model.document_number import brackets_of
from gongkai.model.former_address import former_url
from gongkai.model.formula import Figure, evaluate, written
from gongkai.reading.column_sources import read_column
from gongkai.reading.types.formula_parser import parse
from hypothesis import given
from hypothesis import strategies as st

from tests.columns import document, write_column

ANCHORS = json.loads((Path(__file__).parent / "cases" / "records" / "anchors.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("number", "url"),
    [
        ("990000017/2018-00231", "990000017/2018-00231.html"),
        ("a1/b/c", "a1/b/c.html"),
        ("p", "i/p.html"),
        ("search/p", "i/search/p.html"),
        ("i/p", "i/p.html"),
        ("/p", "i/p.html"),
        ("a1//p", "a1/p.html"),
        ("示/p", "_793a/p.html"),
        ("a1/p q", "a1/p_20q.html"),
        ("a1/.p", "a1/_2ep.html"),
        ("a1/p.", "a1/p_2e.html"),
        ("a1/pqr.", "a1/pqr_2e.html"),
        ("a1/p..q", "a1/p..q.html"),
        ("a1/p q..r", "a1/p_20q_2e_2er.html"),
        ("a1/", "a1/_.html"),
    ],
)
def test_an_address_follows_from_the_number(number: str, url: str) -> None:
    number_url.cache_clear()
    assert number_url(number) == url


def test_an_attachment_lies_in_a_folder_beside_its_page(tmp_path: Path) -> None:
    files = {"content/1.md": document("1", 附件="[申请表.txt]"), "content/申请表.txt": "姓名：\n"}
    (item,) = bind(read_column(write_column(tmp_path, files)), date(2026, 1, 1)).reading.items
    assert item_url(item) == "990000017/2024-00001.html"
    assert attachment_url(item, item.attachments[0]) == "990000017/2024-00001/申请表.txt"
    assert item_url(replace(item, index_no="p.html")) == "i/p.html.html"


@pytest.mark.parametrize(
    ("written", "url"),
    [
        ("zwgk/t1.html", "zwgk/t1.html"),
        ("/zwgk/t1.htm", "zwgk/t1.htm"),
        (" /XXgk/T1.HTML ", "XXgk/T1.HTML"),
        ("http://old.example.gov.cn/a/b.shtml?x=1#y", "a/b.shtml"),
        ("news/", "news/index.html"),
        ("/news/XX", "news/XX.html"),
        ("show.asp?id=7", "show.asp.html"),
        ("%E5%85%AC%E5%BC%80.html", "公开.html"),
        ("../../etc/passwd", ""),
        ("a/../b.html", ""),
        ("a/./b.html", ""),
        ("a/b%00.html", ""),
        ("a\\b.html", ""),
        ("http://[a/b.html", ""),
        ("", ""),
        ("/", ""),
    ],
)
def test_former_addresses(written: str, url: str) -> None:
    assert former_url(written) == url


@pytest.mark.parametrize(("url", "root"), [("index.html", ""), ("a/b.html", "../"), ("a/b/c.html", "../../")])
def test_the_way_to_the_root(url: str, root: str) -> None:
    assert root_of(url) == root


@pytest.mark.parametrize(
    ("written", "brackets"),
    [("示商发〔2024〕1号", "〔〕"), ("示商发[2024]1号", "[]"), ("（示）商发2024", "（）"), ("甲", "")],
)
def test_the_brackets_of_a_number(written: str, brackets: str) -> None:
    assert brackets_of(written) == brackets


def test_a_formula_of_many_terms() -> None:
    formula = parse(" 甲 + 乙 - 丙 + 丁 = 戊 - 己 ")
    assert written(formula) == "甲 + 乙 - 丙 + 丁 = 戊 - 己"
    figures = {"甲": "8", "乙": "4", "丙": "1", "丁": "2", "戊": "20", "己": "7"}
    outcome = evaluate(formula, lambda label: Figure(Decimal(figures[label]), 0))
    assert outcome is not None
    assert (outcome.left, outcome.right, outcome.holds) == (Decimal(13), Decimal(13), True)


def test_a_number_of_an_item(tmp_path: Path) -> None:
    (item,) = bind(read_column(write_column(tmp_path, {"content/1.md": document("1")})), date(2026, 1, 1)).reading.items
    known = replace(item, values={"whole": 3, "exact": Decimal("1.50"), "text": "3"})
    assert [known.number(name) for name in ("whole", "exact", "text", "none")] == [
        Decimal(3),
        Decimal("1.50"),
        None,
        None,
    ]


@pytest.mark.parametrize(("key", "anchor"), ANCHORS)
def test_anchors(key: str, anchor: str) -> None:
    assert anchor_of(key) == anchor


@given(st.text(max_size=40))
def test_an_anchor_is_safe_and_is_its_own_anchor(key: str) -> None:
    anchor = anchor_of(key)
    assert not set(anchor) & set(" \t\n\"'<>&%#?/\\\x1f\x1e~")
    assert anchor_of(anchor) == anchor
