"""Time limits as texts state them: «印发后30个工作日内», «二十日», «三个月»."""

from __future__ import annotations

from gongkai.model.naming.numerals import numeral_value
from gongkai.model.words.matcher import matcher

_LIMIT = matcher(
    r"(?<![\d.\-—–至月])(?P<number>\d{1,4}|[一二两三四五六七八九十百]{1,5})\s*(?P<unit>个?工作日|个月|小时|日|天)(?!\d)"
)
_UNITS = {"个工作日": "工作日", "工作日": "工作日", "个月": "月", "小时": "小时", "日": "日", "天": "日"}


def limit_in(text: str) -> tuple[int, str] | None:
    """Number and unit of the only time limit that ``text`` states; None where there is none, or more than one."""
    found = {(_number(match["number"]), _UNITS[match["unit"]]) for match in _LIMIT.finditer(text)}
    return found.pop() if len(found) == 1 and next(iter(found))[0] else None


def limit_words(limit: int, unit: str) -> str:
    """The words for a limit: «3个工作日», «20日», «24小时», «1个月»."""
    return f"{limit}{'个' if unit in ('工作日', '月') else ''}{unit}"


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else numeral_value(text.replace("两", "二"))
