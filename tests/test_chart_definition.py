"""Placeholders in the words of a chart are filled from the item that it draws."""

from __future__ import annotations

from dataclasses import replace

from gongkai.model.chart_definition import ChartDefinition, Drawn

CHART = ChartDefinition(
    name="years", drawn=Drawn.YEARS, title="历年“三公”经费{口径}合计（{单位}）", series="{口径}数", head="年度"
)


def test_placeholders_are_filled_with_texts() -> None:
    assert CHART.open_labels() == ("口径", "单位", "口径")
    assert CHART.worded({"口径": "预算", "单位": "万元", "其他": "无"}) == replace(
        CHART, title="历年“三公”经费预算合计（万元）", series="预算数"
    )


def test_a_placeholder_without_a_text_stays() -> None:
    assert CHART.worded({"口径": "决算"}) == replace(CHART, title="历年“三公”经费决算合计（{单位}）", series="决算数")
    assert CHART.worded({"口径": ""}).series == "数"


def test_words_without_placeholders_stay() -> None:
    plain = replace(CHART, title="合计", series="")
    assert (plain.open_labels(), plain.worded({"合计": "总计"})) == ((), plain)
    assert plain.anchor == "chart-years"
