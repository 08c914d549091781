"""Finds natural persons who are named in full in a sentence; masked names such as 李某某 are no such persons."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import chain

from gongkai.checking.persons.person_words import person_words
from gongkai.checking.rule import Hint
from gongkai.model.words.matcher import matcher

_HAN = "\u4e00-\u9fa5"
_HAN_3 = f"[{_HAN}]{{3}}"
_ENDS = r"(?=[，,。；;、）)！？（(\s|\t：:]|\Z)"
_GOES_ON = r"(?=[，,。；;！？（(\s患因系现于家名的为身与之住确被符获享]|\Z)"
_SUBJECT_GOES_ON = (
    r"(?=[，,（(：:]|名下|月[工收]|年收|[因患系的曾与和被在有无未为家现住尚还已于均之欠确之本自从]|\d{1,2}岁)"
)
"""What follows a name that begins a sentence in which something personal is told."""
_BORN = r"(?=\s*(?:出?生于|于?\s*(?:19|20)[0-9]{2}\s*[年./-]\s*[0-9]{1,2}\s*[月./-]\s*[0-9]{1,2}\s*日?\s*(?:出生|生(?![产效活育成态]))))"
"""A birth straight after a name, which tells that it is one."""
_LONGEST = 10
"""The most characters between the beginning of a name and the sex or the form of address after it."""
_SEX = r"[男女](?=[，,、）)；;。\s]|\Z)"
_ADDRESSES = "同志|先生|女士|老人|同学|小朋友"
_OPTIONAL = matcher(r".\?")
_BREAKS = r"，：、,。；;:！？|\s（(号组室"
"""What names may stand after."""
_BREAK = "，"
"""Stands before a sentence, since names stand after breaks."""


def names_in(sentence: str) -> Iterator[tuple[int, int]]:
    """Where each natural person's full name stands in ``sentence``; one may be yielded twice."""
    text = _BREAK + sentence
    words = person_words()
    for words_after, sign, before in _followed():
        for match in sign.finditer(text) if any(map(text.__contains__, words_after)) else ():
            named = before.search(text, max(0, match.start() - _LONGEST), match.start())
            if named and not words.not_names.match(text, named.start("name")):
                yield named.start("name") - len(_BREAK), named.end("name") - len(_BREAK)
    labelled, *after_breaks = _leading()
    for match in chain(labelled.finditer(text), *(_after_breaks(pattern, text) for pattern in after_breaks)):
        start, end = match.span(str(match.lastgroup))
        if not words.not_names.match(text, start):
            yield start - len(_BREAK), end - len(_BREAK)


def is_about_person(sentence: str) -> bool:
    """Whether a clause of ``sentence`` begins with what looks like a name, which says something beside a personal fact only."""
    return any(True for _ in _subjects(sentence))


def may_name(text: str) -> bool:
    """Whether ``text`` has anything that looks like a name: a quick answer for the many texts that have none."""
    return any(True for _ in names_in(text)) or is_about_person(text)


def signs_of_names() -> tuple[str, ...]:
    """Literal texts one of which, or a match of ``hints_of_names``, every text has for which ``may_name`` is true."""
    labels = person_words().labels.split("|")
    return (*_ADDRESSES.split("|"), *(_OPTIONAL.sub("", label) for label in labels), *person_words().double)


@cache
def hints_of_names() -> tuple[Hint, ...]:
    """The searches for a sex before a break, and for a short surname after one."""
    words = person_words()
    name = rf"[{words.single}](?<=[{_BREAKS}].){words.given}"
    return Hint(re.compile(_SEX).search, near=("男", "女")), Hint(re.compile(name).search)


def _subjects(text: str) -> Iterator[int]:
    words = person_words()
    for match in _after_breaks(_subject(), _BREAK + text):
        if not words.not_names.match(match.string, match.start("name")):
            yield match.start("name") - len(_BREAK)


