"""An inverted index that grows without taking more memory: what is large is written to the disk as a run, and merged in the end."""

from __future__ import annotations

import os
from array import array
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryFile
from types import TracebackType
from typing import IO

from gongkai.searching.entries import Entry
from gongkai.searching.inverted_index import InvertedIndex
from gongkai.searching.merging.posting_runs import PostingRuns
from gongkai.searching.merging.term_lists import TermLists

MOST_CHARACTERS = 12_000_000
"""Characters that are indexed in one run; their postings, and the terms that occur once, take about 300 MB."""


@dataclass(frozen=True, slots=True)
class IndexPart:
    """The index of some entries, as one process hands it over to another."""

    path: str
    """A file of posting lists, which whoever joins it takes away."""
    runs: list[list[tuple[int, int]]]
    """Where they stand in it (``PostingRuns.places``)."""
    lengths: array[int]
    titles: array[int]
    character_postings: Counter[str]


class GrowingIndex:
    """Gives what ``InvertedIndex`` gives, and takes entries in the same way; files are there as long as the ``with`` block."""

    def __init__(self, folder: Path, first: int = 0, *, apart: bool = False) -> None:
        """Runs take their room where ``folder`` is; ``first`` is the number of the first entry, ``apart`` where all is for ``part``."""
        self.lengths = array("L")
        """Number of terms of each entry, with repeats; complete when the index is finished, as is all that follows."""
        self.titles = array("L")
        """Number of terms of the title of each entry, with repeats."""
        self.character_postings: Counter[str] = Counter()
        """For each Han character the number of postings of all terms that begin with it."""
        self._folder, self._apart = folder, apart
        self._files = ExitStack()
        self._runs: PostingRuns | None = None
        self._run = InvertedIndex(first)
        self._characters = 0

    def __enter__(self) -> GrowingIndex:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._files.close()

    def add(self, entry: Entry, text: str) -> None:
        """Index the next entry with its ``text``. Raises OSError."""
        if self._characters > MOST_CHARACTERS:
            # Characters get a term of their own by all their postings, which are not known yet.
            self._end_run(0)
        self._characters += len(text) + sum(map(len, entry.cells)) + len(entry.title) + len(entry.number)
        self._run.add(entry, text)

    def apart(self, first: int) -> GrowingIndex:
        """An index of some entries from the number ``first`` on, which another process makes."""
        return GrowingIndex(self._folder, first, apart=True)

    def part(self) -> IndexPart:
        """End this index, which is one of some entries. Raises OSError."""
        self._end_run(0)
        assert self._runs
        self._files.close()
        return IndexPart(self._runs.file.name, self._runs.places(), self.lengths, self.titles, self.character_postings)

    def join(self, part: IndexPart) -> None:
        """Add the next entries, which another process has indexed. Raises OSError."""
        if not self._runs:
            self._runs = PostingRuns(self._file())
        self._runs.join(self._files.enter_context(open(part.path, "rb")), part.runs)  # noqa: SIM115
        os.unlink(part.path)
        self.lengths += part.lengths
        self.titles += part.titles
        self.character_postings.update(part.character_postings)

    def finish(self, many: int) -> TermLists:
        """All lists; a character has a term of its own where its terms have more than ``many`` postings. Raises OSError."""
        if not self._runs:
            self._end(many)
            return TermLists((term, content) for term, _, content in self._run.encoded_lists())
        self._end_run(0)
        return TermLists(self._merged(self._runs, many), self._file())

    def _file(self) -> IO[bytes]:
        """A nameless file, which is gone when it is closed; one with a name for a part."""
        if self._apart:
            return self._files.enter_context(NamedTemporaryFile(dir=self._folder, delete=False))
        return self._files.enter_context(TemporaryFile(dir=self._folder))

    def _merged(self, runs: PostingRuns, many: int) -> Iterator[tuple[str, bytes]]:
        for term, content in runs.merged():
            if term[-1] != "*" or self.character_postings[term[:-1]] > many:
                yield term, content

    def _end_run(self, many: int) -> None:
        if not self._runs:
            self._runs = PostingRuns(self._file())
        self._end(many)
        self._runs.add(self._run.encoded_lists(), self._run.first)
        self._run = InvertedIndex(self._run.first + len(self._run.lengths))
        self._characters = 0

    def _end(self, many: int) -> None:
        self._run.finish()
        self._run.add_character_terms(many)
        self.lengths += self._run.lengths
        self.titles += self._run.titles
        self.character_postings.update(self._run.character_postings)
