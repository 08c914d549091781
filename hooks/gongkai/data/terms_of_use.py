"""The terms of use of the data (使用条款) as properties of a Data Package."""

from __future__ import annotations

from gongkai.model.column import Settings
from gongkai.model.words.matcher import matcher

_NAME = "agency-terms"
"""Name of terms that are no known licence; the specification asks for a name or an address."""
_KNOWN = matcher(r"[A-Za-z][A-Za-z0-9._-]*")


def data_terms(settings: Settings) -> dict[str, object]:
    """The properties ``licenses`` (Data Package, «licenses») and ``x-terms``, the terms as a sentence.

    Where the agency has stated no terms, there is no ``licenses``, and the sentence says so.
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
