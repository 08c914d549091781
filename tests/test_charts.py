"""Charts: round scales, every figure inside its drawing, gaps that are no zeros, and the same numbers in the table."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from gongkai.pages.charts.bar_chart import ABSENT, bars
from gongkai.pages.charts.chart import bar_chart, column_chart, stack_chart
from gongkai.pages.charts.column_chart import columns
from gongkai.pages.charts.drawing import LARGE, NARROW, WIDE, Block, Drawing, Label, Rule
from gongkai.pages.charts.figure_words import exact, short, width_of
from gongkai.pages.charts.figures import Figures, Group
from gongkai.pages.charts.scale import Scale, scale_of
from gongkai.pages.charts.stacked_chart import stacks
from hypothesis import given
from hypothesis import strategies as st

from tests.templates import templates

FIGURE = st.decimals(-(10**13), 10**13, places=2) | st.sampled_from([Decimal(0), Decimal("0.01")])
Values = tuple[tuple[Decimal | None, ...], ...]


def _figures(values: Values, labels: tuple[str, ...] = (), series: tuple[str, ...] = ("预算", "决算")) -> Figures:
    names = labels or tuple(f"{2020 + number}年" for number in range(len(values)))
    return Figures(
        title="“三公”经费",
        unit="万元",
        anchor="c",
        head="年度",
        groups=tuple(Group(name, name.removesuffix("年")) for name in names),
        series=series[: len(values[0])] if values else series,
        values=values,
    )


def _d(*written: str | None) -> tuple[Decimal | None, ...]:
    return tuple(Decimal(one) if one is not None else None for one in written)


@pytest.mark.parametrize(
    ("values", "scale"),
    [
        (["39.00", "15.31"], ("0", "40", "10")),
        (["0", "0"], ("0", "1", "1")),
        (["-3", "12"], ("-5", "15", "5")),
        (["-8"], ("-8", "0", "2")),
        (["0.07"], ("0", "0.08", "0.02")),
        (["31214205.80"], ("0", "40000000", "10000000")),
        (["2537.48", "2504.50"], ("0", "3000", "1000")),
    ],
)
def test_scales_have_round_marks(values: list[str], scale: tuple[str, str, str]) -> None:
    assert scale_of([Decimal(one) for one in values], 4) == Scale(*(Decimal(one) for one in scale))


@given(st.lists(FIGURE, max_size=12), st.integers(2, 8))
def test_a_scale_holds_zero_and_every_figure(values: list[Decimal], most: int) -> None:
    scale = scale_of(values, most)
    assert scale.low <= min([Decimal(0), *values])
    assert max([Decimal(0), *values]) <= scale.high
    assert Decimal(0) in scale.ticks
    assert scale.ticks[0] == scale.low
    assert scale.ticks[-1] == scale.high
    assert len(scale.ticks) <= most + 3


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        ("0", "0"),
        ("15000", "1.5万"),
        ("2000000000", "20亿"),
        ("-25000", "-2.5万"),
        ("0.02", "0.02"),
        ("5E+12", "5万亿"),
    ],
)
def test_marks_of_a_scale_in_words(figure: str, words: str) -> None:
    assert short(Decimal(figure)) == words


def test_exact_figures_keep_what_was_published() -> None:
    assert [exact(Decimal(one)) for one in ("39.00", "1234567.10", "-0.50", "1E+3")] == [
        "39.00",
        "1,234,567.10",
        "-0.50",
        "1,000",
    ]
    assert width_of("预算39", 10) == 32


def test_bars_side_by_side() -> None:
    drawing = bars(_figures((_d("100", "50"), _d("0", None)), ("办公费", "会议费")), WIDE)
    assert drawing == Drawing(
        width=640,
        height=116,
        rules=(Rule(50, 0, 50, 116, "axis"),),
        blocks=(Block(50, 0, 540, 18, 0), Block(50, 26, 270, 18, 1)),
        labels=(
            Label(0, 14, "办公费", "label"),
            Label(596, 14, "100", "figure"),
            Label(326, 40, "50", "figure"),
            Label(0, 78, "会议费", "label"),
            Label(56, 78, "0", "figure"),
            Label(56, 104, ABSENT, "figure"),
        ),
    )


def test_negative_bars_stand_left_of_the_axis() -> None:
    drawing = bars(_figures((_d("-30"), _d("60")), ("减少", "增加")), WIDE)
    (axis,) = drawing.rules
    less, more = drawing.blocks
    assert less.x + less.width == axis.x1 == more.x
    assert abs(more.width - 2 * less.width) <= 2
    assert [label.anchor for label in drawing.labels if label.role == "figure"] == ["end", "start"]


def test_columns_over_years_with_a_gap() -> None:
    drawing = columns(_figures((_d("40", "20"), _d(None, "0"))), NARROW)
    assert [(one.words, one.role) for one in drawing.labels] == [
        ("0", "tick"),
        ("10", "tick"),
        ("20", "tick"),
        ("30", "tick"),
        ("40", "tick"),
        ("40", "figure"),
        ("20", "figure"),
        ("2020", "label"),
        ("—", "figure"),
        ("0", "figure"),
        ("2021", "label"),
    ]
    first, second = drawing.blocks
    assert (first.height, second.height) == (170, 85)
    assert first.y + first.height == second.y + second.height == 192


def test_ten_years_keep_every_name_apart() -> None:
    drawing = columns(_figures(tuple(_d("12345678.90", "1") for _ in range(10))), NARROW)
    names = [label for label in drawing.labels if label.role == "label"]
    assert names[-1].words == "2029"
    gaps = [second.x - first.x for first, second in pairwise(names)]
    assert all(gap >= width_of("2029", 14) for gap in gaps)
    assert not [label for label in drawing.labels if label.role == "figure"]


@given(
    st.lists(st.tuples(FIGURE | st.none(), FIGURE | st.none()), min_size=1, max_size=10),
    st.sampled_from([WIDE, NARROW, LARGE]),
)
def test_everything_stays_inside_the_drawing(values: list[tuple[Decimal | None, ...]], width: int) -> None:
    for drawing in (bars(_figures(tuple(values)), width), columns(_figures(tuple(values)), width)):
        assert drawing.width == width
        for block in drawing.blocks:
            assert block.x >= 0
            assert block.x + block.width <= width
            assert block.y >= 0
            assert block.y + block.height <= drawing.height
            assert block.width > 0
            assert block.height > 0
        assert all(0 <= label.y <= drawing.height for label in drawing.labels)
        assert len(drawing.blocks) == sum(1 for row in values for value in row if value)


def test_one_figure_is_no_chart() -> None:
    assert bar_chart(_figures((_d("1", None),))) is None
    assert column_chart(_figures(())) is None


def test_words_for_those_who_do_not_see_it() -> None:
    figures = _figures((_d("39.00", "36.02"), _d("20.00", None)))
    over_time, by_subject = column_chart(figures), bar_chart(figures)
    assert over_time
    assert over_time.description == (
        "2020年至2021年的预算、决算；预算最高为2020年的39.00万元，最低为2021年的20.00万元；"
        "决算最高为2020年的36.02万元；2021年没有决算数据。"
    )
    assert by_subject
    assert by_subject.description.startswith("各年度的预算、决算；")


def test_parts_of_a_whole() -> None:
    values = (_d("2", "1", "1"), _d("3", "0", "0"), _d("0", "0", "0"))
    figures = _figures(values, ("决策公开", "执行公开", "管理公开"), ("已公开", "已说明", "尚未公开"))
    assert stacks(figures, WIDE) == Drawing(
        width=640,
        height=78,
        rules=(Rule(64, 0, 64, 78, "axis"),),
        blocks=(
            Block(64, 0, 272, 16, 0),
            Block(336, 0, 135, 16, 1),
            Block(471, 0, 136, 16, 2),
            Block(64, 26, 407, 16, 0),
        ),
        labels=(
            Label(0, 13, "决策公开", "label"),
            Label(613, 13, "3/4", "figure"),
            Label(0, 39, "执行公开", "label"),
            Label(477, 39, "3/3", "figure"),
            Label(0, 65, "管理公开", "label"),
            Label(70, 65, "0/0", "figure"),
        ),
    )
    chart = stack_chart(figures)
    assert chart
    assert chart.header == ("年度", "已公开", "已说明", "尚未公开", "合计")
    assert chart.rows == (
        ("决策公开", "2", "1", "1", "4"),
        ("执行公开", "3", "0", "0", "3"),
        ("管理公开", "0", "0", "0", "0"),
    )
    assert chart.description == "共7万元：已公开5万元，已说明1万元，尚未公开1万元。尚未公开的：决策公开1万元。"
    assert stack_chart(_figures((_d("0", "0"),))) is None


def test_tables_stay_open_unless_the_drawings_state_every_figure() -> None:
    few = column_chart(_figures((_d("39"), _d("20")), series=("合计",)))
    many = column_chart(_figures(tuple(_d("12345678.90", "1") for _ in range(10))))
    bars_told = bar_chart(_figures((_d("39"), _d(None), _d("7")), series=("合计",)))
    assert [chart.stated for chart in (few, many, bars_told) if chart] == [True, False, True]


def test_columns_stand_apart_where_their_figures_need_room() -> None:
    drawing = columns(_figures(tuple(_d("2612.52", "2592.65") for _ in range(4))), WIDE)
    figures = [label for label in drawing.labels if label.role == "figure"]
    assert [label.words for label in figures] == ["2,612.52", "2,592.65"] * 4
    room = width_of("2,612.52", 14)
    assert all(second.x - first.x >= room for first, second in pairwise(figures))


def test_figures_of_negative_columns_stand_above_the_names() -> None:
    drawing = columns(_figures((_d("-8"), _d("-3")), series=("增减",)), NARROW)
    lowest = max(label.y for label in drawing.labels if label.role == "figure")
    assert {label.y - lowest >= 14 for label in drawing.labels if label.role == "label"} == {True}


def test_the_table_has_the_same_numbers() -> None:
    chart = column_chart(_figures((_d("39.00", "0"), _d("20.00", None))))
    assert chart
    assert chart.header == ("年度", "预算", "决算")
    assert chart.rows == (("2020年", "39.00", "0"), ("2021年", "20.00", "—"))


def test_the_drawing_as_it_is_written() -> None:
    chart = bar_chart(_figures((_d("2"), _d("1")), ("<甲>", "乙"), ("数量",)))
    made = templates().from_string("{{ drawing(one, one.narrow, 'narrow') }}").render(one=chart)
    assert [line for line in made.split("\n") if line] == [
        '<svg class="gk-chart__drawing gk-chart__drawing--narrow" viewBox="0 0 340 108" width="340" height="108" role="img" '
        'aria-labelledby="c-narrow-title c-narrow-desc"><title id="c-narrow-title">“三公”经费</title>'
        '<desc id="c-narrow-desc">各年度的数量；数量最高为&lt;甲&gt;的2万元，最低为乙的1万元。</desc>',
        '<line class="gk-chart__rule gk-chart__rule--axis" x1="0" y1="0" x2="0" y2="108"></line>',
        '<rect class="gk-chart__block gk-chart__block--0" x="0" y="22" width="323" height="18"></rect>',
        '<rect class="gk-chart__block gk-chart__block--0" x="0" y="82" width="162" height="18"></rect>',
        '<text class="gk-chart__text gk-chart__text--label" x="4" y="14">&lt;甲&gt;</text>',
        '<text class="gk-chart__text gk-chart__text--figure" x="329" y="36">2</text>',
        '<text class="gk-chart__text gk-chart__text--label" x="4" y="74">乙</text>',
        '<text class="gk-chart__text gk-chart__text--figure" x="168" y="96">1</text>',
        "</svg>",
    ]
