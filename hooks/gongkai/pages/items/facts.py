"""The facts block of an item (文件要素): official labels and their values."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from gongkai.binding.assessments import PROACTIVE
from gongkai.model.badge import badge_of
from gongkai.model.item import Item
from gongkai.model.kind import Field, FieldType
from gongkai.model.publication import Publication
from gongkai.model.validity import State, Validity
from gongkai.pages.documents.term_words import term_words
from gongkai.pages.items.item_view import Fact
from gongkai.pages.items.printed_marks import PrintedMarks
from gongkai.pages.items.sections import NOT_SHOWN_AGAIN, placed_fields
from gongkai.pages.items.theme_links import THEME_FIELDS, theme_pieces
from gongkai.pages.items.unit_links import unit_pieces
from gongkai.pages.items.year_comparison import compared_fields
from gongkai.texts.day_words import day_words
from gongkai.texts.value_words import value_words

_SHOWN_ELSEWHERE = (FieldType.FILE, FieldType.TEXT_FILE, FieldType.REFERENCE)
_ALWAYS = ("index_no",)
_WITHOUT_VALUE = ("index_no", "agency")
"""Facts that are shown even if their field is not given."""
_LONG = 24
"""The most characters of a value that fit in half a line."""
_PREPARATION = ("drafting_unit", "registration_no")


def in_pairs(facts: Sequence[Fact]) -> Iterator[tuple[Fact, bool]]:
    """The facts, shown two to a line, each with whether it takes a whole line.

    A long fact takes a whole line, and so does one that would be alone in its line.
    """
    beside = False
    for number, fact in enumerate(facts, 1):
        alone = number == len(facts) or len(facts[number].words) > _LONG
        wide = len(fact.words) > _LONG or (not beside and alone)
        beside = not wide and not beside
        yield fact, wide


def facts_of(item: Item, publication: Publication) -> tuple[tuple[Fact, ...], tuple[Fact, ...]]:
    """The chief facts, in the order of the type and with the validity after its dates, and the other given fields.

    For documents, fields about their preparation (reviews, drafting) are among the others, since few readers need them.
    """
    others = (*_others(item, publication), *_release(item))
    preparation = [name for name in item.kind.facts if _is_about_preparation(name, item)] if item.kind.validity else []
    first = tuple(_first(item, publication, preparation))
    if not item.kind.validity:
        return (*first, *others), ()
    return first, (*filter(None, (_fact(name, item, publication) for name in preparation)), *others)


def _is_about_preparation(name: str, item: Item) -> bool:
    return name in item.values and (name in _PREPARATION or item.kind.by_name[name].type is FieldType.RECORD)


def _first(item: Item, publication: Publication, left_out: Container[str]) -> Iterator[Fact]:
    facts = item.kind.facts
    names = [*(name for name in _ALWAYS if name not in facts), *(name for name in facts if name not in left_out)]
    validity = publication.validity.get(item.index_no)
    state_shown = validity is None or not item.kind.validity
    for name in names:
        if name == "valid_until" and validity and term_words(validity):
            yield Fact("有效期至", term_words(validity))
        elif name in item.values or name in _WITHOUT_VALUE:
            fact = _fact(name, item, publication)
            if fact:
                yield fact
        if not state_shown and validity and name == "valid_until":
            state_shown = True
            yield _state(validity)
    if not state_shown and validity:
        yield _state(validity)


def _state(validity: Validity) -> Fact:
    note = "没有施行、废止等记载" if validity.state is State.UNMARKED else ""
    return Fact("有效性", validity.state.value, badge=badge_of(validity), note=note)


def _others(item: Item, publication: Publication) -> Iterator[Fact]:
    elsewhere = {*_ALWAYS, *item.kind.facts, *NOT_SHOWN_AGAIN, *placed_fields(item), *compared_fields(item)}
    # Items give only few of the fields of their type.
    given = {*item.values, *_WITHOUT_VALUE} - elsewhere
    for field in item.kind.fields if given else ():
        if field.name in given and field.public and field.type not in _SHOWN_ELSEWHERE:
            fact = _fact(field.name, item, publication)
            if fact:
                yield fact


def _release(item: Item) -> Iterator[Fact]:
    """On what basis personal data is public, which readers may ask; who decided it stays in the sources."""
    bases = dict.fromkeys(row.text("basis") for row in item.rows("release_log"))
    if words := "；".join(filter(None, bases)):
        yield Fact("个人信息公开依据", words)


def with_marks(facts: Iterable[Fact], item: Item, marks: PrintedMarks) -> tuple[Fact, ...]:
    """The facts, with note marks on those that are defects of the original document."""
    by_label = {
        **{field.title: field.name for field in item.kind.fields},
        "发文机关": "agency",
    }
    return tuple(replace(fact, mark=marks.field(by_label.get(fact.label, "-"))) for fact in facts)


def renamed(facts: Iterable[Fact], names: Mapping[str, str]) -> tuple[Fact, ...]:
    """The facts under the labels that the agency prints; ``names`` maps the usual labels to them."""
    return tuple(replace(fact, label=names.get(fact.label, fact.label)) for fact in facts)


def _fact(name: str, item: Item, publication: Publication) -> Fact | None:
    if name == "index_no":
        label = "索引号" if "index_no" in item.values else "编号"
        return Fact(label, item.index_no)
    if name == "agency":
        return Fact(_label(item.kind.by_name.get(name), "发布机构", item), item.agency)
    field = item.kind.by_name.get(name)
    value = item.values.get(name)
    if field is None or value is None:
        return None
    if name == "disclosure":
        return Fact(field.title, value_words(value, field), note=_became_public(item))
    words = value_words(value, field, item.text("figure_unit"))
    url = words if field.type is FieldType.URL else ""
    pieces = unit_pieces(words, publication.reading.settings) if field.names_units else ()
    pieces = theme_pieces(value) if name in THEME_FIELDS else pieces
    return Fact(_label(field, field.title, item), words, url, pieces=pieces) if words else None


def _became_public(item: Item) -> str:
    """Since when an item is public that was released only on request, or withheld, before (条例第四十四条)."""
    rows = [row for row in item.rows("attribute_history") if row.text("to") == PROACTIVE]
    if not rows or item.text("disclosure") != PROACTIVE:
        return ""
    last = max(rows, key=lambda row: row.day("date") or date.min)
    return f"由{last.text('from')}转为主动公开（{day_words(last.day('date'))}）"


def _label(field: Field | None, title: str, item: Item) -> str:
    """The label of a field; for documents, the agency is the issuing one (发文机关)."""
    if field and field.name == "agency" and item.kind.validity:
        return "发文机关"
    return title
