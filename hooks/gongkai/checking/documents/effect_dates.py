"""A document repeals or changes others no earlier than the day it was signed, and no earlier than it is in force."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from gongkai.checking.rule import Needs, Rule
from gongkai.model.item import Item
from gongkai.model.place import Place
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.model.relation import Relation
from gongkai.model.words.matcher import matcher
from gongkai.texts.day_words import day_words

_CODE = "effect-early"
_WORDS = {
    "repeals": "废止",
    "declares_expired": "宣布失效",
    "amends": "修改",
    "extends": "延长有效期",
    "repeals_partly": "部分废止",
    "withdraws": "撤回",
    "restores": "恢复效力",
}
_BEGINS = matcher(r"\s*(?:[日起开始正式]{0,6})\s*(?:施行|实施|执行|生效)")


def check(publication: Publication) -> Iterator[Problem]:
    """Effects (repeals, amendments, …) dated before the document that states them was signed or came into force."""
    for number, relations in publication.outgoing.items():
        source = publication.by_index[number]
        dated = [relation for relation in relations if relation.date and relation.kind.effect in _WORDS]
        yield from _before_signed(source, dated, publication)
        yield from _before_in_force(source, dated, publication)


def _before_signed(source: Item, dated: Iterable[Relation], publication: Publication) -> Iterator[Problem]:
    signed = _signed(source)
    for relation in dated:
        day = relation.date
        if not (signed and day and day < signed) or (source.effective_from and source.effective_from <= day):
            continue
        if _is_repeated(relation, publication):
            continue
        stated = _may_reach_back(relation) or _states(source, day)
        what = f"{_word(relation)}日期{day_words(day)}早于本文件的成文日期{day_words(signed)}。"
        remedy = "请对照原件核对这两个日期；原件没有另写日期的，删去这里的“日期”，从本文件施行或者成文之日算起。"
        yield _problem(relation.place, what, remedy, stated or _uncertain(source))


def _before_in_force(source: Item, dated: Iterable[Relation], publication: Publication) -> Iterator[Problem]:
    """Reported at both dates, since either may be the wrong one."""
    start, signed = source.effective_from, _signed(source)
    remedy = "请对照原件核对这两个日期；原件没有另写日期的，删去“日期”，从施行日期算起。"
    reported = False
    for relation in dated:
        day = relation.date
        if not (start and day and day < start) or (signed and day < signed):
            continue
        if _is_repeated(relation, publication):
            continue
        word = _word(relation)
        stated = _states(source, day) and not _only_in_force(source, day, start)
        stated = stated or _may_reach_back(relation) or _uncertain(source)
        what = f"{word}日期{day_words(day)}早于本文件的施行日期{day_words(start)}：本文件还没有施行，不能先{word}。"
        yield _problem(relation.place, what, remedy, stated)
        if not reported:
            name = relation.target.title or relation.written
            what = f"施行日期{day_words(start)}晚于本文件{word}“{name}”的日期{day_words(day)}。"
            yield _problem(source.at("effective_from"), what, remedy, stated)
            reported = True


def _problem(place: Place, what: str, remedy: str, stated: bool) -> Problem:
    """A warning that can be waived if the original states the date (``stated``); otherwise an error."""
    if not stated:
        return problem(place, _CODE, what, remedy)
    return problem(place, _CODE, what, f"{remedy}原件确实如此的，请写“检查豁免”并说明理由。", Level.WARNING)


def _word(relation: Relation) -> str:
    return _WORDS[relation.kind.effect]


def _may_reach_back(relation: Relation) -> bool:
    """Whether the effect can precede its document: clean-ups list what has already expired; extensions are made in advance."""
    return relation.kind.name.startswith("cleanup_") or relation.kind.effect == "extends"


def _signed(source: Item) -> date | None:
    return source.doc_date or source.day("signed_on")


def _uncertain(source: Item) -> bool:
    """Whether the document's own dates were inferred."""
    return source.legacy or source.text("date_basis") in ("推定", "不详")


def _is_repeated(relation: Relation, publication: Publication) -> bool:
    """Whether this document only repeats that the target ended on that day, by another document or by expiry."""
    target = relation.target
    others = publication.incoming.get(target.index_no, ()) if isinstance(target, Item) else ()
    for other in others:
        source = other.source
        day = other.date or source.effective_from or source.doc_date
        if source is not relation.source and other.kind.effect in _WORDS and day == relation.date:
            return True
    return isinstance(target, Item) and _expired_before(target, relation)


def _expired_before(target: Item, relation: Relation) -> bool:
    end = target.valid_until
    return bool(end and relation.date and 0 <= (relation.date - end).days <= 1)


def _states(source: Item, day: date) -> bool:
    return _written(day).search(source.body) is not None


def _only_in_force(source: Item, day: date, start: date) -> bool:
    """Whether the text mentions the day only as the one on which the document itself comes into force."""
    body = source.body
    places = [match.end() for match in _written(day).finditer(body)]
    return all(_BEGINS.match(body, place) for place in places) and not _written(start).search(body)


def _written(day: date) -> re.Pattern[str]:
    return re.compile(rf"{day.year}\s*年\s*0?{day.month}\s*月\s*0?{day.day}\s*日")


RULE = Rule(
    title="废止、修改不早于后发文件自己的日期",
    findings=(
        Finding(
            "effect-early",
            Level.ERROR,
            "效力变动早于后发文件自己的日期",
            milder=((Level.WARNING, "日期是原件写明的，或者原件的日期不确定"),),
        ),
    ),
    needs=Needs(
        fields=("effective_from", "valid_until", "signed_on"),
    ),
    of_column=check,
)
