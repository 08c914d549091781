"""The inverted index in memory: for each term the entries that hold it, built up entry by entry.

Many records hold the same text in a cell: a company, a day, an authority. So short texts are collected with the entries
that hold them, and each different run of theirs is tokenized once, when all entries are known; only the long text of an
entry is tokenized at once. Terms are ids of the tokenizer until then and become strings in the end.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from gongkai.searching.entries import Entry
from gongkai.searching.packed_numbers import PackedNumbers
from gongkai.searching.posting_lists import (
    ENTRY_SHIFT,
    MOST_STRENGTH,
    TITLE_STRENGTH,
    TermPostings,
    as_sequence,
    encoded,
    encoded_in_order,
)
from gongkai.searching.tokenizer import MARK_SHIFT, TERM_SHIFT, Tokenizer, runs_of
from gongkai.searching.tokens import utf16_key

_IN_CELL, _IN_NUMBER, _IN_TITLE = 0, 1, 2
"""Where a short text stands in its entry: in a cell or a facet, in a number, in the title."""
_TIMES = (1, *range(1, TITLE_STRENGTH), 64)
"""Term frequency by strength; a title that has a character once counts like a text that has it 64 times."""
_MARK_AND_STRENGTH, _MARK_BITS = (1 << ENTRY_SHIFT) - 1, 255 << MARK_SHIFT
"""The bits of mark and strength, and of the mark alone, which an occurrence and a posting have in common."""
_SHORT = 20
"""Number of entries up to which a loop is faster than ``PackedNumbers``."""
_MOST_CHARACTERS = 100_000
"""Characters that are tokenized together, so that their different units do not fill the tokenizer."""
_BATCH = 200
"""Short texts, or runs, that are tokenized together."""

_Key = TypeVar("_Key", str, int)


def _append(collected: dict[_Key, TermPostings], what: _Key, found: TermPostings) -> None:
    """Add postings, or places, to those that are collected under the key ``what``."""
    present = collected.get(what)
    if present is None:
        collected[what] = found
    elif isinstance(present, int):
        collected[what] = array("Q", (present, *as_sequence(found)))
    else:
        present.extend(as_sequence(found))


def _pieces(text: str) -> Iterator[str]:
    """A text in one piece, a very long one in pieces of whole lines."""
    while len(text) > _MOST_CHARACTERS and "\n" in text:
        end = text.rfind("\n", 0, _MOST_CHARACTERS) + 1 or text.find("\n") + 1
        yield text[:end]
        text = text[end:]
    if text:
        yield text


class InvertedIndex:
    """Postings of every term in the order in which they come; ``posting_lists`` says what one is.

    Call ``add`` for every entry, then ``finish``; ``lists`` is complete only then.
    """

    def __init__(self, first: int = 0) -> None:
        self.first = first
        """The number of the first entry."""
        self.lists: dict[str, TermPostings] = {}
        """Postings by term."""
        self.lengths = array("L")
        """Number of terms of each entry, with repeats."""
        self.titles = array("L")
        """Number of terms of the title of each entry, with repeats."""
        self.character_postings: dict[str, int] = {}
        """For each Han character the number of postings of all terms that begin with it; ``add_character_terms`` fills it."""
        self._found: dict[int, TermPostings] = {}
        """Postings by term id of the present tokenizer."""
        self._tokenizer = Tokenizer()
        self._short_texts: dict[str, TermPostings] = {}
        """For each short text the entries that hold it, each shifted left by two bits, OR where it stands there."""

    def add(self, entry: Entry, text: str = "") -> None:
        """Index the next entry; entries are numbered in this order. ``text`` stands for a text that is apart from it."""
        place = len(self.lengths)
        self.lengths.append(0)
        self.titles.append(0)
        _append(self._short_texts, entry.title, place << 2 | _IN_TITLE)
        for short in entry.strong[1:] if entry.title else entry.strong:
            _append(self._short_texts, short, place << 2 | _IN_NUMBER)
        for short in filter(None, (*entry.cells, entry.kind, entry.agency, *entry.subjects)):
            _append(self._short_texts, short, place << 2 | _IN_CELL)
        if entry.day:
            base = self.first + place << ENTRY_SHIFT | TITLE_STRENGTH
            self._add([self._tokenizer.term_id(f"@{entry.day:%Y%m%d}") << TERM_SHIFT], base)
        for piece in _pieces(text or entry.text):
            if self._tokenizer.is_full():
                self._resolve_terms()
            occurrences = self._tokenizer.occurrences(piece)
            self.lengths[place] += len(occurrences)
            counts = Counter(occurrences).items()
            self._add(
                [one | (count if count < MOST_STRENGTH else MOST_STRENGTH) for one, count in counts],
                self.first + place << ENTRY_SHIFT,
            )

    def finish(self) -> None:
        """Index the short texts of all entries; no entry may be added afterwards."""
        runs: dict[str, TermPostings] = {}
        for batch in self._batches(self._short_texts):
            for (_, found), (own, days) in zip(batch, runs_of([text for text, _ in batch])):
                for run in own:
                    # Each of several runs needs a copy of its own, since it is appended to.
                    _append(runs, run, found if isinstance(found, int) or len(own) == 1 else found[:])
                if days:
                    self._add_short([self._tokenizer.term_id(day) << TERM_SHIFT for day in days], as_sequence(found))
        self._short_texts = {}
        for batch in self._batches(runs):
            for (_, found), occurrences in zip(batch, self._tokenizer.occurrences_of_runs([run for run, _ in batch])):
                self._add_short(occurrences, as_sequence(found))
        self._resolve_terms()

    def _batches(self, collected: dict[str, TermPostings]) -> Iterator[list[tuple[str, TermPostings]]]:
        """What is collected, in batches, with a tokenizer that is not full at the beginning of each."""
        batch: list[tuple[str, TermPostings]] = []
        size = 0
        for text, found in collected.items():
            batch.append((text, found))
            size += len(text)
            if len(batch) == _BATCH or size > _MOST_CHARACTERS:
                yield self._with_free_tokenizer(batch)
                batch, size = [], 0
        if batch:
            yield self._with_free_tokenizer(batch)

    def _with_free_tokenizer(self, batch: list[tuple[str, TermPostings]]) -> list[tuple[str, TermPostings]]:
        if self._tokenizer.is_full():
            self._resolve_terms()
        return batch

    def add_character_terms(self, many: int) -> None:
        """Add the term ``县*`` for each Han character 县 whose terms have more than ``many`` postings together.

        A query for 县 alone would otherwise have to load every bigram that begins with it.
        """
        begun: dict[str, list[TermPostings]] = {}
        for term, found in self.lists.items():
            if term[0] > "\x80":
                begun.setdefault(term[0], []).append(found)
        for character, lists in begun.items():
            self.character_postings[character] = sum(len(as_sequence(found)) for found in lists)
            if self.character_postings[character] > many:
                self.lists[f"{character}*"] = self._merged(lists)

    def _merged(self, lists: Iterable[TermPostings]) -> array[int]:
        """One posting for each entry that has any of the terms; its strength is the sum of their frequencies."""
        first = self.first
        times = [0] * len(self.lengths)
        for found in lists:
            for posting in as_sequence(found):
                times[(posting >> ENTRY_SHIFT) - first] += _TIMES[posting & 15]
        return array(
            "Q",
            [
                entry << ENTRY_SHIFT
                | (TITLE_STRENGTH if often >= _TIMES[TITLE_STRENGTH] else min(MOST_STRENGTH, often))
                for entry, often in enumerate(times, first)
                if often
            ],
        )

    def encoded_lists(self) -> Iterator[tuple[str, int, bytes]]:
        """All terms in order of UTF-16 code units, the last entry and the encoded list of each; ``lists`` is emptied meanwhile."""
        for term in sorted(self.lists, key=utf16_key):
            found = self.lists.pop(term)
            if isinstance(found, int):
                yield term, found >> ENTRY_SHIFT, encoded(found)
            else:
                ordered = sorted(found)
                yield term, ordered[-1] >> ENTRY_SHIFT, encoded_in_order(ordered)

    def _add_short(self, occurrences: Sequence[int], places: Sequence[int]) -> None:
        """Add the postings of the terms of a short text for all places that hold it."""
        count = len(occurrences)
        for place in places:
            self.lengths[place >> 2] += count
            if place & _IN_TITLE:
                self.titles[place >> 2] += count
        bases = [self.first + (place >> 2) << ENTRY_SHIFT | (TITLE_STRENGTH if place & 3 else 0) for place in places]
        if len(bases) == 1:
            self._add(occurrences, bases[0])
            return
        packed = PackedNumbers.of(bases, 8) if len(bases) > _SHORT else None
        for occurrence in occurrences:
            mark = occurrence & _MARK_BITS
            postings = packed.or_bits(mark).values() if packed else array("Q", [base | mark for base in bases])
            _append(self._found, occurrence >> TERM_SHIFT, postings)

    def _add(self, occurrences: Iterable[int], base: int) -> None:
        """Add a posting for each occurrence: its mark and strength, OR the entry and strength of ``base``."""
        found = self._found
        for occurrence in occurrences:
            posting = base | occurrence & _MARK_AND_STRENGTH
            term = occurrence >> TERM_SHIFT
            present = found.get(term)
            if present is None:
                found[term] = posting
            elif isinstance(present, int):
                found[term] = array("Q", (present, posting))
            else:
                present.append(posting)

    def _resolve_terms(self) -> None:
        """Move all postings from term ids to terms and take a new tokenizer."""
        taken: list[TermPostings] = []

        def ids() -> Iterator[int]:
            # Postings are moved one term at a time, which saves memory.
            while self._found:
                term_id, found = self._found.popitem()
                taken.append(found)
                yield term_id

        for term in self._tokenizer.terms(ids()):
            _append(self.lists, term, taken.pop())
        self._tokenizer = Tokenizer()
