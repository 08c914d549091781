"""Documents cited by title alone, where the column or the list of well-known documents knows the number of exactly one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from gongkai.checking.rule import Needs, Rule
from gongkai.checking.texts.own_texts import is_own
from gongkai.checking.texts.text_lines import texts_of
from gongkai.model.document_number import find_known_numbers, number_key, title_key
from gongkai.model.item import Item
from gongkai.model.place import Place
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.model.words.matcher import matcher
from gongkai.reading.vocabulary import titles

_BASIS = matcher(r"(?:根据|依据|按照|依照|贯彻落实|贯彻|落实|执行|遵照|对照|结合)[^《》。；\n]{0,12}\Z")
_TITLE = matcher(r"《(?P<title>(?:[^《》\n]|《[^《》\n]*》){6,120})》(?!\s?[（(])")
"""A title; a bracket behind it may tell the number or a short name."""
_WIDEST = 16
"""Most characters from the beginning of a word that makes a title the basis to that title."""
_LONG = 14
"""Characters of a title in the list of well-known documents by which only one document is meant."""


def check(publication: Publication) -> Iterator[Problem]:
    """The first citation of each document that is named without its number anywhere in the text.

    Of the column as a whole, since any other document may be the one that is meant.
    """
    titled = _by_title(publication)
    facts = publication.reading.facts
    for item in publication.reading.items:
        if not is_own(item):
            continue
        # Few titles are those of a document whose number is known, so most texts need not be looked at again.
        if not any(_number_of(title, item, titled) for title in facts.of(item, "titles of bases", _titles)):
            continue
        for text, path, first in texts_of(item):
            yield from _in_text(text, Place(path, first, 1), item, titled)


def _titles(item: Item) -> list[str]:
    return [match["title"] for text, _, _ in texts_of(item) for match in _cited(text)]


def _in_text(text: str, begin: Place, item: Item, titled: Mapping[str, list[Item]]) -> Iterator[Problem]:
    told: set[str] = set()
    numbers: set[str] | None = None
    for match in _cited(text):
        number = _number_of(match["title"], item, titled)
        if not number or number in told:
            continue
        if numbers is None:
            numbers = {key for one in find_known_numbers(text) for key in _endings(one.written)}
        if number_key(number) in numbers:
            continue
        told.add(number)
        at = match.start("title") - 1
        place = Place(begin.path, begin.line + text.count("\n", 0, at), at - text.rfind("\n", 0, at))
        what = f"引用《{match['title']}》没有写发文字号。"
        remedy = f"请写成“《{match['title']}》（{number}）”。"
        yield problem(place, "citation-unnumbered", what, remedy, Level.NOTE)


def _cited(text: str) -> Iterator[re.Match[str]]:
    """The titles after a word that makes them the basis, from the left without overlaps."""
    end, opening = 0, text.find("《")
    while opening >= 0:
        before = _BASIS.search(text, max(end, opening - _WIDEST), opening)
        match = _TITLE.match(text, opening) if before else None
        if match:
            yield match
            end = match.end()
        opening = text.find("《", match.end() if match else opening + 1)


def _endings(written: str) -> Iterator[str]:
    """The keys of a number with each of the words that may stand before it."""
    for start in range(len(written)):
        yield number_key(written[start:])


def _number_of(title: str, item: Item, titled: Mapping[str, list[Item]]) -> str:
    """The number of the one document with this title; "" where there is none, several, or it is the item itself."""
    key = title_key(title)
    same = [one for one in titled.get(key, ()) if one is not item]
    if len(same) == 1:
        return same[0].doc_no
    if same:
        return ""
    return _known_number(key)


def _by_title(publication: Publication) -> Mapping[str, list[Item]]:
    found: dict[str, list[Item]] = {}
    for one in publication.by_number.values():
        found.setdefault(title_key(one.title), []).append(one)
    return found


@lru_cache(maxsize=4096)
def _known_number(key: str) -> str:
    """The number of the one well-known document whose title ends a title with this key."""
    known = [number for phrase, number in _well_known().items() if key.endswith((phrase, f"{phrase}的通知"))]
    return known[0] if len(known) == 1 else ""


@cache
def _well_known() -> Mapping[str, str]:
    known = titles("known_documents").items()
    return {title_key(title): number for number, title in known if len(title) >= _LONG}


RULE = Rule(
    title="引用文件写明发文字号",
    sources=("党政机关公文处理工作条例", "GB/T 9704-2012"),
    findings=(Finding("citation-unnumbered", Level.NOTE, "引用的文件没有写文号", as_printed=True),),
    needs=Needs(fields=("reprint_of",)),
    of_column=check,
)
