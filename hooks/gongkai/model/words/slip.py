"""Words that are certainly wrong, with what is right, the reason, and the correct phrases in which they occur by chance."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
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


_RARE = 600
"""The rank from which on a character is rare enough to look at every place where it stands."""


def quick_searches(words: Iterable[str], frequent: str) -> tuple[re.Pattern[str], ...]:
    """Patterns one of which finds any of ``words``, of two characters or more, in a fraction of the time of a plain one.

    ``frequent`` are the most frequent characters, from the most frequent one. A word is looked for at its rarest
    character, or where all are frequent at its rarest pair of characters, and compared around it.
    """
    rank = {character: number for number, character in enumerate(frequent)}
    at_rare: dict[str, list[str]] = defaultdict(list)
    at_pair: dict[str, list[str]] = defaultdict(list)
    firsts: set[str] = set()
    for word in dict.fromkeys(words):
        ranks = [rank.get(character, len(rank)) for character in word]
        at = max(range(len(word)), key=ranks.__getitem__)
        if ranks[at] >= _RARE and word[at] > "\xff":
            at_rare[word[at]].append(f"(?<={re.escape(word[: at + 1])}){re.escape(word[at + 1 :])}")
            continue
        at = max(range(len(word) - 1), key=lambda place: ranks[place] * ranks[place + 1])
        firsts.add(word[at])
        at_pair[word[at + 1]].append(f"(?<={re.escape(word[: at + 2])}){re.escape(word[at + 2 :])}")
    patterns = [_branches(at_rare)] if at_rare else []
    if at_pair:
        patterns.append(f"{_any_of(firsts)}(?={_any_of(at_pair)})(?:{_branches(at_pair)})")
    return tuple(map(re.compile, patterns))


def _branches(rest: Mapping[str, Iterable[str]]) -> str:
    """Every branch begins with a character, so that ``re`` tells the branches apart by it and skips all other places."""
    return "|".join(f"{re.escape(first)}(?:{'|'.join(after)})" for first, after in rest.items())


def _any_of(characters: Iterable[str]) -> str:
    return f"[{''.join(map(re.escape, sorted(characters)))}]"
