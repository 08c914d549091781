"""Conversion of Chinese numerals to integers, for anchors of articles and chapters."""

from __future__ import annotations

from functools import lru_cache

_DIGITS = {numeral: value for value, numeral in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}

_LONGEST = 9
"""Maximum number of ASCII digits."""


@lru_cache(maxsize=1024)
def numeral_value(numeral: str) -> int:
    """Convert a numeral such as 二十一, 一百零五 or 21; 0 if the text is not a numeral."""
    if numeral.isascii() and numeral.isdigit():
        # A longer string of digits is a code; int() raises ValueError for more than 4300 digits.
        return int(numeral) if len(numeral) <= _LONGEST else 0
    total = digit = 0
    for character in numeral:
        if character in _UNITS:
            total += (digit or 1) * _UNITS[character]
            digit = 0
        elif character in _DIGITS:
            digit = _DIGITS[character]
        else:
            return 0
    return total + digit


def numeral_of(number: int) -> str:
    """The Chinese numeral of a number from 1 to 999, such as 二十一; the digits of a larger one."""
    if not 0 < number < 1000:
        return str(number)
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    digits = "零一二三四五六七八九"
    found = f"{digits[hundreds]}百" if hundreds else ""
    if tens:
        found += "十" if tens == 1 and not hundreds else f"{digits[tens]}十"
    elif hundreds and ones:
        found += "零"
    return found + (digits[ones] if ones else "")
