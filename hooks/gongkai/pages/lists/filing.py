"""The letter (拼音首字母) under which a title is filed, from the first words that distinguish titles.

Official titles begin alike (示例市商务局关于印发……), so agency, year and usual openings are skipped, as in a card index.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from functools import cache, lru_cache

from gongkai import FOLDER
from gongkai.model.script import simplified
from gongkai.model.words.matcher import matcher

OTHER = "其他"
"""The group of titles whose first character has no known pinyin."""

LETTERS = tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZ")

_READINGS = FOLDER / "vocabulary" / "readings.txt"
_FIRST_CODES = (
    0xB0A1, 0xB0C5, 0xB2C1, 0xB4EE, 0xB6EA, 0xB7A2, 0xB8C1, 0xB9FE, 0xBBF7, 0xBFA6, 0xC0AC, 0xC2E8,
    0xC4C3, 0xC5B6, 0xC5BE, 0xC6DA, 0xC8BB, 0xC8F6, 0xCBFA, 0xCDDA, 0xCEF4, 0xD1B9, 0xD4D1,
)  # fmt: skip
"""GB 2312 code at which each letter begins; the standard sorts its 3,755 level-1 characters by pinyin."""

_FIRST_LETTERS = "ABCDEFGHJKLMNOPQRSTWXYZ"
_LAST_CODE = 0xD7F9
_MARKS = r"[\W_]+"
_OPENING = matcher(
    rf"{_MARKS}|\d{{1,4}}(?:年度?|月份?|季度|周|号|届|次)?|年度|[上下]半年|第[\d一二三四五六七八九十百]+(?:号|批|次|季度|周|届|期)"
    r"|(?:本级|办公室|关于|印发|公布|发布|转发|批转|废止|修改|修订|宣布失效|开展|做好|加强|进一步|切实|认真|贯彻落实|召开|对|的)"
)


_PLACE = matcher(r".{2,8}?[省市县区州盟旗乡镇](?=.)")


def openings_of(agency: str, short_names: Iterable[str]) -> tuple[str, ...]:
    """The names with which the agency's titles begin: its own, and its locality (示例市 of 示例市商务局)."""
    place = _PLACE.match(agency)
    return (agency, *short_names, *((place.group(),) if place else ()))


def filing_words(title: str, agencies: Iterable[str]) -> str:
    """The title from its first distinguishing word on; the whole title if nothing would be left."""
    words = simplified(unicodedata.normalize("NFKC", title))
    rest = words
    names = _longest_first(tuple(agencies))
    while rest:
        name = next((name for name in names if rest.startswith(name)), "")
        opening = _OPENING.match(rest)
        if name:
            rest = rest[len(name) :]
        elif opening:
            rest = rest[opening.end() :]
        else:
            return rest
    return words


@lru_cache(maxsize=16)
def _longest_first(agencies: tuple[str, ...]) -> tuple[str, ...]:
    """The names sorted by length, so that of two with the same beginning the longer is tried first."""
    return tuple(sorted((simplified(name) for name in agencies if name), key=len, reverse=True))


def letter_of(words: str) -> str:
    """The pinyin initial of the first character; OTHER for digits, punctuation and unknown characters."""
    first = words[:1].upper()
    if first in LETTERS:
        return first
    for length in (3, 2, 1):
        letter = _exceptions().get(words[:length])
        if letter and len(words) >= length:
            return letter
    try:
        code = int.from_bytes(first.encode("gb2312"), "big")
    except UnicodeEncodeError:
        return OTHER
    if not _FIRST_CODES[0] <= code <= _LAST_CODE:
        return OTHER
    return _FIRST_LETTERS[bisect_right(_FIRST_CODES, code) - 1]


def sound_order(words: str) -> tuple[str, bytes]:
    """A sort key for pinyin order: by letter, then by GB 18030 code."""
    return letter_of(words), words.encode("gb18030", "replace")


@cache
def _exceptions() -> dict[str, str]:
    lines = _READINGS.read_text(encoding="utf-8").splitlines()
    written = " ".join(line for line in lines if not line.startswith("#")).split()
    return dict(zip(written[::2], written[1::2]))
