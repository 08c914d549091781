"""The opinions that were received, adopted and not adopted are those of the list (意见收集采纳情况)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from gongkai.checking.rule import Needs, Rule
from gongkai.model.item import Item
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication

_PARTLY, _BEFORE = "部分采纳", "已有规定"


def check_item(item: Item, publication: Publication) -> Iterator[Problem]:
    """Numbers of opinions that no reading of the list gives; an opinion of several persons may be one row."""
    if item.kind.name != "opinion_summary" or item.legacy:
        return
    rows = item.rows("opinions")
    received, adopted, refused = (item.number(name) for name in ("received", "adopted", "not_adopted"))
    if adopted is None or not rows:
        return
    listed = Counter(row.text("adopted") for row in rows)
    others = listed[_PARTLY] + listed[_BEFORE]
    whole = received == len(rows)
    for name, number, word in (("adopted", adopted, "采纳"), ("not_adopted", refused, "未采纳")):
        least, most = listed[word], listed[word] + others
        if number is not None and (number < least or (whole and number > most)):
            label = item.kind.by_name[name].title
            what = f"“{label}”是 {number}，表里“{word}”的有 {least} 条。"
            parts = (item.at(name), item.at("opinions"))
            yield problem(parts[0], "opinion-count", what, "请核对条数和每条的采纳情况。", Level.WARNING, parts)
            return
    if received is not None and refused is not None and received > adopted + refused + others:
        what = f"收到 {received} 条，采纳 {adopted} 条，未采纳 {refused} 条，还有 {received - adopted - refused} 条没有交代。"
        places = [item.at(name) for name in ("received", "adopted", "not_adopted")]
        yield problem(places[0], "opinion-count", what, "请核对条数，或者说明其余意见怎样处理。", Level.WARNING, places)


RULE = Rule(
    title="意见的条数与逐条的采纳情况一致",
    sources=("国务院令第713号",),
    findings=(Finding("opinion-count", Level.WARNING, "意见的条数与表里不同", as_printed=True),),
    needs=Needs(types=("opinion_summary",), fields=("received", "adopted", "not_adopted", "opinions.adopted")),
    of_item=check_item,
)
