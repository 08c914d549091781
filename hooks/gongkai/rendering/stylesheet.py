"""The published style sheet, concatenated from the files of the components."""

from __future__ import annotations

import re
from pathlib import Path

from gongkai.model.words.matcher import matcher

TARGET = "assets/gongkai/gongkai.css"
FIRST = ("tokens.css", "ground.css")
"""Files that come first, since the others depend on them."""
LAST = "print.css"
"""Comes last, since print rules override those for the screen."""

_COMMENT = matcher(r"/\*.*?\*/\n?", re.DOTALL)
_NEEDLESS_BREAK = matcher(r"(?<=,)\n\s*|(?<=[{};:])\n(?:\s+|(?=\}))")
"""Line breaks that need not become a space: between selectors, declarations, and values of a list."""
_BREAK = matcher(r"\n\s+")


def stylesheet(folder: Path) -> str:
    """The style sheet from the files in ``folder``, one line for each top-level rule, without comments. Raises OSError."""
    names = sorted(path.name for path in folder.glob("*.css"))
    names.sort(key=lambda name: (name == LAST, name not in FIRST, FIRST.index(name) if name in FIRST else 0))
    return "".join(compact((folder / name).read_text(encoding="utf-8")) for name in names)


def compact(text: str) -> str:
    """The rules without comments and indentation.

    Strings must not contain comments or line breaks; ``tests/quality/test_style_sheets.py`` ensures this.
    """
    return _BREAK.sub(" ", _NEEDLESS_BREAK.sub("", _COMMENT.sub("", text)))


def write_stylesheet(folder: Path, site: Path) -> None:
    """Write the style sheet below ``site``. Raises OSError."""
    target = site / TARGET
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(stylesheet(folder), encoding="utf-8")
