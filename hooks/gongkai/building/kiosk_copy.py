"""A copy of the finished site for a self-service terminal: larger, and without ways out of the column."""

from __future__ import annotations

import html
import re
import shutil
from pathlib import Path

from gongkai.model.words.matcher import matcher
from gongkai.texts.elements import Html, element

START = "kiosk.html"
_LINK = matcher(r"<a\b(?P<attributes>[^>]*)>(?P<words>.*?)</a>", re.DOTALL)
_HREF = matcher(r'\bhref="(?P<address>[^"]*)"')
_OUTWARD = matcher(r"(?:[a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)
_TAGS = matcher(r"<[^>]*>")
_ROOT = matcher(r"(?<=<html)\b")
_STYLE_SHEET = "assets/gongkai/gongkai.css"
_LARGER = "\n:root{font-size:130%;--gk-target:3.5rem}\n"


def write_kiosk(site: Path, target: Path) -> tuple[int, int]:
    """Copy ``site`` to ``target``, which is replaced; the numbers of pages and of links that became text. Raises OSError."""
    if target.exists():
        shutil.rmtree(target)
    shutil.copytree(site, target)
    pages = outward = 0
    for path in sorted(target.rglob("*.html")):
        text, number = without_ways_out(path.read_text(encoding="utf-8"))
        path.write_text(_ROOT.sub(" data-gk-kiosk", text, count=1), encoding="utf-8", newline="\n")
        pages, outward = pages + 1, outward + number
    sheet = target / _STYLE_SHEET
    sheet.write_text(sheet.read_text(encoding="utf-8") + _LARGER, encoding="utf-8", newline="\n")
    return pages, outward


def without_ways_out(page: str) -> tuple[str, int]:
    """The page with every link to another site, mail or telephone as text, with its address; and how many there were."""
    number = 0

    def replaced(match: re.Match[str]) -> str:
        nonlocal number
        found = _HREF.search(match["attributes"])
        if found is None or not _OUTWARD.match(found["address"]):
            return match.group()
        number += 1
        address, words = found["address"], match["words"]
        shown = html.unescape(address).partition("?")[0].removeprefix("mailto:").removeprefix("tel:")
        said = html.unescape(_TAGS.sub("", words))
        # Blanks are left out of telephone numbers in addresses only.
        is_said = not shown or "".join(shown.split()) in "".join(said.split())
        return element("span", Html(words if is_said else f"{words}（{html.escape(shown)}）"))

    return _LINK.sub(replaced, page), number
