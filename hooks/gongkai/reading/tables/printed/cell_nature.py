"""What a printed cell is by its text alone: a figure, a date, a line about the table, the beginning of a note."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gongkai.model.words.matcher import matcher
from gongkai.reading.tables.printed.table_words import table_words

_WIDE = str.maketrans("０１２３４５６７８９．，－＋（）％／：", "0123456789.,-+()%/:")
_WORDS = table_words()
_ANY_UNIT = "|".join(_WORDS.units)
_FIGURE = matcher(
    rf"[-+−]?[¥￥]?\d[\d,]*(?:\.\d+)?(?:[%‰]|{_ANY_UNIT})?\Z|[-—－/]+\Z|\(\d[\d,]*(?:\.\d+)?\)\Z", re.ASCII
)
_YEAR = matcher(r"(?:19|20|21)\d\d\Z", re.ASCII)
_AMONG = matcher(r"其中[:,]?(?=\w)")
_YEARED = matcher(r"((?:19|20|21)\d\d|[本上去今当])年度?(?=\w)")
_RANKS = {"上": "0", "去": "0", "本": "9999", "今": "9999", "当": "9999"}
_DATE = matcher(r"\d{4}(?:[-/.]\d{1,2}[-/.]\d{1,2}|年\d{1,2}月\d{1,2}日)", re.ASCII)
_ABOUT = matcher(
    rf"(?:{'|'.join(_WORDS.above)})?(?:{'|'.join(_WORDS.above_of)})(?:\(\w{{1,4}}\))?:|金额单位:|"
    r"(?:部门)?(?:[预决]算)?公开\w*\d+\w*表|财决\w*\d+表|第\d+页|\(?共\d+[项条个户家件]|[-—－]\s?\d+\s?[-—－]\Z|"
    r"(?:附|附件)?表[\d一二三四五六七八九十]+(?:-\d+)?:?\Z|"
    rf"(?:{'|'.join(_WORDS.signed)})\w{{0,3}}:",
)
_NOTE = matcher(rf"[(*※]?(?:{'|'.join(_WORDS.notes)})[\d一二三四]*[:.、,]")
_UNIT_WORDS = rf"单位[:(]?(?:人民币)?({_ANY_UNIT})"
_UNIT = matcher(rf"\(?(?:金额|货币|计量)?{_UNIT_WORDS}")
_UNIT_INSIDE = matcher(_UNIT_WORDS)
_UNIT_BEHIND = matcher(rf"\((?:单位:)?({_ANY_UNIT})\)\Z")
_CONTINUED = matcher(rf"^\(?(?:{'|'.join(_WORDS.continued)})(?:\)|\d|\Z)|\(续[^)]*\)\Z|续表\d*\Z")
_COUNTED = matcher(rf"(?:{'|'.join(_WORDS.counted)})\Z")
_UNKNOWN_CODE = matcher(r"[*＊×xX]+\Z|[甲乙丙丁戊己庚辛A-Z]\Z")
_SERIAL = matcher(r"(\d{1,2})(?:=[\d+\-()]+)?\Z", re.ASCII)
_LEAST_COUNTED = 3


def folded(text: str) -> str:
    """The text without blanks, with narrow signs: labels that differ only so are the same."""
    return "".join(text.split()).translate(_WIDE)


def is_value(text: str) -> bool:
    """Whether the text is a figure, a code or a date, so that it stands below a heading and not in it."""
    plain = folded(text)
    return bool(not _YEAR.match(plain) and (_FIGURE.match(plain) or _DATE.match(plain)))


def is_figure(text: str) -> bool:
    """Whether the text is an amount, a count or the sign for none."""
    return bool(_FIGURE.match(folded(text)))


def is_about(text: str) -> bool:
    """Whether the text says something of the whole table: 单位：元, 编制单位：某局, 公开01表."""
    return bool(_ABOUT.match(folded(text)) or _UNIT.match(folded(text)))


def is_total(text: str) -> bool:
    """Whether the text names the row that adds up the others."""
    return folded(text) in _WORDS.totals


def bare_label(text: str) -> str:
    """The folded label without what stands beside its name: 2031年预算数 is 预算数, 其中：基本支出（万元） is 基本支出."""
    for before in (_YEARED, _AMONG):
        found = before.match(text)
        text = text[found.end() :] if found else text
    unit = _UNIT_BEHIND.search(text)
    return text[: unit.start()] if unit and unit.start() else text


def unit_behind(label: str) -> str:
    """The unit in brackets behind a label (人员经费（万元）); empty where it has none."""
    found = _UNIT_BEHIND.search(folded(label))
    return found[1] if found else ""


def year_of(text: str) -> str:
    """The year before a label, so that a later year sorts after an earlier one and 本年 after 上年; empty for none."""
    found = _YEARED.match(folded(text))
    return _RANKS.get(found[1], found[1]) if found else ""


def is_comment(text: str) -> bool:
    """Whether the text is a remark of who copied the table, in the way of program files."""
    return text.lstrip().startswith("#")


def begins_note(text: str) -> bool:
    """Whether a note or a source begins with the text, or it is a whole sentence about the table."""
    plain = folded(text)
    return bool(_NOTE.match(plain) or plain.endswith("。"))


def is_continuation(text: str) -> bool:
    """Whether the text says that a table goes on here (续表, 表3（续）)."""
    return bool(_CONTINUED.search(folded(text)))


def counts_columns(cells: Sequence[str]) -> bool:
    """Whether a row below a heading only numbers the columns (栏次 1 2 3, ** ** 1 2 3) or says the unit of each (万元)."""
    plain = [folded(cell) for cell in cells if cell]
    serials = [int(found[1]) for found in map(_SERIAL.match, plain) if found]
    others = [cell for cell in plain if not _SERIAL.match(cell)]
    if plain and all(cell in _WORDS.units for cell in plain):
        return True
    if not all(_UNKNOWN_CODE.match(cell) or _COUNTED.match(cell) for cell in others):
        return False
    if any(map(_COUNTED.match, others)):
        return True
    return len(serials) >= _LEAST_COUNTED and serials == list(range(1, len(serials) + 1))


def unit_in(text: str) -> str:
    """The unit of the figures that the text states (单位：万元); empty where it states none."""
    found = _UNIT_INSIDE.search(folded(text))
    return found[1] if found else ""
