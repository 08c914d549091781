"""Document numbers (发文字号): recognised in every way of writing them, compared and put into standard form.

The standard form is 机关代字〔年份〕序号号 with hexagonal brackets and no leading zeros (GB/T 9704-2012, 7.2.5).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from gongkai.model.naming.unbracketed_number import find_unbracketed, unbracketed_form, unbracketed_key
from gongkai.model.script import normalized, simplified
from gongkai.model.words.matcher import matcher

_OPEN = "〔［\\[（(【〖﹝{"
_CLOSE = "〕］\\]）)】〗﹞}"
_BLANK = "[ \t\u3000]{0,8}"
"""At most eight, since matching would otherwise take quadratic time on long runs of blanks."""

_NUMBER = matcher(
    rf"(?P<prefix>[\u3400-\u9fffA-Za-z]{{1,20}}?){_BLANK}"
    rf"[{_OPEN}]{_BLANK}(?P<year>[12１２][0-9０-９]{{3}})年?{_BLANK}[{_CLOSE}]{_BLANK}"
    rf"第?{_BLANK}(?P<serial>[0-9０-９]{{1,6}}){_BLANK}[号號]"
)
_PREFIX_TAIL = matcher(rf"[\u3400-\u9fffA-Za-z]{{1,20}}{_BLANK}\Z")
_LONGEST_TAIL = 20 + 8
_BRACKET = matcher(f"[{_OPEN}{_CLOSE}]")
_LOOSE = matcher(r"\s+")
_QUOTES = matcher('[《》<>〈〉“”"「」『』]')


class Mentioned(NamedTuple):
    """A document number in a text: ``text[start:end]`` is ``written``."""

    start: int
    end: int
    written: str


def fold(text: str) -> str:
    """The text for comparison: without differences of width, brackets, blanks, Traditional characters and case."""
    return _LOOSE.sub("", normalized(text).translate(_BRACKETS))


_BRACKETS = str.maketrans("[]{}【】〖〗〔〕", "()()()()()")


# The same numbers and titles are compared by binding, by several rules and by the pages.
@lru_cache(maxsize=65536)
def number_key(text: str) -> str:
    """The comparison key of a document number, the same for all ways of writing it; for any other text its folded form."""
    folded = fold(text)
    match = _FOLDED.fullmatch(folded)
    if not match:
        return unbracketed_key(text) or folded
    return f"{match['prefix']}({match['year']}){int(match['serial'])}号"


_FOLDED = matcher(r"(?P<prefix>[^()0-9]+)\(?(?P<year>[12][0-9]{3})年?\)?第?(?P<serial>[0-9]{1,6})号")


@lru_cache(maxsize=65536)
def index_key(text: str) -> str:
    """The comparison key of an index number (索引号), the same for all ways of writing it."""
    return fold(text)


@lru_cache(maxsize=65536)
def title_key(text: str) -> str:
    """The comparison key of a title: its folded form without book-title marks and quotes."""
    return _QUOTES.sub("", fold(text))


def standard_form(text: str) -> str:
    """The document number in standard form; any other text unchanged."""
    match = _NUMBER.fullmatch(text.strip())
    if not match:
        return unbracketed_form(text) or text
    return f"{match['prefix']}〔{int(match['year'])}〕{int(match['serial'])}号"


def is_number(text: str) -> bool:
    """Whether the text is a document number in some way of writing it, or that of an order or a standard."""
    return _NUMBER.fullmatch(text.strip()) is not None or unbracketed_form(text) != ""


def year_of(text: str) -> int | None:
    """The year of a document number; None for any other text."""
    match = _NUMBER.fullmatch(text.strip())
    return int(match["year"]) if match else None


def prefix_of(text: str) -> str:
    """The agency's code word (机关代字) of a document number; empty for any other text."""
    match = _NUMBER.fullmatch(text.strip())
    return simplified(match["prefix"]) if match else ""


def find_numbers(text: str) -> Iterator[Mentioned]:
    """Every document number in a text, with up to 20 letters before its bracket, which may belong to it.

    How many of these letters do belong to it, only a comparison with known numbers can decide.
    """
    for bracket in _YEAR.finditer(text):
        # What stands before a bracket is looked for apart, since a pattern that begins with it is slow.
        tail = _PREFIX_TAIL.search(text, max(0, bracket.start() - _LONGEST_TAIL), bracket.start())
        if tail:
            yield Mentioned(tail.start(), bracket.end(), text[tail.start() : bracket.end()])


def find_known_numbers(text: str) -> Iterator[Mentioned]:
    """What ``find_numbers`` finds, and the numbers of orders and standards, which are numbers of documents as well."""
    yield from find_numbers(text)
    for start, end in find_unbracketed(text):
        yield Mentioned(start, end, text[start:end])


_YEAR = matcher(
    rf"[{_OPEN}]{_BLANK}[12１２][0-9０-９]{{3}}年?{_BLANK}[{_CLOSE}]{_BLANK}第?{_BLANK}[0-9０-９]{{1,6}}{_BLANK}[号號]"
)


# A year after a dash is the end of a period (2021—2025年), as in titles of plans, and no serial number.
_LOOSE_NUMBER = matcher(
    rf"(?P<prefix>[\u3400-\u9fffA-Za-z]{{2,20}}?){_BLANK}"
    rf"[{_OPEN}]?{_BLANK}(?P<year>(?:19|20)[0-9]{{2}})年?{_BLANK}[{_CLOSE}－—-]{_BLANK}"
    rf"(?!(?<=[－—-])[－—-]*(?:19|20)[0-9]{{2}}(?![0-9号號]))第?{_BLANK}(?P<serial>[0-9]{{1,6}}){_BLANK}[号號]?"
)


def numbers_within(text: str) -> Iterator[str]:
    """What looks like a document number in a reference, also where brackets or 号 are missing, in standard form."""
    for match in _LOOSE_NUMBER.finditer(text):
        yield f"{match['prefix']}〔{match['year']}〕{int(match['serial'])}号"


def brackets_of(text: str) -> str:
    """All brackets of a text, in order, as one string."""
    return "".join(_BRACKET.findall(text))
