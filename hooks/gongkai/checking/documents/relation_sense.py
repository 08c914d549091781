"""Relations are plausible: a later document affects an earlier one of the right kind, once, before it has ended."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from gongkai.binding.validity_on_day import standing_on
from gongkai.checking.rule import Needs, Rule
from gongkai.model.item import Item
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.model.relation import Relation
from gongkai.texts.day_words import day_words

_ENDING = ("repeals", "declares_expired")
_CHANGING = ("amends", "extends", "repeals_partly")
_WORDS = {
    "repeals": "废止",
    "declares_expired": "宣布失效",
    "amends": "修改",
    "extends": "延长有效期",
    "repeals_partly": "部分废止",
    "keeps": "继续有效",
}


def check(publication: Publication) -> Iterator[Problem]:
    """Relations that contradict the types or dates of their documents, or one another."""
    for relations in publication.outgoing.values():
        for relation in relations:
            if isinstance(relation.target, Item):
                yield from _kind(relation, relation.target)
                if relation.kind.effect in _WORDS:
                    yield from _order(relation, relation.target)
                if relation.kind.effect in _CHANGING:
                    yield from _after_its_end(relation, relation.target, publication)
                if relation.kind.effect == "extends":
                    yield from _extension_not_longer(relation, relation.target)
                if relation.kind.effect == "restores":
                    yield from _never_ended(relation, relation.target, publication)
        yield from _said_twice(relations)
    for relations in publication.incoming.values():
        yield from _ended_twice(relations)


def _word(relation: Relation) -> str:
    return _WORDS[relation.kind.effect]


def _kind(relation: Relation, target: Item) -> Iterator[Problem]:
    if relation.kind.effect in _WORDS and relation.kind.name != "terminates" and not target.kind.validity:
        what = f"“{target.title}”是“{target.kind.title}”，没有效力可言，不能{_word(relation)}。"
        yield problem(relation.place, "relation-kind", what, "请核对指的是哪份文件；撤下信息用“撤回”。")
    if relation.kind.name == "interprets" and target.kind is relation.source.kind:
        what = f"“{target.title}”本身也是“{target.kind.title}”，不能作为解读对象。"
        yield problem(relation.place, "relation-kind", what, "请写被解读的文件的索引号或发文字号。")


def _order(relation: Relation, target: Item) -> Iterator[Problem]:
    born = target.doc_date or target.publish_date
    issued = relation.source.doc_date or relation.source.publish_date
    if born and issued and issued < born:
        what = f"本文件（{day_words(issued)}）早于“{target.title}”（{day_words(born)}），不能{_word(relation)}它。"
        yield problem(relation.place, "relation-order", what, "请核对两份文件的日期；关系写在后发的文件里。")
    elif born and relation.date and relation.date < born:
        what = f"{_word(relation)}日期{day_words(relation.date)}早于“{target.title}”的成文日期{day_words(born)}。"
        yield problem(relation.place, "relation-order", what, "请核对日期。")


def _after_its_end(relation: Relation, target: Item, publication: Publication) -> Iterator[Problem]:
    validity = publication.validity.get(target.index_no)
    day = _day(relation)
    if validity is None or day is None:
        return
    # The state on the day of the relation counts, not today's state, so that the result stays the same over time.
    standing = standing_on(validity.events, day)
    if standing.state.dead and standing.ground and standing.ground.by is not relation.source:
        when = "将于" if standing.since and standing.since > publication.as_of else "已于"
        what = f"“{target.title}”{when}{day_words(standing.since)}{standing.state.value}，不能再{_word(relation)}。"
        issued = relation.source.doc_date or relation.source.publish_date
        # When the changing document was issued, the target was still in force; it may have been extended in time.
        level = Level.WARNING if standing.since and issued and issued < standing.since else Level.ERROR
        yield problem(relation.place, "relation-late", what, "请核对文号和日期；需要继续执行的，应当重新发文。", level)


def _extension_not_longer(relation: Relation, target: Item) -> Iterator[Problem]:
    """An extension that does not end later than the original term, and so has no effect."""
    until = target.valid_until
    if until and relation.until and relation.until <= until:
        what = (
            f"延长后的有效期至{day_words(relation.until)}，不晚于“{target.title}”原来的有效期至{day_words(until)}，"
            "没有延长。"
        )
        yield problem(
            relation.place, "extension-no-longer", what, "请对照两份文件的原件核对这两个日期。", Level.WARNING
        )


def _never_ended(relation: Relation, target: Item, publication: Publication) -> Iterator[Problem]:
    """A restoration (恢复效力) of a document that, as far as the column records, was still in force the day before."""
    validity = publication.validity.get(target.index_no)
    day = _day(relation)
    if validity is None or day is None or standing_on(validity.events, day - timedelta(days=1)).state.dead:
        return
    what = f"“{target.title}”在{day_words(day)}以前没有废止、失效的记载，谈不上恢复效力。"
    remedy = "请核对文号和日期；确实废止过的，在废止它的文件里补写“废止”；延长有效期的，改写“延长有效期”。"
    yield problem(relation.place, "restored-in-force", what, remedy, Level.WARNING)


def _said_twice(relations: tuple[Relation, ...]) -> Iterator[Problem]:
    """Two relations from one document to another; clean-up decisions are checked by ``cleanup_agrees``."""
    seen: dict[str, Relation] = {}
    for relation in relations:
        if not isinstance(relation.target, Item) or relation.kind.effect not in _WORDS or _is_cleanup(relation):
            continue
        if relation.kind.effect in _CHANGING and relation.clauses:
            continue
        other = seen.setdefault(relation.target.index_no, relation)
        if other is relation or (other.clauses and relation.clauses):
            continue
        if other.kind is relation.kind:
            what = f"“{relation.target.title}”在“{relation.kind.forward}”里写了两次。"
            yield problem(relation.place, "relation-twice", what, "请只保留一处。")
        elif other.kind.effect in _ENDING or relation.kind.effect in _ENDING:
            what = f"对“{relation.target.title}”既写{_word(other)}，又写{_word(relation)}。"
            yield problem(relation.place, "relation-contradiction", what, "请核对原件，只保留一种。")


def _ended_twice(relations: tuple[Relation, ...]) -> Iterator[Problem]:
    """Two documents that end the same one; if the days differ, one of them is wrong."""
    ending = [relation for relation in relations if relation.kind.effect in _ENDING and not relation.clauses]
    for relation in ending[1:]:
        first = ending[0]
        if first.source is relation.source:
            continue
        days = _day(first), _day(relation)
        name = f"“{first.source.title}”（{first.place.path}）"
        if first.date and relation.date and first.date != relation.date:
            what = f"{name}写的{_word(first)}日期是{day_words(first.date)}，这里是{day_words(relation.date)}。"
            yield problem(relation.place, "relation-contradiction", what, "请核对原件，两处写同一个日期。")
        elif days[0] != days[1]:
            what = f"{name}已经{_word(first)}这份文件（{day_words(days[0])}）。"
            remedy = "请核对是否写错了文号；确是再次列入的，请写明原来的日期“日期: ……”。"
            yield problem(relation.place, "relation-twice", what, remedy, Level.WARNING)


def _is_cleanup(relation: Relation) -> bool:
    return relation.kind.name.startswith("cleanup_")


def _day(relation: Relation) -> date | None:
    source = relation.source
    return relation.date or source.effective_from or source.doc_date or source.publish_date


RULE = Rule(
    title="文件之间的废止、修改、解读说得通",
    findings=(
        Finding("relation-kind", Level.ERROR, "关系指向了不该指的类型"),
        Finding("relation-order", Level.ERROR, "先后不对：后发的才能影响先发的"),
        Finding(
            "relation-late",
            Level.ERROR,
            "文件已经不再有效，不能再修改",
            milder=((Level.WARNING, "本文件成文时它还有效"),),
        ),
        Finding("extension-no-longer", Level.WARNING, "延长有效期没有延长"),
        Finding("restored-in-force", Level.WARNING, "恢复效力的文件没有失效过"),
        Finding(
            "relation-twice", Level.ERROR, "同一关系写了两次", milder=((Level.WARNING, "两份文件先后终止同一份文件"),)
        ),
        Finding("relation-contradiction", Level.ERROR, "两处写的关系或者日期矛盾"),
    ),
    needs=Needs(
        fields=("effective_from", "valid_until"),
        relations=("interprets", "terminates"),
    ),
    of_column=check,
)
