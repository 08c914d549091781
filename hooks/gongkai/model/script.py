"""Normalization of texts for comparison and search: width, Traditional characters and case; never for display."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

from gongkai import FOLDER

_LAST_OF_BMP = 0xFFFF
_TABLE = FOLDER / "vocabulary" / "traditional.txt"


@cache
def traditional_pairs() -> dict[int, str]:
    """Code point of each Traditional character → its simplified character (vocabulary/traditional.txt)."""
    lines = _TABLE.read_text(encoding="utf-8").splitlines()
    return {ord(pair[0]): pair[1] for line in lines if not line.startswith("#") for pair in line.split()}


def simplified(text: str) -> str:
    """The text with Traditional characters replaced by simplified ones."""
    return text if text.isascii() else text.translate(traditional_pairs())


@cache
def traditional_signs() -> re.Pattern[str]:
    """Matches each Traditional character of the BMP; ``re`` compares others in a class one by one."""
    return re.compile(f"[{''.join(chr(one) for one in traditional_pairs() if one <= _LAST_OF_BMP)}]")


@cache
def _simplified_signs() -> re.Pattern[str]:
    """Matches what only simplified texts have: what a Traditional character becomes and is none itself."""
    pairs = traditional_pairs()
    alone = {one for one in pairs.values() if ord(one) not in pairs and ord(one) <= _LAST_OF_BMP}
    return re.compile(f"[{''.join(sorted(alone))}]")


def is_traditional(text: str) -> bool:
    """Whether a text is in Traditional characters: several that are not simplified, in numbers beyond chance.

    Many characters that simplified ones became are Traditional ones as well (后, 于, 范), so they are outnumbered.
    """
    if text.isascii():
        return False
    traditional = len(traditional_signs().findall(text))
    return traditional > 1 and traditional > len(_simplified_signs().findall(text))


class Fold:
    """Folds texts: compatibility form (NFKC), simplified characters, lower case, then the further replacements ``replacements``.

    Document numbers, titles, the search index and its queries are compared in this form; ``assets/gongkai/tokens.js``
    does the same in the reader's browser.
    """

    def __init__(self, replacements: Mapping[str, str]) -> None:
        self._replacements = str.maketrans(dict(replacements))
        # The full-width forms of ASCII, which nearly every Chinese text has, are folded in the same pass.
        half = {0xFF00 + code - 0x20: chr(code) for code in range(0x21, 0x7F)} | {0x3000: " "}
        once = half | traditional_pairs()
        self._at_once = self._replacements | {code: replacements.get(to, to) for code, to in once.items()}

    def __call__(self, text: str) -> str:
        """The folded text."""
        if text.isascii():
            return text.lower().translate(self._replacements)
        folded = text.translate(self._at_once)
        # Nearly every text is in NFKC by now, and to check that is many times as quick as to normalize it.
        if unicodedata.is_normalized("NFKC", folded):
            return folded.lower()
        return unicodedata.normalize("NFKC", text).translate(traditional_pairs()).lower().translate(self._replacements)


@cache
def _plain() -> Fold:
    return Fold({})


def normalized(text: str) -> str:
    """The text in compatibility form (NFKC), simplified characters and lower case."""
    return _plain()(text)
