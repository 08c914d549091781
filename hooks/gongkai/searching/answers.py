"""Answers of the written index, computed as the reader's browser does, to verify a site before it is published."""

from __future__ import annotations

import json
from bisect import bisect_right
from pathlib import Path
from typing import Any

from gongkai.searching.ranking import Posting, rank
from gongkai.searching.shards import FOLDER
from gongkai.searching.tokens import query_terms

_DIGITS = {
    digit: value for value, digit in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
}


def first_answers(site: Path, query: str, limit: int = 20) -> tuple[str, ...]:
    """Addresses of the best hits for ``query`` in the index of ``site``; nothing where the index cannot be read."""
    try:
        meta = _read(site, "meta")
        found = [_postings(site, meta, term) for term in query_terms(query)]
        order = rank(found, meta["count"], meta["length"], meta["title"])
        shown = meta["shown"]
        return tuple(_read(site, f"d{number // shown}")[number % shown][1] for number in order[:limit])
    except (OSError, ValueError, KeyError, IndexError):
        return ()


def _postings(site: Path, meta: dict[str, Any], term: str) -> list[Posting]:
    number = max(0, bisect_right(meta["first"], term) - 1)
    for found, written in _read(site, f"t{number}"):
        if found == term:
            return _decoded(written)
    return []


def _decoded(written: str) -> list[Posting]:
    postings: list[Posting] = []
    entry = value = shift = 0
    for digit in written:
        bits = _DIGITS[digit]
        value |= (bits & 31) << shift
        shift += 5
        if bits < 32:
            entry += value >> 3
            postings.append(Posting(entry, value & 7))
            value = shift = 0
    return postings


def _read(site: Path, name: str) -> Any:
    text = (site / FOLDER / "pages" / f"{name}.js").read_text(encoding="utf-8")
    return json.loads(text[text.index(",") + 1 : text.rindex(")")])
