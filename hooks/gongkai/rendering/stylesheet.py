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


def stylesheet(folder: Path) -> str:
    """The files in ``folder`` as one text, without comments; raises OSError."""
    names = sorted(path.name for path in folder.glob("*.css"))
    names.sort(key=lambda name: (name == LAST, name not in FIRST, FIRST.index(name) if name in FIRST else 0))
    return "".join(_COMMENT.sub("", (folder / name).read_text(encoding="utf-8")) for name in names)


def write_stylesheet(folder: Path, site: Path) -> None:
    """Write the style sheet below ``site``; raises OSError."""
    target = site / TARGET
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(stylesheet(folder), encoding="utf-8")
