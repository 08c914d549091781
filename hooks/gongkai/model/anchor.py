"""The anchor of a record on its page: its key in one spelling, without the characters that a URL fragment cannot hold.

``assets/gongkai/records_data.js`` is the same rule; tests/cases/records/anchors.json binds both.
"""

from __future__ import annotations

import unicodedata

from gongkai.model.words.matcher import matcher

_UNSAFE = matcher(r"[^0-9A-Za-z_.\u3400-\u9fff\uf900-\ufaff〇]+")
_OURS = matcher(r"[a-z][a-z0-9-]*\Z")
"""The form of all other anchors of a page; a record's anchor of this form gets the prefix ``R-``, so that none collide."""


def anchor_of(key: str) -> str:
    """The anchor of a key: ``示商许准字〔2026〕7号`` gives ``示商许准字-2026-7号``.

    Brackets of every kind, blanks and hyphens all become one hyphen, so that a key whose brackets are corrected keeps its
    anchor. Empty where the key has no letter, digit or Han character.
    """
    plain = _UNSAFE.sub("-", key if key.isascii() else unicodedata.normalize("NFKC", key)).strip("-.")
    return f"R-{plain}" if _OURS.match(plain) else plain
