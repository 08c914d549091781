"""No power, guide or penalty rests on a document that has ended: the basis is public, and in force on the day that counts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from gongkai.binding.cited_texts import different_texts
from gongkai.checking.rule import Needs, Rule
from gongkai.model.item import Item
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.model.record import RecordTable
from gongkai.model.relation import OutsideDocument, Relation
from gongkai.model.validity import EventKind
from gongkai.texts.cited import documents_in, whole_name
from gongkai.texts.day_words import day_words

_CODE = "power-basis-dead"
_RELATION = "basis_of_power"
_REMEDY = "请换成现行有效的依据；已经没有依据的，权力、证明、收费应当取消，写进清单的“调整记录”。"


def check_item(item: Item, publication: Publication) -> Iterator[Problem]:
    """What an item says a power rests on, where that document, or the article, is no longer in force."""
    if item.legacy:
        return
    for relation in publication.outgoing.get(item.index_no, ()):
        if relation.kind.name != _RELATION or relation.spot is None:
            continue
        ended = _ended(relation, publication)
        if ended is None:
            continue
        what, since = ended
        table = publication.records.get(item.index_no)
        if table and relation.spot.field in {column.name for column in table.columns}:
            count = _decided_since(relation, table, item, since)
            if count:
                told = f"{count} 条记录的“{relation.spot.title}”写的{what}，决定是在那以后作出的。"
                yield problem(relation.place, _CODE, told, "请核对决定书引用的依据。", Level.WARNING)
        elif not _is_superseded(item, publication):
            named = (
                f"“{relation.spot.words}”的{relation.spot.title}"
                if relation.spot.words
                else f"“{relation.spot.title}”写的"
            )
            yield problem(relation.place, _CODE, f"{named}{what}。", _REMEDY, Level.WARNING)


def _ended(relation: Relation, publication: Publication) -> tuple[str, date | None] | None:
    """In words what has ended, and since when; None while the basis is in force."""
    target = relation.target
    if isinstance(target, OutsideDocument):
        return (f"“{target.title or target.number}”{target.left}", None) if target.left else None
    validity = publication.validity.get(target.index_no)
    if validity is None:
        return None
    if validity.state.dead:
        since = f"已于{day_words(validity.since)}" if validity.since else "已经"
        return f"“{target.title}”{since}{validity.state.value}", validity.since
    for event in validity.events:
        gone = [one for one in relation.clauses if one in event.clauses]
        if event.kind is EventKind.PARTLY_REPEALED and event.day <= publication.as_of and gone:
            return f"“{target.title}”{'、'.join(gone)}已于{day_words(event.day)}废止", event.day
    return None


def _decided_since(relation: Relation, table: RecordTable, item: Item, since: date | None) -> int:
    """The number of records with this basis that were decided when it had ended; none where no day is known."""
    if since is None or relation.spot is None or not item.kind.record.day:
        return 0
    at = table.position(relation.spot.field)
    naming = {text for text in different_texts(table, at) if relation.written in _names(text)}
    return sum(day >= since.isoformat() and record.cells[at] in naming for day, record in zip(table.days, table.rows()))


def _names(text: str) -> set[str]:
    whole = whole_name(text)
    return {one.names[0] for one in documents_in(text)} or ({whole.names[0]} if whole else set())


def _is_superseded(item: Item, publication: Publication) -> bool:
    """Whether a later list of the same kind (清单种类) has taken its place, so that it is history."""
    kind = item.text("list_kind")
    return bool(kind) and any(
        other.kind is item.kind
        and other.text("list_kind") == kind
        and other.text("lead_unit") == item.text("lead_unit")
        and (other.publish_date or date.min) > (item.publish_date or date.min)
        for other in publication.reading.items
    )


RULE = Rule(
    title="权力、指南、处罚的依据已经公布并且有效",
    sources=("国办发〔2018〕37号：未经公布的行政规范性文件不得作为行政管理依据",),
    findings=(Finding("power-basis-dead", Level.WARNING, "权力、指南、处罚的依据已经失效"),),
    needs=Needs(relations=(_RELATION,), fields=("list_kind", "lead_unit")),
    of_item=check_item,
)
