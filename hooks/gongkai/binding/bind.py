"""Binding: every reference becomes a relation known at both its ends, and every document gets its validity on a day."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from gongkai.binding.citations import Citations
from gongkai.binding.cycles import cycles
from gongkai.binding.departures import Gone, lapsed, lapsed_on, names_of, notified_departures
from gongkai.binding.printed_columns import with_printed_columns
from gongkai.binding.records.record_tables import RecordTables
from gongkai.binding.remarks import remark_of
from gongkai.binding.scheduled import days_of_files, without_scheduled, without_withheld
from gongkai.binding.successors import with_successors
from gongkai.binding.targets import Targets, looks_like_index, outside_document
from gongkai.binding.times.item_terms import with_terms
from gongkai.binding.validity_on_day import Lifecycles, validity_of
from gongkai.model.addresses import attachment_url, item_url
from gongkai.model.document_number import is_number, numbers_within, prefix_of
from gongkai.model.item import Item, Row
from gongkai.model.kind import Field, FieldType
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.problems.yielded import Reading, gathered
from gongkai.model.publication import Publication, ReadColumn
from gongkai.model.relation import OutsideDocument, Relation, RelationKind
from gongkai.model.words.matcher import matcher
from gongkai.reading.vocabulary import relation_kinds
from gongkai.texts.day_words import day_words

_PLACEHOLDER = matcher(
    r"[\W_]*(?:\d{1,4}|暂?无|没有|不详|未知|待定|待补充?|略|同上|如题|见?(?:附件|正文|下文)|详见附件)?[\W_]*"
)
"""Placeholders such as 暂无 or 详见附件, which would otherwise be published as the title of a document."""


@dataclass(frozen=True, slots=True)
class _Lookup:
    """Everything in which references are looked up."""

    column: ReadColumn
    kinds: Mapping[str, RelationKind]
    targets: Targets
    gone: Gone
    scheduled: Targets
    """Items that are not public yet: whoever refers to one is told so, and shows nothing but the words of the reference."""


def bind(column: ReadColumn, as_of: date, tables: RecordTables | None = None) -> Publication:
    """The publication of ``column`` on the day ``as_of``.

    Its ``problems`` name every reference to nothing, every reference of an item to itself, and every cycle. Raises OSError
    where a record file has disappeared since it was read. ``tables`` knows those of the last build. Items whose day of publication is still to come are in
    ``scheduled`` and in nothing else.
    """
    sources = column
    column, withheld = without_withheld(column)
    column, scheduled = without_scheduled(column, as_of)
    stay, leave = lapsed_on(column.items, as_of)
    column = with_printed_columns(replace(column, items=tuple(stay)) if leave else column)
    targets = Targets.of(column.items)
    gone = Gone()
    for departure in (*map(lapsed, leave), *notified_departures(column.items, targets, column.settings.site_domain)):
        gone.add(departure)
    lookup = _Lookup(column, relation_kinds(), targets, gone, Targets.of(scheduled))
    tables = tables or RecordTables()
    recorded = [item for item in column.items if item.records or item.record_changes]
    tables.read_all(recorded, as_of)
    records = {item.index_no: tables.of(item, as_of) for item in recorded}
    outgoing, problems = gathered(_relations(lookup, Citations(column, records, targets, gone, lookup.scheduled)))
    incoming: dict[str, list[Relation]] = {}
    outside: dict[str, OutsideDocument] = {}
    outside_incoming: dict[str, list[Relation]] = {}
    for relation in (relation for relations in outgoing.values() for relation in relations):
        if isinstance(relation.target, Item):
            incoming.setdefault(relation.target.index_no, []).append(relation)
        else:
            known = outside.get(relation.target.key)
            outside[relation.target.key] = _merged(known, relation.target)
            outside_incoming.setdefault(relation.target.key, []).append(relation)
    lifecycles = Lifecycles(incoming)
    validity = {
        item.index_no: validity_of(item, lifecycles, as_of)
        for item in column.items
        if item.kind.validity or any(r.kind.effect for r in incoming.get(item.index_no, ()))
    }
    publication = Publication(
        reading=column,
        as_of=as_of,
        by_index={item.index_no: item for item in column.items},
        by_number=targets.by_number,
        outgoing=outgoing,
        incoming={number: tuple(relations) for number, relations in incoming.items()},
        outside=dict(sorted(outside.items())),
        outside_incoming={key: tuple(relations) for key, relations in outside_incoming.items()},
        validity=with_successors(validity, incoming),
        records=records,
        addresses=_addresses((*column.items, *leave)),
        scheduled=scheduled,
        scheduled_days={**withheld, **days_of_files(scheduled, (*column.items, *leave))},
        sources=sources,
        departures=gone.in_order(),
        problems=problems,
    )
    return with_terms(publication)


def _addresses(items: Iterable[Item]) -> dict[str, str]:
    """The address of every source file and attachment by path; a file with several items has that of the first."""
    found: dict[str, str] = {}
    for item in items:
        found.setdefault(item.place.path, item_url(item))
        for attachment in item.attachments:
            found.setdefault(attachment.path, attachment_url(item, attachment))
            found.setdefault(unicodedata.normalize("NFC", attachment.path), attachment_url(item, attachment))
    return found


def _relations(lookup: _Lookup, citations: Citations) -> Reading[dict[str, tuple[Relation, ...]]]:
    """The relations that each item states, by its index number; items that state none are left out."""
    for item, other in lookup.targets.repeated_numbers:
        what = f"发文字号“{item.doc_no}”已经用于“{other.title}”（{other.place.path}）。"
        yield problem(item.at("doc_no"), "document-number-twice", what, "请核对原件，改正其中一个。")
    outgoing: dict[str, tuple[Relation, ...]] = {}
    for item in lookup.column.items:
        relations = yield from _relations_of(item, lookup)
        relations += yield from citations.of(item)
        if relations:
            outgoing[item.index_no] = relations
    yield from cycles(outgoing)
    return outgoing


def _relations_of(item: Item, lookup: _Lookup) -> Reading[tuple[Relation, ...]]:
    found = []
    for row, column, name in _references(item):
        relation = yield from _relation(item, row, column, lookup.kinds[name], lookup)
        if relation:
            found.append(relation)
    return tuple(found)


def _references(item: Item) -> Iterator[tuple[Row, str, str]]:
    """Every row that names a document, the column that holds the reference, and the name of the relation."""
    for name in item.values:
        field = item.kind.by_name.get(name)
        if field is None:
            continue
        if field.type is FieldType.REFERENCE and field.relation:
            for row in item.rows(name):
                yield row, "target", field.relation
        elif field.type is FieldType.TABLE:
            for column in field.columns:
                for row in item.rows(name) if column.relation else ():
                    yield from _nested(row, column)


def _nested(row: Row, column: Field) -> Iterator[tuple[Row, str, str]]:
    """The references in one cell of a table row: the cell is the reference itself, or a list of references."""
    value = row.values.get(column.name)
    for one in (row,) if isinstance(value, str) else value if isinstance(value, tuple) else ():
        if isinstance(one, Row):
            yield one, column.name if one is row else "target", column.relation


def _relation(item: Item, row: Row, column: str, kind: RelationKind, lookup: _Lookup) -> Reading[Relation | None]:
    written = row.text(column) or next(iter(names_of(row) if kind.target_gone else ()), "")
    if not written and not row.text("title"):
        yield problem(row.place, "reference-empty", "这里没有写是哪份文件。", "请写“文件: ”加索引号或发文字号。")
        return None
    names = names_of(row) if kind.target_gone else (written or row.text("title"),)
    target = next(filter(None, map(lookup.targets.find, names)), None)
    departed = next(filter(None, map(lookup.gone.find, names)), None)
    if target is item:
        what = f"“{item.title}”的“{kind.forward}”指向它自己。"
        yield problem(row.place, "reference-itself", what, "请核对索引号或发文字号。")
        return None
    if target is None and departed is None and not kind.target_gone:
        scheduled = next(filter(None, map(lookup.scheduled.find, names)), None)
        yield from _too_early(written, row, kind, scheduled) if scheduled else _unknown_reference(written, row, lookup)
    return Relation(
        kind=kind,
        source=item,
        target=target or (departed.document if departed else outside_document(row, written)),
        written=written or row.text("title"),
        date=row.day("date"),
        clauses=_clauses(row),
        note=row.text("note") or remark_of(kind, row, item),
        until=row.day("until"),
        replaces=replaces if isinstance(replaces := row.values.get("replaces"), bool) else None,
        place=row.place,
    )


def _clauses(row: Row) -> tuple[str, ...]:
    """The clauses that a reference concerns: those listed, and those for which a new wording is given."""
    listed = row.values.get("clauses")
    worded = row.values.get("wordings")
    clauses = [text for text in listed if isinstance(text, str)] if isinstance(listed, tuple) else []
    if isinstance(worded, tuple):
        clauses += [one.text("clause") for one in worded if isinstance(one, Row)]
    return tuple(dict.fromkeys(filter(None, clauses)))


def _unknown_reference(written: str, row: Row, lookup: _Lookup) -> Iterator[Problem]:
    """The problem of a reference to nothing in the column; none where it may name a document outside it."""
    agency = lookup.column.settings.agency
    titled = lookup.targets.titled(written)
    if written and not titled and _PLACEHOLDER.fullmatch(written):
        what = f"“{written}”不是文件的文号或者名称。"
        yield problem(row.place, "reference-form", what, "没有的请删除这一行；有的请写文号、索引号或者名称。")
    elif len(titled) > 1:
        numbers = "、".join(item.index_no for item in titled[:4])
        what = f"有 {len(titled)} 件信息都叫“{written}”，不知道指哪一件。"
        yield problem(row.place, "reference-ambiguous", what, f"请改写索引号：{numbers}。")
    elif looks_like_index(written, (agency.org_code and agency.org_code + "/",)):
        what = f"专栏里没有索引号“{written}”。"
        yield problem(row.place, "reference-unknown", what, "请核对索引号，或者改写发文字号。")
    elif prefix_of(written) in agency.number_prefixes:
        what = f"“{written}”是本机关的文号，专栏里却没有这份文件。"
        remedy = "请核对文号；确实没有公开的，请补充公开或者说明。"
        yield problem(row.place, "reference-unpublished", what, remedy, Level.WARNING)
    elif not is_number(written):
        yield from _wrong_form(written, row, lookup.targets)


def _too_early(written: str, row: Row, kind: RelationKind, scheduled: Item) -> Iterator[Problem]:
    """The problem of a reference to an item that becomes public later than the item that refers to it."""
    day = day_words(scheduled.publish_date) if scheduled.publish_date else ""
    what = f"“{written}”（{scheduled.place.path}）定时于{day}公开，现在还没有公开。"
    if kind.target_first:
        remedy = f"“{kind.forward}”应当先公开或者同一天公开：请把本条的“发布日期”改为{day}或者以后，或者核对那一件的发布日期。"
        yield problem(row.place, "reference-scheduled", what, remedy)
        return
    remedy = (
        f"在那之前网页上只显示这里写的文字，没有链接；不宜提前让公众知道的，请到{day}再写，或者把本条也改为那天公开。"
    )
    yield problem(row.place, "reference-scheduled", what, remedy, Level.WARNING)


def _wrong_form(written: str, row: Row, targets: Targets) -> Iterator[Problem]:
    """The problem of a reference that is an address, has words besides a document number, or resembles a title or number."""
    if "://" in written:
        what = f"“{written}”是网址，看不出是哪份文件。"
        remedy = "请写它的文号或名称，写成“- 文件: ……”，下一行再写“网址: ……”。"
        yield problem(row.place, "reference-form", what, remedy)
        return
    numbers = list(numbers_within(written))
    if len(numbers) > 1:
        what = f"“{written}”里有 {len(numbers)} 个文号，一处只能写一份文件。"
        yield problem(row.place, "reference-form", what, f"请写成列表：[{', '.join(numbers)}]。")
    elif numbers:
        what = f"“{written}”里除了文号还有别的文字，认不出是哪份文件。"
        remedy = f"请只写文号“{numbers[0]}”；名称另写“名称: ……”。"
        yield problem(row.place, "reference-form", what, remedy)
    elif near := targets.nearly(written):
        number = near.doc_no or near.index_no
        what = f"专栏里没有“{written}”，是否指“{near.title}”？"
        yield problem(row.place, "reference-unknown", what, f"请改写文号或索引号：{number}。")


def _merged(known: OutsideDocument | None, found: OutsideDocument) -> OutsideDocument:
    if known is None:
        return found
    return OutsideDocument(
        known.key,
        known.number or found.number,
        known.title or found.title,
        known.url or found.url,
        known.page or found.page,
        known.left or found.left,
    )
