"""Words that are certainly wrong, with what is right, the reason, and the correct phrases in which they occur by chance."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """One wrong word; ``right`` is empty where there is nothing to write instead."""

    wrong: str
    right: str
    reason: str
    source: str = ""
    exceptions: tuple[str, ...] = ()
    """Correct phrases that contain the wrong word."""
    stops: bool = False
    """Whether it must not be published (the agency's decision), so that it is an error."""

    def is_excused(self, text: str, start: int) -> bool:
        """Whether the occurrence at ``start`` is a part of one of the correct phrases."""
        return any(
            text.startswith(phrase, start - at)
            for phrase in self.exceptions
            for at in _places(self.wrong, phrase)
            if start >= at
        )


def _places(word: str, phrase: str) -> Iterator[int]:
    at = phrase.find(word)
    while at >= 0:
        yield at
        at = phrase.find(word, at + 1)
