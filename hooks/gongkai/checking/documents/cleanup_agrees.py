"""The conclusions of a clean-up decision (清理结果) agree with the validity and titles of the documents it lists."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checking.rule import Needs, Rule
from gongkai.model.document_number import title_key
from gongkai.model.item import Item
from gongkai.model.place import Place
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.model.relation import Relation
from gongkai.texts.day_words import day_words

_LISTS = {
    "cleanup_keeps": "继续有效",
    "cleanup_amends": "修改",
    "cleanup_repeals": "废止",
    "cleanup_expires": "宣布失效",
}


def check(publication: Publication) -> Iterator[Problem]:
    """Contradictory conclusions (errors), titles that differ, and normative documents that are not listed (warnings)."""
    for decision in publication.reading.items:
        relations = [r for r in publication.outgoing.get(decision.index_no, ()) if r.kind.name in _LISTS]
        if relations:
            yield from _rows(relations)
            yield from _kept(decision, relations, publication)
            yield from _titles(decision, relations)
            yield from _omitted(decision, relations, publication)


def _rows(relations: list[Relation]) -> Iterator[Problem]:
    seen: dict[str, Relation] = {}
    for relation in relations:
        key = relation.target.index_no if isinstance(relation.target, Item) else relation.target.key
        other = seen.setdefault(key, relation)
        if other is not relation:
            lists = f"“{_LISTS[other.kind.name]}”和“{_LISTS[relation.kind.name]}”"
            where = "同一目录" if other.kind.name == relation.kind.name else f"{lists}两个目录"
            what = f"“{relation.written}”在{where}里出现了两次。"
            yield problem(relation.place, "cleanup-twice", what, "一份文件只能有一个清理结论，请删除一处。")


def _kept(decision: Item, relations: list[Relation], publication: Publication) -> Iterator[Problem]:
    for relation in relations:
        if relation.kind.name not in ("cleanup_keeps", "cleanup_amends") or not isinstance(relation.target, Item):
            continue
        validity = publication.validity.get(relation.target.index_no)
        day = decision.doc_date or decision.publish_date
        if validity and validity.state.dead and validity.since and day and validity.since <= day:
            what = f"清理结论是“{_LISTS[relation.kind.name]}”，但“{relation.target.title}”已于{day_words(validity.since)}{validity.state.value}。"
            yield problem(
                relation.place, "cleanup-contradiction", what, "请核对清理目录，或者核对该文件的废止、有效期记载。"
            )


def _titles(decision: Item, relations: list[Relation]) -> Iterator[Problem]:
    written = _written_titles(decision)
    for relation in relations:
        title = written.get(relation.place, "")
        if isinstance(relation.target, Item) and title and title_key(title) != title_key(relation.target.title):
            what = f"目录里的名称“{title}”与原文件的标题“{relation.target.title}”不同。"
            yield problem(relation.place, "cleanup-title", what, "请核对文号和名称是否对应。", Level.WARNING)


def _written_titles(decision: Item) -> dict[Place, str]:
    tables = ("keep", "amend", "repeal", "expire")
    return {row.place: row.text("title") for name in tables for row in decision.rows(name)}


def _omitted(decision: Item, relations: list[Relation], publication: Publication) -> Iterator[Problem]:
    """The agency's normative documents in force that are not listed, if the decision lists the documents it keeps."""
    day = decision.doc_date or decision.publish_date
    if day is None or not any(relation.kind.name == "cleanup_keeps" for relation in relations):
        return
    named = {relation.target.index_no for relation in relations if isinstance(relation.target, Item)}
    for item in publication.reading.items:
        validity = publication.validity.get(item.index_no)
        if (
            item.index_no in named
            or item.agency != decision.agency
            or item.values.get("is_normative") is not True
            or not validity
        ):
            continue
        before = item.doc_date is not None and item.doc_date < day
        ended = validity.state.dead and validity.since is not None and validity.since <= day
        if before and not ended:
            what = f"清理目录没有列入规范性文件“{item.title}”（{item.doc_no or item.index_no}）。"
            yield problem(
                decision.place, "cleanup-omits", what, "请补充清理结论，或者说明不在清理范围的理由。", Level.WARNING
            )


RULE = Rule(
    title="清理结果与各文件的效力一致",
    findings=(
        Finding("cleanup-twice", Level.ERROR, "一份文件有两个清理结论"),
        Finding("cleanup-contradiction", Level.ERROR, "清理结论与文件的效力矛盾"),
        Finding("cleanup-title", Level.WARNING, "清理目录里的名称与原文件不同", as_printed=True),
        Finding("cleanup-omits", Level.WARNING, "清理目录漏了规范性文件"),
    ),
    needs=Needs(
        fields=("keep.title", "amend.title", "repeal.title", "expire.title", "is_normative", "doc_no"),
        relations=("cleanup_keeps", "cleanup_amends", "cleanup_repeals", "cleanup_expires"),
    ),
    of_column=check,
)
