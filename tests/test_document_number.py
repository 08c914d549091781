"""Document numbers in every way of writing them: what they say, and what is none."""

from __future__ import annotations

import pytest
from gongkai.model.document_number import (
    Mentioned,
    find_known_numbers,
    find_numbers,
    fold,
    index_key,
    is_number,
    number_key,
    numbers_within,
    prefix_of,
    standard_form,
    title_key,
    year_of,
)


@pytest.mark.parametrize(
    ("written", "standard", "prefix", "year"),
    [
        ("示商发〔2024〕1号", "示商发〔2024〕1号", "示商发", 2024),
        (" 示商发 [2024] 第 007 号 ", "示商发〔2024〕7号", "示商发", 2024),
        ("示商發（２０１８年）０１２號", "示商發〔2018〕12号", "示商发", 2018),
        ("国办发【1999】23号", "国办发〔1999〕23号", "国办发", 1999),
        ("ＡＢ〖2024〗1号", "ＡＢ〖2024〗1号", "", None),
        ("AB〖2024〗1号", "AB〔2024〕1号", "AB", 2024),
        ("示商发2024年1号", "示商发2024年1号", "", None),
        ("示商发〔3024〕1号", "示商发〔3024〕1号", "", None),
        ("示商发〔2024〕1号文件", "示商发〔2024〕1号文件", "", None),
        ("示商发〔2024〕1234567号", "示商发〔2024〕1234567号", "", None),
        ("", "", "", None),
    ],
)
def test_what_a_number_says(written: str, standard: str, prefix: str, year: int | None) -> None:
    assert (standard_form(written), prefix_of(written), year_of(written)) == (standard, prefix, year)
    assert is_number(written) == (year is not None)


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("示商发〔2024〕01号", "示商发(2024)1号"),
        ("示商發[２０２４年]第1號", "示商发(2024)1号"),
        ("示商发2024年1号", "示商发(2024)1号"),
        ("示商发{2024}1号", "示商发(2024)1号"),
        # What is no number has its folded form, which keeps every sign but blanks.
        ("关于做好〖2024〗年 工作的通知", "关于做好(2024)年工作的通知"),
        ("《Ａ》【1】", "《a》(1)"),
        ("", ""),
    ],
)
def test_the_key_of_a_number(written: str, key: str) -> None:
    assert number_key(written) == key


def test_the_keys_of_other_names() -> None:
    assert fold(" Ａ〔1〕\u3000號\n") == "a(1)号"
    assert index_key("示商／2018－００２３１ ") == "示商/2018-00231"
    assert title_key("《关于印发〈“三公”经费『试行』 辦法〉的通知》") == "关于印发三公经费试行办法的通知"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("根据《办法》示商发〔2024〕1号，办理。", [(6, 17, "示商发〔2024〕1号")]),
        ("示商发〔2024〕1号、国办发[2018] 第23號。", [(0, 11, "示商发〔2024〕1号"), (12, 26, "国办发[2018] 第23號")]),
        # Eight blanks at most stand before a bracket.
        ("示商发        〔2024〕1号", [(0, 19, "示商发        〔2024〕1号")]),
        ("示商发         〔2024〕1号", []),
        ("示商发\t\u3000〔2024〕1号", [(0, 13, "示商发\t\u3000〔2024〕1号")]),
        # Of a longer text no more than twenty letters.
        ("甲乙" * 11 + "发〔2024〕1号", [(3, 31, "乙" + "甲乙" * 9 + "发〔2024〕1号")]),
        ("，〔2024〕1号", []),
        ("〔2024〕1号", []),
        ("示商发〔2024〕号", []),
    ],
)
def test_numbers_in_a_text(text: str, found: list[tuple[int, int, str]]) -> None:
    assert list(find_numbers(text)) == [Mentioned(*one) for one in found]
    assert all(text[start:end] == written for start, end, written in found)


@pytest.mark.parametrize(
    ("reference", "numbers"),
    [
        ("示商发〔2024〕01号、国办发 [2018] 23号", ["示商发〔2024〕1号", "国办发〔2018〕23号"]),
        ("示商发2024-5", ["示商发〔2024〕5号"]),
        ("《办法》（示商发【2024年】第 5 號）", ["示商发〔2024〕5号"]),
        # The end of a period is no serial number, but a serial number may look like a year.
        ("商务发展规划（2021—2025年）", []),
        ("示商发2021—2025号", ["示商发〔2021〕2025号"]),
        ("示商发〔2021〕2025号", ["示商发〔2021〕2025号"]),
        ("无", []),
    ],
)
def test_what_looks_like_a_number_in_a_reference(reference: str, numbers: list[str]) -> None:
    assert list(numbers_within(reference)) == numbers


@pytest.mark.parametrize(
    ("written", "standard", "key"),
    [
        ("省政府令第327号", "省政府令第327号", "省政府令(327)号"),
        ("省人民政府令 第 327 號", "省人民政府令第327号", "省政府令(327)号"),
        ("省政府令第三百二十七号", "省政府令第三百二十七号", "省政府令(327)号"),
        ("中华人民共和国国务院令第711号", "中华人民共和国国务院令第711号", "国务院令(711)号"),
        ("示例部令2019年第3号", "示例部令2019年第3号", "示例部令(2019)3号"),
        ("DB35/T1792-2018", "DB35/T 1792—2018", "db35/t 1792-2018"),
        ("DB35/T 1792—2018", "DB35/T 1792—2018", "db35/t 1792-2018"),
        ("GB 2763.1－2022", "GB 2763.1—2022", "gb 2763.1-2022"),
    ],
)
def test_orders_and_standards_are_numbers_of_one_key_each(written: str, standard: str, key: str) -> None:
    assert (is_number(written), standard_form(written), number_key(written)) == (True, standard, key)
    assert (prefix_of(written), year_of(written)) == ("", None)


@pytest.mark.parametrize("written", ["令第3号", "第327号令", "TP-1792-2018", "ISO 9001-2015", "DB35/T 1792", "A-2018"])
def test_what_is_no_number_of_an_order_or_a_standard(written: str) -> None:
    assert not is_number(written)


def test_orders_and_standards_are_found_in_texts() -> None:
    text = "依照国务院令第711号、DB35/T1792-2018（电话 0351-2018）和示商发〔2024〕1号"
    assert [one.written for one in find_known_numbers(text)] == [
        "和示商发〔2024〕1号",
        "依照国务院令第711号",
        "DB35/T1792-2018",
    ]
