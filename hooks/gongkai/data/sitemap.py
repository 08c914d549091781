"""sitemap.xml (sitemaps.org 0.9) and robots.txt (RFC 9309) for search engines and web archives."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

from gongkai.data.xml_text import XmlText

_NAMESPACE = {"xmlns": "http://www.sitemaps.org/schemas/sitemap/0.9"}
_MOST = 50_000
"""Most addresses in one sitemap (sitemaps.org)."""


def write_sitemap(listed: Sequence[tuple[str, str]], domain: str, folder: Path) -> tuple[str, ...]:
    """Write robots.txt and the sitemaps of the pages ``listed``, each with its address and ISO date, below ``folder``.

    Without ``domain``, the public address of the column, there is no sitemap. Returns the names of the files. Raises OSError.
    """
    written = ["robots.txt"]
    lines = ["User-agent: *", "Allow: /"]
    if domain:
        base = domain.rstrip("/") + "/"
        parts = [listed[start : start + _MOST] for start in range(0, len(listed), _MOST)] or [listed]
        names = ["sitemap.xml"] if len(parts) == 1 else [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
        for name, part in zip(names, parts):
            (folder / name).write_text(_urlset(part, base), encoding="utf-8", newline="\n")
        if len(parts) > 1:
            (folder / "sitemap.xml").write_text(_index(names, base), encoding="utf-8", newline="\n")
        written += dict.fromkeys([*names, "sitemap.xml"])
        lines.append(f"Sitemap: {base}sitemap.xml")
    (folder / "robots.txt").write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    return tuple(written)


def _urlset(part: Sequence[tuple[str, str]], base: str) -> str:
    text = XmlText()
    with text.inside("urlset", _NAMESPACE):
        text.end_line()
        for url, day in part:
            with text.inside("url"):
                text.element("loc", base + quote(url))
                if day:
                    text.element("lastmod", day)
            text.end_line()
    text.end_line()
    return str(text)


def _index(names: Sequence[str], base: str) -> str:
    text = XmlText()
    with text.inside("sitemapindex", _NAMESPACE):
        text.end_line()
        for name in names:
            with text.inside("sitemap"):
                text.element("loc", base + name)
            text.end_line()
    text.end_line()
    return str(text)
