"""The numerals of automatic numbers as Word prints them (ISO/IEC 29500-1, 17.18.59), by the name of their format.

Where programs differ above ninety-nine and above twenty, the forms are those that Word itself was seen to print.
"""

from __future__ import annotations

from collections.abc import Callable

from gongkai.model.words.matcher import matcher

_PLAIN = "零一二三四五六七八九"
_ROUND = "〇一二三四五六七八九"
_HOLLOW = "○一二三四五六七八九"
_FORMAL = "零壹贰叁肆伍陆柒捌玖"
_FORMAL_TRADITIONAL = "零壹貳參肆伍陸柒捌玖"
_UNITS, _FORMAL_UNITS = ("", "十", "百", "千"), ("", "拾", "佰", "仟")
_TEN_THOUSAND = 10_000
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_COUNTED = matcher(r"(0*)1, 0*2(?:, |\Z)")
"""A format of one's own that only sets the number of digits: «001, 002, 003, ...»."""
_LARGEST = 32_767
"""The largest number of a list."""


class UnknownFormatError(Exception):
    """A format of numbers that cannot be printed with certainty."""


def printed_numeral(number: int, numbering: str, own: str = "") -> str:
    """``number`` in the format ``numbering``; ``own`` is the pattern of a custom format. Raises UnknownFormatError."""
    if numbering == "custom":
        counted = _COUNTED.match(own)
        if not counted:
            raise UnknownFormatError(own or numbering)
        return str(number).zfill(len(counted[1]) + 1)
    if numbering not in _FORMATS or not 0 <= number <= _LARGEST:
        raise UnknownFormatError(numbering)
    return _FORMATS[numbering](number)


def _digits(number: int, digits: str) -> str:
    return "".join(digits[int(one)] for one in str(number))


def _counted(number: int, digits: str, units: tuple[str, ...], ten_thousand: str = "万") -> str:
    """A Chinese numeral with its units, 一百〇五; a gap between units is one zero."""
    if number == 0:
        return digits[0]
    high, low = divmod(number, _TEN_THOUSAND)
    words = _section(high, digits, units) + ten_thousand if high else ""
    if low:
        words += (digits[0] if high and low < 1000 else "") + _section(low, digits, units)
    return words


def _section(number: int, digits: str, units: tuple[str, ...]) -> str:
    """A numeral below ten thousand."""
    words, gap = "", False
    for place in (3, 2, 1, 0):
        digit = number // 10**place % 10
        if digit:
            words += (digits[0] if gap and words else "") + digits[digit] + units[place]
        gap = not digit
    return words


def _spoken(number: int, digits: str) -> str:
    """A Chinese numeral as it is spoken: 十二, not 一十二."""
    words = _counted(number, digits, _UNITS)
    return words[1:] if 10 <= number < 20 else words


def _counting(number: int) -> str:
    return _spoken(number, _PLAIN) if number < 100 else _digits(number, _HOLLOW)


def _japanese(number: int) -> str:
    """百一: no zero, and no 一 before a unit."""
    if number == 0 or number >= _TEN_THOUSAND:
        raise UnknownFormatError("japaneseCounting")
    words = ""
    for place in (3, 2, 1, 0):
        digit = number // 10**place % 10
        if digit:
            words += ("" if digit == 1 and place else _PLAIN[digit]) + _UNITS[place]
    return words


def _roman(number: int) -> str:
    words = ""
    for value, letters in _ROMAN:
        while number >= value:
            words += letters
            number -= value
    return words


def _letters(number: int) -> str:
    """A, B, … Z, AA, BB, …: the letter is repeated."""
    if number == 0:
        return ""
    return chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _from(first: str, last: int) -> Callable[[int], str]:
    """Signs that stand one after another in Unicode, beginning with that for one; above ``last`` plain digits."""
    return lambda number: chr(ord(first) + number - 1) if 1 <= number <= last else str(number)


def _repeating(signs: str) -> Callable[[int], str]:
    return lambda number: signs[(number - 1) % len(signs)] if number else ""


_FORMATS: dict[str, Callable[[int], str]] = {
    "none": lambda number: "",
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": lambda number: f"{number:02}",
    "decimalFullWidth": lambda number: str(number).translate(_FULL_WIDTH),
    "decimalFullWidth2": lambda number: str(number).translate(_FULL_WIDTH),
    "numberInDash": lambda number: f"- {number} -",
    "decimalEnclosedCircle": _from("①", 20),
    "decimalEnclosedCircleChinese": _from("①", 20),
    "decimalEnclosedParen": _from("⑴", 20),
    "decimalEnclosedFullstop": _from("⒈", 20),
    "ideographEnclosedCircle": _from("㈠", 10),
    "chineseCounting": _counting,
    "taiwaneseCounting": lambda number: _spoken(number, _PLAIN),
    "chineseCountingThousand": lambda number: _spoken(number, _ROUND),
    "taiwaneseCountingThousand": lambda number: _spoken(number, _PLAIN),
    "japaneseCounting": _japanese,
    "chineseLegalSimplified": lambda number: _counted(number, _FORMAL, _FORMAL_UNITS, "萬"),
    "ideographLegalTraditional": lambda number: _counted(number, _FORMAL_TRADITIONAL, _FORMAL_UNITS, "萬"),
    "ideographDigital": lambda number: _digits(number, _ROUND),
    "japaneseDigitalTenThousand": lambda number: _digits(number, _ROUND),
    "taiwaneseDigital": lambda number: _digits(number, _HOLLOW),
    "ideographTraditional": _repeating(_STEMS),
    "ideographZodiac": _repeating(_BRANCHES),
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "upperLetter": _letters,
    "lowerLetter": lambda number: _letters(number).lower(),
}
