"""Parser of closing clauses: the effective date (本办法自……起施行) and the term of validity (有效期五年) of a document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from gongkai.model.naming.numerals import numeral_value
from gongkai.model.words.matcher import matcher
from gongkai.reading.vocabulary import terms

_NUMERAL = "0-9０-９○〇零一二三四五六七八九十两"
_DIGITS = str.maketrans("０１２３４５６７８９○", "0123456789〇")
_YEAR = str.maketrans("０１２３４５６７８９○〇零一二三四五六七八九", "0123456789000123456789")
_SENTENCE = matcher(r"[^。；]+")
_HINT = matcher("施行|实施|执行|生效|试行|有效期")
_QUOTED = matcher(r'“[^”]*(?:”|\Z)|"[^"\n]*"|「[^「」]*」')


@dataclass(frozen=True, slots=True)
class InForce:
    """A statement of the effective date; ``line`` is its line in the text, counted from 0."""

    line: int
    written: str
    day: date | None = None
    """The stated date; None if it is relative to the date of publication."""
    after: int = 0
    """Days after the date of publication."""


@dataclass(frozen=True, slots=True)
class Until:
    """A statement of the term of validity: its last day, or a number of years (0 if not stated)."""

    line: int
    written: str
    day: date | None = None
    years: int = 0


def statements_of(text: str) -> Iterator[InForce | Until]:
    """Parse the closing clauses of ``text``; quotations and statements about other documents or things are ignored."""
    if not _HINT.search(text):
        return
    own = _own_words(text)
    end = -1
    for hint in _HINT.finditer(own):
        if hint.start() < end:
            continue
        start = own.rfind("\n", 0, hint.start()) + 1
        end = own.find("\n", start)
        end = len(own) if end < 0 else end
        line, number = own[start:end], own.count("\n", 0, start)
        for sentence in _SENTENCE.finditer(line):
            yield from _of_sentence(number, sentence.group(), line[sentence.end() :])


def _of_sentence(number: int, sentence: str, rest: str) -> Iterator[InForce | Until]:
    match = _in_force().search(sentence)
    term = None
    if match:
        day = _day(match, "from")
        if day or not match["from_year"]:
            yield InForce(number, match["said"], day, _number(match["after"]))
        term = _following_term().match(sentence, match.end()) or _following_term().match(rest)
    term = term or _own_term().search(sentence)
    if term and term["years"]:
        yield Until(number, term["term"], years=_number(term["years"]))
    elif term and (last := _day(term, "until")):
        yield Until(number, term["term"], last)


def _own_words(text: str) -> str:
    """Remove quotations, keeping the line breaks.

    New wordings of other documents are quoted over several paragraphs, each of which may begin with a quotation mark.
    """
    return _QUOTED.sub(lambda match: "\n" * match.group().count("\n"), text)


@cache
def _in_force() -> re.Pattern[str]:
    """The pattern of an effective date: its subject is the document itself, or missing at the beginning of a paragraph."""
    sent = r"现予以?(?:公布|发布|印发)|现将[^，,]{1,80}(?:公布|发布|印发)(?:给你们)?"
    subject = rf"{sent}|{_own()}(?:(?:由|经|已经|业经)[^，,]{{1,40}}[，,])?|根据{_own()}[^，,]{{0,20}}|\A\s*(?:第?[{_NUMERAL}百]+[条、.．])?"
    issued = r"(?:发布|公布|颁布|印发|签发|下发|发文|成文)之?日"
    after = rf"(?:[起后满]\s*(?P<after>[{_NUMERAL}百]{{1,4}})\s*[日天]之?后?)?"
    said = rf"(?P<said>[自从于]\s*(?:{_written('from')}|{issued})\s*{after}(?:起|开始)?\s*(?:正式)?(?:施行|实施|执行|生效|试行))"
    return re.compile(rf"(?:{subject})[，,]?\s*{said}(?=\s*(?:[，,、（(]|\Z))")


@cache
def _following_term() -> re.Pattern[str]:
    return re.compile(rf"[，,。；、\s]*(?:{_own()})?的?{_term()}")


@cache
def _own_term() -> re.Pattern[str]:
    return re.compile(rf"{_own()}的?{_term()}")


def _own() -> str:
    names = "|".join(terms("own_names"))
    return rf"本[\u4e00-\u9fff]{{0,6}}?(?:{names})"


def _term() -> str:
    years = rf"(?:有效期|试行期)限?[为是]?\s*(?P<years>[{_NUMERAL}]{{1,3}})\s*年(?![半零内度])"
    until = rf"有效期限?[为是]?(?:自\s*{_written('since')}\s*起?)?(?:截至|截止到?|[至到])\s*{_written('until')}"
    return rf"(?P<term>{years}|{until})"


def _written(name: str) -> str:
    numeral = rf"[{_NUMERAL}]{{1,3}}"
    return (
        rf"(?P<{name}_year>[0-9０-９]{{4}}|[○〇零一二三四五六七八九]{{4}})\s*年"
        rf"\s*(?P<{name}_month>{numeral})\s*月\s*(?P<{name}_day>{numeral})\s*日"
    )


def _day(match: re.Match[str], name: str) -> date | None:
    """The date matched by a pattern of ``_written``; None if it is not in the calendar."""
    if not match[f"{name}_year"]:
        return None
    try:
        year = int(match[f"{name}_year"].translate(_YEAR))
        return date(year, _number(match[f"{name}_month"]), _number(match[f"{name}_day"]))
    except ValueError:
        return None


def _number(written: str | None) -> int:
    return numeral_value(written.translate(_DIGITS)) if written else 0
