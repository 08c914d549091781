"""A table is understood into the same values, however many titles, units, heading rows and notes are printed around it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

import pytest
from gongkai.model.kind import Constraints, Field, FieldType, TableLayout
from gongkai.model.problems.problem import Level
from gongkai.model.problems.yielded import gathered
from gongkai.model.tables.printed_table import ShownCell, ShownPart
from gongkai.reading.column_sources import read_column
from gongkai.reading.tables.grid import Grid, Span
from gongkai.reading.tables.printed.best_reading import best_reading
from gongkai.reading.tables.printed.joined_sheets import joined
from gongkai.reading.tables.printed.label_form import understood_forms
from gongkai.reading.tables.printed.plain_figure import plain_figure
from gongkai.reading.tables.printed.understanding import Understood
from gongkai.reading.tables.table_source import TableSource
from gongkai.reading.values.dates import day_of_cell
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.columns import write_column
from tests.templates import templates

LAYOUT = TableLayout(
    name="own",
    title="甲表",
    row_label="subject",
    columns=(
        Field(name="code", title="科目编码"),
        Field(name="subject", title="科目名称"),
        Field(name="total", title="合计", type=FieldType.MONEY),
        Field(name="basic", title="基本支出", type=FieldType.MONEY),
        Field(name="project", title="项目支出", type=FieldType.MONEY),
    ),
)
TITLES = ("2031年甲表", "附表1", "（2031年度）")
HEADS = {
    1: [["科目编码", "", "", "科目名称", "合计", "基本支出", "项目支出"]],
    2: [["科目编码", "", "", "科目名称", "合计", "基本支出", "项目支出"], ["类", "款", "项", "", "", "", ""]],
    3: [
        ["项目", "", "", "", "支出预算", "", ""],
        ["科目编码", "", "", "科目名称", "合计", "基本支出", "项目支出"],
        ["类", "款", "项", "", "", "", ""],
    ],
    5: [
        ["项目", "", "", "", "支出", "", ""],
        ["科目", "", "", "", "本年数", "", ""],
        ["科目编码", "", "", "科目名称", "合计", "其中", ""],
        ["类", "款", "项", "", "", "按性质", ""],
        ["", "", "", "", "", "基本支出", "项目支出"],
    ],
}


@dataclass(frozen=True)
class Table:
    """A table as it is printed, and the values that it must give."""

    grid: Grid
    rows: tuple[tuple[str, ...], ...]
    unit: str


def _styled(draw: st.DrawFn, figure: int) -> tuple[str, str]:
    """An amount as somebody prints it, and as it is compared."""
    style = draw(st.sampled_from(["plain", "thousands", "brackets", "wide", "blank", "dash"]))
    words = {
        "plain": (str(figure), str(figure)),
        "thousands": (f"{figure:,}.00", f"{figure:,}.00"),
        "brackets": (f"（{figure}）", f"-{figure}"),
        "wide": (str(figure).translate(str.maketrans("0123456789", "０１２３４５６７８９")), str(figure)),
        "blank": ("", ""),
        "dash": ("—", "—"),
    }
    return words[style]


@st.composite
def _tables(draw: st.DrawFn) -> Table:
    unit = draw(st.sampled_from(["", "元", "万元"]))
    rows: list[list[str]] = [
        [title, *[""] * 6] for title in draw(st.lists(st.sampled_from(TITLES), max_size=3, unique=True))
    ]
    if unit:
        rows.append(["编制单位：某局", "", "", "", "", "", f"单位：{unit}"])
    head = HEADS[draw(st.sampled_from(sorted(HEADS)))]
    rows += head
    wanted = []
    body = []
    for number in range(draw(st.integers(1, 6))):
        parts = ("201", f"{number + 1:02}", draw(st.sampled_from(["", "01"])))
        figures = [_styled(draw, draw(st.integers(0, 99_999))) for _ in range(3)]
        body.append([*parts, f"第{number}类支出", *(printed for printed, _ in figures)])
        wanted.append(("".join(parts), f"第{number}类支出", *(plain for _, plain in figures)))
    if draw(st.booleans()):
        body.insert(draw(st.integers(0, len(body))), ["（续表）", *[""] * 6])
    if draw(st.booleans()):
        at = draw(st.integers(1, len(body)))
        body[at:at] = head
    rows += body
    rows += [
        [note, *[""] * 6]
        for note in draw(st.sampled_from([[], ["注：本表无其他。"], ["资料来源：某局", "2.另有说明"]]))
    ]
    blanks = draw(st.sets(st.integers(0, len(rows)), max_size=2))
    for at in sorted(blanks, reverse=True):
        rows.insert(at, [""] * 7)
    grid = Grid(tuple(map(tuple, rows)), tuple(range(1, len(rows) + 1)), sheet=draw(st.sampled_from(["", "表1"])))
    return Table(grid, tuple(wanted), unit)


def _understood(grid: Grid, layout: TableLayout = LAYOUT) -> Understood:
    source = TableSource()
    found, problems = gathered(best_reading(joined([grid], ["a.csv"]), layout, source, ()))
    assert problems == ()
    assert found is not None
    return found


@given(_tables())
def test_a_table_is_understood_however_it_is_printed(table: Table) -> None:
    found = _understood(table.grid)
    assert found.header == ("科目编码", "科目名称", "合计", "基本支出", "项目支出")
    assert found.rows == table.rows
    assert found.unit == table.unit
    shown = sorted("".join(cell.split()) for cell in found.printed.cells)
    assert shown == sorted(cell for row in table.grid.rows for cell in row if cell)
    for row, places, line in zip(found.rows, found.places, found.lines):
        for text, place in zip(row, places):
            printed = table.grid.rows[table.grid.lines.index(place.line)][place.column - 1]
            assert plain_figure(printed) == text or text.endswith(printed)
        assert {place.line for place in places} == {line}


_ANY = st.sampled_from(
    "、、、科目编码、科目名称、合计、基本支出、项目支出、类、款、项目、小计、1、2,000.50、—、201、支出、续表、单位：元、单位：万元、注：无、"
    "# 抄、填表人：某、第一项、栏次、（5）、2031、2031年3月5日".split("、")
)
_STACKED = TableLayout(name="s", title="乙表", columns=LAYOUT.columns, row_label="subject", caption="code")
_CASES = TableLayout(
    name="c",
    title="丙表",
    columns=(
        Field(name="kind", title="口径", constraints=Constraints(enum=("合计", "小计"))),
        Field(name="a", title="支出", type=FieldType.MONEY),
        Field(name="b", title="项目", type=FieldType.MONEY),
    ),
)
_FORM = TableLayout(name="f", title="丁表", columns=LAYOUT.columns, form=("支出", "项目", "第一项", "小计"))


@settings(max_examples=400)
@given(
    st.lists(st.lists(_ANY, min_size=1, max_size=6), min_size=1, max_size=9),
    st.sampled_from([LAYOUT, _STACKED, _CASES]),
)
def test_whatever_is_printed_is_told_or_shown_whole(rows: list[list[str]], layout: TableLayout) -> None:
    grid = Grid(tuple(map(tuple, rows)), tuple(range(1, len(rows) + 1)))
    sheet = joined([grid], ["a.csv"])
    found, problems = gathered(best_reading(sheet, layout, TableSource(files=((Path("a.csv"), "a.csv"),)), ()))
    assert found is None or all(one.level is not Level.ERROR for one in problems)
    if found:
        assert sorted(found.printed.cells) == sorted(cell for row in rows for cell in row if cell)
        assert all(len(row) == len(found.header) == len(places) for row, places in zip(found.rows, found.places))
        heads = [[cell.columns * cell.rows for cells in part.head for cell in cells] for part in found.printed.parts]
        wide = len(sheet.grid.rows[0])
        assert [sum(sizes) for sizes in heads] == [wide * len(part.head) for part in found.printed.parts]
    form = understood_forms([sheet], _FORM)
    if form:
        assert sorted(form.printed.cells) == sorted(cell for row in rows for cell in row if cell)


def test_the_name_that_an_item_prints_stays_beside_the_official_one(tmp_path: Path) -> None:
    item = (
        "类型: 部门预算\n索引号: 990000017/2030-00001\n标题: 预算\n年度: 2030\n发布日期: 2030-02-10\n公开属性: 主动公开\n历史遗留: 是\n"
        "表:\n  部门支出预算总表: a.csv\n  部门收入预算总表: b.csv\n"
    )
    rows = "{}项目,,支出,\n科目编码,科目名称,合计,{}\n201,某支出,5,5\n"
    files: dict[str, str | bytes] = {
        "catalogue/a.yml": item,
        "catalogue/a.csv": rows.format("", "基本支出"),
        "catalogue/b.csv": rows.format("2030年部门收入预算总表,,,\n", "财政拨款收入"),
    }
    tables = read_column(write_column(tmp_path, files)).items[0].tables
    titles = {name: table.printed.titles for name, table in tables.items() if table.printed}
    assert titles == {"expense": (("部门支出预算总表",),), "income": (("2030年部门收入预算总表",),)}


def test_merged_cells_bound_a_label_as_blanks_do() -> None:
    rows = (("甲", "", "合计"), ("科目编码", "科目名称", ""), ("201", "支出", "5"))
    plain = _understood(Grid(rows, (1, 2, 3)))
    merged = _understood(Grid(rows, (1, 2, 3), (Span(0, 0, 0, 1), Span(0, 2, 1, 2)), "表1"))
    assert merged.rows == plain.rows == (("201", "支出", "5"),)
    assert [[(cell.words, cell.columns, cell.rows) for cell in cells] for cells in merged.printed.parts[0].head] == [
        [("甲", 2, 1), ("合计", 1, 2)],
        [("科目编码", 1, 1), ("科目名称", 1, 1)],
    ]


def test_merged_cells_of_figures_are_shown_as_one() -> None:
    rows = (("科目编码", "科目名称", "合计"), ("201", "支出", "5"), ("", "另一项", "6"), ("合计", "", "11"))
    grid = Grid(rows, (1, 2, 3, 4), (Span(1, 0, 2, 0), Span(3, 0, 3, 1)))
    body = _understood(grid).printed.parts[0].body
    assert [[(cell.words, cell.columns, cell.rows) for cell in cells] for cells in body] == [
        [("201", 1, 2), ("支出", 1, 1), ("5", 1, 1)],
        [("另一项", 1, 1), ("6", 1, 1)],
        [("合计", 2, 1), ("11", 1, 1)],
    ]


@pytest.mark.parametrize(
    ("printed", "plain"),
    [
        ("1,234.56", "1,234.56"),
        ("（1 234）", "-1234"),
        ("(1,234.50)", "-1,234.50"),
        ("￥100", "100"),
        ("−5", "-5"),
        ("-￥5", "-5"),
        ("１２３．５", "123.5"),
        ("1 234 567.89", "1234567.89"),
        ("-", "-"),
        ("—", "—"),
        ("", ""),
        ("+2", "+2"),
        ("（一）", "（一）"),
        ("(5", "(5"),
        ("12 34", "12 34"),
        ("86.3万元", "86.3万元"),
    ],
)
def test_an_amount_is_compared_in_one_style(printed: str, plain: str) -> None:
    assert plain_figure(printed) == plain


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2026/3/5", "2026-03-05"),
        ("2026.3.5", "2026-03-05"),
        ("2026年3月5日", "2026-03-05"),
        ("20260305", "2026-03-05"),
        ("2026-03-05", "2026-03-05"),
        ("二〇二六年三月五日", "2026-03-05"),
        ("２０２６－０３－０５", "2026-03-05"),
        ("2026 年 3 月 5 日", "2026-03-05"),
        ("2026/3/5 14:30", "2026-03-05"),
        ("2026-03-05T00:00:00", "2026-03-05"),
        ("2026年3月", "2026年3月"),
        ("5-Mar-2026", "5-Mar-2026"),
        ("2026年13月5日", "2026年13月5日"),
        ("20261305", "20261305"),
        ("91530305", "91530305"),
        ("3/5/2026", "3/5/2026"),
        ("46000", "46000"),
    ],
)
def test_a_date_is_read_where_only_one_day_can_be_meant(cell: str, day: str) -> None:
    assert day_of_cell(cell) == day


def test_an_amount_in_the_first_column_is_no_name_of_its_row() -> None:
    """As in “三公”经费 of one row: the first column has the name of rows elsewhere, here the total."""
    first, second = ShownCell("23.40", figure=True, column=1), ShownCell("6.00", figure=True, column=2)
    row = templates().get_template("gongkai/components/printed_table.html").module.shown_row  # type: ignore[attr-defined]
    part = ShownPart((), ((first, second),), named=0)
    html = str(row(SimpleNamespace(marked_places=False), part, (first, second)))
    assert html.strip() == ('<tr><td class="gk-table__number">23.40</td><td class="gk-table__number">6.00</td></tr>')
    html = str(row(SimpleNamespace(marked_places=False), part, (ShownCell("合计", column=1), second)))
    assert html.strip() == (
        '<tr><th scope="row" class="gk-table__plain">合计</th><td class="gk-table__number">6.00</td></tr>'
    )
