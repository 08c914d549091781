"""One item as open data: what its page shows, in JSON types."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from gongkai.model.addresses import attachment_url, item_url
from gongkai.model.item import Item, Row, Value
from gongkai.model.kind import Field
from gongkai.model.publication import Publication
from gongkai.model.relation import OutsideDocument, Relation
from gongkai.model.terms.term_standing import TermStanding
from gongkai.model.text_style import TextStyle
from gongkai.model.validity import Validity
from gongkai.pages.documents.shown_text import shown_source
from gongkai.pages.items.content_code import code_of, content_digest
from gongkai.texts.body_blocks import imprint_in

_ADDED_LATER = ("attachments", "as_printed")
"""Fields that are written with more than what staff wrote: sizes and digests, findings of the checks."""


def item_data(item: Item, publication: Publication) -> dict[str, object]:
    """Everything public about an item, by English field name; ``json_schemas`` describes it.

    Days are in ISO 8601, sizes in bytes, digests hexadecimal SHA-256; addresses are relative to the root of the site.
    """
    digest = content_digest(item)
    data: dict[str, object] = {
        "index_no": item.index_no,
        "type": item.kind.name,
        "type_title": item.kind.title,
        "url": item_url(item),
        "title": item.title,
        **({"title_hans": item.title_hans} if item.title_hans else {}),
        "agency": item.agency,
        "content_code": code_of(digest),
        "content_sha256": digest,
    }
    for field in item.kind.fields:
        if field.public and field.name in item.values and field.name not in data and field.name not in _ADDED_LATER:
            data[field.name] = plain(item.values[field.name], field.columns)
    validity = publication.validity.get(item.index_no)
    if validity:
        if validity.until:
            # After an extension the stated date is given apart, as ``valid_until_as_issued``.
            data["valid_until"] = validity.until.isoformat()
        if validity.former_until:
            data["valid_until_as_issued"] = validity.former_until.isoformat()
            if not validity.until:
                data.pop("valid_until", None)
        data["validity"] = validity_data(validity)
    term = publication.terms.get(item.index_no)
    if term:
        data["term_state"] = term_data(term, publication.as_of)
    relations = [
        {
            "relation": relation.kind.name,
            "target": _target(relation.target),
            **({"clauses": list(relation.clauses)} if relation.clauses else {}),
            **({"date": relation.date.isoformat()} if relation.date else {}),
            **_spots(relation),
        }
        for relation in publication.outgoing.get(item.index_no, ())
    ]
    if relations:
        data["relations"] = relations
    cited_by = [
        {"relation": one.kind.name, "source": one.source.index_no, **_spots(one)}
        for one in publication.incoming.get(item.index_no, ())
        if one.spot
    ]
    if cited_by:
        data["cited_by"] = cited_by
    if item.attachments:
        data["attachments"] = [
            {"title": one.title or one.name, "url": attachment_url(item, one), "bytes": one.size, "sha256": one.sha256}
            for one in item.attachments
        ]
    imprint = imprint_in(item.body, item.style) if item.kind.validity else None
    if imprint:
        # The imprint (版记) in the text stands in for fields that are not given.
        data |= {
            name: value
            for name, value in (
                ("copies", list(imprint.recipients)),
                ("print_agency", imprint.agency),
                ("printed_on", imprint.printed_on.isoformat() if imprint.printed_on else ""),
            )
            if value and name not in data
        }
    defects = publication.defects.get(item.index_no)
    if defects:
        data["as_printed"] = [
            {"place": one.spot.words, "printed": one.spot.printed, "found": list(one.found), "reason": one.reason}
            for one in defects
        ]
    if item.body.strip():
        shown = shown_source(item, publication).strip()
        data["text"] = shown
        if item.style is not TextStyle.OFFICIAL:
            data["text_style"] = item.style.value
        if shown != item.body.strip():
            data["text_as_issued"] = item.body.strip()
    return data


def validity_data(validity: Validity) -> dict[str, object]:
    """The validity of a document: state, days, documents by index number, and changes that are already known."""
    data: dict[str, object] = {"state": validity.state.value, "as_of": validity.as_of.isoformat()}
    if validity.since:
        data["since"] = validity.since.isoformat()
    if validity.by:
        data["by"] = validity.by.index_no
    if validity.until:
        data["valid_until"] = validity.until.isoformat()
    if validity.extension and validity.extension.by:
        data["extended_by"] = validity.extension.by.index_no
    if validity.former_until:
        data["valid_until_as_issued"] = validity.former_until.isoformat()
    if validity.successors:
        data["successors"] = [item.index_no for item in validity.successors]
    if validity.changes:
        data["changes"] = [{"date": day.isoformat(), "state": state.value} for day, state in validity.changes]
    return data


def term_data(standing: TermStanding, as_of: date) -> dict[str, object]:
    """The term of what an item announces: state, last day, and changes that are already known."""
    data: dict[str, object] = {"state": standing.now.words, "as_of": as_of.isoformat()}
    if standing.now.day > date.min:
        data["since"] = standing.now.day.isoformat()
    if standing.now.by:
        data["by"] = standing.now.by.index_no
    if standing.last_day:
        data["last_day"] = standing.last_day.isoformat()
    if standing.later:
        data["changes"] = [{"date": one.day.isoformat(), "state": one.words} for one in standing.later]
    return data


def plain(value: Value, columns: tuple[Field, ...] = ()) -> object:
    """A value in JSON types, without the hidden ones of ``columns``.

    A figure that a float would change is written as a text, so that it stays exact.
    """
    if isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, Decimal):
        number = int(value) if value == value.to_integral_value() else float(value)
        return number if Decimal(str(number)) == value else f"{value:f}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Row):
        inner = {column.name: column.columns for column in columns if column.public}
        return {name: plain(one, inner[name]) for name, one in value.values.items() if name in inner}
    return [plain(one, columns) for one in value]


def _spots(relation: Relation) -> dict[str, object]:
    """Where a text states the relation, and the entry or record of the target that it means."""
    if relation.spot is None:
        return {}
    spot = relation.spot
    return {
        "field": spot.field,
        "anchor": spot.anchor,
        **({"entry": spot.words} if spot.words else {}),
        **({"count": spot.count} if spot.count > 1 else {}),
        **({"target_entry": relation.entry.words} if relation.entry else {}),
    }


def _target(target: Item | OutsideDocument) -> str:
    return target.index_no if isinstance(target, Item) else target.number or target.title
