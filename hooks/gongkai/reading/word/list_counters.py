"""The counters of automatic numbering: which label a paragraph gets after all those before it (ISO/IEC 29500-1, 17.9)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from gongkai.model.words.matcher import matcher
from gongkai.reading.word.list_definitions import ListDefinitions, ListLevel
from gongkai.reading.word.printed_numerals import UnknownFormatError, printed_numeral

_NUMBER = matcher("%([1-9])")
_SYMBOLS = {
    "\uf06c": "●", "\uf0b7": "•", "\uf0a7": "▪", "\uf06e": "■", "\uf075": "◆", "\uf0d8": "➢", "\uf0fc": "✓",
    "\uf06f": "□", "\uf0a8": "□", "\uf076": "❖", "\uf0b2": "◇", "\uf0e0": "→",
}  # fmt: skip
"""Bullets in the private code points of symbol fonts, which other fonts do not have."""
_BULLET = "•"
_LOST = "?"
"""Stands for a letter that was lost on the way."""
_WIDE_ENDS = "、，。．：；）〕】》」）)."
"""Last signs of a label after which text follows without a blank, as official documents are printed."""


@dataclass(frozen=True, slots=True)
class Label:
    """A printed number with the blank after it; whether a level above it has not been used before."""

    text: str
    skips: bool = False


class ListCounters:
    """The counters of one story of a document: the body, or a header, or the notes."""

    def __init__(self, definitions: ListDefinitions, lists_of_styles: Mapping[str, str]) -> None:
        self._definitions = definitions
        self._lists_of_styles = lists_of_styles
        self._counts: dict[str, dict[int, int]] = {}
        """Definition → level → its last number."""
        self._used: set[str] = set()

    def level_of(self, number: str, style: str) -> int | None:
        """The level of the list ``number`` for which the paragraph style ``style`` stands; None where there is none."""
        use = self._definitions.use(number, self._lists_of_styles)
        levels = {**self._definitions.levels.get(use.definition, {}), **use.levels} if use else {}
        return next((level for level, one in levels.items() if one.style == style), None)

    def next_label(self, number: str, level: int) -> Label | None:
        """Count one paragraph of the list ``number`` on ``level`` and give its label; None where there is no such list.

        Raises UnknownFormatError.
        """
        use = self._definitions.use(number, self._lists_of_styles)
        if use is None:
            return None
        levels = {**self._definitions.levels[use.definition], **use.levels}
        if level not in levels:
            return None
        counts = self._counts.setdefault(use.definition, {})
        if number not in self._used:
            self._used.add(number)
            for one, start in use.starts.items():
                counts[one] = start - 1
        missing = [one for one in range(level) if one in levels and one not in counts]
        for one in missing:
            counts[one] = levels[one].start
        counts[level] = counts.get(level, levels[level].start - 1) + 1
        for one in [*counts]:
            if one > level and one in levels and _begins_anew(levels[one], level):
                del counts[one]
        named = {int(digit) - 1 for digit in _NUMBER.findall(levels[level].label)}
        return Label(_printed(levels, level, counts), skips=not named.isdisjoint(missing))


def _begins_anew(below: ListLevel, level: int) -> bool:
    """Whether a paragraph on ``level`` makes the counter of a level below begin anew."""
    return below.restart is None or (below.restart != 0 and level < below.restart)


def _printed(levels: Mapping[int, ListLevel], level: int, counts: Mapping[int, int]) -> str:
    own = levels[level]
    if own.numbering == "bullet":
        sign = own.label[:1]
        return (_SYMBOLS.get(sign, _BULLET) if "\ue000" <= sign <= "\uf8ff" else own.label) if sign.strip() else ""

    def number(match: re.Match[str]) -> str:
        place = int(match[1]) - 1
        of = levels.get(place)
        if of is None or place > level:
            return ""
        numbering = "decimal" if own.is_legal and of.numbering not in ("none", "decimalZero") else of.numbering
        return printed_numeral(counts.get(place, of.start), numbering, of.own)

    if _LOST in own.label:
        # Programs that convert a file put it for every letter that they do not know.
        raise UnknownFormatError(own.label)
    label = _NUMBER.sub(number, own.label)
    return label + _blank_after(label, own.follower)


def _blank_after(label: str, follower: str) -> str:
    """The blank between label and text: none after a closing sign, a wide one after 第一条, else a plain one."""
    if not label.strip() or follower == "nothing" or label[-1] in _WIDE_ENDS or label[-1].isspace():
        return ""
    if label[0] == "第":
        return "\u3000"
    return " " if label[-1].isascii() and label[-1].isalnum() else "" if follower == "tab" else " "
