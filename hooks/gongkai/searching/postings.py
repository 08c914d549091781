"""Which entries hold which terms, collected while entries come in.

Many records say the same in a cell: a company, a day, an authority. So short texts are noted with the entries that hold
them, and when all entries are known each different run of theirs is cut into terms once; only the long text of an entry is
cut when it comes. Terms are numbers of the cutter until then (``cutting``), and get their names in the end.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from gongkai.searching.cutting import MARK, TERM, Cutter, runs_of
from gongkai.searching.entries import Entry
from gongkai.searching.number_row import Row
from gongkai.searching.posting_lists import ENTRY, MOST, OF_TITLE, Found, coded, listed
from gongkai.searching.tokens import utf16

_WEAK, _IN_NUMBER, _IN_TITLE = 0, 1, 2
_TIMES = (1, *range(1, OF_TITLE), 64)
"""How often an entry has a term, by strength; a text that has a character 64 times counts like a title that has it once."""
_LOW, _MARK_ALONE = (1 << ENTRY) - 1, 255 << MARK
"""What an occurrence and a posting have in common: the mark with the strength, and the mark."""
_FEW = 20
"""Places up to which postings are sooner made one by one."""
_LONG = 100_000
"""Characters that are cut together, so that their words do not crowd the cutter."""
_AT_ONCE = 200
"""Short texts, or runs, that are cut together."""


_Key = TypeVar("_Key", str, int)


def _note(noted: dict[_Key, Found], what: _Key, found: Found) -> None:
    """Note postings, or places, beside those that are noted."""
    known = noted.get(what)
    if known is None:
        noted[what] = found
    elif isinstance(known, int):
        noted[what] = array("Q", (known, *listed(found)))
    else:
        known.extend(listed(found))


def _pieces(text: str) -> Iterator[str]:
    """A text in one piece, or a very long one in pieces of whole lines."""
    while len(text) > _LONG and "\n" in text:
        end = text.rfind("\n", 0, _LONG) + 1 or text.find("\n") + 1
        yield text[:end]
        text = text[end:]
    if text:
        yield text


class Postings:
    """The postings of every term, in whatever order they are met; an entry may have several for a term."""

    def __init__(self) -> None:
        self.lists: dict[str, Found] = {}
        """The postings of terms, once these are known by name."""
        self.lengths = array("L")
        """How many terms each entry has."""
        self.titles = array("L")
        """How many terms the title of each entry has."""
        self._found: dict[int, Found] = {}
        """The postings of terms that are numbers to the cutter."""
        self._cutter = Cutter()
        self._texts: dict[str, Found] = {}
        """For each short text the entries that hold it, each shifted by two bits with the place where it stands."""

    def add(self, entry: Entry) -> None:
        """Add the next entry."""
        place = len(self.lengths)
        self.lengths.append(0)
        self.titles.append(0)
        _note(self._texts, entry.title, place << 2 | _IN_TITLE)
        for text in entry.strong[1:] if entry.title else entry.strong:
            _note(self._texts, text, place << 2 | _IN_NUMBER)
        for text in filter(None, (*entry.cells, entry.kind, entry.agency, *entry.subjects)):
            _note(self._texts, text, place << 2 | _WEAK)
        if entry.day:
            self._post([self._cutter.number(f"@{entry.day:%Y%m%d}") << TERM], place << ENTRY | OF_TITLE)
        for text in _pieces(entry.text):
            if self._cutter.crowded():
                self._name_terms()
            occurrences = self._cutter.cut(text)
            self.lengths[place] += len(occurrences)
            counts = Counter(occurrences).items()
            self._post([one | (count if count < MOST else MOST) for one, count in counts], place << ENTRY)

    def finish(self) -> None:
        """Cut the short texts: all terms are there only then."""
        runs: dict[str, Found] = {}
        for some in self._some(self._texts):
            for (_, found), (own, days) in zip(some, runs_of([text for text, _ in some])):
                for run in own:
                    # Each of several runs goes on with places of its own.
                    _note(runs, run, found if isinstance(found, int) or len(own) == 1 else found[:])
                if days:
                    self._post_short([self._cutter.number(day) << TERM for day in days], listed(found))
        self._texts = {}
        for some in self._some(runs):
            for (_, found), occurrences in zip(some, self._cutter.cut_runs([run for run, _ in some])):
                self._post_short(occurrences, listed(found))
        self._name_terms()

    def _some(self, noted: dict[str, Found]) -> Iterator[list[tuple[str, Found]]]:
        """What is noted, some at a time, each time with a cutter that has room for it."""
        some: list[tuple[str, Found]] = []
        size = 0
        for text, found in noted.items():
            some.append((text, found))
            size += len(text)
            if len(some) == _AT_ONCE or size > _LONG:
                yield self._with_room(some)
                some, size = [], 0
        if some:
            yield self._with_room(some)

    def _with_room(self, some: list[tuple[str, Found]]) -> list[tuple[str, Found]]:
        if self._cutter.crowded():
            self._name_terms()
        return some

    def add_characters(self, many: int) -> None:
        """For each Han character that begins terms with more than ``many`` postings a term of it and ``*`` with all of these.

        Who asks for 县 alone would have to load every pair that begins with it.
        """
        begun: dict[str, list[Found]] = {}
        for term, found in self.lists.items():
            if term[0] > "\x80":
                begun.setdefault(term[0], []).append(found)
        for character, lists in begun.items():
            if sum(len(listed(found)) for found in lists) > many:
                self.lists[f"{character}*"] = self._any_of(lists)

    def _any_of(self, lists: Iterable[Found]) -> array[int]:
        """One posting for each entry that has any of the terms, as strong as the entry has them often."""
        times = [0] * len(self.lengths)
        for found in lists:
            for posting in listed(found):
                times[posting >> ENTRY] += _TIMES[posting & 15]
        return array(
            "Q",
            [
                entry << ENTRY | (OF_TITLE if often >= _TIMES[OF_TITLE] else min(MOST, often))
                for entry, often in enumerate(times)
                if often
            ],
        )

    def coded_lists(self) -> tuple[list[str], list[bytes]]:
        """All terms in the order in which they are written, and the list of each; what these are made from is given up."""
        terms = sorted(self.lists, key=utf16)
        return terms, [coded(self.lists.pop(term)) for term in terms]

    def _post_short(self, occurrences: Sequence[int], places: Sequence[int]) -> None:
        """Post the terms of a short text for all that hold it."""
        count = len(occurrences)
        for place in places:
            self.lengths[place >> 2] += count
            if place & _IN_TITLE:
                self.titles[place >> 2] += count
        bases = [place >> 2 << ENTRY | (OF_TITLE if place & 3 else 0) for place in places]
        if len(bases) == 1:
            self._post(occurrences, bases[0])
            return
        row = Row.of(bases, 8) if len(bases) > _FEW else None
        for occurrence in occurrences:
            mark = occurrence & _MARK_ALONE
            postings = row.with_bits(mark).values() if row else array("Q", [base | mark for base in bases])
            _note(self._found, occurrence >> TERM, postings)

    def _post(self, occurrences: Iterable[int], base: int) -> None:
        """Post occurrences, with their strength in the lowest bits, for the entry and the strength that ``base`` stands for."""
        found = self._found
        for occurrence in occurrences:
            posting = base | occurrence & _LOW
            term = occurrence >> TERM
            known = found.get(term)
            if known is None:
                found[term] = posting
            elif isinstance(known, int):
                found[term] = array("Q", (known, posting))
            else:
                known.append(posting)

    def _name_terms(self) -> None:
        """Bring all postings under the names of their terms; the cutter may forget its numbers then."""
        taken: list[Found] = []

        def numbers() -> Iterator[int]:
            # What has its name is given up as it goes, which saves memory.
            while self._found:
                term, found = self._found.popitem()
                taken.append(found)
                yield term

        for name in self._cutter.names(numbers()):
            _note(self.lists, name, taken.pop())
        self._cutter = Cutter()
