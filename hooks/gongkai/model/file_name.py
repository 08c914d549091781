"""Limits of portable file names, for attachments and for the files of an archive package."""

from __future__ import annotations

import re
import unicodedata

from gongkai.model.words.matcher import matcher

LONGEST = 200
"""Longest file name, in bytes of UTF-8, that archives on other systems take."""
_RESERVED = matcher(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|\Z)", re.IGNORECASE)


def is_reserved(name: str) -> bool:
    """Whether the name is that of a device on Windows (``con``, ``nul``, ``com1``), with or without an extension."""
    return _RESERVED.match(name) is not None


def is_too_long(name: str) -> bool:
    """Whether the name is longer than ``LONGEST`` bytes."""
    return len(name.encode("utf-8", "surrogateescape")) > LONGEST


def name_key(name: str) -> str:
    """The key of a name or path: equal keys collide where case or Unicode normalization does not count (Windows, macOS)."""
    return unicodedata.normalize("NFC", name).casefold()
