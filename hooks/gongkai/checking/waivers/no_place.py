"""The result for words that name no place in an original document."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.model.problems.printable import printable
from gongkai.model.words.matcher import matcher

_NOT_COPIED = matcher(r"[:#\n'\"{}\[\]&*!|>@`]")
"""Characters with a special meaning in YAML."""
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class NoPlace:
    """Why words name no place, and what to write instead, in Chinese."""

    what: str
    remedy: str


def is_plain(words: str) -> bool:
    """Whether words can be quoted in a message and copied from there into YAML unchanged."""
    return 0 < len(words) <= _LONGEST and not _NOT_COPIED.search(words) and printable(words) == words
