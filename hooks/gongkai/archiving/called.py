"""The addresses of the site that its pages call with a query, since replay tools find what is stored under just that address."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, unquote, urljoin, urlsplit

_CALL = re.compile(r'\s(?:href|src|data-gk-engine)="([^"#]*\?[^"#]*)"')
_ASKED = re.compile(
    r'<form\b[^>]*\saction="([^"]+)"[^>]*\smethod="get"|<a\b[^>]*\shref="([^"]+)"[^>]*\sdata-gk-records='
)
_EMPTY = "q="
"""The query of a search form that was sent empty: replay tools that miss a query take the nearest one they hold."""
_BY_SCRIPTS = {"pagefind/pagefind-entry.json": "ts=0"}
"""What no page names: Pagefind asks for its index with the present time."""


def called_with_query(site: Path, base: str) -> list[tuple[str, str]]:
    """File name and query of every such address below ``base``, sorted, each once. Raises OSError."""
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
    """Addresses as a page writes them; the same text seldom stands only once."""
    for call in dict.fromkeys(_CALL.findall(text)):
        plain = html.unescape(call)
        if not urlsplit(plain).scheme:
            yield plain
    for form, records in dict.fromkeys(_ASKED.findall(text)):
        yield f"{html.unescape(form or records)}?{_EMPTY}"
