"""The nearest known name to a mistaken one, for suggestions."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher


def nearest(name: str, known: Iterable[str], least: float = 0.55) -> str:
    """The known name most like ``name``; empty where none is like it."""
    best, best_ratio = "", least
    for candidate in known:
        ratio = SequenceMatcher(None, name, candidate).ratio()
        if len(name) > 1 and (candidate.startswith(name) or name.startswith(candidate)):
            ratio = max(ratio, 0.9)
        if ratio > best_ratio:
            best, best_ratio = candidate, ratio
    return best


def suggestion(name: str, known: Iterable[str]) -> str:
    """«，是否指“…”？», or nothing."""
    found = nearest(name, known)
    return f"是否指“{found}”？" if found else ""
