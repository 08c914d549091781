"""The anchor of a record on its page: its own number, in one spelling, without the characters that addresses cannot hold.

``assets/gongkai/records_data.js`` is the same rule; tests/cases/records/anchors.json binds both.
"""

from __future__ import annotations

import re
import unicodedata

_UNSAFE = re.compile(r"[^0-9A-Za-z_.\u3400-\u9fff\uf900-\ufaff〇]+")
_OURS = re.compile(r"[a-z][a-z0-9-]*\Z")
"""The form of the anchors that pages have for other things; a capital letter keeps a record's anchor apart from them."""


def anchor_of(key: str) -> str:
    """The anchor that belongs to a key: ``示商许准字〔2026〕7号`` gives ``示商许准字-2026-7号``.

    Brackets of every kind, blanks and hyphens are the same, so that a key keeps its anchor when only its brackets are
    put right. Empty where nothing is left.
    """
    plain = _UNSAFE.sub("-", key if key.isascii() else unicodedata.normalize("NFKC", key)).strip("-.")
    return f"R-{plain}" if _OURS.match(plain) else plain
