"""Ways to respond to a consultation, with a link if the address is a mailbox, page or telephone number."""

from __future__ import annotations

import re
import unicodedata

from gongkai.model.item import Row
from gongkai.model.web_address import is_safe
from gongkai.model.words.matcher import matcher
from gongkai.pages.items.item_view import Way

_MAIL = matcher(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)
_LINK = matcher(r"https?://\S+")
_DASHES = matcher("[‐‑‒–—―－]+")
_NOTE = matcher(r"\s*\([^()]*[^\d()\s-][^()]*\)\s*$")
"""A remark after a number: 0951-6889215(传真)."""
_PHONE = matcher(r"(\+?[\d() -]+?)(?:\s*转\s*(\d{1,6}))?")
_LEAST, _SHORT, _MOST = 3, 7, 15
"""Numbers of digits: of the shortest number (110), of numbers that need the word 电话, and the maximum (ITU-T E.164)."""
_TELEPHONES = ("电话", "热线", "手机")


def way_of(row: Row) -> Way:
    """The way in one row of 反馈方式; the address is shown as written."""
    address = row.text("address").strip()
    return Way(row.text("way"), address, row.text("unit"), _url(address, row.text("way")))


def _url(written: str, way: str) -> str:
    """The URL of an address that is a mailbox, page or telephone; empty for a fax, postal address or anything else."""
    if _LINK.fullmatch(written):
        return written if is_safe(written) else ""
    plain = _DASHES.sub("-", unicodedata.normalize("NFKC", written))
    if _MAIL.fullmatch(plain):
        return f"mailto:{plain}"
    called = any(word in way for word in _TELEPHONES)
    found = _PHONE.fullmatch(_NOTE.sub("", plain))
    if found is None or ("传真" in way and not called):
        return ""
    digits = re.sub(r"[^\d+]", "", found[1])
    if not (_LEAST if called else _SHORT) <= len(digits.removeprefix("+")) <= _MOST:
        return ""
    return f"tel:{digits}" + (f";ext={found[2]}" if found[2] else "")
