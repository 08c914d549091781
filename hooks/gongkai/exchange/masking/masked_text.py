"""Masks the personal data of a text: numbers, addresses, birth dates, mail addresses and full names of natural persons."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.checking.persons.person_names import is_masked, looks_like_name, names_in
from gongkai.checking.persons.personal_facts import personal_in
from gongkai.checking.persons.personal_kinds import Found, PersonalKind
from gongkai.model.words.matcher import matcher

NAME = "自然人的姓名"
_CLAUSE_END = matcher(r"[，,。；;\n）)|\"\t ]|\Z")
_CLAUSE_BREAKS = '，,。；;\n（(|"\t ：:'
_LABEL = matcher(r"(?:(?:家庭|户籍|现|常|居)?住?(?:住址|地址|所在地|住地)[：:为是\s]*|(?:现|家|居)?住(?:在|于)?)")
_COUNTY = matcher(r".{0,24}?(?:[县旗]|(?<![城小])[市区](?!场)|自治[州县])(?=\S)")
_DAY_PARTS = matcher(r"((?:19|20)[0-9０-９]{2}\D*)(.*)\Z", re.DOTALL)
_NOT_MASKED = frozenset(
    (
        PersonalKind.HEALTH, PersonalKind.DISABILITY, PersonalKind.MARRIAGE, PersonalKind.KINSHIP,
        PersonalKind.PROPERTY, PersonalKind.MINOR, PersonalKind.HARDSHIP, PersonalKind.LIFE, PersonalKind.RESIDENCE,
    )
)  # fmt: skip
"""What says nothing of anybody once the name beside it is masked; people decide whether it stays."""
_KEPT = {
    PersonalKind.CITIZEN: (6, 2),
    PersonalKind.OLD_CITIZEN: (6, 2),
    PersonalKind.CITIZEN_PART: (6, 0),
    PersonalKind.PASSPORT: (2, 2),
    PersonalKind.CARD: (0, 4),
    PersonalKind.MOBILE: (3, 4),
    PersonalKind.HOME_PHONE: (0, 2),
}
"""How many of the first and last digits of a number stay."""
_PASSPORT = matcher(r"[A-Za-z]{0,2}[0-9０-９]{7,}")


@dataclass(frozen=True, slots=True)
class Masked:
    """What was found: its kind in words, its line in the text, from 1 on, and whether it was masked."""

    kind: str
    line: int
    is_masked: bool = True


@dataclass(frozen=True, slots=True)
class Proposal:
    """The masked text, and what was found in the text."""

    text: str
    found: tuple[Masked, ...]


def masked_text(text: str, names: frozenset[str] | None = frozenset()) -> Proposal:
    """The proposal for ``text``. Every occurrence of a name that is recognised once, or is one of ``names``, is masked.

    Where ``names`` is None, the names are those of people in office and stay.
    """
    edits: list[tuple[int, int, str]] = []
    found: list[tuple[int, Masked]] = []
    for one in sorted(personal_in(text), key=lambda one: one.at):
        line = text.count("\n", 0, one.at) + 1
        if one.kind in _NOT_MASKED:
            found.append((one.at, Masked(one.kind.value, line, is_masked=False)))
            continue
        start, end, shown = _edit(text, one)
        if shown != text[start:end]:
            edits.append((start, end, shown))
        found.append((one.at, Masked(one.kind.value, line)))
    for start, end in _names(text, names) if names is not None else ():
        edits.append((start, end, masked_name(text[start:end])))
        found.append((start, Masked(NAME, text.count("\n", 0, start) + 1)))
    return Proposal(_edited(text, edits), tuple(one for _, one in sorted(found, key=lambda one: one[0])))


def masked_name(name: str) -> str:
    """The name with 某 for each character of the given name, as far as three: 李建国 is 李某某."""
    family = name[:2] if len(name) > 3 and "·" not in name else name[:1]
    return family + "某" * min(2, len(name) - len(family))


def names_of(text: str) -> frozenset[str]:
    """The full names of natural persons that are recognised in ``text``."""
    return frozenset(text[start:end] for start, end in names_in(text))


def _names(text: str, known: frozenset[str]) -> Iterator[tuple[int, int]]:
    names = {name for name in known | names_of(text) if len(name) > 1 and looks_like_name(name) and not is_masked(name)}
    if names:
        # The longest first, since 李建 may be the beginning of 李建国.
        pattern = "|".join(map(re.escape, sorted(names, key=lambda name: (-len(name), name))))
        yield from (match.span() for match in re.finditer(pattern, text))


def _edit(text: str, one: Found) -> tuple[int, int, str]:
    """The part of ``text`` to replace, and by what."""
    start, end = one.at, one.end
    if one.kind is PersonalKind.HOME:
        return _address(text, start, end)
    words = text[start:end]
    if one.kind in (PersonalKind.MAIL, PersonalKind.MAIL_OF_PERSON):
        return start, end, words[0] + "***" + re.sub(r"\A[^@＠]*", "", words)
    if one.kind is PersonalKind.BIRTH:
        return start, end, _DAY_PARTS.sub(lambda day: day[1] + re.sub("[0-9０-９]+", "**", day[2]), words)
    if one.kind is PersonalKind.PASSPORT and (number := _PASSPORT.search(words)):
        start, words = start + number.start(), number.group()
    first, last = _KEPT[one.kind]
    return start, end, masked_number(words, first, last)


def masked_number(words: str, first: int, last: int) -> str:
    """``words`` with all letters and digits but the ``first`` and ``last`` ones masked; what stands between them stays."""
    places = [place for place, sign in enumerate(words) if sign.isalnum() and not "\u4e00" <= sign <= "\u9fff"]
    hidden = set(places[first : len(places) - last])
    return "".join("*" if place in hidden else sign for place, sign in enumerate(words))


def _address(text: str, start: int, end: int) -> tuple[int, int, str]:
    while start and text[start - 1] not in _CLAUSE_BREAKS and not _LABEL.match(text, start):
        start -= 1
    ending = _CLAUSE_END.search(text, end)
    end = ending.start() if ending else end
    label = _LABEL.match(text, start, end)
    start = label.end() if label else start
    return start, end, masked_address(text[start:end])


def masked_address(words: str) -> str:
    """The address as far as its county, city or district."""
    county = _COUNTY.match(words)
    rest = words
    kept = ""
    while county and len(kept) < _LONGEST_COUNTY:
        kept, rest = kept + county.group(), rest[county.end() :]
        county = _COUNTY.match(rest) if len(rest) > 1 else None
        if county and len(kept) + len(county.group()) > _LONGEST_COUNTY:
            break
    return kept + "****"


_LONGEST_COUNTY = 14
"""Longer than 示例省示例市示例县 no beginning of an address is."""


def _edited(text: str, edits: list[tuple[int, int, str]]) -> str:
    parts: list[str] = []
    at = 0
    # Of two parts that begin together the longer comes first: an address hides the number with which it begins.
    for start, end, shown in sorted(edits, key=lambda edit: (edit[0], -edit[1])):
        if end <= at:
            # A name within an address that is masked already.
            continue
        # A number that begins within an address and goes on behind a blank is hidden with it.
        parts += (text[at:start], shown) if start >= at else ()
        at = end
    return "".join(parts) + text[at:]
