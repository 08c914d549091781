"""The page «待完善», for staff only: it is written beside the site, never into it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from gongkai import FOLDER as ENGINE
from gongkai.rendering.staff_page import staff_html
from gongkai.rendering.stylesheet import stylesheet
from gongkai.setup.gaps import Gaps

FOLDER = "dist/待完善"
"""Folder of the page below the project; ``dist`` is ignored by Git and never published."""
_TEMPLATE = "gongkai/gaps.html"
_THEME = ENGINE.parents[1] / "theme_overrides"


def gap_page(gaps: Gaps, agency: str, as_of: date) -> str:
    """The page as HTML."""
    return staff_html(_TEMPLATE, gaps=gaps, agency=agency, as_of=as_of)


def write_gap_page(root: Path, gaps: Gaps, agency: str, as_of: date) -> Path:
    """Write the page with its style sheet below the project ``root`` and give its path. Raises OSError."""
    folder = root / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "gongkai.css").write_text(stylesheet(_THEME / "assets" / "gongkai"), encoding="utf-8")
    page = folder / "index.html"
    page.write_text(gap_page(gaps, agency, as_of), encoding="utf-8")
    return page
