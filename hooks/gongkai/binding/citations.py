"""The relations that texts state by what they name (``cites``): a basis, an entry of a list, the record before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from gongkai.binding.cited_texts import RECORDS, CitedText, cited_texts
from gongkai.binding.departures import Gone
from gongkai.binding.list_entries import ListEntries
from gongkai.binding.records.record_links import RecordKeys, RecordLink, record_links
from gongkai.binding.targets import Targets, looks_like_index
from gongkai.model.document_number import fold, is_number, number_key, prefix_of, standard_form
from gongkai.model.item import Item
from gongkai.model.naming.citing import Citing
from gongkai.model.problems.problem import Level, problem
from gongkai.model.problems.yielded import Reading
from gongkai.model.publication import ReadColumn
from gongkai.model.record import RecordTable
from gongkai.model.relation import OutsideDocument, Relation, Spot
from gongkai.reading.vocabulary import relation_kinds
from gongkai.texts.cited import Cited, documents_in, names_in, whole_name
from gongkai.texts.day_words import day_words


@dataclass(frozen=True, slots=True)
class _Named:
    """What one name turned out to be, and the words of a problem with it (code, what, remedy)."""

    cited: Cited
    written: str
    target: Item | OutsideDocument | None = None
    entry: Spot | None = None
    fault: tuple[str, str, str] | None = None


class Citations:
    """Reads the texts of all items; a text that stands in many places is read once."""

    def __init__(
        self, column: ReadColumn, records: Mapping[str, RecordTable], targets: Targets, gone: Gone, scheduled: Targets
    ) -> None:
        self._agency = column.settings.agency
        self._records = records
        self._targets, self._gone, self._scheduled = targets, gone, scheduled
        self._lists = ListEntries(column.items)
        self._read: dict[tuple[Citing, str], tuple[_Named, ...]] = {}
        self._keys = RecordKeys(column.items, records)
        self._links: dict[str, list[RecordLink]] = {}
        for link in record_links(column.items, records):
            self._links.setdefault(link.later.item.index_no, []).append(link)

    def of(self, item: Item) -> Reading[tuple[Relation, ...]]:
        """The relations of an item, each with the part of the item that states it; one for all records with the same text."""
        found: dict[tuple[str, str, str, str, tuple[str, ...]], Relation] = {}
        told: set[tuple[str, str]] = set()
        for text in cited_texts(item, self._records.get(item.index_no)):
            for named in self._named(text):
                if named.fault and (key := (text.spot.field, named.written)) not in told:
                    told.add(key)
                    code, what, remedy = named.fault
                    yield problem(text.place, code, what, remedy, Level.WARNING)
                if named.target is not None and (named.target is not item or named.entry):
                    _add(found, _relation(item, text, named))
        links = []
        for link in self._links.get(item.index_no, ()):
            if link.fault:
                what, remedy = link.fault
                yield problem(link.later.place, "former-record", what, remedy, Level.WARNING)
            else:
                links.append(_linked(link))
        return (*found.values(), *links)

    def _named(self, text: CitedText) -> tuple[_Named, ...]:
        citing = text.column.cites
        if citing is None or citing.file or (citing.table and not citing.type):
            return ()
        key = (citing, text.text)
        if key not in self._read:
            self._read[key] = tuple(self._found(citing, text.text))
        return self._read[key]

    def _found(self, citing: Citing, text: str) -> Iterator[_Named]:
        if citing.record:
            return self._records_named(citing, text)
        return self._documents(text) if citing.names_documents else self._entries(citing, text)

    def _records_named(self, citing: Citing, text: str) -> Iterator[_Named]:
        for cited in names_in(text):
            record = self._keys.find(citing.type, cited.names[0])
            if record:
                yield _Named(cited, cited.names[0], record.item, record.spot)

    def _entries(self, citing: Citing, text: str) -> Iterator[_Named]:
        for cited in names_in(text):
            listed = self._lists.find(citing, cited.names[0])
            if listed:
                yield _Named(cited, cited.names[0], listed.item, Spot(listed.entry.anchor, listed.entry.words))
                if cited.names[0] == text.strip():
                    return

    def _documents(self, text: str) -> Iterator[_Named]:
        cited = documents_in(text)
        if cited:
            yield from map(self._document, cited)
        elif whole := whole_name(text):
            item = self._item(whole)
            if item:
                yield _Named(whole, whole.names[0], item)

    def _document(self, cited: Cited) -> _Named:
        written = cited.names[0]
        item = self._item(cited)
        if item:
            return _Named(cited, written, item)
        departed = next(filter(None, map(self._gone.find, cited.names)), None)
        if departed:
            return _Named(cited, written, departed.document)
        early = next(filter(None, map(self._scheduled.find, cited.names)), None)
        if early and early.publish_date:
            what = f"“{written}”（{early.place.path}）定时于{day_words(early.publish_date)}公开，现在还没有公开。"
            remedy = "在那之前网页上只显示这里写的文字，没有链接；作为依据的文件应当先公开，请核对发布日期。"
            return _Named(cited, written, fault=("reference-scheduled", what, remedy))
        return self._outside(cited, written)

    def _item(self, cited: Cited) -> Item | None:
        """The item that a name means; of several with the same title the newest document with a validity of its own."""
        found = next(filter(None, map(self._targets.find, cited.names)), None)
        if found or not cited.title:
            return found
        same = [one for one in self._targets.titled(cited.title) if one.kind.validity and one.publish_date]
        return max(same, key=lambda one: (str(one.publish_date), one.index_no), default=None)

    def _outside(self, cited: Cited, written: str) -> _Named:
        number = standard_form(cited.number) if is_number(cited.number) else ""
        if not number and not cited.title:
            if not looks_like_index(written, (self._agency.org_code and self._agency.org_code + "/",)):
                return _Named(cited, written)
            what = f"专栏里没有索引号“{written}”。"
            return _Named(cited, written, fault=("cited-unknown", what, "请核对索引号，或者改写发文字号、名称。"))
        document = OutsideDocument(number_key(number) if number else fold(cited.title), number, cited.title)
        fault = None
        if number and prefix_of(number) in self._agency.number_prefixes:
            what = f"“{number}”是本机关的文号，专栏里却没有这份文件；没有公布的文件不得作为依据。"
            fault = ("reference-unpublished", what, "请核对文号；确实没有公开的，请补充公开或者换一个依据。")
        elif cited.title and self._agency.name in cited.title and (near := self._targets.nearly(cited.title)):
            what = f"专栏里没有《{cited.title}》，是否指“{near.title}”？"
            fault = ("cited-unknown", what, f"请改写它的文号或索引号：{near.doc_no or near.index_no}。")
        return _Named(cited, written, document, fault=fault)


def _relation(item: Item, text: CitedText, named: _Named) -> Relation:
    assert text.column.cites is not None
    assert named.target is not None
    return Relation(
        kind=relation_kinds()[text.column.cites.relation],
        source=item,
        target=named.target,
        written=named.written,
        clauses=named.cited.articles,
        spot=text.spot,
        entry=named.entry,
        place=text.place,
    )


def _add(found: dict[tuple[str, str, str, str, tuple[str, ...]], Relation], one: Relation) -> None:
    """Add a relation, or the number of its records to the one that says the same."""
    assert one.spot is not None
    target = one.target.index_no if isinstance(one.target, Item) else one.target.key
    entry = one.entry.anchor if one.entry else ""
    key = (one.spot.field, one.spot.anchor, target, entry, (one.written, *one.clauses))
    known = found.get(key)
    if known is None:
        found[key] = one
    elif one.spot.anchor == RECORDS:
        found[key] = _counted(known, one.spot.count)


def _counted(known: Relation, more: int) -> Relation:
    assert known.spot is not None
    return replace(known, spot=replace(known.spot, count=known.spot.count + more))


def _linked(link: RecordLink) -> Relation:
    later = link.later
    assert later.column.cites is not None
    return Relation(
        kind=relation_kinds()[later.column.cites.relation],
        source=later.item,
        target=link.former.item,
        written=later.written,
        date=later.day,
        note=later.done,
        spot=later.spot,
        entry=link.former.spot,
        place=later.place,
    )
