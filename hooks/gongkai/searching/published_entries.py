"""The entries of a published index, read back from its files, so that they can be indexed again together with others."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from gongkai.searching.entries import Entry
from gongkai.searching.entry_columns import FACETS
from gongkai.searching.packing import FOLDER, BrokenFileError, digest_of, read_file
from gongkai.searching.varint import ByteReader, read_front_coded, read_zigzag_deltas

_SECTIONS = 6
"""Columns of every entry before those of the facets: days, first and last days in force, lengths, titles, standings."""


@dataclass(frozen=True, slots=True)
class PublishedIndex:
    """An index as ``meta.js`` describes it; rows and texts are read as they are asked for."""

    folder: Path
    count: int
    """Number of entries."""
    firsts: tuple[int, ...]
    """First entry of each file of result rows, then the number of all entries."""
    digests: tuple[str, ...]
    """Digest of each file of result rows."""
    days: Sequence[int]
    in_force: tuple[Sequence[int], Sequence[int]]
    """First and last days in force, as ``entry_columns`` writes them."""
    standings: tuple[tuple[str, int, tuple[tuple[date, str], ...]], ...]
    standing: Sequence[int]
    """Number of the standing of each entry."""
    facets: Mapping[str, tuple[Sequence[tuple[str, ...]], Sequence[int]]]
    """For each facet the sets of values, and the number of the set of each entry."""

    def entries(self, texts: bool = True) -> Iterator[Entry]:
        """All entries in their order; without ``texts`` their texts are empty. Raises BrokenFileError and OSError."""
        for (first, end), digest in zip(pairwise(self.firsts), self.digests):
            try:
                rows, files, kin = json.loads(self._content(f"d{first}", digest))
                written = list(self._texts(first, files)) if texts else []
                if len(rows) != end - first or len(written) > len(rows):
                    raise BrokenFileError(f"d{first}.js")
                for place, row in enumerate(rows):
                    text = written[place] if place < len(written) else ""
                    see_also = tuple((str(what), int(entry)) for what, entry in kin.get(str(place), ()))
                    yield self._entry(first + place, row, text, see_also)
            except (ValueError, TypeError, KeyError, IndexError, AttributeError):
                raise BrokenFileError(f"d{first}.js") from None

    def _content(self, part: str, digest: str) -> bytes:
        content = read_file(self.folder / f"{part}.js", digest)
        if digest_of(content) != digest:
            raise BrokenFileError(f"{part}.js")
        return content

    def _texts(self, first: int, files: Sequence[tuple[int, str]]) -> Iterator[str]:
        """The texts of the rows of a file; those of rows that come before the next file of texts may all be empty."""
        told = 0
        for place, digest in files:
            yield from [""] * (place - told)
            texts = json.loads(self._content(f"x{first + place}", digest))
            yield from texts
            told = place + len(texts)

    def _entry(self, place: int, row: Sequence[str], text: str, see_also: tuple[tuple[str, int], ...]) -> Entry:
        title, url, number, index_no, *cells = row
        state, whose, changes = self.standings[self.standing[place]]
        day = self.days[place]
        first = _day_at(self.in_force[0][place], day)
        of = {name: sets[column[place]] for name, (sets, column) in self.facets.items()}

        def one(name: str) -> str:
            return next(iter(of.get(name, ())), "")

        return Entry(
            url=url,
            title=title,
            number=number,
            index_no=index_no,
            day=_date(day),
            in_force_from=_date(first),
            in_force_to=_date(_day_at(self.in_force[1][place], first or day)),
            part=one("part"),
            kind=one("kind"),
            subjects=of.get("subject", ()),
            agency=one("agency"),
            state=state,
            changes=changes,
            explains=whose == 1,
            of_term=whose == 2,
            see_also=see_also,
            source=one("source"),
            cells=tuple(cells),
            text=text,
        )


def published_index(site: Path, name: str) -> PublishedIndex:
    """The index ``name`` of the published site.

    Raises BrokenFileError for a damaged index and for one of another format, OSError where a file cannot be read.
    """
    folder = site / FOLDER / name
    content = ByteReader(read_file(folder / "meta.js"))
    try:
        header: dict[str, Any] = json.loads(content.length_prefixed())
        terms = read_front_coded(content.length_prefixed())
        shown = read_zigzag_deltas(content.length_prefixed())
        packed = content.length_prefixed()
        days, firsts, lasts, lengths, _, standing = (content.length_prefixed() for _ in range(_SECTIONS))
        facets = {}
        for facet, _, values, sets in header["facets"]:
            column = tuple(ByteReader(content.length_prefixed()).rest())
            facets[facet] = (tuple(tuple(values[one] for one in own) for own in sets), column)
        count = len(lengths)
        digests = [packed[at : at + 3].hex() for at in range(0, len(packed), 3)]
        found = PublishedIndex(
            folder,
            count,
            (*shown, count),
            tuple(digests[len(terms) :]),
            read_zigzag_deltas(days),
            (tuple(ByteReader(firsts).rest()), tuple(ByteReader(lasts).rest())),
            tuple(_standing(*one) for one in header["standings"]),
            tuple(ByteReader(standing).rest()),
            facets,
        )
        columns = [found.days, *found.in_force, found.standing, *(column for _, column in facets.values())]
        whole = {len(column) for column in columns} <= {count} and header["count"] == count
        if not whole or len(found.digests) != len(shown) or not facets.keys() <= FACETS.keys():
            raise BrokenFileError("meta.js")
        return found
    except (ValueError, TypeError, KeyError, IndexError):
        raise BrokenFileError("meta.js") from None


def _standing(
    state: str, whose: int, changes: Sequence[Sequence[str]]
) -> tuple[str, int, tuple[tuple[date, str], ...]]:
    return state, whose, tuple((date.fromisoformat(day), later) for day, later in changes)


def _date(day: int) -> date | None:
    return date.fromordinal(day) if day else None


def _day_at(distance: int, start: int) -> int:
    """The day at a zigzag-coded distance from ``start``, as ``entry_columns`` writes it; 0 for none."""
    if not distance:
        return 0
    return start + (distance - 1) // 2 if distance % 2 else start - distance // 2
