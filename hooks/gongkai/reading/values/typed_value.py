"""Converting a text to the type of its field and checking it by the constraints; the result is a value or a fault."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from gongkai.model.item import Value
from gongkai.model.kind import Field, FieldType
from gongkai.model.words.matcher import matcher
from gongkai.reading.values.dates import ISO, WrongDay, day_of
from gongkai.reading.values.nearest import suggestion
from gongkai.reading.vocabulary import terms

_MOMENT = matcher(r"(\d{4}-\d{2}-\d{2})[ T](\d{2}):(\d{2})\Z", re.ASCII)
_LEVELS = matcher(r"[\\/／>＞›»\-－—–→]+")
"""What agencies print between the two levels of a term."""
_NUMBER = matcher(r"[-+]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?\Z", re.ASCII)
_NOT_AS_WRITTEN = matcher(r"[-+]?0,?\d|-0+(?:\.0+)?\Z", re.ASCII)
"""Leading zeros and negative zero: such a text may be a code, and the number would not be shown as written."""
_FIGURE_WITH_UNIT = matcher(r"[¥￥]?([-+]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?)[\u4e00-\u9fff㎡%％‰]*\Z", re.ASCII)
MOST_DIGITS, MOST_DECIMALS = 15, 8
"""The most digits before and after the decimal point: enough for a national budget in 元, or in 亿元 to the last 元.

Within these limits every sum and product in the rules is exact, since ``decimal`` calculates with 28 digits.
"""

_URL = matcher(
    r"(?:https?://[0-9A-Za-z\u3400-\u9fff._-]+(?::\d{1,5})?(?:[/?#][^\s\"<>\\]*)?|(?:mailto|tel):[^\s\"<>\\]+)\Z",
    re.ASCII,
)
"""A host must be a plain name, without user information or characters that browsers interpret differently than people."""
_FULL_WIDTH = str.maketrans("０１２３４５６７８９．，－：／", "0123456789.,-:/")


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a text is not a valid value of its field: code, message and remedy."""

    rule: str
    what: str
    remedy: str
    warning: bool = False
    """Whether this is only a warning, and ``value`` is used."""
    value: Value | None = None
    """The value if the text could be converted; other messages may use it even where it breaks a constraint."""


def value_of(text: str, field: Field) -> Value | Fault | None:
    """The value of ``text`` for a field with a single value, or the fault; None where the text is blank.

    Numbers are Decimal, integers and years int, dates date, times datetime, booleans bool; everything else is str.
    """
    text = text.strip()
    if not text:
        return None
    value: Value | Fault
    match field.type:
        case FieldType.DATE:
            value = _date(text, field)
        case FieldType.DATETIME:
            value = _moment(text, field)
        case FieldType.INTEGER | FieldType.YEAR:
            value = _integer(text, field)
        case FieldType.NUMBER | FieldType.MONEY:
            value = _decimal(text, field)
        case FieldType.BOOLEAN:
            value = _boolean(text, field)
        case FieldType.URL:
            value = _url(text, field)
        case _:
            value = text = _in_levels(text, field)
    if isinstance(value, Fault):
        return value
    return _beyond_limits(text, value, field) or value


def _in_levels(text: str, field: Field) -> str:
    """A term of two levels with «/» between them, whatever sign agencies print there (综合政务\\政务公开)."""
    if not field.vocabulary or not _LEVELS.search(text):
        return text
    allowed = terms(field.vocabulary)
    written = "/".join(part.strip() for part in _LEVELS.split(text))
    return written if text not in allowed and written in allowed else text


def _date(text: str, field: Field) -> date | Fault:
    day = day_of(text)
    if isinstance(day, WrongDay):
        return Fault(day.rule, f"“{field.title}”写成“{text}”{day.what}", day.remedy)
    return day


def _moment(text: str, field: Field) -> Value | Fault:
    match = _MOMENT.match(text)
    if match:
        day = _date(match[1], field)
        if isinstance(day, Fault):
            return day
        try:
            return datetime.fromisoformat(f"{match[1]}T{match[2]}:{match[3]}")
        except ValueError:
            return Fault("impossible-date", f"“{field.title}”写成“{text}”，没有这个时间。", "请核对日期和时刻。")
    if ISO.match(text):
        day = _date(text, field)
        return day if isinstance(day, Fault) else datetime(day.year, day.month, day.day)
    return Fault("not-a-time", f"“{field.title}”写成“{text}”，不是时间。", "请写成 2018-03-05 09:30 这样。")


