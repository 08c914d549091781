"""One text as the value its field asks for: exact decimals, real dates, allowed terms; or a sentence about what is wrong."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation

from gongkai.model.item import Value
from gongkai.model.kind import Field, FieldType
from gongkai.reading.nearest import suggestion
from gongkai.reading.vocabulary import terms

_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})\Z", re.ASCII)
_DATELIKE = re.compile(
    r"(\d{4})\s*[-年/.．。]\s*(\d{1,2})\s*[-月/.．。]\s*(\d{1,2})\s*[日号]?\Z|(\d{4})(\d{2})(\d{2})\Z", re.ASCII
)
_MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})[ T](\d{2}):(\d{2})\Z", re.ASCII)
_SERIAL = re.compile(r"[2-7]\d{4}\Z", re.ASCII)
_FIRST_OF_SERIALS = date(1899, 12, 30)
"""Day 0 of the serial numbers that spreadsheets keep for days; the range covers 1954 to 2119."""
_NUMBER = re.compile(r"[-+]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?\Z", re.ASCII)
_URL = re.compile(r"(?:https?://|mailto:|tel:)\S+\Z")
_FULL_WIDTH = str.maketrans("０１２３４５６７８９．，－：／", "0123456789.,-:/")


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a text is not a value of its field."""

    rule: str
    what: str
    remedy: str
    warning: bool = False
    """Whether the value is taken all the same."""


def value_of(text: str, field: Field) -> tuple[Value | None, Fault | None]:
    """The value of a text for a field of one value; None where the text is blank or wrong."""
    text = text.strip()
    if not text:
        return None, None
    value: Value | None
    match field.type:
        case FieldType.DATE:
            value, fault = _date(text, field)
        case FieldType.DATETIME:
            value, fault = _moment(text, field)
        case FieldType.INTEGER | FieldType.YEAR:
            value, fault = _integer(text, field)
        case FieldType.NUMBER | FieldType.MONEY:
            value, fault = _decimal(text, field)
        case FieldType.BOOLEAN:
            value, fault = _boolean(text, field)
        case FieldType.URL:
            value, fault = _url(text, field)
        case _:
            value, fault = text, None
    if fault or value is None:
        return value, fault
    return value, _within_limits(text, value, field)


def _date(text: str, field: Field) -> tuple[date | None, Fault | None]:
    iso = _ISO.match(text)
    if iso:
        try:
            return date(int(iso[1]), int(iso[2]), int(iso[3])), None
        except ValueError:
            what = f"“{field.title}”写成“{text}”，日历上没有这一天。"
            return None, Fault("impossible-date", what, "请核对月份和日期。")
    like = _DATELIKE.match(text.translate(_FULL_WIDTH))
    if like:
        parts = [int(part) for part in like.groups() if part]
        try:
            written = date(*parts).isoformat()
        except ValueError:
            what = f"“{field.title}”写成“{text}”，日历上没有这一天。"
            return None, Fault("impossible-date", what, "请核对后写成 2018-03-05 这样。")
        return None, Fault("date-form", f"“{field.title}”写成“{text}”，格式不统一。", f"请写成 {written}。")
    if _SERIAL.match(text):
        written = (_FIRST_OF_SERIALS + timedelta(days=int(text))).isoformat()
        what = f"“{field.title}”写成“{text}”，是表格软件的日期序号，不是日期。"
        return None, Fault("date-serial", what, f"它表示 {written}，请核对后写成 {written}。")
    return None, Fault("not-a-date", f"“{field.title}”写成“{text}”，不是日期。", "请写成 2018-03-05 这样。")


def _moment(text: str, field: Field) -> tuple[Value | None, Fault | None]:
    match = _MOMENT.match(text)
    if match:
        try:
            return datetime.fromisoformat(f"{match[1]}T{match[2]}:{match[3]}"), None
        except ValueError:
            return None, Fault("impossible-date", f"“{field.title}”写成“{text}”，没有这个时间。", "请核对日期和时刻。")
    if _ISO.match(text):
        day, fault = _date(text, field)
        return (datetime(day.year, day.month, day.day) if day else None), fault
    return None, Fault("not-a-time", f"“{field.title}”写成“{text}”，不是时间。", "请写成 2018-03-05 09:30 这样。")


