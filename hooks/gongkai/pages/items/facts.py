"""The facts block of an item (文件要素): official labels with what the record says."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace

from gongkai.model.badge import badge_of
from gongkai.model.item import Item
from gongkai.model.kind import Field, FieldType
from gongkai.model.publication import Publication
from gongkai.model.validity import State, Validity
from gongkai.pages.documents.term_words import term_words
from gongkai.pages.items.item_view import Fact
from gongkai.pages.items.printed_marks import PrintedMarks
from gongkai.pages.items.sections import NOT_SHOWN_AGAIN, placed_fields
from gongkai.pages.items.year_comparison import compared_fields
from gongkai.texts.value_words import words_of

_SHOWN_ELSEWHERE = (FieldType.FILE, FieldType.TEXT_FILE, FieldType.REFERENCE)
_ALWAYS = ("index_no",)
_WITHOUT_VALUE = ("index_no", "agency")
"""Facts that an item has, given or not."""
_LONG = 24
"""Characters that still stand in half a line."""
_MAKING = ("drafting_unit", "registration_no")


def in_pairs(facts: Sequence[Fact]) -> Iterator[tuple[Fact, bool]]:
    """The facts, two of which stand in a line, each with whether it takes one of its own.

    A long fact does, and so does one that would be left alone in its line.
    """
    beside = False
    for number, fact in enumerate(facts, 1):
        alone = number == len(facts) or len(facts[number].words) > _LONG
        wide = len(fact.words) > _LONG or (not beside and alone)
        beside = not wide and not beside
        yield fact, wide


def facts_of(item: Item, publication: Publication) -> tuple[tuple[Fact, ...], tuple[Fact, ...]]:
    """The facts in the order of the type, the validity after its dates; then every other given particular.

    On a document the particulars of its making (reviews, drafting) come second, since readers ask for them less.
    """
    others = tuple(_others(item))
    making = [name for name in item.kind.facts if _is_of_making(name, item)] if item.kind.validity else []
    first = tuple(_first(item, publication, making))
    if not item.kind.validity:
        return (*first, *others), ()
    return first, (*filter(None, (_fact(name, item) for name in making)), *others)


def _is_of_making(name: str, item: Item) -> bool:
    return name in item.values and (name in _MAKING or item.kind.by_name[name].type is FieldType.RECORD)


def _first(item: Item, publication: Publication, left_out: Container[str]) -> Iterator[Fact]:
    facts = item.kind.facts
    names = [*(name for name in _ALWAYS if name not in facts), *(name for name in facts if name not in left_out)]
    validity = publication.validity.get(item.index_no)
    told = validity is None or not item.kind.validity
    for name in names:
        if name == "valid_until" and validity and term_words(validity):
            yield Fact("有效期至", term_words(validity))
        elif name in item.values or name in _WITHOUT_VALUE:
            fact = _fact(name, item)
            if fact:
                yield fact
        if not told and validity and name == "valid_until":
            told = True
            yield _state(validity)
    if not told and validity:
        yield _state(validity)


def _state(validity: Validity) -> Fact:
    note = "没有施行、废止等记载" if validity.state is State.UNMARKED else ""
    return Fact("有效性", validity.state.value, badge=badge_of(validity), note=note)


def _others(item: Item) -> Iterator[Fact]:
    elsewhere = {*_ALWAYS, *item.kind.facts, *NOT_SHOWN_AGAIN, *placed_fields(item), *compared_fields(item)}
    # Of many fields that a type may have an item gives few.
    given = {*item.values, *_WITHOUT_VALUE} - elsewhere
    for field in item.kind.fields if given else ():
        if field.name in given and field.public and field.type not in _SHOWN_ELSEWHERE:
            fact = _fact(field.name, item)
            if fact:
                yield fact


def with_marks(facts: Iterable[Fact], item: Item, marks: PrintedMarks) -> tuple[Fact, ...]:
    """The facts with the marks of those that are wrong on the paper itself."""
    by_label = {
        **{field.title: field.name for field in item.kind.fields},
        "发文机关": "agency",
    }
    return tuple(replace(fact, mark=marks.field(by_label.get(fact.label, "-"))) for fact in facts)


def _fact(name: str, item: Item) -> Fact | None:
    if name == "index_no":
        label = "索引号" if "index_no" in item.values else "编号"
        return Fact(label, item.index_no)
    if name == "agency":
        return Fact(_label(item.kind.by_name.get(name), "发布机构", item), item.agency)
    field = item.kind.by_name.get(name)
    value = item.values.get(name)
    if field is None or value is None:
        return None
    words = words_of(value, field, item.text("figure_unit"))
    url = words if field.type is FieldType.URL else ""
    return Fact(_label(field, field.title, item), words, url) if words else None


def _label(field: Field | None, title: str, item: Item) -> str:
    """Documents name the agency that issues them, other items the one that publishes."""
    if field and field.name == "agency" and item.kind.validity:
        return "发文机关"
    return title
