"""Finds any of many literal texts in one pass over a text, however many they are (Aho-Corasick)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from ahocorasick_rs import AhoCorasick, MatchKind

from gongkai.model.words.matcher import matcher

_SURROGATES = matcher("[\ud800-\udfff]")


class Literals:
    """Literal texts, none of which is empty, to be found in texts."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.texts = tuple(dict.fromkeys(texts))

    @cached_property
    def _every(self) -> AhoCorasick:
        return AhoCorasick(self.texts, MatchKind.Standard)

    @cached_property
    def _longest(self) -> AhoCorasick:
        return AhoCorasick(self.texts, MatchKind.LeftmostLongest)

    def present(self, text: str) -> frozenset[str]:
        """Those that occur in ``text``, overlapping ones as well."""
        try:
            return frozenset(self._every.find_matches_as_strings(text, overlapping=True))
        except UnicodeEncodeError:
            return frozenset(self._every.find_matches_as_strings(_encodable(text), overlapping=True))

    def places(self, text: str) -> Iterator[tuple[int, str]]:
        """From the left, where one begins and which, without overlaps; the longest of those that begin together."""
        for number, start, _ in self._longest.find_matches_as_indexes(_encodable(text)):
            yield start, self.texts[number]


def _encodable(text: str) -> str:
    """The text with every lone surrogate, which UTF-8 cannot say, as a replacement character; all places stay."""
    return text if text.isascii() or not _SURROGATES.search(text) else _SURROGATES.sub("\ufffd", text)
