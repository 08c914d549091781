"""Cycles among relations that must not form one, such as two documents that repeal each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gongkai.model.item import Item
from gongkai.model.problems.problem import Problem, problem
from gongkai.model.relation import Relation

_MUTUAL = {"based_on": "互为依据", "interprets": "互相解读"}


def cycles(outgoing: Mapping[str, tuple[Relation, ...]]) -> Iterator[Problem]:
    """One problem for each cycle, found by a depth-first search."""
    done: set[str] = set()
    for start in outgoing:
        path: list[str] = []
        stack: list[tuple[str, Iterator[Relation]]] = []
        if start in done:
            continue
        stack.append((start, iter(outgoing[start])))
        path.append(start)
        while stack:
            number, relations = stack[-1]
            relation = next((r for r in relations if r.kind.acyclic and isinstance(r.target, Item)), None)
            if relation is None:
                stack.pop()
                path.pop()
                done.add(number)
                continue
            assert isinstance(relation.target, Item)
            target = relation.target.index_no
            if target in path:
                what = f"“{relation.source.title}”与“{relation.target.title}”{_MUTUAL.get(relation.kind.name) or '互相' + relation.kind.forward.removesuffix('的文件')}，成了循环。"
                yield problem(relation.place, "relation-circle", what, "请核对哪一份是后发的，删除另一份里的关系。")
            elif target not in done:
                path.append(target)
                stack.append((target, iter(outgoing.get(target, ()))))
