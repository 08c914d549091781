"""Every place of a paper is found again by the words by which it is named, whatever is printed there."""

from __future__ import annotations

import pytest
from gongkai.checking.waivers.figure_cells import FigureCells, table_named
from gongkai.checking.waivers.printed_lines import LinePlaces
from gongkai.model.item import FigureTable
from gongkai.model.kind import Field, FieldType, TableLayout
from gongkai.model.place import Place
from gongkai.model.printed_defect import Part, Spot
from gongkai.model.printed_words import after_name, before_name, folded, joined, without_enumerators
from hypothesis import given
from hypothesis import strategies as st

_LAYOUT = TableLayout(
    name="t",
    title="支出表",
    aliases=("表三",),
    row_label="name",
    columns=(
        Field(name="code", title="编码"),
        Field(name="name", title="名称"),
        Field(name="sum", title="合计", type=FieldType.MONEY),
        Field(name="part", title="其中/合计", type=FieldType.MONEY),
    ),
)
_WORDS = st.text("一二、（(合计第3行/ :#“”'甲乙表\u3000名称", max_size=8).map(str.strip)
_ROWS = st.lists(st.tuples(_WORDS, _WORDS, st.just("1.00"), st.just("2.00")), min_size=1, max_size=6)


@given(_ROWS)
def test_cells_of_tables(rows: list[tuple[str, ...]]) -> None:
    table = FigureTable(
        layout=_LAYOUT,
        path="catalogue/t.csv",
        header=tuple(column.title for column in _LAYOUT.columns),
        rows=tuple(rows),
        lines=tuple(range(2, len(rows) + 2)),
    )
    cells = FigureCells(table)
    for line in table.lines:
        for column in range(1, 5):
            spot = cells.at(Place(table.path, line, column))
            assert spot is not None
            found = table_named(folded(spot.words), [table])
            assert found is not None
            assert found[0] is table
            assert cells.named(found[1]) == spot


@given(st.lists(st.text("一二、（）甲乙《》。，第3行“”: #|*\u3000", max_size=16), min_size=1, max_size=8))
def test_lines_of_texts(lines: list[str]) -> None:
    places = LinePlaces(Part.BODY, "", "正文", "\n".join(lines), lambda number: Place("a.md", 5 + number, 1))
    for number, line in enumerate(lines):
        spot = places.at(number)
        assert (spot is None) == (not line.strip())
        if spot:
            assert spot.printed == line.strip()
            again = places.named(folded(spot.words).removeprefix("正文"))
            assert isinstance(again, Spot)
            assert again.place == spot.place


_TABLES = ("表三", "表三 甲", "表三 / 乙", "", "支出表")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("表三/总计/金额", ("表三", "总计/金额")),
        ("表三甲/总计/金额", ("表三甲", "总计/金额")),
        ("表三第3行/金额", ("表三", "第3行/金额")),
        ("表三/乙/金额", ("表三/乙", "金额")),
        ("支出表", ("支出表", "")),
        ("支出表/", ("支出表", "")),
        # A name is one as a whole only.
        ("支出表一/总计", None),
        ("总计/金额", None),
        ("/总计", None),
        ("", None),
    ],
)
def test_a_name_before_other_words(words: str, found: tuple[str, str] | None) -> None:
    assert after_name(words, _TABLES) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("总计/其中/合计", ("总计", 1)),
        ("总计/合计", ("总计", 2)),
        ("总计/小计合计", None),
        ("/合计", ("", 2)),
        ("合计", None),
        ("总计/", None),
    ],
)
def test_a_name_behind_other_words(words: str, found: tuple[str, int] | None) -> None:
    assert before_name(words, ("", "其中 / 合计", "合计")) == found


@pytest.mark.parametrize(
    ("label", "bare"),
    [("三、（七）总计", "总计"), ("12.1、总计", "总计"), ("总计（七）", "总计(七)"), ("2024年", "2024年"), ("", "")],
)
def test_a_label_without_its_enumerators(label: str, bare: str) -> None:
    assert without_enumerators(folded(label)) == bare


def test_words_are_compared_and_joined() -> None:
    assert folded(" 表 三\u3000（Ａ） ") == "表三(A)"
    assert joined("表三", " 总 \n 计", "金额") == "表三 / 总 计 / 金额"
    assert joined("表三") == "表三"
