"""Structured data of an item for search engines: schema.org as JSON-LD."""

from __future__ import annotations

import json

from gongkai.model.addresses import item_url
from gongkai.model.item import Item
from gongkai.model.kind import Base
from gongkai.model.validity import State, Validity

_FORCE = {
    State.IN_FORCE: "InForce",
    State.AMENDED: "InForce",
    State.PARTLY: "PartiallyInForce",
    State.NOT_YET: "NotInForce",
    State.EXPIRED: "NotInForce",
    State.REPEALED: "NotInForce",
    State.WITHDRAWN: "NotInForce",
}

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def json_ld_of(item: Item, validity: Validity | None, base: str) -> str:
    """The JSON-LD text, escaped for a ``script`` element; ``base`` is the absolute address of the site."""
    data: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "Legislation" if item.kind.validity else "Dataset" if item.kind.base is Base.DATASET else "Article",
        "name": item.title,
        "headline": item.title[:110],
        "identifier": item.index_no,
        "inLanguage": "zh-CN",
        "publisher": {"@type": "GovernmentOrganization", "name": item.agency},
    }
    if base:
        data["url"] = base + item_url(item)
    if item.publish_date:
        data["datePublished"] = item.publish_date.isoformat()
    if item.summary:
        data["description"] = item.summary
    if item.kind.validity:
        data |= _legislation(item, validity)
    return _ENCODER.encode(data).replace("<", "\\u003c").replace("&", "\\u0026")


def _legislation(item: Item, validity: Validity | None) -> dict[str, object]:
    data: dict[str, object] = {}
    if item.doc_no:
        data["legislationIdentifier"] = item.doc_no
    if item.doc_date:
        data["legislationDate"] = item.doc_date.isoformat()
    if item.effective_from:
        data["legislationDateOfApplicability"] = item.effective_from.isoformat()
    force = _FORCE.get(validity.state) if validity else None
    if force:
        data["legislationLegalForce"] = f"https://schema.org/{force}"
    return data
