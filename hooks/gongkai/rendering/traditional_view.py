"""The table with which the browser shows a page in Traditional characters; the published texts are not changed."""

from __future__ import annotations

import json
from pathlib import Path

from gongkai import FOLDER

_TABLE = FOLDER / "vocabulary" / "to_traditional.txt"
TARGET = "assets/gongkai/traditional_data.js"


def traditional_table() -> tuple[str, dict[str, str]]:
    """The conversion table: Simplified and Traditional characters in pairs, and exceptions.

    The second value maps a pair of characters to the words, separated by spaces, in which that pair applies instead.
    """
    pairs: list[str] = []
    words: dict[str, str] = {}
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        pair, mark, found = line.partition("：")
        if line.startswith("#"):
            continue
        if mark:
            words[pair] = f"{words[pair]} {found}" if pair in words else found
        else:
            pairs += line.split()
    return "".join(pairs), words


def traditional_script() -> str:
    """The table as a script, which also works from ``file://``."""
    pairs, words = traditional_table()
    data = json.dumps({"pairs": pairs, "words": words}, ensure_ascii=False, separators=(",", ":"))
    return f"window.gkTraditionalData={data};\n"


def write_traditional(site: Path) -> None:
    """Write the table below ``site``. Raises OSError."""
    target = site / TARGET
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(traditional_script(), encoding="utf-8")
