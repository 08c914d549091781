"""Queries to a written index, read as the reader's browser reads it, to verify a site before it is published."""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gongkai.model.validity import DEAD
from gongkai.searching.kept.entry_steps import EntrySteps, steps_of
from gongkai.searching.packing import FOLDER, BrokenFileError, digest_of, head_of, read_file, shard_name
from gongkai.searching.ranking import Posting, rank
from gongkai.searching.tokens import query_terms, utf16_key
from gongkai.searching.varint import ByteReader, read_front_coded, read_zigzag_deltas
from gongkai.searching.without import split_query


@dataclass(frozen=True, slots=True)
class ReadIndex:
    """An index as its first file, ``meta.js``, describes it."""

    folder: Path
    count: int
    """Number of entries."""
    build: str
    """Identifier of the build, the beginning of a SHA-256."""
    lengths: bytes
    """Class of length of each entry (``entry_columns.length_class``)."""
    titles: bytes
    """Number of terms of each title."""
    dead: frozenset[int]
    """Entries whose document is no longer in force on the day of the build."""
    terms: tuple[bytes, ...]
    """Sort key of the first term of each shard, in ascending order."""
    shown: tuple[int, ...]
    """First entry of each file of result rows."""
    digests: tuple[str, ...]
    """Digests of the shards, then of the files of result rows."""

    def postings(self, term: str) -> list[Posting]:
        """The posting list of a term, empty where no entry has it. Raises BrokenFileError and OSError."""
        return self.postings_of((term,)).get(term, [])

    def postings_of(self, terms: Iterable[str]) -> dict[str, list[Posting]]:
        """The posting lists of those of several terms that occur; every shard is read once.

        Raises BrokenFileError and OSError.
        """
        return {term: _postings(content) for term, content in self._lists_of(terms).items()}

    def entries_of(self, terms: Iterable[str]) -> dict[str, EntrySteps]:
        """The entries that hold each of those of several terms that occur. Raises BrokenFileError and OSError."""
        return {term: EntrySteps(steps_of(content)) for term, content in self._lists_of(terms).items()}

    def _lists_of(self, terms: Iterable[str]) -> dict[str, bytes]:
        asked: dict[int, set[str]] = {}
        for term in terms if self.terms else ():
            asked.setdefault(max(0, bisect_right(self.terms, utf16_key(term)) - 1), set()).add(term)
        found = {}
        for number, wanted in sorted(asked.items()):
            first = self.terms[number].decode("utf-16-be", "surrogatepass")
            content = ByteReader(read_file(self.folder / f"{shard_name(first)}.js", self.digests[number]))
            for term in read_front_coded(content.length_prefixed()):
                encoded = content.length_prefixed()
                if term in wanted:
                    found[term] = encoded
        return found

    def entries_with_all(self, terms: Iterable[str]) -> set[int]:
        """Numbers of the entries that have all of several terms; none for no term. Raises BrokenFileError and OSError."""
        found = [{posting.entry for posting in self.postings(term)} for term in terms]
        return set.intersection(*found) if found else set()

    def row(self, entry: int) -> tuple[str, ...]:
        """Title, address, number, index number and cells of an entry. Raises BrokenFileError and OSError."""
        return self.rows((entry,))[entry]

    def rows(self, entries: Iterable[int]) -> dict[int, tuple[str, ...]]:
        """The rows of several entries; every file is read once. Raises BrokenFileError and OSError."""
        asked: dict[int, list[int]] = {}
        for entry in entries:
            asked.setdefault(bisect_right(self.shown, entry) - 1, []).append(entry)
        found = {}
        for block, wanted in asked.items():
            rows, _ = self._block(block)
            found.update({entry: tuple(rows[entry - self.shown[block]]) for entry in wanted})
        return found

    def verify(self, known: Container[str] = (), lost: Sequence[int] = ()) -> None:
        """Read every file and compare its digest. Raises BrokenFileError and OSError.

        Of files that are ``known`` to be whole, by their names, only the digest that they state is compared, and none of
        the texts of a known file of rows where all of these are known too: ``lost`` are, in ascending order, the first
        entries of files of texts that the index with the known files had, and that are not known.
        """
        for term, digest in zip(self.terms, self.digests):
            self._verify(shard_name(term.decode("utf-16-be", "surrogatepass")), digest, known)
        for block, first in enumerate(self.shown):
            self._verify(f"d{first}", self.digests[len(self.terms) + block], known)
            end = self.shown[block + 1] if block + 1 < len(self.shown) else self.count
            if f"d{first}.js" in known and bisect_left(lost, first) == bisect_left(lost, end):
                continue
            _, texts = self._block(block)
            for place, digest in texts:
                self._verify(f"x{first + place}", digest, known)

    def _verify(self, part: str, digest: str, known: Container[str]) -> None:
        if f"{part}.js" in known:
            head = head_of(f"{self.folder.name}/{part}", digest)
            with open(f"{self.folder}/{part}.js", "rb", buffering=0) as file:
                whole = file.read(len(head)) == head
        else:
            whole = digest_of(read_file(self.folder / f"{part}.js", digest)) == digest
        if not whole:
            raise BrokenFileError(part)

    def _block(self, block: int) -> tuple[list[list[str]], list[tuple[int, str]]]:
        """The result rows of a file, and place and digest of each file of their texts."""
        content = read_file(self.folder / f"d{self.shown[block]}.js", self.digests[len(self.terms) + block])
        rows, texts, _ = json.loads(content)
        return rows, texts


def read_index(site: Path, name: str) -> ReadIndex:
    """The index ``name`` of the site. Raises BrokenFileError and OSError."""
    folder = site / FOLDER / name
    content = ByteReader(read_file(folder / "meta.js"))
    try:
        described: dict[str, Any] = json.loads(content.length_prefixed())
        terms = tuple(map(utf16_key, read_front_coded(content.length_prefixed())))
        shown = tuple(read_zigzag_deltas(content.length_prefixed()))
        digests = content.length_prefixed()
        _days, _firsts, _lasts, lengths, titles, standing = (content.length_prefixed() for _ in range(6))
        ended = {number for number, (state, *_) in enumerate(described["standings"]) if state in DEAD}
        return ReadIndex(
            folder,
            described["count"],
            described["build"],
            lengths,
            titles,
            frozenset(entry for entry, number in enumerate(ByteReader(standing).rest()) if number in ended),
            terms,
            shown,
            tuple(digests[at : at + 3].hex() for at in range(0, len(digests), 3)),
        )
    except (ValueError, KeyError, IndexError):
        raise BrokenFileError("meta") from None


def first_answers(site: Path, query: str, limit: int = 20, name: str = "pages") -> tuple[str, ...]:
    """Addresses of the best ``limit`` hits for ``query`` in the index ``name`` of ``site``, the best first.

    Empty where the index cannot be read.
    """
    try:
        index = read_index(site, name)
        words, without = split_query(query)
        found = [index.postings(term) for term in query_terms(words)]
        left_out = {entry for word in without for entry in index.entries_with_all(query_terms(word))}
        order = rank(found, index.count, index.lengths, index.titles, index.dead)
        return tuple(index.row(entry)[1] for entry in [one for one in order if one not in left_out][:limit])
    except (OSError, ValueError, IndexError, BrokenFileError):
        return ()


def _postings(encoded: bytes) -> list[Posting]:
    """Entries and weights of a posting list (``posting_lists.encoded``); its phrase marks are not needed."""
    content = ByteReader(encoded)
    found = []
    entry = 0
    for _ in range(content.varint() >> 1):
        value = content.varint()
        entry += value >> 3
        found.append(Posting(entry, value & 7))
    return found
