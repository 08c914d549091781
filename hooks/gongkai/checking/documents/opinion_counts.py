"""The opinions that were received, adopted and not adopted are those of the list (意见收集采纳情况)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal

from gongkai.checking.rule import Needs, Rule
from gongkai.model.item import Item
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication

_PARTLY, _BEFORE = "部分采纳", "已有规定"
_PARTS = (("adopted", "采纳"), ("partly_adopted", _PARTLY), ("already_covered", _BEFORE), ("not_adopted", "未采纳"))


def check_item(item: Item, publication: Publication) -> Iterator[Problem]:
    """Numbers of opinions that no reading of the list gives; an opinion of several persons may be one row."""
    if item.kind.name != "opinion_summary" or item.legacy:
        return
    rows = item.rows("opinions")
    listed = Counter(row.text("adopted") for row in rows)
    stated = {name: number for name, _ in _PARTS if (number := item.number(name)) is not None}
    received = item.number("received")
    if "adopted" not in stated:
        return
    if rows:
        faults = [*_unlike_the_list(item, stated, listed, received == len(rows))]
        yield from faults
        if faults:
            return
    if received is not None:
        yield from _against_received(item, stated, listed, received)


def _unlike_the_list(
    item: Item, stated: Mapping[str, Decimal], listed: Mapping[str, int], whole: bool
) -> Iterator[Problem]:
    """The first number that the list contradicts; what is adopted in part may be counted as adopted or as not."""
    apart = {word for name, word in _PARTS if name in stated}
    loose = sum(listed[word] for word in (_PARTLY, _BEFORE) if word not in apart)
    for name, word in _PARTS:
        least = listed[word]
        most = least + (loose if word in ("采纳", "未采纳") else 0)
        if name in stated and (stated[name] < least or (whole and stated[name] > most)):
            what = f"“{item.kind.by_name[name].title}”是 {stated[name]}，表里“{word}”的有 {least} 条。"
            parts = (item.at(name), item.at("opinions"))
            yield problem(parts[0], "opinion-count", what, "请核对条数和每条的采纳情况。", Level.WARNING, parts)
            return


def _against_received(
    item: Item, stated: Mapping[str, Decimal], listed: Mapping[str, int], received: Decimal
) -> Iterator[Problem]:
    """More opinions received than are answered, or more answered than received."""
    named = "，".join(f"{word} {stated[name]} 条" for name, word in _PARTS if name in stated)
    places = [item.at("received"), *(item.at(name) for name in stated)]
    answered = sum(stated.values())
    unstated = sum(listed[word] for name, word in _PARTS if name not in stated)
    if answered > received and len(stated) > 2:
        what = f"收到 {received} 条，{named}，合计 {answered} 条，比收到的多 {answered - received} 条。"
        yield problem(places[0], "opinion-count", what, "请核对条数；一条意见只算一种。", Level.WARNING, places)
    elif received > answered + unstated:
        what = f"收到 {received} 条，{named}，还有 {received - answered - unstated} 条没有交代。"
        remedy = "请核对条数，或者说明其余意见怎样处理。"
        if "not_adopted" not in stated:
            remedy = "请写“未采纳条数”，部分采纳、已有规定的写“部分采纳条数”“已有规定条数”，并说明理由。"
        yield problem(places[0], "opinion-count", what, remedy, Level.WARNING, places)


RULE = Rule(
    title="意见的条数与逐条的采纳情况一致",
    sources=("国务院令第713号",),
    findings=(Finding("opinion-count", Level.WARNING, "意见的条数与表里不同", as_printed=True),),
    needs=Needs(
        types=("opinion_summary",),
        fields=("received", "adopted", "partly_adopted", "already_covered", "not_adopted", "opinions.adopted"),
    ),
    of_item=check_item,
)
