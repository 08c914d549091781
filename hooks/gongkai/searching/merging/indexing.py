"""Indexing all entries of a source, by as many processes as are worth it: each makes runs of posting lists and files of rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import Any

from gongkai.incremental.shared_work import Task, processes_for, shared
from gongkai.searching.entry_columns import EntryColumns
from gongkai.searching.kept.index_files import IndexFiles
from gongkai.searching.kept.result_files import ResultFiles, RowCuts
from gongkai.searching.merging.entry_source import EntrySource, PassingEntries
from gongkai.searching.merging.growing_index import GrowingIndex, IndexPart

_RECORDS_AN_ITEM = 20
"""So many records are as much work as one item."""
_SMALLEST = 10
"""The smallest share of the entries is what each process would have, divided by this: every run costs something to merge."""


@dataclass(frozen=True, slots=True)
class _Indexed:
    """What a process has made of consecutive entries."""

    part: IndexPart
    files: IndexFiles
    firsts: list[int]
    digests: list[str]
    learnt: list[Any]


def index_all(
    source: EntrySource | PassingEntries, index: GrowingIndex, columns: EntryColumns, results: ResultFiles
) -> None:
    """Add all entries to ``index``, ``columns`` and ``results``. Raises OSError and WorkerLostError."""
    work = 0 if isinstance(source, PassingEntries) else len(source) // (_RECORDS_AN_ITEM if results.least else 1)
    processes = processes_for(work)
    if isinstance(source, PassingEntries) or processes == 1:
        for entry, text, digest in source:
            columns.add(entry)
            index.add(entry, text)
            results.add(entry, text, digest)
        results.close()
        return
    task: Task[int, _Indexed] = Task(
        "建立检索", partial(_indexed, source, index, results), lambda number: source.bare(number).url, begun=False
    )
    cuts = _cuts(_row_files(source, columns, results.least), len(source), processes)
    known = 0
    for one in shared(task, range(len(source)), work, cuts=cuts):
        index.join(one.part)
        results.join(one.files, one.firsts, one.digests)
        for number, learnt in enumerate(one.learnt, known):
            source.learn(number, learnt)
        known += len(one.learnt)


def _row_files(source: EntrySource, columns: EntryColumns, least: int) -> Iterator[int]:
    """The first entry of each file of rows, while all entries are added to ``columns``."""
    cuts = RowCuts(least)
    for number in range(len(source)):
        entry = source.bare(number)
        columns.add(entry)
        if cuts.begins(entry):
            yield number


def _cuts(firsts: Iterable[int], count: int, processes: int) -> Sequence[int]:
    """Where the shares of the work begin: at files of rows, the largest share first, so that all processes end together."""
    cuts = [0]
    smallest = count // (_SMALLEST * processes)
    for first in firsts:
        if first - cuts[-1] >= max(smallest, (count - cuts[-1]) // (2 * processes), 1):
            cuts.append(first)
    return cuts


def _indexed(source: EntrySource, index: GrowingIndex, results: ResultFiles, numbers: Iterable[int]) -> _Indexed:
    """Index the entries ``numbers``, which follow each other; the first begins a file of rows."""
    files, learnt = results.files.apart(), []
    begun = iter(numbers)
    first = next(begun)
    rows = ResultFiles(files, results.least, first)
    own = index.apart(first)
    for number in chain((first,), begun):
        entry, text, digest = source.whole(number)
        own.add(entry, text)
        rows.add(entry, text, digest)
        learnt.append(source.learnt(number))
    rows.close()
    return _Indexed(own.part(), files, rows.firsts, rows.digests, learnt)
