"""Items that a notice removes (撤下) are gone, and the notice states enough for a page at their address."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checking.rule import Needs, Rule
from gongkai.model.item import Item
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication


def check(publication: Publication) -> Iterator[Problem]:
    """Removed items of which the notice states no index number or title, and removed items that are still published."""
    for one in publication.departures:
        if one.notice is None:
            continue
        if not one.index_no:
            what = f"“{one.name}”不在专栏里，说明没有写它的索引号，原来的网址打不开，也没有留下说明。"
            remedy = (
                "请写成“- 索引号: ……”，下面再写“名称: ……”“发文字号: ……”“发布日期: ……”；"
                "记不得的，用 check --base 与改动以前比较，会列出应当写的内容。"
            )
            yield problem(one.place, "departure-unaddressed", what, remedy, Level.WARNING)
        elif not one.title:
            what = f"“{one.name}”不在专栏里，说明没有写它的名称，原网址上只有编号。"
            remedy = "请加一行“名称: ……”，有文号的再写“发文字号: ……”。"
            yield problem(one.place, "departure-untitled", what, remedy, Level.NOTE)
    for relations in publication.outgoing.values():
        for relation in relations:
            if relation.kind.name == "takes_down" and isinstance(relation.target, Item):
                item = relation.target
                what = f"说明写的是“撤下”，“{item.title}”（{item.place.path}）还在公开。"
                remedy = (
                    f"请删除这条信息，并在这里写明“索引号: {item.index_no}”和名称、文号、日期；"
                    "内容仍然公开、只是不再有效的，写“撤回的信息”；只改了其中一部分的，写“变更的信息”。"
                )
                yield problem(relation.place, "departure-still-there", what, remedy, Level.WARNING)


_UNCOMPARED = "没有与改动以前比较，不知道原来的网址"
DEPARTURE_UNADDRESSED = Finding(
    "departure-unaddressed", Level.ERROR, "撤下说明没有写索引号", milder=((Level.WARNING, _UNCOMPARED),)
)
DEPARTURE_UNTITLED = Finding(
    "departure-untitled", Level.WARNING, "撤下说明没有写名称等要素", milder=((Level.NOTE, _UNCOMPARED),)
)

RULE = Rule(
    title="撤下的信息在原网址留下说明",
    findings=(
        DEPARTURE_UNADDRESSED,
        DEPARTURE_UNTITLED,
        Finding("departure-still-there", Level.WARNING, "写了撤下，信息还在公开"),
    ),
    needs=Needs(
        relations=("takes_down",),
    ),
    of_column=check,
)
