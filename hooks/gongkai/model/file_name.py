"""What every system asks of a file name: attachments are held to it, and so are the files of an archive."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 200
"""Bytes of the longest name that archives on other systems take."""
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|\Z)", re.IGNORECASE)


def is_reserved(name: str) -> bool:
    """Whether Windows keeps the name for a device, whatever ending it has."""
    return _RESERVED.match(name) is not None


def is_too_long(name: str) -> bool:
    """Whether the name takes more than ``LONGEST`` bytes."""
    return len(name.encode("utf-8", "surrogateescape")) > LONGEST


def name_key(name: str) -> str:
    """What two names or paths have in common that some systems take for one."""
    return unicodedata.normalize("NFC", name).casefold()
