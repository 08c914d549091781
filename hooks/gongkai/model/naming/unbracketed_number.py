"""Numbers without a year in brackets: of orders (省政府令第327号) and of standards (DB35/T 1792—2018)."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.model.naming.numerals import numeral_value
from gongkai.model.script import normalized
from gongkai.model.words.matcher import matcher

_BLANK = "[ \t\u3000\u00a0]{0,4}"
_NUMERAL = "[0-9０-９]{1,4}|[〇零一二三四五六七八九十百]{1,7}"
_DASHES = "-－–—―‐"
_ORDER = matcher(
    rf"(?P<agency>[\u3400-\u9fff]{{2,20}}?)令{_BLANK}(?:(?P<year>(?:19|20)[0-9]{{2}})年)?{_BLANK}"
    rf"第{_BLANK}(?P<serial>{_NUMERAL}){_BLANK}[号號]"
)
_STANDARD = matcher(
    rf"(?<![0-9A-Za-zＡ-Ｚａ-ｚ/])(?P<series>(?:GB|DB[0-9]{{2,6}}|HJ|[A-Z]{{2}}(?=/))(?:/[TZ])?){_BLANK}"
    rf"(?P<serial>[0-9]{{1,6}}(?:\.[0-9]{{1,3}})?){_BLANK}[{_DASHES}]{{1,2}}{_BLANK}(?P<year>(?:19|20)[0-9]{{2}})(?![0-9])"
)
"""Codes of national, local and environmental standards, and of any branch with /T or /Z; two letters alone may be a model."""
_SERIES = ("GB", "DB", "HJ", "/T", "/Z")
"""One of these is in every number of a standard; texts without them, nearly all, are not searched character by character."""
_ORDER_TAIL = matcher(r"[\u3400-\u9fff]{2,20}\Z")
_ORDER_END = matcher(rf"令{_BLANK}(?:(?:19|20)[0-9]{{2}}年)?{_BLANK}第{_BLANK}(?:{_NUMERAL}){_BLANK}[号號]")
_STATE = "中华人民共和国"


def unbracketed_form(text: str) -> str:
    """The number in the form that official texts have: 省政府令第327号, DB35/T 1792—2018; "" for any other text."""
    stripped = text.strip()
    if order := _ORDER.fullmatch(stripped):
        year = f"{order['year']}年" if order["year"] else ""
        return f"{order['agency']}令{year}第{normalized(order['serial'])}号"
    if standard := _STANDARD.fullmatch(stripped):
        return f"{standard['series']} {standard['serial']}—{standard['year']}"
    return ""


def unbracketed_key(text: str) -> str:
    """The comparison key, the same for all ways of writing the number; "" for any other text."""
    stripped = text.strip()
    if order := _ORDER.fullmatch(stripped):
        agency = normalized(order["agency"]).replace("人民政府", "政府")
        agency = agency.removeprefix(_STATE) or agency
        return f"{agency}令{order['year'] or ''}({numeral_value(normalized(order['serial']))})号"
    if standard := _STANDARD.fullmatch(stripped):
        return f"{standard['series'].lower()} {standard['serial']}-{standard['year']}"
    return ""


def find_unbracketed(text: str) -> Iterator[tuple[int, int]]:
    """Where such numbers stand; before 令 up to 20 characters, of which only a comparison tells which name the agency."""
    for end in _ORDER_END.finditer(text) if "令" in text else ():
        tail = _ORDER_TAIL.search(text, max(0, end.start() - 20), end.start())
        if tail:
            yield tail.start(), end.end()
    for standard in _STANDARD.finditer(text) if any(map(text.__contains__, _SERIES)) else ():
        yield standard.span()
