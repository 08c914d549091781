"""A relation leads to an item of a type that it is for: a decision to a meeting, a printed document to a gazette."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checking.rule import Rule
from gongkai.model.item import Item
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication


def check_item(item: Item, publication: Publication) -> Iterator[Problem]:
    """The relations that the item states to an item of another type than ``vocabulary/relations.yml`` allows."""
    if item.legacy:
        return
    kinds = publication.reading.kinds
    for relation in publication.outgoing.get(item.index_no, ()):
        allowed, target = relation.kind.target_types, relation.target
        if not allowed or not isinstance(target, Item) or target.kind.name in allowed:
            continue
        wanted = "、".join(f"“{kinds[name].title}”" for name in allowed if name in kinds)
        what = f"“{relation.kind.forward}”指向的“{target.title}”是“{target.kind.title}”，不是{wanted}。"
        remedy = f"请写{wanted}的索引号或者标题；只是有关的，改写“相关文件”。"
        yield problem(relation.place, "relation-target", what, remedy, Level.WARNING)


RULE = Rule(
    title="关系指向该指的类型",
    findings=(Finding("relation-target", Level.WARNING, "关系指向了别的类型的信息"),),
    of_item=check_item,
)
