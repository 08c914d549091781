"""Lines of a text as places in an original document: «正文“加强组织领导”», «正文第3行»."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from gongkai.checking.waivers.no_place import NoPlace, is_plain
from gongkai.model.place import Place
from gongkai.model.printed_defect import Part, Spot
from gongkai.model.printed_words import LINE, folded
from gongkai.model.words.compatible import compatible
from gongkai.model.words.matcher import matcher

_QUOTE = matcher(r"[“\"「](.+)[”\"」]\Z")
_RUN = matcher(r"[\w（）()〔〕《》、，。；：？！—·％%]+")
_NUMBER = matcher(r"\d{6}")
"""Long numbers may be personal data, which messages must not quote."""
_BLANK = matcher(r"[^\S\n]+")
_LENGTHS = (12, 24, 60)
_LEAST = 2
_MOST_QUOTED = 100
"""How many lines of a text are named by unique words; the search takes time, and nobody waives more lines."""


class LinePlaces:
    """The lines of one text, found by name or by number."""

    def __init__(self, part: Part, name: str, label: str, text: str, place_of: Callable[[int], Place]) -> None:
        """``name`` is the text file or field (empty: the body), ``label`` its Chinese name.

        ``place_of`` gives the place in the sources of a line, counted from 0.
        """
        self._part, self._name, self._label, self._place_of = part, name, label, place_of
        self._lines = text.split("\n")
        # All lines at once, which is faster than one by one.
        self._text = _BLANK.sub("", compatible(text))
        self._quoted = 0

    @cached_property
    def _numbers(self) -> list[int]:
        """The number of each line as people count, who leave out blank lines."""
        count = 0
        return [(count := count + bool(line.strip())) for line in self._lines]

    def named(self, rest: str) -> Spot | NoPlace:
        """The line named by its number (from 1, blank lines not counted), by words unique to it, or by both."""
        counted = LINE.match(rest)
        more = rest[counted.end() :] if counted else rest
        quoted = _QUOTE.match(more)
        if not (counted or quoted) or (more and not quoted):
            return NoPlace(
                f"“{self._label}”要写明是哪一行。",
                f"请写成 {self._label}“这一行独有的几个字” 或 {self._label}第3行（空行不算）。",
            )
        found = [number for number, line in enumerate(self._lines) if line.strip()]
        if counted:
            found = [number for number in found if self._numbers[number] == int(counted[1])]
        if quoted:
            lines = self._text.split("\n")
            found = [number for number in found if quoted[1] in lines[number]]
        spot = self.at(found[0]) if len(found) == 1 else None
        if spot:
            return spot
        if found:
            numbers = "、".join(f"{self._label}第{self._numbers[number]}行" for number in found[:6])
            return NoPlace(f"有 {len(found)} 行都有这几个字。", f"请多写几个字，或者写行数：{numbers}。")
        return NoPlace(
            f"“{self._label}”里没有这一行。", f"共 {self._numbers[-1]} 行（空行不算）；请照{self._label}的文字写。"
        )

    def at(self, number: int) -> Spot | None:
        """The line at a position in the source, from 0 and with blank lines counted; None if it is blank."""
        if not 0 <= number < len(self._lines) or not self._lines[number].strip():
            return None
        line = self._lines[number].strip()
        own = self._own_words(line)
        where = f"“{own}”" if own else f"第{self._numbers[number]}行"
        place = self._place_of(number)
        return Spot(part=self._part, words=self._label + where, place=place, printed=line, name=self._name, row=number)

    def _own_words(self, line: str) -> str:
        """Words of the line that occur nowhere else in the text; empty if there are none."""
        if self._quoted >= _MOST_QUOTED:
            return ""
        self._quoted += 1
        for run in _RUN.findall(line)[:4]:
            if _NUMBER.search(run):
                continue
            for length in _LENGTHS:
                words = run[:length]
                if len(words) >= _LEAST and is_plain(words) and self._text.count(folded(words)) == 1:
                    return str(words)
        return ""
