"""Finds personal numbers by form, check digit and context; yields their kinds and positions, never the numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.checking.persons.personal_kinds import Found, PersonalKind
from gongkai.checking.records.identifiers import credit_code_fault, is_card_number, is_citizen_number
from gongkai.checking.rule import Hint
from gongkai.checking.texts.plain_numbers import plain_numbers
from gongkai.model.words.matcher import matcher

_GAP = r"[\s\-—–·.*_`~\\|]{0,3}"
"""Separators allowed between two digits, since numbers are split to hide them or by tables."""

# The first character comes first and looks back afterwards, so that the search can skip from one candidate to the next.
MAYBE = matcher(
    r"[0-9０-９&%零〇一二三四五六七八九护通住户家\U0001d7ce-\U0001d7ff\u0660-\u0669](?:"
    r"(?<=[0-9０-９])(?:[\s\-—–·.*_`~\\|\u200b-\u200f\u2060\ufeff]{0,3}[0-9０-９]){10}|(?<=&)#x?[0-9a-fA-F]+;"
    r"|(?<=[0-9])</?[A-Za-z]|(?<=%)3[0-9](?:%3[0-9]){2}|(?<=[零〇一二三四五六七八九])[零〇一二三四五六七八九]{9}"
    r"|(?<=护)照|(?<=通)行证|(?<=住)址|(?<=户)籍地|(?<=家)庭地|(?<=[\U0001d7ce-\U0001d7ff\u0660-\u0669]))"
)
"""Prefilter: a text that does not match has no personal number."""
_CHINESE_DIGITS = "零〇一二三四五六七八九"
SIGNS = (
    *("&#", "%3", "护照", "通行证", "住址", "户籍地", "家庭地"),
    *(f"{digit}<" for digit in "0123456789"),
    *map(chr, (*range(0x1D7CE, 0x1D800), *range(0x660, 0x66A))),
)
HINTS = (
    Hint(re.compile(r"[0-9０-９](?:[\s\-—–·.*_`~\\|\u200b-\u200f\u2060\ufeff]{0,3}[0-9０-９]){10}").search),
    Hint(
        re.compile(f"[{_CHINESE_DIGITS}]{{10}}").search,
        near=tuple(first + second for first in _CHINESE_DIGITS for second in _CHINESE_DIGITS),
    ),
)
"""Where ``MAYBE`` matches a text, that has one of ``SIGNS`` or one of these finds something in it."""

_CITIZEN = matcher(rf"[1-9](?<![0-9A-Za-z].)(?<![0-9][.,].)(?:{_GAP}[0-9]){{16}}{_GAP}[0-9Xx](?![0-9A-Za-z])")
_OLD_CITIZEN = matcher(
    r"(?<![0-9A-Za-z])[1-8][0-9]{7}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}(?![0-9A-Za-z])"
)
_CITIZEN_PART = matcher(
    r"(?<![0-9A-Za-z])(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5])[0-9]{4}(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])"
    r"(?:(?:0[1-9]|[12][0-9]|3[01])[0-9]{0,3}(?:[*＊×]{2,6}|[xX]{3,6})|[*＊×]{6}|[xX]{6})(?![0-9A-Za-z*])"
)
"""Place and day or month of birth can be read, only the last characters are masked."""
_MOBILE = matcher(
    r"(?<![0-9A-Za-z])(?<![0-9][-.,/])(?:(?:\+|00)?86[\s-]?)?(1[3-9][0-9](?:[\s-]?[0-9]{4}[\s-]?[0-9]{4}|[\s-][0-9]{3}[\s-][0-9]{5}))"
    r"(?![0-9A-Za-z]|[-./][0-9])"
)
_CARD = matcher(r"(?<![0-9A-Za-z])(?:62|4[0-9]|5[1-5])(?:[\s-]?[0-9]){12,17}(?![0-9A-Za-z])")
_PASSPORT = matcher(
    r"(?:护照|通行证|台胞证|回乡证)(?:号码?|证号)?(?:为|是)?[：:\s（(]{0,3}(?:[EGDSPK][A-Za-z]?[0-9]{7,8}|1[45][0-9]{7}|[HMCTW][0-9]{8,10})(?![0-9A-Za-z])"
)
_HOME = matcher(
    r"(?:家庭|户籍|现|常|居)住?(?:住址|地址|所在地|住地)[：:为是\s]{1,3}[^。；;，,\n]{0,40}?[0-9一二三四五六七八九十]+(?:号|室|幢|栋|单元|组)"
)
_MASKED = matcher(r"[*×xX某＊]")
_PERSON_WORDS = ("身份证", "公民身份", "证件号")
_ORGANISATION_WORDS = ("信用代码", "机构代码", "登记号", "税号", "注册号", "纳税人识别号")
_CARD_WORDS = ("银行卡", "卡号", "账号", "账户", "帐号", "帐户", "开户", "打入", "汇入")
_STRONG_CARD_WORDS = matcher(
    r"(?:银行卡号?|储蓄卡号?|借记卡号?|一卡通(?:账号)?|社保卡(?:账号)?|卡号|个人(?:银行)?账[号户]|存折账?号)[^0-9。；\n]{0,6}\Z"
)
"""Before these digits a card number needs no right check digit."""
_AMOUNT = matcher(
    r"\s*(?:[万亿]?元|[万亿]|%|平方米|立方米|米|亩|公顷|吨|千克|公斤|人次|人(?![工民])|千瓦|度(?!假)|次|件|个(?!人)|户(?!主)|台|套|股"
    r"|份|票|笔|条|只|头|株|页|辆|张(?=[，。；、]|\Z)|号令|号文)"
)
_NEAR = 24
"""Length, in characters, of the context before a number."""


def numbers_in(written: str) -> Iterator[Found]:
    """Find the personal numbers in ``written``, ordered by kind; matches do not overlap."""
    if not MAYBE.search(written):
        return
    plain = plain_numbers(written)
    text = plain.text
    taken: list[tuple[int, int]] = []
    for kind, sign, pattern in PATTERNS:
        for match in pattern.finditer(text) if sign.search(text) else ():
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            if _is_one(kind, match, text):
                taken.append(match.span())
                yield Found(kind, plain.places[match.start()], plain.places[match.end() - 1] + 1)


PATTERNS = (
    (PersonalKind.CITIZEN, matcher("[1-9]"), _CITIZEN),
    (PersonalKind.OLD_CITIZEN, matcher("[1-8][0-9]{14}"), _OLD_CITIZEN),
    (PersonalKind.CITIZEN_PART, matcher("[*＊×xX][*＊×xX]"), _CITIZEN_PART),
    (PersonalKind.PASSPORT, matcher("照|证"), _PASSPORT),
    (PersonalKind.CARD, matcher(r"[456](?:[\s-]?[0-9]){13}"), _CARD),
    (
        PersonalKind.MOBILE,
        matcher(r"1[3-9][0-9](?:[\s-]?[0-9]{4}){2}|1[3-9][0-9][\s-][0-9]{3}[\s-][0-9]{5}"),
        _MOBILE,
    ),
    (PersonalKind.HOME, matcher("[址地]"), _HOME),
)
"""Kinds in their order, each with its pattern and a sign that every text with a match has.