def _integer(text: str, field: Field) -> int | Fault:
    number = _decimal(text, field)
    if isinstance(number, Fault):
        return number
    if number != number.to_integral_value():
        return Fault("not-an-integer", f"“{field.title}”写成“{text}”，应当是整数。", "请写整数，例如 12。")
    if field.type is FieldType.YEAR and not 1949 <= number <= 2100:
        return Fault("not-a-year", f"“{field.title}”写成“{text}”，不是年份。", "请写四位数字的年份，例如 2025。")
    return int(number)


def _decimal(text: str, field: Field) -> Decimal | Fault:
    if _NUMBER.match(text):
        too_long = _too_many_digits(text, field)
        if too_long:
            return too_long
        number = Decimal(text.replace(",", ""))
        if not _NOT_AS_WRITTEN.match(text):
            return number
        what = f"“{field.title}”写成“{text}”，数字前面多了 0 或者负号。"
        plain = f"{number if number else abs(number):f}"
        return Fault("number-form", what, f"是数字的，请写成 {plain}；是编号或代码的，请写到别的项里。")
    plain = text.translate(_FULL_WIDTH).replace(" ", "")
    if _NUMBER.match(plain):
        what = f"“{field.title}”写成“{text}”，含有全角数字或空格。"
        return Fault("number-form", what, f"请写成 {plain}。")
    figure = _FIGURE_WITH_UNIT.match(plain)
    hint = f"请只写数字，例如 {figure[1].replace(',', '')}；单位写在“单位”一项。" if figure else ""
    if field.type is FieldType.YEAR:
        hint = "请只写四位数字的年份，例如 2025。"
    example = "整数，例如 12" if field.type is FieldType.INTEGER else "数字，例如 12.50"
    what = f"“{field.title}”写成“{text}”，不是数字。"
    return Fault("not-a-number", what, hint or f"请写{example}；没有数据时留空。")


def _too_many_digits(text: str, field: Field) -> Fault | None:
    """The fault of a number with too many digits or decimals; None for any other."""
    whole, _, decimals = text.lstrip("-+").replace(",", "").partition(".")
    if len(decimals) > MOST_DECIMALS:
        what = f"“{field.title}”写成“{text}”，有 {len(decimals)} 位小数，多半是表格软件计算留下的误差。"
        return Fault("number-form", what, f"请对照原件写到印出来的位数，最多 {MOST_DECIMALS} 位小数。")
    if len(whole) > MOST_DIGITS:
        what = f"“{field.title}”写成“{text}”，整数部分有 {len(whole)} 位，不像是一个数。"
        remedy = f"请对照原件核对，最多 {MOST_DIGITS} 位；是编号或代码的，请写到别的项里。"
        return Fault("number-form", what, remedy)
    return None


def _boolean(text: str, field: Field) -> bool | Fault:
    if text in ("是", "否"):
        return text == "是"
    return Fault("wrong-boolean", f"“{field.title}”写成“{text}”。", "请写“是”或“否”。")


def _url(text: str, field: Field) -> str | Fault:
    if _URL.match(text):
        return text
    what = f"“{field.title}”写成“{text}”，不是完整的网址。"
    return Fault("not-an-address", what, "请写完整网址，例如 https://www.example.gov.cn/。")


def _beyond_limits(text: str, value: Value, field: Field) -> Fault | None:
    """The fault of a value that breaks a constraint of its field; None where it breaks none."""
    limits = field.constraints
    if limits.enum and text not in limits.enum:
        return _not_allowed(text, value, field, limits.enum)
    if field.vocabulary:
        allowed = terms(field.vocabulary)
        if allowed and text not in allowed:
            return _not_allowed(text, value, field, allowed)
    if limits.max_length and len(text) > limits.max_length:
        what = f"“{field.title}”有 {len(text)} 个字，超过 {limits.max_length} 个字。"
        return Fault("too-long", what, "请缩短，详细内容写在正文里。", value=value)
    if limits.pattern and not re.fullmatch(limits.pattern, text):
        example = f"请照这样写：{field.example}。" if field.example else "请核对格式。"
        return Fault("wrong-form", f"“{field.title}”写成“{text}”，格式不对。", example)
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        if limits.minimum is not None and value < limits.minimum:
            return Fault("out-of-range", f"“{field.title}”是 {text}，小于 {limits.minimum}。", "请核对数字。")
        if limits.maximum is not None and value > limits.maximum:
            return Fault("out-of-range", f"“{field.title}”是 {text}，大于 {limits.maximum}。", "请核对数字。")
    return None


def _not_allowed(text: str, value: Value, field: Field, allowed: tuple[str, ...]) -> Fault:
    hint = suggestion(text, allowed) or f"可以写：{'、'.join(allowed)}。"
    if field.open:
        return Fault("unusual-term", f"“{field.title}”写成“{text}”，不在常用词中。", hint, warning=True, value=value)
    return Fault("not-allowed", f"“{field.title}”写成“{text}”，不在允许的范围内。", hint)