def _after_breaks(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """The matches of ``pattern``, which begins with a break and a name; it is tried only where both may be."""
    end = 0
    for begin in _beginnings(text):
        match = pattern.match(text, begin - 1) if begin > end else None
        if match:
            end = match.end()
            yield match


@lru_cache(maxsize=1)
def _beginnings(text: str) -> tuple[int, ...]:
    """Where a name after a break may begin; memoized, since three patterns are tried at the same places."""
    return tuple(begin.start() for begin in _beginning().finditer(text))


@cache
def _beginning() -> re.Pattern[str]:
    """Matches the first character of a surname after a break and before what goes on in a name."""
    words = person_words()
    first, second = ("".join(name[at] for name in words.double) for at in (0, 1))
    return re.compile(rf"[{words.single}{first}](?<=[{_BREAKS}].)(?=[{second}]|{words.given})")


def is_full_name(text: str) -> bool:
    """Whether ``text`` is nothing but a full name made of a surname and one or two common characters of given names."""
    return bool(_alone().fullmatch(text)) and not person_words().not_names.match(text)


def looks_like_name(text: str) -> bool:
    """Whether ``text`` is a full name in a place where names stand, such as a column of names: any given name will do."""
    return bool(_loose().fullmatch(text))


def is_masked(text: str) -> bool:
    """Whether part of a name is hidden, as in 李某某, 李*国 or 李×."""
    return bool(_MASKS.search(text))


_MASKS = matcher(r"[某*＊×xX□○〇△#]")


@cache
def _leading() -> tuple[re.Pattern[str], ...]:
    """Names after a label or after a break. No pattern begins with a name, since one character in three can be a surname."""
    words = person_words()
    loose, strict = f"{words.surname}(?!某)[{_HAN}]{{1,2}}", f"{words.surname}{words.given}"
    return (
        re.compile(
            rf"(?:{words.labels})(?:姓名)?(?:[：:]\s*(?P<colon>{loose}){_ENDS}"
            rf"|(?P<label>{strict}(?:{words.given}|{_ENDS}|(?=[因患系的家住现为是名于与和曾被在有无未已尚还离丧（(]))))"
        ),
        re.compile(rf"[，：、,。；！？|\t\s（(号组室](?P<born>{words.surname}{words.given}{{1,2}}){_BORN}"),
        re.compile(
            rf"[，：、,。；！？|\t\s（(号组室](?P<open>{strict}{words.given}?)(?:\s*(?=[,\t|])|(?<={_HAN_3}){_GOES_ON})"
        ),
    )


@cache
def _subject() -> re.Pattern[str]:
    words = person_words()
    return re.compile(rf"[，,。；;：:！？\s（(](?P<name>{words.surname}{words.given}{{1,2}}){_SUBJECT_GOES_ON}")


@cache
def _followed() -> tuple[tuple[tuple[str, ...], re.Pattern[str], re.Pattern[str]], ...]:
    """What follows a name, a sex or a form of address, as literal texts and where it does, and the name before it."""
    words = person_words()
    between = r"(?:\s*[，,、（(]\s*|\s+)(?:性别[：:]?\s*)?"
    return (
        (
            ("男", "女"),
            re.compile(_SEX),
            re.compile(rf"(?P<name>{words.surname}(?!某)[{_HAN}]{{1,2}}){between}\Z"),
        ),
        (
            tuple(_ADDRESSES.split("|")),
            re.compile(_ADDRESSES),
            re.compile(rf"(?P<name>{words.surname}{words.given}{{1,2}})\Z"),
        ),
    )


@cache
def _alone() -> re.Pattern[str]:
    words = person_words()
    return re.compile(f"{words.surname}{words.given}{{1,2}}")


@cache
def _loose() -> re.Pattern[str]:
    return re.compile(f"{person_words().surname}(?!某)[{_HAN}]{{1,2}}|[{_HAN}]{{2,6}}(?:·[{_HAN}]{{1,8}})+")
