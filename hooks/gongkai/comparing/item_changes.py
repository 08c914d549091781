"""The differences between two versions of one item, with their messages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from gongkai.comparing.announced import comparable
from gongkai.model.document_number import index_key, number_key
from gongkai.model.item import Item, Value
from gongkai.model.kind import FieldType
from gongkai.model.place import Place
from gongkai.model.publication import Publication
from gongkai.model.relation import OutsideDocument, Relation
from gongkai.model.words.matcher import matcher

_FREE = frozenset(
    "index_no local_no change_note aliases keywords summary subject unit directory_entry update_date review waivers as_printed "
    "retention method disclosure_channels publish_date former_texts attribute_history related".split()
)
"""Fields that only help to find an item, or have rules of their own; they may change without a 变更说明."""
_REMEDY = "请改回；确需修改的，加一行“变更说明: [{日期: 2026-01-05, 说明: 改了什么}]”，日期写修改的那天。"
_BLANK = matcher(r"[\s\u3000\xa0\u200b-\u200f\ufeff]+")


@dataclass(frozen=True, slots=True)
class Changed:
    """One difference; ``rule`` is the code of its problem, empty where it needs no announcement."""

    rule: str
    place: Place
    what: str = ""
    remedy: str = _REMEDY


def differences(before: Item, after: Item, base: Publication, head: Publication) -> Iterator[Changed]:
    """All differences between ``before`` and ``after`` that readers can notice."""
    yield from _text(before, after)
    yield from _dates(before, after)
    yield from _fields(before, after)
    yield from _attachments(before, after)
    yield from _tables(before, after)
    yield from _relations(before, after, base, head)


def lost_notes(before: Item, after: Item) -> Iterator[str]:
    """The texts of the 变更说明 of ``before`` that ``after`` lacks or has changed."""
    kept = {comparable(row) for row in after.rows("change_note")}
    yield from (row.text("what") for row in before.rows("change_note") if comparable(row) not in kept)


def _text(before: Item, after: Item) -> Iterator[Changed]:
    if _BLANK.sub("", before.body) == _BLANK.sub("", after.body):
        return
    old, new = before.body.split("\n"), after.body.split("\n")
    old_lines = {_BLANK.sub("", line) for line in old}
    number = next((n for n, line in enumerate(new) if _BLANK.sub("", line) not in old_lines), 0)
    place = Place(after.place.path, after.body_line + number, 1) if after.body_line else after.place
    yield Changed("text-changed", place, f"“{after.title}”的正文改动了，没有变更说明。")


def _dates(before: Item, after: Item) -> Iterator[Changed]:
    old, new = before.publish_date, after.publish_date
    if old == new or old is None:
        return
    direction = "提前" if new and new < old else "推后" if new else "删除"
    what = f"“{after.title}”的发布日期由 {old.isoformat()} {direction}为{_day(new)}。"
    yield Changed(
        "publish-date-changed", after.at("publish_date"), what, "发布日期不因更新而改变，请改回；更新写“更新日期”。"
    )


def _day(day: date | None) -> str:
    return f" {day.isoformat()}" if day else "空"


def _fields(before: Item, after: Item) -> Iterator[Changed]:
    for name in before.values.keys() | after.values.keys():
        field = after.kind.by_name.get(name) or before.kind.by_name.get(name)
        if field is None or field.type in (FieldType.REFERENCE, FieldType.FILE):
            continue
        old, new = comparable(before.values.get(name)), comparable(after.values.get(name))
        if old == new:
            continue
        # A value may be added freely; one that was published must not change or vanish unannounced.
        free = name in _FREE or not field.public or before.values.get(name) is None
        if name == "disclosure" and after.rows("attribute_history"):
            free = len(after.rows("attribute_history")) > len(before.rows("attribute_history"))
        what = f"“{after.title}”的“{field.title}”{_change(before.values.get(name), after.values.get(name))}，没有变更说明。"
        yield Changed("" if free else "field-changed", after.at(name), what)


def _change(old: Value | None, new: Value | None) -> str:
    if new is None:
        return "删掉了"
    if isinstance(old, (tuple, type(None))) or isinstance(new, tuple) or hasattr(old, "values"):
        return "改动了"
    before, after = (str(one) if len(str(one)) <= 40 else f"{str(one)[:40]}……" for one in (old, new))
    return f"由“{before}”改为“{after}”"


def _attachments(before: Item, after: Item) -> Iterator[Changed]:
    new = {one.name.casefold(): one for one in after.attachments}
    for one in before.attachments:
        other = new.pop(one.name.casefold(), None)
        if other is None:
            what = f"“{after.title}”的附件“{one.name}”删掉了，没有变更说明。"
            yield Changed("attachment-vanished", after.at(one.field), what)
        elif other.sha256 != one.sha256:
            what = f"“{after.title}”的附件“{one.name}”换了内容，没有变更说明。"
            yield Changed("attachment-changed", other.place, what)
    for added in new.values():
        yield Changed("", added.place)


def _tables(before: Item, after: Item) -> Iterator[Changed]:
    for name in sorted(before.tables.keys() | after.tables.keys()):
        old, new = before.tables.get(name), after.tables.get(name)
        if old and new and (old.header, old.rows, old.unit) == (new.header, new.rows, new.unit):
            continue
        title = (old or new or before.tables[name]).layout.title
        place = Place(new.path, 1, 1) if new and new.path else after.place
        what = f"“{after.title}”的表“{title}”{'改动了' if new else '删掉了'}，没有变更说明。"
        yield Changed("table-changed" if old else "", place, what)


def _relations(before: Item, after: Item, base: Publication, head: Publication) -> Iterator[Changed]:
    # What texts name changes with the texts, which are compared as they are.
    now = {_relation_key(one) for one in head.outgoing.get(after.index_no, ()) if one.spot is None}
    was = {_relation_key(one): one for one in base.outgoing.get(before.index_no, ()) if one.spot is None}
    for key, one in was.items():
        if key not in now:
            what = f"“{after.title}”原来写明“{one.kind.forward}：{one.written}”，现在没有了，没有变更说明。"
            yield Changed("" if one.kind.name == "related" else "relation-vanished", after.place, what)
    if now - was.keys():
        yield Changed("", after.place)


def _relation_key(relation: Relation) -> tuple[str, str]:
    if isinstance(relation.target, OutsideDocument):
        number = relation.target.number
        return relation.kind.name, number_key(number) if number else index_key(relation.written)
    return relation.kind.name, relation.target.index_no
