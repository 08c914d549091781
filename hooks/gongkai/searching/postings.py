"""Which entries hold which terms, collected while entries come in.

Many records say the same in a cell: a company, a day, an authority. So short texts are noted with the entries that hold
them and are cut into terms once, when all entries are known; only the long text of an entry is cut when it comes. Terms are
numbers of the cutter until then (``cutting``), and get their names in the end.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice

from gongkai.searching.cutting import MARK, TERM, Cutter
from gongkai.searching.entries import Entry
from gongkai.searching.posting_lists import ENTRY, MOST, OF_TITLE, Found, coded, listed
from gongkai.searching.tokens import utf16

_WEAK, _IN_NUMBER, _IN_TITLE = 0, 1, 2
_TIMES = (1, *range(1, OF_TITLE), 64)
"""How often an entry has a term, by strength; a text that has a character 64 times counts like a title that has it once."""
_LOW, _MARK_ALONE = (1 << ENTRY) - 1, 255 << MARK
"""What an occurrence and a posting have in common: the mark with the strength, and the mark."""
_AT_ONCE = 200
"""Short texts that are cut together."""


def _both(some: Found, others: Found) -> array[int]:
    joined = array("Q")
    for found in (some, others):
        joined.extend(listed(found))
    return joined


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
        self._note(entry.title, place << 2 | _IN_TITLE)
        for text in entry.strong[1:] if entry.title else entry.strong:
            self._note(text, place << 2 | _IN_NUMBER)
        for text in filter(None, (*entry.cells, entry.kind, entry.agency, *entry.subjects)):
            self._note(text, place << 2 | _WEAK)
        if entry.day:
            self._post([self._cutter.number(f"@{entry.day:%Y%m%d}") << TERM], place << ENTRY | OF_TITLE)
        if entry.text:
            self._make_room()
            occurrences = self._cutter.cut(entry.text)
            self.lengths[place] += len(occurrences)
            counts = Counter(occurrences).items()
            self._post([one | (count if count < MOST else MOST) for one, count in counts], place << ENTRY)

    def finish(self) -> None:
        """Cut the short texts: all terms are there only then."""
        noted = iter(self._texts.items())
        while some := list(islice(noted, _AT_ONCE)):
            self._make_room()
            for (_, found), occurrences in zip(some, self._cutter.cut_all([text for text, _ in some])):
                self._post_short(occurrences, listed(found))
        self._texts = {}
        self._name_terms()

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
            "I",
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

    def _note(self, text: str, where: int) -> None:
        known = self._texts.get(text)
        if known is None:
            self._texts[text] = where
        elif isinstance(known, int):
            self._texts[text] = array("L", (known, where))
        else:
            known.append(where)

    def _post_short(self, occurrences: Sequence[int], places: Sequence[int]) -> None:
        """Post the terms of a short text for all that hold it."""
        count = len(occurrences)
        for place in places:
            self.lengths[place >> 2] += count
            if place & _IN_TITLE:
                self.titles[place >> 2] = count
        bases = [place >> 2 << ENTRY | (OF_TITLE if place & 3 else 0) for place in places]
        if len(bases) == 1:
            self._post(occurrences, bases[0])
            return
        for occurrence in occurrences:
            term, mark = occurrence >> TERM, occurrence & _MARK_ALONE
            postings = [base | mark for base in bases]
            found = self._found.get(term)
            if isinstance(found, array):
                found.extend(postings)
            else:
                self._found[term] = array("Q", postings if found is None else [found, *postings])

    def _post(self, occurrences: Iterable[int], base: int) -> None:
        """Post occurrences, with their strength in the lowest byte, for the entry and the strength that ``base`` stands for."""
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

    def _make_room(self) -> None:
        """Let the cutter meet the next text with room for units that were not met before."""
        if self._cutter.crowded():
            self._name_terms()

    def _name_terms(self) -> None:
        """Bring all postings under the names of their terms; the cutter may forget its numbers then."""
        named = zip(self._cutter.names(self._found), self._found.values())
        if self.lists:
            for name, found in named:
                known = self.lists.get(name)
                self.lists[name] = found if known is None else _both(known, found)
        else:
            self.lists = dict(named)
        self._found = {}
        self._cutter = Cutter()
