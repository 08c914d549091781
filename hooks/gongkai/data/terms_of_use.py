"""On what terms others may use the data (使用条款), as descriptors of data name them."""

from __future__ import annotations

import re

from gongkai.model.column import Settings

_NAME = "agency-terms"
"""Name of terms that are none of the known licences; Frictionless asks for a name or an address."""
_KNOWN = re.compile(r"[A-Za-z][A-Za-z0-9._-]*")


def data_terms(settings: Settings) -> dict[str, object]:
    """The properties of a data package: ``licenses`` as its specification has them, and the sentence itself.

    Where the agency has stated nothing there are no licences, and the sentence says so.
    """
    terms = settings.terms
    if not terms.stated:
        return {"x-terms": terms.sentence}
    licence: dict[str, str] = {
        "name": terms.name if _KNOWN.fullmatch(terms.name) else _NAME,
        "title": terms.name or "使用条款",
    }
    address = terms.url or (f"{settings.site_domain.rstrip('/')}/about.html" if settings.site_domain else "")
    if address:
        licence["path"] = address
    return {"licenses": [licence], "x-terms": terms.sentence}
