"""What a printed cell is by its text alone: a figure, a date, a line about the table, the beginning of a note."""

from __future__ import annotations

import re

TOTALS = ("合计", "总计")
_WIDE = str.maketrans("０１２３４５６７８９．，－＋（）％／：", "0123456789.,-+()%/:")
_FIGURE = re.compile(r"[-+−]?[¥￥]?\d[\d,]*(?:\.\d+)?[%‰]?\Z|[-—－/]+\Z|\(\d[\d,]*(?:\.\d+)?\)\Z", re.ASCII)
_YEAR = re.compile(r"(?:19|20|21)\d\d\Z", re.ASCII)
_DATE = re.compile(r"\d{4}(?:[-/.]\d{1,2}[-/.]\d{1,2}|年\d{1,2}月\d{1,2}日)", re.ASCII)
_ABOUT = re.compile(
    r"(?:编制|填报|公开|填制|预算|部门|报送)?(?:单位|部门|日期|时间|人|名称|主管)(?:\((?:盖章|公章|章)\))?:|金额单位:|公开\w*\d+\w*表|"
    r"(?:附|附件)?表[\d一二三四五六七八九十]+(?:-\d+)?:?\Z|(?:制表|审核|填表|复核|负责|联系)\w{0,3}:",
)
_NOTE = re.compile(r"(?:注|备注|说明|附注|填表说明|编制说明|资料来源|数据来源|来源|注释)[\d一二三四]*[:.、,]")
_UNIT = re.compile(r"(?:单位|金额单位)[:(]?(?:人民币)?(亿元|万元|千元|元)")
_CONTINUED = re.compile(r"^\(?续|\(续[^)]*\)\Z|续表\d*\Z")
_COUNTED = re.compile(r"(?:栏次|列次|栏目|行次)\Z")


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


def is_comment(text: str) -> bool:
    """Whether the text is a remark of who copied the table, in the way of program files."""
    return text.lstrip().startswith("#")


def begins_note(text: str) -> bool:
    """Whether a note or a source begins with the text."""
    return bool(_NOTE.match(folded(text)))


def is_continuation(text: str) -> bool:
    """Whether the text says that a table goes on here (续表, 表3（续）)."""
    return bool(_CONTINUED.search(folded(text)))


def is_counted(text: str) -> bool:
    """Whether the text heads the row that only numbers the columns (栏次)."""
    return bool(_COUNTED.match(folded(text)))


def unit_in(text: str) -> str:
    """The unit of the figures that the text states (单位：万元); empty where it states none."""
    found = _UNIT.search(folded(text))
    return found[1] if found else ""
