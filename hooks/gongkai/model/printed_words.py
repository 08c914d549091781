"""Names of places of a paper as staff write them (位置): «表三 / 三、（七）总计 / 总计», «permits.csv 第18行 / 许可机关»."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

LINE = re.compile(r"第(\d{1,7})行")
"""A row named by its line, where its words would not tell it from others."""

_SPLIT = "/"
_ENUMERATOR = re.compile(r"(?:[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\)|\d{1,2}[.、])")


def folded(words: str) -> str:
    """The words without what people write differently: blanks, and the width of letters, digits and signs."""
    return "".join(unicodedata.normalize("NFKC", words).split())


def after_name(words: str, names: Iterable[str]) -> tuple[str, str] | None:
    """The longest of the names with which the words begin, and what follows it; both in folded form."""
    for name in sorted(map(folded, names), key=len, reverse=True):
        rest = words.removeprefix(name)
        if name and rest != words and (not rest or rest[0] == _SPLIT or LINE.match(rest)):
            return name, rest.removeprefix(_SPLIT)
    return None


def before_name(words: str, names: Sequence[str]) -> tuple[str, int] | None:
    """What stands before the name with which the words end, and which name it is."""
    ends = [(number, folded(name)) for number, name in enumerate(names)]
    for number, name in sorted(ends, key=lambda end: len(end[1]), reverse=True):
        if name and words.endswith(_SPLIT + name):
            return words[: -len(name) - 1], number
    return None


def without_enumerators(words: str) -> str:
    """A row label without the printed numbers before its words: «三、（七）总计» is known as 总计 too."""
    while match := _ENUMERATOR.match(words):
        words = words[match.end() :]
    return words


def joined(*names: str) -> str:
    """The name of a place from the names of table, row and column."""
    return f" {_SPLIT} ".join(" ".join(name.split()) for name in names)
