"""Check characters of official identifiers: 统一社会信用代码 (GB 32100), 机构代码 (GB 11714), 公民身份号码 (GB 11643)."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level
from gongkai.model.words.matcher import matcher

_CREDIT = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CREDIT_WEIGHTS = tuple(pow(3, place, 31) for place in range(17))
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_CITIZEN_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CITIZEN_MARKS = "10X98765432"
_CITIZEN = matcher(
    r"(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|91)\d{4}((?:18|19|20)\d{2})(\d{2})(\d{2})\d{3}[\dXx]\Z"
)
"""Form of a 公民身份号码: province (GB/T 2260), county, date of birth, sequence number, check character."""


def credit_code_fault(code: str) -> str:
    """What is wrong with a 统一社会信用代码 (GB 32100), in Chinese; empty if it is valid."""
    if len(code) != 18:
        return f"统一社会信用代码应当是 18 位，这里是 {len(code)} 位。"
    strange = [character for character in code if character not in _CREDIT]
    if strange:
        return f"统一社会信用代码里不会有“{strange[0]}”。"
    total = sum(_CREDIT.index(character) * weight for character, weight in zip(code, _CREDIT_WEIGHTS))
    expected = _CREDIT[(31 - total % 31) % 31]
    return "" if code[17] == expected else f"统一社会信用代码最后一位应当是“{expected}”，这里是“{code[17]}”。"


# The codes of few agencies begin very many index numbers.
@lru_cache(maxsize=1024)
def organisation_code_fault(code: str) -> str:
    """What is wrong with a nine-character 机构代码 (GB 11714), in Chinese; empty if it is valid."""
    plain = code.replace("-", "")
    if not re.fullmatch(r"[0-9A-Z]{8}[0-9X]", plain):
        return "机构代码应当是 8 位数字或大写字母加 1 位校验码。"
    total = sum(int(character, 36) * weight for character, weight in zip(plain, _ORGANISATION_WEIGHTS))
    expected = "0123456789X0"[11 - total % 11]
    return "" if plain[8] == expected else f"机构代码最后一位应当是“{expected}”，这里是“{plain[8]}”。"


def is_citizen_number(text: str) -> bool:
    """Whether the text is a valid 公民身份号码 (GB 11643), check character included."""
    match = _CITIZEN.match(text)
    if not match:
        return False
    try:
        date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(text, _CITIZEN_WEIGHTS))
    return _CITIZEN_MARKS[total % 11] == text[17].upper()


def is_card_number(text: str) -> bool:
    """Whether the digits pass the Luhn check of bank card numbers (GB/T 15694.1)."""
    total = 0
    for place, digit in enumerate(reversed(text)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


CREDIT_CODE = Finding("credit-code", Level.WARNING, "统一社会信用代码有误", as_printed=True)
"""Shared by the rule for records and the rule for the column's settings."""
