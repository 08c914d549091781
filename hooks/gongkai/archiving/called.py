"""The addresses with a query string that pages of the site request: replay tools find a file only under its exact address."""

from __future__ import annotations

import html
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, unquote, urljoin, urlsplit

from gongkai.model.words.matcher import matcher

_CALL = matcher(r'\s(?:href|src|data-gk-engine)="([^"#]*\?[^"#]*)"')
_ASKED = matcher(r'<form\b[^>]*\saction="([^"]+)"[^>]*\smethod="get"|<a\b[^>]*\shref="([^"]+)"[^>]*\sdata-gk-records=')
_EMPTY = "q="
"""The query string of an empty search; for any other query replay tools take the nearest address that they have."""
_BY_SCRIPTS = {"pagefind/pagefind-entry.json": "ts=0"}
"""Requested by scripts only: Pagefind loads its index with the present time as the query string."""


def called_with_query(site: Path, base: str) -> list[tuple[str, str]]:
    """File name and query string of each such address, sorted and without duplicates. Raises OSError.

    ``base`` is the public address of the root of the site, with a slash at its end.
    """
    found = {(name, query) for name, query in _BY_SCRIPTS.items() if (site / name).is_file()}
    for page in site.rglob("*.html"):
        here = base + quote(page.relative_to(site).as_posix())
        for call in _calls(page.read_text(encoding="utf-8")):
            address, _, query = urljoin(here, call).partition("?")
            name = unquote(address.removeprefix(base))
            if address.startswith(base) and (site / name).is_file():
                found.add((name, query))
    return sorted(found)


def _calls(text: str) -> Iterator[str]:
    """The addresses with a query string in the HTML of a page, as written there; repeated ones are looked at once."""
    for call in dict.fromkeys(_CALL.findall(text)):
        plain = html.unescape(call)
        if not urlsplit(plain).scheme:
            yield plain
    for form, records in dict.fromkeys(_ASKED.findall(text)):
        yield f"{html.unescape(form or records)}?{_EMPTY}"
