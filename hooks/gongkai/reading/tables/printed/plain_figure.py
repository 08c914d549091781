"""A printed amount in the form in which figures are compared: a minus instead of brackets, narrow digits, no blanks."""

from __future__ import annotations

import re

from gongkai.model.words.matcher import matcher

_WIDE = str.maketrans("０１２３４５６７８９．，－−＋（）", "0123456789.,--+()")
_AMOUNT = matcher(
    r"(\()?([-+]?)[¥￥]?([-+]?)(\d+(?:,\d{3})*|\d+(?:,\d{3})*\.\d+|\d{1,3}(?: \d{3})*(?:\.\d+)?)(\))?\Z", re.ASCII
)


def plain_figure(text: str) -> str:
    """The amount as 1,234.56 or -1,234.56; any text that is no amount is returned unchanged."""
    plain = " ".join(text.translate(_WIDE).split())
    found = _AMOUNT.match(plain)
    if not found or bool(found[1]) != bool(found[5]):
        return text
    digits = found[4].replace(" ", "")
    sign = found[2] or found[3]
    return f"-{digits}" if found[1] else f"{sign}{digits}"
