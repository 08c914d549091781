"""The table with which the reader's browser shows a page in Traditional characters; published texts stay as they are."""

from __future__ import annotations

import json
from pathlib import Path

from gongkai import FOLDER

_TABLE = FOLDER / "vocabulary" / "to_traditional.txt"
TARGET = "assets/gongkai/traditional_data.js"


def traditional_table() -> tuple[str, dict[str, str]]:
    """Pairs of characters as one text, and words by the pair of characters that they ask for instead."""
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
    """The table as a script, which works from a folder too."""
    pairs, words = traditional_table()
    data = json.dumps({"pairs": pairs, "words": words}, ensure_ascii=False, separators=(",", ":"))
    return f"window.gkTraditionalData={data};\n"


def write_traditional(site: Path) -> None:
    """Write the table below ``site``; raises OSError."""
    target = site / TARGET
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(traditional_script(), encoding="utf-8")
