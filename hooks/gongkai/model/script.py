"""Folding of texts that are compared or searched: width, Traditional characters and case; never for showing."""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path

_TABLE = Path(__file__).parent.parent / "vocabulary" / "traditional.txt"


@cache
def traditional_pairs() -> dict[int, str]:
    """Code point of each Traditional character → its standard character, both in any plane."""
    lines = _TABLE.read_text(encoding="utf-8").splitlines()
    return {ord(pair[0]): pair[1] for line in lines if not line.startswith("#") for pair in line.split()}


@cache
def _at_once() -> dict[int, str]:
    """Standard characters and, for the full-width forms of ASCII that every Chinese text has, their half-width ones."""
    return {0xFF00 + code - 0x20: chr(code) for code in range(0x21, 0x7F)} | {0x3000: " "} | traditional_pairs()


def simplified(text: str) -> str:
    """The text in standard characters."""
    return text if text.isascii() else text.translate(traditional_pairs())


def normalized(text: str) -> str:
    """The text in compatibility form (NFKC), standard characters and lower case.

    Document numbers, titles, the search index and its queries are all compared in this form; the reader's browser makes
    the same in ``assets/gongkai/tokens.js``.
    """
    if text.isascii():
        return text.lower()
    folded = text.translate(_at_once())
    # Nearly always nothing is left to do then, and to see that is many times as quick as to do it.
    if not unicodedata.is_normalized("NFKC", folded):
        folded = unicodedata.normalize("NFKC", folded).translate(traditional_pairs())
    return folded.lower()
