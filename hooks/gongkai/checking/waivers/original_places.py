"""The place in its original document (位置) of each problem that staff may publish unchanged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property

from gongkai.checking.waivers.owners import Owners, referenced_files
from gongkai.checking.waivers.places import PrintedPlaces
from gongkai.model.item import Item
from gongkai.model.problems.problem import Problem
from gongkai.model.publication import Publication


class OriginalPlaces:
    """The places of all original documents of a column."""

    def __init__(self, publication: Publication, waivable: frozenset[str]) -> None:
        """``waivable`` are the codes of problems that can be defects of an original."""
        self._publication = publication
        self._waivable = waivable

    def of(self, item: Item) -> PrintedPlaces:
        """The places of one item, anew at each call, since how they are named depends on how many were named before."""
        return PrintedPlaces(item, self._publication.records.get(item.index_no))

    def named(self, found: Iterable[Problem]) -> Iterator[Problem]:
        """The problems, with the name of the place (``printed_at``) where one can be a defect of an original."""
        places: dict[str, PrintedPlaces] = {}
        for one in found:
            yield self._named(one, places) if one.rule in self._waivable else one

    def are_of(self, item: Item, found: Iterable[Problem]) -> bool:
        """Whether the names of the problems' places follow from ``item`` alone, as long as that is alone."""
        paths = {place.path for one in found if one.rule in self._waivable for place in one.places}
        return paths <= {item.place.path} or paths <= {item.place.path, *referenced_files(item)}

    def is_alone(self, item: Item) -> bool:
        """Whether no other item is written in, or names, a file in which ``item`` has places."""
        return not self._shared or self._shared.isdisjoint((item.place.path, *referenced_files(item)))

    def _named(self, one: Problem, places: dict[str, PrintedPlaces]) -> Problem:
        for place in one.places:
            item = self._owners.of(place.path, place.line)
            if item is None:
                continue
            if item.index_no not in places:
                places[item.index_no] = self.of(item)
            spot = places[item.index_no].at(place)
            if spot:
                return replace(one, printed_at=spot.words)
        return replace(one, printed_at="") if one.printed_at else one

    @cached_property
    def _owners(self) -> Owners:
        return Owners(self._publication.reading.items)

    @cached_property
    def _shared(self) -> frozenset[str]:
        """The files in which several items are written, or which several name."""
        claims = Counter(item.place.path for item in self._publication.reading.items)
        for item in self._publication.reading.items:
            if item.texts or item.tables or item.records or item.change_files:
                claims.update({*referenced_files(item)} - {item.place.path})
        return frozenset(path for path, count in claims.items() if count > 1)
