"""Waivers for defects of the original (照原件公开): problems are suppressed at these places and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from gongkai.checking.waivers.no_place import NoPlace
from gongkai.checking.waivers.original_places import OriginalPlaces
from gongkai.model.item import Item
from gongkai.model.place import Place
from gongkai.model.printed_defect import Defect, Part, Spot
from gongkai.model.problems.problem import Problem, problem
from gongkai.model.publication import Publication
from gongkai.model.words.matcher import matcher

_SAYS_SOMETHING = matcher(r"\w.*\w", re.DOTALL)
_LABEL = "照原件公开"
_Key = tuple[str, int, int, int]


@dataclass(slots=True)
class _Waiver:
    """One row of 照原件公开, and the problems found at its place."""

    item: Item
    row: Place
    spot: Spot
    reason: str
    found: list[str] = field(default_factory=list)
    """What was found at the place, in words for readers of the page."""
    refused: str = ""
    """Code of a problem at this place that is no defect of an original and cannot be waived."""
    inside: bool = False
    """Whether a problem is in a line of the text, while the waiver names the whole text."""


class Waivers:
    """All waivers of a column."""

    def __init__(self, publication: Publication, waivable: frozenset[str], places: OriginalPlaces) -> None:
        """``waivable`` are the codes of problems that can be defects of an original."""
        self._waivable = waivable
        self._places = places
        self._waivers: dict[_Key, _Waiver] = {}
        self._rows: set[_Key] = set()
        printed = (item for item in publication.reading.items if "as_printed" in item.values)
        self._faults = tuple(fault for item in printed for fault in self._read(item))

    def remaining(self, found: Iterable[Problem]) -> Iterator[Problem]:
        """The problems that are not waived, then problems of the waivers themselves."""
        if not self._rows:
            yield from found
            return
        for one in found:
            if one.rule in self._waivable:
                if (one.path, one.line, one.column, 0) in self._rows:
                    # The waiver quotes the original to name the place, and so repeats its mistake; that is no new problem.
                    continue
                waivers = list(self._at(one))
                for waiver in waivers:
                    waiver.found.append(one.for_readers or one.what)
                if not waivers:
                    yield one
                continue
            for waiver in self._at(one):
                waiver.refused = one.rule
            yield one
        yield from self._faults
        for waiver in self._waivers.values():
            if not waiver.found:
                yield _unused(waiver)

    def defects(self) -> dict[str, tuple[Defect, ...]]:
        """Defects published as printed, by index number; complete only after ``remaining`` has been exhausted."""
        found: dict[str, list[Defect]] = {}
        for waiver in self._waivers.values():
            if waiver.found:
                words = tuple(dict.fromkeys(waiver.found))
                defect = Defect(spot=waiver.spot, found=words, reason=waiver.reason)
                found.setdefault(waiver.item.index_no, []).append(defect)
        return {number: tuple(defects) for number, defects in found.items()}

    def _read(self, item: Item) -> Iterator[Problem]:
        """Register the waivers of an item; yield the problems of those that are malformed."""
        places = self._places.of(item)
        for row in item.rows("as_printed"):
            self._rows.add((row.place.path, row.place.line, row.place.column, 0))
            words, reason = row.text("place"), row.text("reason")
            if not words or not reason:
                # The missing value has been reported by the reader.
                continue
            if not _SAYS_SOMETHING.search(reason):
                what = f"“{words}”没有写明为什么照原件公开。"
                remedy = "请在“理由”里写明，例如“原件合计有误”。"
                yield problem(row.place, "printed-reason", what, remedy)
                continue
            spot = places.named(words)
            if isinstance(spot, NoPlace):
                yield problem(row.place, "printed-unknown", f"{_LABEL}：{spot.what}", spot.remedy)
                continue
            waiver = _Waiver(item, row.place, spot, reason)
            other = self._waivers.setdefault(_key(spot), waiver)
            if other is not waiver:
                what = f"“{words}”与第 {other.row.line} 行写的是同一处。"
                yield problem(row.place, "printed-twice", what, "请只保留一条，理由写在一起。")

    def _at(self, one: Problem) -> Iterator[_Waiver]:
        for place in one.places if self._waivers else ():
            # Problems are located at words within a line, waivers at the whole line.
            for column in (place.column, 0):
                waiver = self._waivers.get((place.path, place.line, column, place.inside))
                if waiver:
                    yield waiver
            whole = self._waivers.get((place.path, place.line, place.column, 0))
            if whole and place.inside:
                whole.inside = True


def _key(spot: Spot) -> _Key:
    column = 0 if spot.part in (Part.BODY, Part.TEXT) else spot.place.column
    return spot.place.path, spot.place.line, column, spot.place.inside


def _unused(waiver: _Waiver) -> Problem:
    """The problem of a waiver that suppressed nothing: there is no problem, or it cannot be waived."""
    words = waiver.spot.words
    if waiver.refused:
        what = f"“{words}”的问题（{waiver.refused}）不是原件本身的错，不能照原件公开。"
        return problem(waiver.row, "printed-refused", what, "请改正那里的问题，删除这一条。")
    if waiver.inside:
        what = f"“{words}”有几行，没有写明是哪一行。"
        return problem(waiver.row, "printed-unknown", what, f"请写成 {words}“这一行独有的几个字”。")
    printed = f"（{waiver.spot.printed}）" if waiver.spot.printed and len(waiver.spot.printed) <= 40 else ""
    what = f"“{words}”{printed}没有问题，不用写“{_LABEL}”。"
    return problem(waiver.row, "printed-right", what, "请核对位置；已经改正的，删除这一条。")
