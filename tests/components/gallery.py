"""All examples of the components on one page, for those who work on their look; ``python -m tests.components`` writes it."""

from __future__ import annotations

import re
from html import escape
from itertools import groupby
from pathlib import Path

from gongkai.rendering.scripts import scripts
from gongkai.rendering.stylesheet import stylesheet

from tests.components.examples import THEME, examples

_PAGE = """<!doctype html>
<html lang="zh-CN">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>组件样例</title>
<link rel="stylesheet" href="gongkai.css"><script src="reading.js"></script></head>
<body data-gk-as-of="2026-11-24">
<main class="gk-main">
<h1 class="gk-frame">组件样例</h1>
{examples}
</main>
</body></html>
"""


def write_gallery(folder: Path) -> Path:
    """Write the page with its style sheet into ``folder`` and give its path."""
    folder.mkdir(parents=True, exist_ok=True)
    assets = THEME / "assets" / "gongkai"
    (folder / "gongkai.css").write_text(stylesheet(assets), encoding="utf-8")
    (folder / "reading.js").write_text(scripts(assets)["reading"], encoding="utf-8")
    parts = []
    for macro, group in groupby(examples(), key=lambda one: one.macro):
        shown = "".join(
            f"<h3>{escape(one.name)}</h3>\n{_framed(_with_own_names(one.html(), f'{macro}-{number}'))}\n"
            for number, one in enumerate(group)
        )
        parts.append(f'<section class="gk-frame"><h2 class="gk-heading">{macro}</h2>\n{shown}</section>')
    page = folder / "index.html"
    page.write_text(_PAGE.format(examples="\n".join(parts)), encoding="utf-8")
    return page


def _with_own_names(html: str, prefix: str) -> str:
    """The example with names that no other example has; on a page every component stands once."""
    html = re.sub(r' (id|for|aria-controls)="([^"]+)"', rf' \1="{prefix}-\2"', html)
    html = re.sub(r'(href="|url\()#', rf"\1#{prefix}-", html)
    return re.sub(
        r' (aria-labelledby|aria-describedby)="([^"]+)"',
        lambda found: f' {found[1]}="{" ".join(f"{prefix}-{name}" for name in found[2].split())}"',
        html,
    )


def _framed(html: str) -> str:
    """Lines of a list stand in one, as on pages."""
    return f'<ul class="gk-list">{html}</ul>' if html.lstrip().startswith("<li") else html