def _integer(text: str, field: Field) -> tuple[int | None, Fault | None]:
    number, fault = _decimal(text, field)
    if number is None:
        return None, fault
    if number != number.to_integral_value():
        return None, Fault("not-an-integer", f"“{field.title}”写成“{text}”，应当是整数。", "请写整数，例如 12。")
    if field.type is FieldType.YEAR and not 1949 <= number <= 2100:
        return None, Fault("not-a-year", f"“{field.title}”写成“{text}”，不是年份。", "请写四位数字的年份，例如 2025。")
    return int(number), None


def _decimal(text: str, field: Field) -> tuple[Decimal | None, Fault | None]:
    if _NUMBER.match(text):
        return Decimal(text.replace(",", "")), None
    plain = text.translate(_FULL_WIDTH).replace(" ", "")
    if _NUMBER.match(plain):
        what = f"“{field.title}”写成“{text}”，含有全角数字或空格。"
        return None, Fault("number-form", what, f"请写成 {plain}。")
    digits = re.match(r"[-+]?[\d,]*\.?\d+", plain)
    try:
        hint = f"请只写数字，例如 {Decimal(digits.group().replace(',', ''))}；单位写在“单位”一项。" if digits else ""
    except InvalidOperation:
        hint = ""
    what = f"“{field.title}”写成“{text}”，不是数字。"
    return None, Fault("not-a-number", what, hint or "请写数字，例如 12.50；没有数据时留空。")


def _boolean(text: str, field: Field) -> tuple[bool | None, Fault | None]:
    if text in ("是", "否"):
        return text == "是", None
    return None, Fault("wrong-boolean", f"“{field.title}”写成“{text}”。", "请写“是”或“否”。")


def _url(text: str, field: Field) -> tuple[str | None, Fault | None]:
    if _URL.match(text):
        return text, None
    what = f"“{field.title}”写成“{text}”，不是完整的网址。"
    return None, Fault("not-an-address", what, "请写完整网址，例如 https://www.example.gov.cn/。")


def _within_limits(text: str, value: Value, field: Field) -> Fault | None:
    limits = field.constraints
    if limits.enum and text not in limits.enum:
        return _not_allowed(text, field, limits.enum)
    if field.vocabulary:
        allowed = terms(field.vocabulary)
        if allowed and text not in allowed:
            return _not_allowed(text, field, allowed)
    if limits.max_length and len(text) > limits.max_length:
        what = f"“{field.title}”有 {len(text)} 个字，超过 {limits.max_length} 个字。"
        return Fault("too-long", what, "请缩短，详细内容写在正文里。")
    if limits.pattern and not re.fullmatch(limits.pattern, text):
        example = f"请照这样写：{field.example}。" if field.example else "请核对格式。"
        return Fault("wrong-form", f"“{field.title}”写成“{text}”，格式不对。", example)
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        if limits.minimum is not None and value < limits.minimum:
            return Fault("out-of-range", f"“{field.title}”是 {text}，小于 {limits.minimum}。", "请核对数字。")
        if limits.maximum is not None and value > limits.maximum:
            return Fault("out-of-range", f"“{field.title}”是 {text}，大于 {limits.maximum}。", "请核对数字。")
    return None


def _not_allowed(text: str, field: Field, allowed: tuple[str, ...]) -> Fault:
    hint = suggestion(text, allowed)
    if not hint:
        shown = "、".join(allowed[:8]) + ("等" if len(allowed) > 8 else "")
        hint = f"可以写：{shown}。"
    if field.open:
        return Fault("unusual-term", f"“{field.title}”写成“{text}”，不在常用词中。", hint, warning=True)
    return Fault("not-allowed", f"“{field.title}”写成“{text}”，不在允许的范围内。", hint)
