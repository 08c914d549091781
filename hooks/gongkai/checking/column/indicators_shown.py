"""Every indicator of the assessment names where the column shows it, or says why it is not there."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.binding.shown_places import known_places, place_shown
from gongkai.checking.rule import Rule
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.reading.values.nearest import suggestion


def check(publication: Publication) -> Iterator[Problem]:
    """Places that do not exist, places with nothing in them, and indicators without a place or a word."""
    indicators = publication.reading.registers.indicators
    places = known_places(publication) if indicators else {}
    for one in indicators:
        if not one.shown and not one.note:
            what = f"指标“{one.name}”没有写在哪里公开。"
            remedy = "请写“公开位置: ……”；本机关没有这项的，请写“说明: ……”。"
            yield problem(one.place, "indicator-nowhere", what, remedy, Level.WARNING)
        for written in one.shown:
            place = place_shown(written, publication, places)
            if place is None:
                what = f"指标“{one.name}”的公开位置“{written}”找不到。"
                remedy = suggestion(written, sorted(places)) or (
                    "请写索引号、发文字号、公开目录的编号、信息类型的名称，或者 https:// 开头的网址。"
                )
                yield problem(one.place, "indicator-place", what, remedy)
            elif not (place.items or place.url or one.note):
                what = f"指标“{one.name}”的公开位置“{written}”还没有信息。"
                yield problem(one.place, "indicator-empty", what, "请公开，或者在“说明”里写明理由。", Level.NOTE)


RULE = Rule(
    title="评估指标都有公开的位置",
    sources=("国办发〔2016〕80号",),
    findings=(
        Finding("indicator-place", Level.ERROR, "评估指标的公开位置找不到"),
        Finding("indicator-nowhere", Level.WARNING, "评估指标没有公开位置，也没有说明"),
        Finding("indicator-empty", Level.NOTE, "评估指标的公开位置还没有信息"),
    ),
    of_column=check,
)