A pattern that begins with what may not stand before it is tried at every character; its sign is searched for quickly.
"""


def _is_one(kind: PersonalKind, match: re.Match[str], text: str) -> bool:
    before = text[max(0, match.start() - _NEAR) : match.start()]
    if kind is PersonalKind.CITIZEN:
        return _is_citizen(match.group(), before) and _stands_alone(match, text)
    if kind is PersonalKind.OLD_CITIZEN:
        return any(word in before for word in _PERSON_WORDS)
    if kind is PersonalKind.CARD:
        digits = re.sub(r"[^0-9]", "", match.group())
        if _STRONG_CARD_WORDS.search(before):
            return True
        return is_card_number(digits) and any(word in before for word in _CARD_WORDS)
    if kind is PersonalKind.MOBILE:
        return not before.rstrip().endswith("第") and not _AMOUNT.match(text, match.end())
    return kind is not PersonalKind.HOME or not _MASKED.search(match.group())


def _stands_alone(match: re.Match[str], text: str) -> bool:
    """Whether the digits are one number rather than adjacent figures of a table."""
    gaps = re.findall(r"[^0-9Xx]+", match.group())
    if not gaps:
        return True
    if len(gaps) > _MOST_GAPS and len(set(gaps)) > 1:
        return False
    return not _GOES_ON_BEFORE.search(text[max(0, match.start() - 4) : match.start()]) and not _GOES_ON.match(
        text, match.end()
    )


_MOST_GAPS = 5
_GOES_ON_BEFORE = matcher(r"[0-9][\s\-·.*_|,，、]{1,3}\Z")
_GOES_ON = matcher(r"[\s\-·.*_|,，、]{1,3}[0-9]")


def _is_citizen(written: str, before: str) -> bool:
    number = re.sub(r"[^0-9Xx]", "", written)
    if not is_citizen_number(number):
        return False
    # One identity number in thirty is also a valid credit code (GB 32100); then the nearest word before it decides.
    named = [before.rfind(word) for word in _ORGANISATION_WORDS if word in before]
    person = max((before.rfind(word) for word in _PERSON_WORDS), default=-1)
    return not (named and max(named) > person and not credit_code_fault(number.upper()))
