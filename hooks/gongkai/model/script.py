"""Folding of texts that are compared or searched: width, Traditional characters and case; never for showing."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cache

from gongkai import FOLDER

_TABLE = FOLDER / "vocabulary" / "traditional.txt"


@cache
def traditional_pairs() -> dict[int, str]:
    """Code point of each Traditional character → its standard character, both in any plane."""
    lines = _TABLE.read_text(encoding="utf-8").splitlines()
    return {ord(pair[0]): pair[1] for line in lines if not line.startswith("#") for pair in line.split()}


def simplified(text: str) -> str:
    """The text in standard characters."""
    return text if text.isascii() else text.translate(traditional_pairs())


class Fold:
    """Folds texts into compatibility form (NFKC), standard characters and lower case, and some characters besides into others.

    Document numbers, titles, the search index and its queries are all compared in this form; the reader's browser makes
    the same in ``assets/gongkai/tokens.js``.
    """

    def __init__(self, besides: Mapping[str, str]) -> None:
        self._besides = str.maketrans(dict(besides))
        # The full-width forms of ASCII, which every Chinese text has, are folded in the same pass.
        half = {0xFF00 + code - 0x20: chr(code) for code in range(0x21, 0x7F)} | {0x3000: " "}
        once = half | traditional_pairs()
        self._at_once = self._besides | {code: besides.get(to, to) for code, to in once.items()}

    def __call__(self, text: str) -> str:
        """The folded text."""
        if text.isascii():
            return text.lower().translate(self._besides)
        folded = text.translate(self._at_once)
        # Nearly always nothing is left to do then, and to see that is many times as quick as to do it.
        if unicodedata.is_normalized("NFKC", folded):
            return folded.lower()
        return unicodedata.normalize("NFKC", text).translate(traditional_pairs()).lower().translate(self._besides)


@cache
def _plain() -> Fold:
    return Fold({})


def normalized(text: str) -> str:
    """The text in compatibility form (NFKC), standard characters and lower case."""
    return _plain()(text)
