"""Excel number formats (ISO/IEC 29500-1, 18.8.31): the text that Excel shows for a stored number, where it is certain.

Chinese versions of Excel have their own built-in date formats (27 to 58), which the standard lists by language.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from gongkai.model.words.matcher import matcher

GENERAL = "General"
_MONTH, _DAY, _SHORT = 'yyyy"年"m"月"', 'yyyy"年"m"月"d"日"', 'm"月"d"日"'
BUILT_IN = {
    0: GENERAL,
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    14: "yyyy/m/d",
    20: "h:mm",
    21: "h:mm:ss",
    22: "yyyy/m/d h:mm",
    37: "#,##0;-#,##0",
    38: "#,##0;[Red]-#,##0",
    39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;[Red]-#,##0.00",
    41: '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ',
    43: '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ',
    49: "@",
    30: "m-d-yy",
    32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"',
} | {
    **dict.fromkeys((27, 36, 50, 52, 57), _MONTH),
    **dict.fromkeys((31,), _DAY),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), _SHORT),
}
_UNKNOWN = "[?]"
"""Stands for a built-in format that differs by language or is not listed; what it prints is not certain."""
_TOKEN = matcher(
    r'"(?P<quoted>[^"]*)"|\\(?P<sign>.)|\[(?P<bracket>[^\]]*)\]|_(?P<gap>.)|\*(?P<fill>.)'
    r"|(?P<code>General|AM/PM|yyyy|yy|m{1,4}|d{1,4}|a{3,4}|h{1,2}|s{1,2}|E\+|[0#?.,%@/]+)|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_DATE_CODES = matcher(r"(?:y+|m+|d+|h+|s+|a{3,4})\Z", re.IGNORECASE)
_DATE_PARTS = {
    "yyyy": "year",
    "m": "month",
    "mm": "month",
    "d": "day",
    "dd": "day",
    "h": "hour",
    "hh": "hour",
    "s": "second",
    "ss": "second",
}
_DIGITS = matcher(r"[#0,?]*(?:\.[0#?]*)?,*%*\Z")
_MOST_DIGITS = 15
"""The significant digits of a stored number; any further ones were lost when it was stored."""
_LONGEST_FORMAT = 200
"""The longest format that is interpreted, in characters."""


def built_in(number: int) -> str:
    """The built-in format with this number, which files name but do not contain."""
    return BUILT_IN.get(number, _UNKNOWN)


def is_day(written: str) -> bool:
    """Whether a format shows days: then the number is one, whatever the format prints of it."""
    return "y" in "".join(token.text for token in _tokens(written.lower()) if token.kind == "code")


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str


def printed(value: str, written: str, from_1904: bool = False) -> str | None:
    """The stored number ``value`` as shown with the format code ``written``; None where that is not certain.

    ``from_1904`` is the date system of the workbook. Not certain are numbers of more than 15 digits, Chinese numerals,
    fractions, conditions and locale codes.
    """
    try:
        number = Decimal(value)
    except InvalidOperation:
        return None
    if not number.is_finite() or len(number.as_tuple().digits) > 17 or number.adjusted() >= _MOST_DIGITS:
        return None
    number = Decimal(f"{number:.15g}")
    if len(written) > _LONGEST_FORMAT:
        return None
    sections = [_tokens(section) for section in _sections(written)]
    if any(_DATE_CODES.match(token.text) for token in sections[0] if token.kind == "code"):
        return _date(number, sections[0], from_1904)
    if written.lower() == "general" or written == "@":
        return _general(number)
    section, shown = sections[0], number
    if number < 0 and len(sections) > 1:
        section, shown = sections[1], -number
    elif number == 0 and len(sections) > 2:
        section = sections[2]
    text = _figure(abs(shown), section)
    return f"-{text}" if text is not None and shown < 0 else text


def _sections(written: str) -> list[str]:
    """The sections of a format for positive numbers, negative numbers, zero and text, separated by semicolons."""
    parts = [""]
    for token in _TOKEN.finditer(written):
        if token.group() == ";":
            parts.append("")
        else:
            parts[-1] += token.group()
    return parts


def _tokens(section: str) -> list[_Token]:
    return [_Token(str(found.lastgroup), found[str(found.lastgroup)]) for found in _TOKEN.finditer(section)]


def _literal(token: _Token) -> str | None:
    """The literal text that a token shows; None for a code, or for something whose text is not certain."""
    if token.kind in ("quoted", "sign", "other"):
        return token.text
    if token.kind in ("gap", "fill"):
        return ""
    is_colour = token.kind == "bracket" and (token.text.isalpha() or token.text == "$-804") and len(token.text) > 2
    return "" if is_colour else None


def _general(number: Decimal) -> str | None:
    """A number in the format General, in a cell that is wide enough; None where Excel would use scientific notation."""
    if number and not Decimal("1e-4") <= abs(number) < 10**11:
        return None
    whole = number.quantize(Decimal(1).scaleb(-max(0, 10 - max(1, number.adjusted() + 1))), ROUND_HALF_UP)
    text = f"{whole:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _figure(number: Decimal, section: list[_Token]) -> str | None:
    codes = [token.text for token in section if token.kind == "code"]
    pattern = "".join(codes)
    if not _DIGITS.match(pattern) or len([code for code in codes if set(code) != {"%"}]) > 1:
        return None
    shown = ""
    for token in section:
        if token.kind != "code":
            literal = _literal(token)
            if literal is None:
                return None
            shown += literal
        elif set(token.text) == {"%"}:
            shown += token.text
        elif set(token.text) - {"?"}:
            shown += _digits(number.scaleb(2 * pattern.count("%")), token.text.rstrip("%"))
            shown += "%" * (len(token.text) - len(token.text.rstrip("%")))
    return shown


def _digits(number: Decimal, pattern: str) -> str:
    """A non-negative number in a pattern of digit placeholders; each comma at its end divides by a thousand."""
    core = pattern.rstrip(",")
    number = number.scaleb(-3 * (len(pattern) - len(core)))
    before, point, behind = core.partition(".")
    whole, _, rest = f"{number.quantize(Decimal(1).scaleb(-len(behind)), ROUND_HALF_UP):f}".partition(".")
    whole = "" if whole == "0" and "0" not in before else whole.zfill(before.count("0"))
    if "," in before:
        whole = re.sub(r"(?<=\d)(?=(?:\d{3})+\Z)", ",", whole)
    while rest and behind[len(rest) - 1] == "#" and rest[-1] == "0":
        rest = rest[:-1]
    return whole + point + rest


def _date(number: Decimal, section: list[_Token], from_1904: bool) -> str | None:
    """A date or time; None before March 1900, since Excel counts a 29 February 1900 that did not exist."""
    if not (0 if from_1904 else 61) <= number < 2_900_000:
        return None
    codes = {token.text.lower() for token in section if token.kind == "code"}
    if codes & {"s", "ss"} and not codes & {"h", "hh"}:
        # In mm:ss only the seconds after it show that mm means minutes and not months.
        return None
    start = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 30)
    # Excel truncates to whole seconds, after rounding to milliseconds.
    when = start + timedelta(milliseconds=int((number * 86_400_000).to_integral_value(ROUND_HALF_UP)))
    shown, is_time = "", False
    for token in section:
        if token.kind != "code":
            literal = _literal(token)
            if literal is None:
                return None
            shown += literal
            continue
        code = token.text.lower()
        what = "minute" if is_time and code in ("m", "mm") else _DATE_PARTS.get(code, "")
        if code == "/":
            shown += code
        elif code == "yy":
            shown += f"{when.year % 100:02}"
        elif what:
            shown += str(getattr(when, what)).zfill(len(code))
        else:
            return None
        is_time = code in ("h", "hh")
    return shown
