"""Time limits in the directory are not looser than the law (条例第二十六条; 国办发〔2018〕118号)."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checking.rule import Needs, Rule
from gongkai.model.kind import Kind
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.model.words.matcher import matcher

_DAYS = matcher(r"(?<!\d)(\d{1,4})\s*个?(工作日|日|天)")
_GENERAL = 20
_WORDS = {"工作日": "个工作日", "日": "日"}
_TWO_PUBLIC = {"permit_result": 7, "penalty_result": 7}


def check(publication: Publication) -> Iterator[Problem]:
    """Directory entries that allow more days than the definition of their type."""
    kinds = {kind.title: kind for kind in publication.reading.kinds.values()}
    for entry in publication.reading.directory:
        match = _DAYS.search(entry.time_limit)
        kind = kinds.get(entry.kind)
        if match is None or "不少于" in entry.time_limit or "征求" in entry.time_limit:
            continue
        most, unit = _limit(kind)
        if match[2].replace("天", "日") == unit and int(match[1]) > most:
            what = f"目录“{entry.number} {entry.sub_matter or entry.matter}”的公开时限“{entry.time_limit}”比规定的 {most} {_WORDS[unit]}长。"
            yield problem(
                entry.place, "directory-limit", what, "请缩短；法律法规另有规定的，请在公开依据里写明。", Level.WARNING
            )


def _limit(kind: Kind | None) -> tuple[int, str]:
    if kind and kind.name in _TWO_PUBLIC:
        return _TWO_PUBLIC[kind.name], "工作日"
    for deadline in kind.deadlines if kind else ():
        if deadline.unit != "月日" and not deadline.ahead and not deadline.about:
            return deadline.limit, deadline.unit
    return _GENERAL, "工作日"


RULE = Rule(
    title="公开目录的时限不宽于规定",
    sources=("条例第二十六条", "国办发〔2018〕118号"),
    findings=(Finding("directory-limit", Level.WARNING, "公开时限比规定的长"),),
    needs=Needs(
        types=("permit_result", "penalty_result"),
    ),
    of_column=check,
)
