"""Departures: items that a notice withdrew or took down and that are no longer there, and items whose public term ended."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from urllib.parse import unquote, urlsplit

from gongkai.binding.persons_named import last_public_day
from gongkai.binding.targets import Targets
from gongkai.model.addresses import WITHOUT_FOLDER, number_url
from gongkai.model.departure import LAPSED, Departure, Manner
from gongkai.model.document_number import index_key, is_number, number_key, standard_form, title_key
from gongkai.model.item import Item, Row
from gongkai.model.kind import Field, FieldType, Kind
from gongkai.model.words.matcher import matcher
from gongkai.reading.vocabulary import relation_kinds

_INDEX = matcher(
    r"[0-9A-Za-z][0-9A-Za-z._-]*|[^\s/《》“”]{1,40}(?:/[^\s/《》“”]{1,40}){0,3}/[0-9A-Za-z][0-9A-Za-z._-]*"
)
"""Texts that can only be an index number: 990000017/2018-00231, 示商/2018-231, or a plain number without a folder."""
_MARKED = matcher("《([^《》]+)》")
"""A title in book-title marks."""
_PAGE = ".html"


@dataclass(slots=True)
class Gone:
    """The departures of a column, found by the names that references use."""

    all: list[Departure] = field(default_factory=list)
    _by_key: dict[str, Departure] = field(default_factory=dict)

    def add(self, departure: Departure) -> None:
        """Add a departure; a second one with the same index number is ignored."""
        if departure.index_no and index_key(departure.index_no) in self._by_key:
            return
        self.all.append(departure)
        for key in departure.keys:
            self._by_key.setdefault(key, departure)

    def find(self, written: str) -> Departure | None:
        """The departure whose index number, document number or title is ``written``; None where there is none."""
        for key in (index_key(written), number_key(written), title_key(written)):
            if key and key in self._by_key:
                return self._by_key[key]
        return None

    def in_order(self) -> tuple[Departure, ...]:
        """All departures, by index number and then by the place of the notice."""
        return tuple(sorted(self.all, key=lambda one: (one.index_no, one.place.path, one.place.line)))


def lapsed_on(items: Iterable[Item], as_of: date) -> tuple[list[Item], list[Item]]:
    """The items that stay, and those that leave because the period for which they may name persons is over (公示期至)."""
    stay: list[Item] = []
    leave: list[Item] = []
    for item in items:
        until = last_public_day(item)
        (leave if until and until < as_of else stay).append(item)
    return stay, leave


def lapsed(item: Item) -> Departure:
    """The departure of an item whose public period is over; without its title, which may name people."""
    until = last_public_day(item)
    return Departure(
        manner=Manner.TAKEN_DOWN,
        index_no=item.index_no,
        title="",
        doc_no=item.doc_no,
        kind=item.kind,
        agency=item.agency,
        doc_date=item.doc_date,
        publish_date=item.publish_date,
        day=until + timedelta(days=1) if until else None,
        reason=LAPSED,
        notice=None,
        aliases=item.aliases,
        place=item.at("public_until" if item.day("public_until") == until else "release_log"),
    )


def notified_departures(items: Iterable[Item], targets: Targets, domain: str) -> Iterator[Departure]:
    """The departures that notices state, for items that are not in the column.

    ``domain`` is the address of the column, from which addresses in notices are made relative.
    """
    fields: dict[str, tuple[Field, ...]] = {}
    for item in items:
        if item.kind.name not in fields:
            fields[item.kind.name] = _fields_of(item.kind)
        for one in fields[item.kind.name]:
            manner = Manner.WITHDRAWN if relation_kinds()[one.relation].effect == "withdraws" else Manner.TAKEN_DOWN
            for row in item.rows(one.name):
                if any(names_of(row)) and not any(targets.find(name) for name in names_of(row)):
                    yield _departure(item, row, manner, domain)


def names_of(row: Row) -> tuple[str, ...]:
    """The names of an item in a row of a notice: only its index number if there is one, since titles and numbers recur."""
    target, number, doc_no, title = (row.text(name).strip() for name in ("target", "index_no", "doc_no", "title"))
    if number or _is_index(target):
        return (number or target,)
    return tuple(dict.fromkeys(filter(None, (target, doc_no) if target or doc_no else (title,))))


def _departure(notice: Item, row: Row, manner: Manner, domain: str) -> Departure:
    target, title = row.text("target").strip(), row.text("title").strip()
    doc_no = row.text("doc_no").strip() or (target if is_number(target) else "")
    number = row.text("index_no").strip() or (target if _is_index(target) else "")
    aliases = list(_texts(row, "aliases"))
    address = row.text("url").strip()
    if address and not number:
        number = _number_at(address, domain)
    if address and (not number or _path_of(address, domain) != number_url(number)):
        aliases.append(_path_of(address, domain))
    if not title and target not in (doc_no, number):
        title = target
    marked = _MARKED.fullmatch(title)
    return Departure(
        manner=manner,
        index_no=number,
        title=marked[1] if marked else title,
        doc_no=standard_form(doc_no),
        kind=notice.kind,
        agency=row.text("agency") or notice.agency,
        doc_date=row.day("doc_date"),
        publish_date=row.day("publish_date"),
        day=row.day("date") or notice.day("notice_date") or notice.publish_date,
        reason=row.text("note") or notice.text("reason"),
        notice=notice,
        aliases=tuple(dict.fromkeys(filter(None, aliases))),
        place=row.place,
    )


def _fields_of(kind: Kind) -> tuple[Field, ...]:
    """The fields of a type whose references may name items that no longer exist."""
    kinds = relation_kinds()
    return tuple(
        one
        for one in kind.fields
        if one.type is FieldType.REFERENCE and one.relation and kinds[one.relation].target_gone
    )


def _texts(row: Row, name: str) -> tuple[str, ...]:
    value = row.values.get(name)
    return tuple(one for one in value if isinstance(one, str)) if isinstance(value, tuple) else ()


def _is_index(text: str) -> bool:
    return not text.endswith(_PAGE) and _INDEX.fullmatch(text) is not None


def _path_of(address: str, domain: str) -> str:
    """The path of ``address`` relative to the root of the column at ``domain``."""
    root = urlsplit(domain).path.rstrip("/") + "/"
    return unquote(urlsplit(address).path).removeprefix(root).lstrip("/")


def _number_at(address: str, domain: str) -> str:
    """The index number of the item whose page has this address; empty where the address is not that of an item page."""
    path = _path_of(address, domain)
    number = path.removesuffix(_PAGE).removeprefix(f"{WITHOUT_FOLDER}/")
    return number if number_url(number) == path else ""
