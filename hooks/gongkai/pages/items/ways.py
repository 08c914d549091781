"""Ways to respond to a consultation: what an agency writes as address or number, and where it leads if it is one."""

from __future__ import annotations

import re
import unicodedata

from gongkai.model.item import Row
from gongkai.model.web_address import is_safe
from gongkai.pages.items.item_view import Way

_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)
_LINK = re.compile(r"https?://\S+")
_DASHES = re.compile("[‐‑‒–—―－]+")
_NOTE = re.compile(r"\s*\([^()]*[^\d()\s-][^()]*\)\s*$")
"""A remark behind a number: 0951-6889215(传真)."""
_PHONE = re.compile(r"(\+?[\d() -]+?)(?:\s*转\s*(\d{1,6}))?")
_LEAST, _SHORT, _MOST = 3, 7, 15
"""Digits of the shortest number (110), of one that must be called a telephone to be one, and of the longest (ITU-T E.164)."""
_TELEPHONES = ("电话", "热线", "手机")


def way_of(row: Row) -> Way:
    """One line of 反馈方式; the address is shown as it was written."""
    address = row.text("address").strip()
    return Way(row.text("way"), address, row.text("unit"), _url(address, row.text("way")))


def _url(written: str, way: str) -> str:
    """Where the address leads: a mailbox, a page, a telephone; empty for a fax, a street and whatever else."""
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
