"""Document numbers (发文字号) in every way of writing them: recognised, compared and put into standard form.

The standard form is 机关代字〔年份〕序号号 with hexagonal brackets and no leading zeros (GB/T 9704-2012, 7.2.5).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from gongkai.model.script import normalized, simplified

_OPEN = "〔［\\[（(【〖﹝{"
_CLOSE = "〕］\\]）)】〗﹞}"
_BLANKS, _MOST_BLANKS = " \t\u3000", 8
_BLANK = f"[{_BLANKS}]{{0,{_MOST_BLANKS}}}"
"""Bounded, since a search would otherwise begin anew at each of very many blanks."""

_NUMBER = re.compile(
    rf"(?P<prefix>[\u3400-\u9fffA-Za-z]{{1,20}}?){_BLANK}"
    rf"[{_OPEN}]{_BLANK}(?P<year>[12１２][0-9０-９]{{3}})年?{_BLANK}[{_CLOSE}]{_BLANK}"
    rf"第?{_BLANK}(?P<serial>[0-9０-９]{{1,6}}){_BLANK}[号號]"
)
_PREFIX_TAIL = re.compile(r"[\u3400-\u9fffA-Za-z]+\Z")
_BRACKET = re.compile(f"[{_OPEN}{_CLOSE}]")
_LOOSE = re.compile(r"\s+")
_QUOTES = re.compile('[《》<>〈〉“”"「」『』]')


class Mentioned(NamedTuple):
    """A number in a text: where it stands and how it is written there."""

    start: int
    end: int
    written: str


def fold(text: str) -> str:
    """A text as it is compared: width, brackets, spaces, script and case do not count."""
    return _LOOSE.sub("", normalized(text).translate(_BRACKETS))


_BRACKETS = str.maketrans("[]{}【】〖〗〔〕", "()()()()()")


# Numbers and titles are compared by binding, by several rules and by the pages.
@lru_cache(maxsize=65536)
def number_key(text: str) -> str:
    """What two ways of writing one document number have in common; for other texts their folded form."""
    folded = fold(text)
    match = _FOLDED.fullmatch(folded)
    if not match:
        return folded
    return f"{match['prefix']}({match['year']}){int(match['serial'])}号"


_FOLDED = re.compile(r"(?P<prefix>[^()0-9]+)\(?(?P<year>[12][0-9]{3})年?\)?第?(?P<serial>[0-9]{1,6})号")


def index_key(text: str) -> str:
    """What two ways of writing one index number have in common."""
    return fold(text).replace("／", "/")


@lru_cache(maxsize=65536)
def title_key(text: str) -> str:
    """What two ways of writing one title have in common: book-title marks and quotes do not count."""
    return _QUOTES.sub("", fold(text))


def standard_form(text: str) -> str:
    """The number in standard form; the text itself where it is no document number."""
    match = _NUMBER.fullmatch(text.strip())
    if not match:
        return text
    prefix = unicodedata.normalize("NFKC", match["prefix"])
    return f"{prefix}〔{unicodedata.normalize('NFKC', match['year'])}〕{int(match['serial'])}号"


def is_number(text: str) -> bool:
    """Whether the text is a document number in some way of writing it."""
    return _NUMBER.fullmatch(text.strip()) is not None


def year_of(text: str) -> int | None:
    """The year in a document number."""
    match = _NUMBER.fullmatch(text.strip())
    return int(match["year"]) if match else None


def prefix_of(text: str) -> str:
    """The agency's mark (机关代字) of a document number."""
    match = _NUMBER.fullmatch(text.strip())
    return simplified(match["prefix"]) if match else ""


def find_numbers(text: str) -> Iterator[Mentioned]:
    """Every document number in a text, with as much of the words before its bracket as could belong to it.

    Which of those words do belong to it only the known numbers can tell.
    """
    for bracket in _YEAR.finditer(text):
        # The blanks before a bracket are looked for only once it is found: a search that begins with them is slow.
        before = text[max(0, bracket.start() - _MOST_BLANKS) : bracket.start()]
        end = bracket.start() - len(before) + len(before.rstrip(_BLANKS))
        tail = _PREFIX_TAIL.search(text, max(0, end - 20), end)
        if tail:
            yield Mentioned(tail.start(), bracket.end(), text[tail.start() : bracket.end()])


_YEAR = re.compile(
    rf"[{_OPEN}]{_BLANK}[12１２][0-9０-９]{{3}}年?{_BLANK}[{_CLOSE}]{_BLANK}第?{_BLANK}[0-9０-９]{{1,6}}{_BLANK}[号號]"
)


# After a dash, another year ends a span of years (2021—2025年), as titles of plans have it.
_LOOSE_NUMBER = re.compile(
    rf"[\u3400-\u9fffA-Za-z]{{2,20}}?{_BLANK}[{_OPEN}]?{_BLANK}(?:19|20)[0-9]{{2}}年?{_BLANK}[{_CLOSE}－—-]{_BLANK}"
    rf"(?!(?<=[－—-])[－—-]*(?:19|20)[0-9]{{2}}(?![0-9号號]))第?{_BLANK}[0-9]{{1,6}}{_BLANK}[号號]?"
)


def numbers_within(text: str) -> Iterator[str]:
    """What looks like document numbers in a reference, in standard form where they are whole."""
    for match in _LOOSE_NUMBER.finditer(text):
        parts = re.findall("[0-9]+", match.group())
        prefix = re.split(rf"{_BLANK}[{_OPEN}]?{_BLANK}[12][0-9]{{3}}", match.group())[0].strip()
        yield f"{prefix}〔{parts[-2]}〕{int(parts[-1])}号"


def brackets_of(text: str) -> str:
    """The brackets that a text uses, in order."""
    return "".join(_BRACKET.findall(text))
