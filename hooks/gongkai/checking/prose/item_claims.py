"""The claims that the text of a budget, an account or a 三公 statement makes, with the figures that it may mean."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from gongkai.checking.prose.claim_reader import ClaimReader
from gongkai.checking.prose.claims import Claim
from gongkai.checking.prose.known_figures import BUDGET, FINAL, Known, KnownFigures, basis_of, folded, offset_in
from gongkai.checking.texts.text_lines import marked_lines_of, within
from gongkai.model.item import Item
from gongkai.model.place import Place
from gongkai.model.words.matcher import matcher

_SUBJECT = "三公经费"
_MANY = matcher(r"万元|亿元|元|%|％|持平")


class ItemClaims:
    """The text of one item against the figures of its agency."""

    def __init__(self, item: Item, year: int, known: KnownFigures) -> None:
        self._item = item
        self._year = year
        self._all = known
        self._told_by: dict[tuple[int, str], Mapping[str, list[Known]]] = {}
        self._labels: dict[str, str] = {}

    def known(self, year: int, basis: str) -> Mapping[str, list[Known]]:
        """The figures of a year by the folded names that the text uses."""
        key = (year, basis)
        if key not in self._told_by:
            self._told_by[key] = self._all.told_by(self._item, year, basis)
            self._labels |= {name: known[0].name for name, known in self._told_by[key].items()}
        return self._told_by[key]

    def label(self, name: str) -> str:
        """A folded name as the tables or the vocabulary write it."""
        return self._labels.get(name, name)

    def claims(self) -> Iterator[tuple[Claim, Place]]:
        """Every claim of the text with its place."""
        names = {
            name
            for year in (self._year, self._year - 1)
            for basis in (BUDGET, FINAL)
            for name in self.known(year, basis)
        }
        if not names:
            return
        # The longest name comes first, so that no shorter one matches a part of it.
        pattern = re.compile("|".join(re.escape(name) for name in sorted(names, key=len, reverse=True)))
        subject = _SUBJECT if self._item.kind.name == "three_public" else ""
        reader = ClaimReader(pattern, self._year, basis_of(self._item), subject)
        for line, place in marked_lines_of(self._item):
            if _MANY.search(line):
                for claim in reader.claims(folded(line)):
                    yield claim, within(place, offset_in(line, claim.at))
