"""Amendments of a document's text: new wordings of single clauses, or the full amended text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from gongkai.model.item import Item, Row, TextFile
from gongkai.model.place import Place
from gongkai.model.problems.problem import problem
from gongkai.model.problems.yielded import Reading
from gongkai.model.publication import Publication
from gongkai.model.relation import Relation, day_of
from gongkai.model.text_style import TextStyle
from gongkai.texts.clauses import (
    Clause,
    ClauseKey,
    clause_key,
    clauses_of,
    insert_clause_after,
    replace_clause,
    without_clause_number,
)

CHANGE, ADD, REMOVE = "修改", "增加", "删去"


@dataclass(frozen=True, slots=True)
class Wording:
    """The amendment of one clause; ``text`` is its new wording without its number, empty if the clause is removed."""

    clause: str
    action: str
    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Amendment:
    """One amendment of a document, from the day on which it takes effect; ``whole`` is the full amended text, if published."""

    relation: Relation
    day: date
    wordings: tuple[Wording, ...]
    whole: TextFile | None

    @property
    def is_text_known(self) -> bool:
        """Whether the source states the amended text, as wordings or in full."""
        return bool(self.wordings or self.whole)


def amendments_of(item: Item, publication: Publication) -> tuple[Amendment, ...]:
    """The amendments of a document in order of the days on which they take effect, future ones included; void ones are not."""
    relations = [one for one in publication.incoming.get(item.index_no, ()) if one.kind.name == "amends"]
    if not relations:
        return ()
    validity = publication.validity.get(item.index_no)
    void = (
        {(event.by.index_no, event.day) for event in validity.events if event.by and event.void_by} if validity else ()
    )
    found = []
    for relation in relations:
        day = day_of(relation)
        if day is not None and (relation.source.index_no, day) not in void:
            found.append(_amendment(relation, day))
    return tuple(sorted(found, key=lambda one: (one.day, one.relation.source.index_no)))


def amended_text(source: str, amendment: Amendment) -> Reading[str]:
    """Apply an amendment to ``source``; a wording that cannot be applied is skipped and reported.

    Where the full amended text is published, that text is the result and the wordings are only checked."""
    target = amendment.relation.target
    style = target.style if isinstance(target, Item) else TextStyle.OFFICIAL
    for wording in amendment.wordings:
        source = yield from _put(wording, source, style)
    return amendment.whole.text if amendment.whole else source


def _amendment(relation: Relation, day: date) -> Amendment:
    row = next((row for row in relation.source.rows("amends") if row.place == relation.place), None)
    if row is None:
        return Amendment(relation, day, (), None)
    worded = row.values.get("wordings", ())
    wordings = tuple(_wording(one) for one in worded if isinstance(one, Row)) if isinstance(worded, tuple) else ()
    return Amendment(relation, day, wordings, relation.source.texts.get(row.text("full_text")))


def _wording(row: Row) -> Wording:
    clause = row.text("clause")
    return Wording(clause, row.text("action") or CHANGE, without_clause_number(row.text("text"), clause), row.place)


def _put(wording: Wording, source: str, style: TextStyle) -> Reading[str]:
    clauses = clauses_of(source, style)
    key = clause_key(wording.clause)
    if key is None:
        what = f"“{wording.clause}”不是条款的写法。"
        yield problem(
            wording.place,
            "amendment-clause",
            what,
            "请写“第五条”“第七条之一”或者“第一部分”；款、项改动的，写整条。",
        )
        return source
    if not wording.text and wording.action != REMOVE:
        what = f"{wording.clause}没有写新条文的“内容”。"
        yield problem(wording.place, "amendment-empty", what, "请写整条的新文字；删去一条的，写“做法: 删去”。")
        return source
    if wording.text and wording.action == REMOVE:
        what = f"{wording.clause}写了“删去”，又写了“内容”。"
        yield problem(wording.place, "amendment-removed-text", what, "删去一条不写内容；改写一条的，写“做法: 修改”。")
        return source
    if wording.action == ADD:
        return (yield from _add(wording, key, clauses, source))
    clause = next((one for one in clauses if one.key == key), None)
    if clause is None:
        what = f"被修改的文件里没有{wording.clause}。"
        yield problem(wording.place, "amendment-clause", what, _range(clauses))
    elif wording.action == CHANGE and _same(clause.passage.text, wording.text):
        what = f"{wording.clause}的新条文与修改前完全相同。"
        yield problem(wording.place, "amendment-unchanged", what, "请核对是否写成了原来的文字，或者删除这一项。")
    else:
        return replace_clause(source, clause, wording.text)
    return source


def _add(wording: Wording, key: ClauseKey, clauses: tuple[Clause, ...], source: str) -> Reading[str]:
    if any(one.key == key for one in clauses):
        what = f"被修改的文件里已有{wording.clause}。"
        remedy = "增加后以下各条顺延的，请改用“修改后全文”；不改变原有序号的，写成“第七条之一”这样。"
        yield problem(wording.place, "amendment-number-taken", what, remedy)
        return source
    before = _before(key, clauses)
    if before is None:
        what = f"不知道{wording.clause}放在哪里：前面没有相连的条款。"
        yield problem(wording.place, "amendment-clause", what, _range(clauses))
        return source
    label = (
        f"{wording.clause.removesuffix('、')}、"
        if key[0] == "部分" and "部分" not in wording.clause
        else wording.clause
    )
    return insert_clause_after(source, before, label, wording.text)


def _before(key: ClauseKey, clauses: tuple[Clause, ...]) -> Clause | None:
    """The clause after which a new one is inserted: 第七条之一 after 第七条, a new last clause after the last; else None."""
    kind, number, more = key
    earlier = [one for one in clauses if one.key[0] == kind and one.key < key]
    if not earlier:
        return None
    last = max(earlier, key=lambda one: one.key)
    if more:
        return last if last.key == (kind, number, more - 1) else None
    return last if last.key[1] == number - 1 else None


def _range(clauses: tuple[Clause, ...]) -> str:
    if not clauses:
        return "它的正文没有分条，也没有“一、”这样的部分；请改用“修改后全文”。"
    return f"它有{clauses[0].label}至{clauses[-1].label}，请对照原文核对条号。"


def _same(first: str, second: str) -> bool:
    return "".join(first.split()) == "".join(second.split())


def wordings_of(amendments: tuple[Amendment, ...]) -> Iterator[tuple[Amendment, Wording]]:
    """All clause amendments, each with the document amendment that it is part of."""
    for amendment in amendments:
        for wording in amendment.wordings:
            yield amendment, wording
