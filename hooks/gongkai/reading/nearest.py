"""The nearest known name to a mistaken one, for suggestions."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher

from gongkai.model.script import simplified


def nearest(name: str, known: Iterable[str], least: float = 0.55) -> str:
    """The known name most like ``name``; empty where none is like it. Width, script, case and blanks do not count."""
    best, best_ratio = "", least
    name = _folded(name)
    for candidate in known:
        folded = _folded(candidate)
        ratio = SequenceMatcher(None, name, folded).ratio()
        if len(name) > 1 and (folded.startswith(name) or name.startswith(folded)):
            ratio = max(ratio, 0.9)
        if ratio > best_ratio:
            best, best_ratio = candidate, ratio
    return best


def suggestion(name: str, known: Iterable[str]) -> str:
    """«，是否指“…”？», or nothing."""
    found = nearest(name, known)
    # A name that begins with a quotation mark of its own («“三公”经费») gets no second one.
    return f"是否指{found if found[0] in '“《' else f'“{found}”'}？" if found else ""


def _folded(name: str) -> str:
    return "".join(simplified(unicodedata.normalize("NFKC", name)).split()).casefold()
