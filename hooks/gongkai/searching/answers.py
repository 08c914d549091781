"""Answers of a written index, read as the reader's browser reads it, to verify a site before it is published."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gongkai.searching.packing import BrokenFileError, Bytes, digest_of, read_file, read_steps, read_words, shard_name
from gongkai.searching.ranking import Posting, rank
from gongkai.searching.shards import FOLDER
from gongkai.searching.standing import DEAD
from gongkai.searching.tokens import query_terms, utf16
from gongkai.searching.without import parted


@dataclass(frozen=True, slots=True)
class ReadIndex:
    """An index as its first file describes it."""

    folder: Path
    count: int
    build: str
    lengths: bytes
    titles: bytes
    dead: frozenset[int]
    """Entries whose state says, on the day of the build, that nobody may rely on them any more."""
    terms: tuple[bytes, ...]
    """First terms of the shards as they are sorted."""
    shown: tuple[int, ...]
    """First entries of the files of what results show."""
    digests: tuple[str, ...]
    """Digests of shards and of files of shown rows."""

    def postings(self, term: str) -> list[Posting]:
        """Where a term occurs. Raises BrokenFileError and OSError."""
        return self.postings_of((term,)).get(term, [])

    def postings_of(self, terms: Iterable[str]) -> dict[str, list[Posting]]:
        """Where each of several terms occurs; every shard is read once. Raises BrokenFileError and OSError."""
        asked: dict[int, set[str]] = {}
        for term in terms if self.terms else ():
            asked.setdefault(max(0, bisect_right(self.terms, utf16(term)) - 1), set()).add(term)
        found = {}
        for number, wanted in sorted(asked.items()):
            first = self.terms[number].decode("utf-16-be", "surrogatepass")
            content = Bytes(read_file(self.folder / f"{shard_name(first)}.js", self.digests[number]))
            for known in read_words(content.section()):
                coded = content.section()
                if known in wanted:
                    found[known] = _postings(coded)
        return found

    def holding(self, terms: Iterable[str]) -> set[int]:
        """The entries that have all of several terms; none for no term. Raises BrokenFileError and OSError."""
        found = [{posting.entry for posting in self.postings(term)} for term in terms]
        return set.intersection(*found) if found else set()

    def row(self, entry: int) -> tuple[str, ...]:
        """Title, address, number, index number and cells of an entry. Raises BrokenFileError and OSError."""
        block = bisect_right(self.shown, entry) - 1
        rows, _ = self._block(block)
        return tuple(rows[entry - self.shown[block]])

    def verify(self) -> None:
        """Read every file. Raises BrokenFileError and OSError."""
        for term, digest in zip(self.terms, self.digests):
            self._verify(shard_name(term.decode("utf-16-be", "surrogatepass")), digest)
        for block, first in enumerate(self.shown):
            self._verify(f"d{first}", self.digests[len(self.terms) + block])
            _, texts = self._block(block)
            for place, digest in texts:
                self._verify(f"x{first + place}", digest)

    def _verify(self, part: str, digest: str) -> None:
        if digest_of(read_file(self.folder / f"{part}.js", digest)) != digest:
            raise BrokenFileError(part)

    def _block(self, block: int) -> tuple[list[list[str]], list[tuple[int, str]]]:
        """Rows, and place and digest of each file of their texts."""
        content = read_file(self.folder / f"d{self.shown[block]}.js", self.digests[len(self.terms) + block])
        rows, texts, _ = json.loads(content)
        return rows, texts


def read_index(site: Path, name: str) -> ReadIndex:
    """The index ``name`` of the site. Raises BrokenFileError and OSError."""
    folder = site / FOLDER / name
    content = Bytes(read_file(folder / "meta.js"))
    try:
        told: dict[str, Any] = json.loads(content.section())
        terms = tuple(map(utf16, read_words(content.section())))
        shown = tuple(read_steps(content.section()))
        digests = content.section()
        _days, _firsts, _lasts, lengths, titles, standing = (content.section() for _ in range(6))
        ended = {number for number, (state, *_) in enumerate(told["standings"]) if state in DEAD}
        return ReadIndex(
            folder,
            told["count"],
            told["build"],
            lengths,
            titles,
            frozenset(entry for entry, number in enumerate(Bytes(standing).rest()) if number in ended),
            terms,
            shown,
            tuple(digests[at : at + 3].hex() for at in range(0, len(digests), 3)),
        )
    except (ValueError, KeyError, IndexError):
        raise BrokenFileError("meta") from None


def first_answers(site: Path, query: str, limit: int = 20, name: str = "pages") -> tuple[str, ...]:
    """Addresses of the best hits for ``query`` in an index of ``site``; nothing where the index cannot be read."""
    try:
        index = read_index(site, name)
        words, without = parted(query)
        found = [index.postings(term) for term in query_terms(words)]
        left_out = {entry for word in without for entry in index.holding(query_terms(word))}
        order = rank(found, index.count, index.lengths, index.titles, index.dead)
        return tuple(index.row(entry)[1] for entry in [one for one in order if one not in left_out][:limit])
    except (OSError, ValueError, IndexError, BrokenFileError):
        return ()


def _postings(coded: bytes) -> list[Posting]:
    content = Bytes(coded)
    found = []
    entry = 0
    for _ in range(content.number() >> 1):
        value = content.number()
        entry += value >> 3
        found.append(Posting(entry, value & 7))
    return found
