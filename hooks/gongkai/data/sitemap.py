"""sitemap.xml and robots.txt for search engines and web archives."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote
from xml.sax.saxutils import escape

_MOST = 50_000
"""Addresses that one sitemap may hold (sitemaps.org)."""


def write_sitemap(listed: Sequence[tuple[str, str]], domain: str, folder: Path) -> None:
    """Write the sitemaps of the pages ``listed`` (address, ISO date), if the column's own address ``domain`` is known."""
    lines = ["User-agent: *", "Allow: /"]
    if domain:
        base = domain.rstrip("/") + "/"
        parts = [listed[start : start + _MOST] for start in range(0, len(listed), _MOST)] or [listed]
        names = ["sitemap.xml"] if len(parts) == 1 else [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
        for name, part in zip(names, parts):
            (folder / name).write_text(_urlset(part, base), encoding="utf-8")
        if len(parts) > 1:
            (folder / "sitemap.xml").write_text(_index(names, base), encoding="utf-8")
        lines.append(f"Sitemap: {base}sitemap.xml")
    (folder / "robots.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _urlset(part: Sequence[tuple[str, str]], base: str) -> str:
    rows = "".join(
        f"<url><loc>{escape(base + quote(url))}</loc>{f'<lastmod>{day}</lastmod>' if day else ''}</url>\n"
        for url, day in part
    )
    return f'{_HEAD}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}</urlset>\n'


def _index(names: Sequence[str], base: str) -> str:
    rows = "".join(f"<sitemap><loc>{escape(base + name)}</loc></sitemap>\n" for name in names)
    return f'{_HEAD}<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}</sitemapindex>\n'


_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
