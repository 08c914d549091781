"""What a text names: documents by 索引号, 发文字号 or 《title》, each with its articles; or the names of entries in a list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from gongkai.model.document_number import find_known_numbers
from gongkai.model.words.matcher import matcher

_INDEX = matcher(r"(?<![0-9A-Za-z/])[0-9A-Za-z]{6,24}/[0-9]{4}-[0-9]{1,8}(?![0-9A-Za-z-])")
_TITLE = matcher(r"《(?:[^《》\n]|《[^《》\n]*》){2,80}》")
_AFTER_TITLE = matcher(r"\s{0,4}[（(]\s{0,4}([^（()）\n]{4,60})\s{0,4}[）)]")
_NUMERAL = r"[〇零一二三四五六七八九十百千\d]{1,7}"
_ARTICLE = rf"第{_NUMERAL}(?:条(?:之{_NUMERAL})?(?:第{_NUMERAL}款)?(?:第[（(]?{_NUMERAL}[）)]?项)?|部分|章|节)"
_ARTICLES = matcher(rf"[\s的，,]{{0,4}}({_ARTICLE}(?:[、，,和及与或]\s?{_ARTICLE})*)")
_ONE_ARTICLE = matcher(_ARTICLE)
_WORDS_BEFORE = matcher(r"(?:.*(?:根据|依据|按照|依照|参照|执行|按|和|及|与|以及|参见|详见|见|对应))(?=.)")
"""Words that stand before a document number without a blank; what precedes a bracket up to them is no part of it."""
_BETWEEN = matcher(r"[、；;，,\n]|(?<=[)）])\s|\s{2,}")


class Cited(NamedTuple):
    """One name in a text: ``text[start:end]`` is the name; ``names`` are the ways of writing it, the surest first."""

    start: int
    end: int
    names: tuple[str, ...]
    articles: tuple[str, ...] = ()
    number: str = ""
    title: str = ""
    through: int = 0
    """Where its articles end; 0 where it has none."""


def documents_in(text: str) -> tuple[Cited, ...]:
    """The documents that ``text`` names, in order and without overlap; none for a text without a number or 《title》."""
    if not any(sign in text for sign in "《〔[［【〖(（/令"):
        return ()
    found: list[Cited] = []
    for one in sorted((*_titles(text), *_numbers(text), *_indexes(text)), key=lambda one: (one.start, -one.end)):
        if not found or one.start >= found[-1].end:
            found.append(one)
    return tuple(_with_articles(one, text) for one in found)


def whole_name(text: str) -> Cited | None:
    """The text as the name of one document, without 《》: the article after it is no part of it; None for a blank text."""
    match = re.search(rf"\s?(?:{_ARTICLE}.*)\Z", text, re.DOTALL)
    end = match.start() if match else len(text)
    name = text[:end].strip()
    if not name:
        return None
    start = text.index(name)
    return _with_articles(Cited(start, start + len(name), (name,), title=name), text)


def names_in(text: str) -> tuple[Cited, ...]:
    """The whole text as one name, then its parts between 、 and the like, where it has several."""
    whole = text.strip()
    if not whole:
        return ()
    start = text.index(whole)
    found = [Cited(start, start + len(whole), (whole,))]
    at = 0
    parts = []
    for match in _BETWEEN.finditer(text):
        parts.append((at, match.start()))
        at = match.end()
    if parts:
        for first, last in (*parts, (at, len(text))):
            name = text[first:last].strip().strip("。《》")
            if name:
                begin = text.index(name, first)
                found.append(Cited(begin, begin + len(name), (name,)))
    return tuple(found)


def _titles(text: str) -> Iterator[Cited]:
    """Titles in 《》, with the number in brackets that may follow them."""
    for match in _TITLE.finditer(text) if "《" in text else ():
        title = match[0][1:-1].strip()
        behind = _AFTER_TITLE.match(text, match.end())
        number = ""
        if behind:
            number = next((one.written for one in find_known_numbers(behind[1]) if one.start == 0), "")
        end = behind.end() if behind and number else match.end()
        yield Cited(match.start(), end, tuple(filter(None, (number, title))), number=number, title=title)


def _numbers(text: str) -> Iterator[Cited]:
    """Document numbers; the words before one (根据示商发〔2018〕1号) are no part of it."""
    for one in find_known_numbers(text):
        words = _WORDS_BEFORE.match(one.written)
        skipped = words.end() if words else 0
        written = one.written[skipped:]
        yield Cited(one.start + skipped, one.end, (written,), number=written)


def _indexes(text: str) -> Iterator[Cited]:
    for match in _INDEX.finditer(text) if "/" in text else ():
        yield Cited(match.start(), match.end(), (match[0],))


def _with_articles(one: Cited, text: str) -> Cited:
    match = _ARTICLES.match(text, one.end)
    if match is None:
        return one
    return one._replace(articles=tuple(dict.fromkeys(_ONE_ARTICLE.findall(match[1]))), through=match.end())
