"""All examples of the components on one page, for those who work on their look; ``python -m tests.components`` writes it."""

from __future__ import annotations

from html import escape
from itertools import groupby
from pathlib import Path

from gongkai.pages.stylesheet import stylesheet

from tests.components.examples import THEME, examples

_PAGE = """<!doctype html>
<html lang="zh-CN">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>组件样例</title>
<link rel="stylesheet" href="gongkai.css"><script src="reading.js"></script></head>
<body data-gk-as-of="2026-11-24">
{examples}
</body></html>
"""


def write_gallery(folder: Path) -> Path:
    """Write the page with its style sheet into ``folder`` and give its path."""
    folder.mkdir(parents=True, exist_ok=True)
    assets = THEME / "assets" / "gongkai"
    (folder / "gongkai.css").write_text(stylesheet(assets), encoding="utf-8")
    (folder / "reading.js").write_bytes((assets / "reading.js").read_bytes())
    parts = []
    for macro, group in groupby(examples(), key=lambda one: one.macro):
        shown = "".join(f"<h3>{escape(one.name)}</h3>\n{_framed(one.html())}\n" for one in group)
        parts.append(f'<section class="gk-frame"><h2 class="gk-heading">{macro}</h2>\n{shown}</section>')
    page = folder / "index.html"
    page.write_text(_PAGE.format(examples="\n".join(parts)), encoding="utf-8")
    return page


def _framed(html: str) -> str:
    """Lines of a list stand in one, as on pages."""
    return f'<ul class="gk-list">{html}</ul>' if html.lstrip().startswith("<li") else html
