"""The set that a random inspection rests on (一单、一表、两库、一细则、一平台), in the words of the place: no slot is empty."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from gongkai.checking.rule import Needs, Rule
from gongkai.model.item import Item, Row
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.model.words.matcher import matcher

_NUMBERS = {word: number for number, words in enumerate(("一", "二两", "三", "四", "五", "六"), 1) for word in words}
_PART = matcher(rf"([{''.join(_NUMBERS)}])(?:个|项|张)?([^{''.join(_NUMBERS)}、，,；;（）()“”\s]+)")
_FILLS = ("document", "url", "count", "note")


def check_item(item: Item, publication: Publication) -> Iterator[Problem]:
    """Rows that give nothing for their slot, and slots of the set's name with too few rows."""
    rows = item.rows("parts")
    if item.legacy or not (rows or item.text("set_name")):
        return
    for row in rows:
        if not any(row.values.get(name) not in (None, "") for name in _FILLS):
            what = f"“{_name(row)}”没有文件、网址、数量，也没有说明。"
            remedy = "请写“文件”“网址”或者“数量”；还没有建立的，在“说明”里写明。"
            yield problem(row.place, "inspection-slot", what, remedy, Level.WARNING)
    given = Counter(row.text("slot") for row in rows)
    for number, slot in _PART.findall(item.text("set_name")):
        have = sum(count for one, count in given.items() if one and (one in slot or slot in one))
        if have < _NUMBERS[number]:
            what = f"体系名称里有“{number}{slot}”，“监管体系”里“{slot}”只有 {have} 项。"
            remedy = f"请在“监管体系”补写{slot}，“要素”写“{slot}”；或者核对体系名称。"
            yield problem(item.at("set_name"), "inspection-slot", what, remedy, Level.WARNING)


def _name(row: Row) -> str:
    return row.text("name") or row.text("slot")


RULE = Rule(
    title="“双随机、一公开”的清单、名录库、细则、平台齐全",
    sources=("国办发〔2015〕58号",),
    findings=(Finding("inspection-slot", Level.WARNING, "抽查监管体系缺项"),),
    needs=Needs(fields=("set_name", "parts.slot", "parts.name")),
    of_item=check_item,
)
