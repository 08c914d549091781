"""Names of spots in an original document as staff write them (位置): «表三 / 三、（七）总计 / 总计», «permits.csv 第18行 / 许可机关»."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from gongkai.model.words.matcher import matcher

LINE = matcher(r"第(\d{1,7})行")
"""A row given by its line, where its label is not unique."""

_SPLIT = "/"
_ENUMERATOR = matcher(r"(?:[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\)|\d{1,2}[.、])")


def folded(words: str) -> str:
    """The words for comparison: without blanks, in compatibility form (NFKC)."""
    return "".join(unicodedata.normalize("NFKC", words).split())


def after_name(words: str, names: Iterable[str]) -> tuple[str, str] | None:
    """The longest of ``names`` that is a prefix of the folded ``words``, and the rest; both folded; None where none is."""
    # Of two prefixes of one text the longer one is sorted behind the other.
    for name in sorted(map(folded, names), reverse=True):
        rest = words.removeprefix(name)
        if rest != words and (not rest or rest[0] == _SPLIT or LINE.match(rest)):
            return name, rest.removeprefix(_SPLIT)
    return None


def before_name(words: str, names: Sequence[str]) -> tuple[str, int] | None:
    """What precedes the longest of ``names`` that is a suffix of ``words``, and its place among them; None where none is."""
    ends = [(number, folded(name)) for number, name in enumerate(names)]
    for number, name in sorted(ends, key=lambda end: len(end[1]), reverse=True):
        if name and words.endswith(_SPLIT + name):
            return words[: -len(name) - 1], number
    return None


def without_enumerators(words: str) -> str:
    """The folded label of a row without its enumerators: «三、(七)总计» gives 总计."""
    while match := _ENUMERATOR.match(words):
        words = words[match.end() :]
    return words


def joined(*names: str) -> str:
    """The name of a spot from the names of table, row and column: «表三 / 总计 / 金额»."""
    return f" {_SPLIT} ".join(" ".join(name.split()) for name in names)
