"""Words that name no place of a paper."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gongkai.model.problems.printable import printable

_NOT_COPIED = re.compile(r"[:#\n'\"{}\[\]&*!|>@`]")
"""Signs that mean something else in YAML."""
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class NoPlace:
    """Why words name no place, and what to write instead."""

    what: str
    remedy: str


def is_plain(words: str) -> bool:
    """Whether words can be quoted in a message and copied from it into a record."""
    return 0 < len(words) <= _LONGEST and not _NOT_COPIED.search(words) and printable(words) == words
