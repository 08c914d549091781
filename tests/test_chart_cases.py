"""The charts of pages against golden figures: the source, the table and the drawing say the same numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from gongkai.binding.bind import bind
from gongkai.model.publication import Publication
from gongkai.pages.charts.chart import Chart
from gongkai.pages.charts.drawing import Block, Drawing
from gongkai.pages.site import pages_of
from gongkai.reading.column_sources import read_column

from tests.columns import write_column
from tests.golden import golden
from tests.templates import templates

CASES = sorted((Path(__file__).parent / "cases" / "charts").glob("*.yml"))
COMPONENT = templates().from_string("{{ chart(one) }}")


@pytest.fixture(params=CASES, ids=lambda path: path.stem)
def case(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[dict[str, Any], dict[str, list[Chart]]]:
    """A case and the charts of all its pages by address."""
    wanted = golden(request.param)
    reading = read_column(write_column(tmp_path, wanted["files"]))
    return wanted, _charts(bind(reading, wanted["as_of"]))


def _charts(publication: Publication) -> dict[str, list[Chart]]:
    """Every chart that a page shows with its table."""
    return {page.url: list(_of_view(page.view)) for page in pages_of(publication)}


def _of_view(view: object) -> Iterator[Chart]:
    yield from (one for one in (getattr(view, "chart", None), getattr(view, "elements", None)) if one)
    yield from getattr(view, "charts", ())


def test_golden_figures(case: tuple[dict[str, Any], dict[str, list[Chart]]]) -> None:
    wanted, found = case
    assert {
        url: [
            {"title": one.title, "unit": one.unit, "header": list(one.header), "rows": [list(row) for row in one.rows]}
            for one in found[url]
        ]
        for url in wanted["charts"]
    } == wanted["charts"]


def test_no_page_has_a_chart_that_no_figure_is_golden_for(case: tuple[dict[str, Any], dict[str, list[Chart]]]) -> None:
    wanted, found = case
    assert {url for url, charts in found.items() if charts} <= wanted["charts"].keys()


def test_table_and_drawing_say_the_same(case: tuple[dict[str, Any], dict[str, list[Chart]]]) -> None:
    for chart in (one for charts in case[1].values() for one in charts):
        table, drawings = _written(chart)
        assert table == [list(chart.header), *(list(row) for row in chart.rows)]
        for words in drawings:
            assert words == _stated(chart) or (words == [] and not chart.stated) or _gaps(chart) == words
        for drawing in (chart.wide, chart.narrow, chart.large):
            _assert_in_proportion(chart, drawing)


def _written(chart: Chart) -> tuple[list[list[str]], list[list[str]]]:
    """The cells of the table and the figures in both drawings, as the page says them."""
    root = ElementTree.fromstring(COMPONENT.render(one=chart).replace(" open>", ' open="">'))
    table = [["".join(cell.itertext()) for cell in row] for row in root.iter("tr")]
    drawings = [
        [text.text or "" for text in svg.iter("text") if "gk-chart__text--figure" in text.get("class", "")]
        for svg in root.iter("svg")
        if "gk-chart__drawing" in svg.get("class", "")
    ]
    return table, drawings


def _cells(chart: Chart) -> list[list[str]]:
    return [list(row[1 : 1 + len(chart.series)]) for row in chart.rows]


def _stated(chart: Chart) -> list[str]:
    """Every figure as a drawing that has room for all of them states it."""
    if chart.header[-1] == "合计" and len(chart.header) == len(chart.series) + 2:
        return [f"{sum(map(_number, row[:-1])):,f}/{sum(map(_number, row)):,f}" for row in _cells(chart)]
    absent = "无数据" if not chart.narrow.labels or _lies(chart) else "—"
    return [cell if cell != "—" else absent for row in _cells(chart) for cell in row]


def _gaps(chart: Chart) -> list[str]:
    """A drawing without room states the gaps alone, which would otherwise look like zeros."""
    return ["—" for row in _cells(chart) for cell in row if cell == "—"]


def _number(cell: str) -> Decimal:
    return Decimal(cell.replace(",", "")) if cell != "—" else Decimal(0)


def _lies(chart: Chart) -> bool:
    """Whether the bars lie: their axis stands upright."""
    axis = next(rule for rule in chart.wide.rules if rule.role == "axis")
    return axis.x1 == axis.x2


def _assert_in_proportion(chart: Chart, drawing: Drawing) -> None:
    """Every figure but zero has a block, and the blocks are to each other as the figures are, to a unit of the drawing."""
    figures = [(number, _number(cell)) for row in _cells(chart) for number, cell in enumerate(row)]
    drawn = [(series, value) for series, value in figures if value]
    assert [block.series for block in drawing.blocks] == [series for series, _ in drawn]
    most = max((abs(value) for _, value in drawn), default=Decimal(1))
    lengths = [_length(block, chart) for block in drawing.blocks]
    longest = max(lengths, default=1)
    for (_, value), length in zip(drawn, lengths, strict=True):
        assert abs(max(Decimal(1), abs(value) * longest / most) - length) <= 2, (chart.title, value, length)
    if not _lies(chart):
        axis = next(rule.y1 for rule in drawing.rules if rule.role == "axis")
        tops = [(value, block.y + block.height == axis) for (_, value), block in zip(drawn, drawing.blocks)]
        assert all(upwards == (value > 0) for value, upwards in tops)
        assert all(first.x < second.x for first, second in pairwise(drawing.blocks))


def _length(block: Block, chart: Chart) -> int:
    return block.width if _lies(chart) else block.height


def test_the_demonstration_draws_what_it_tabulates(demonstration: Publication) -> None:
    charts = [one for found in _charts(demonstration).values() for one in found]
    titles = {re.sub(r"\d+年.*|（.*", "", one.title) for one in charts}
    assert {"检查结果分布", "意见采纳情况", "支出按功能分类", "行政许可每月记录数"} <= titles
    for chart in charts:
        assert _written(chart)[0] == [list(chart.header), *(list(row) for row in chart.rows)]
        _assert_in_proportion(chart, chart.wide)
        _assert_in_proportion(chart, chart.narrow)
        _assert_in_proportion(chart, chart.large)
