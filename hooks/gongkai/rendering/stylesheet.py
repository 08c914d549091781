"""One style sheet from the files of the components."""

from __future__ import annotations

import re
from pathlib import Path

TARGET = "assets/gongkai/gongkai.css"
FIRST = ("tokens.css", "ground.css")
"""Files that come first, since the others build on them."""
LAST = "print.css"
"""Print answers every rule of the screen."""

_COMMENT = re.compile(r"/\*.*?\*/\n?", re.DOTALL)
_NEEDLESS_BREAK = re.compile(r"(?<=,)\n\s*|(?<=[{};:])\n(?:\s+|(?=\}))")
"""Line breaks behind which no blank is needed: between selectors, declarations, and the parts of a list of values."""
_BREAK = re.compile(r"\n\s+")


def stylesheet(folder: Path) -> str:
    """The files in ``folder`` as one text, each outermost rule on one line, without comments; raises OSError."""
    names = sorted(path.name for path in folder.glob("*.css"))
    names.sort(key=lambda name: (name == LAST, name not in FIRST, FIRST.index(name) if name in FIRST else 0))
    return "".join(compact((folder / name).read_text(encoding="utf-8")) for name in names)


def compact(text: str) -> str:
    """The rules as they are published: what only helps to read the source, indentation and comments, is left out.

    Strings must not hold comments or line breaks, as in the layout that ``tests/quality/test_style_sheets.py`` asks for.
    """
    return _BREAK.sub(" ", _NEEDLESS_BREAK.sub("", _COMMENT.sub("", text)))


def write_stylesheet(folder: Path, site: Path) -> None:
    """Write the style sheet below ``site``; raises OSError."""
    target = site / TARGET
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(stylesheet(folder), encoding="utf-8")
