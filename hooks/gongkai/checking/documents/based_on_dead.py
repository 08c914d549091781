"""No document is based on one that is no longer in force."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checking.rule import Needs, Rule
from gongkai.model.item import Item
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.texts.day_words import day_words


def check(publication: Publication) -> Iterator[Problem]:
    """Items based on a document that had ended when they were published, and documents in force whose basis ended later."""
    for relations in publication.outgoing.values():
        for relation in relations:
            if relation.kind.name != "based_on" or not isinstance(relation.target, Item):
                continue
            target = publication.validity.get(relation.target.index_no)
            if target is None or not target.state.dead or target.since is None:
                continue
            source = relation.source
            name = f"“{relation.target.title}”已于{day_words(target.since)}{target.state.value}"
            if source.publish_date and source.publish_date >= target.since:
                what = f"依据的{name}。"
                yield problem(relation.place, "based-on-dead", what, "请改为现行有效的依据。", Level.WARNING)
                continue
            own = publication.validity.get(source.index_no)
            if own and not own.state.dead:
                what = f"依据的{name}，本文件仍在执行。"
                yield problem(relation.place, "basis-died", what, "请评估本文件是否需要修改或者废止。", Level.NOTE)


RULE = Rule(
    title="不以失效文件为依据",
    findings=(
        Finding("based-on-dead", Level.WARNING, "依据的文件当时已经失效"),
        Finding("basis-died", Level.NOTE, "依据的文件后来失效"),
    ),
    needs=Needs(
        relations=("based_on",),
    ),
    of_column=check,
)
