"""The index of the records of a type: the published one with the rows that changed, or a new one; both have the same bytes."""

from __future__ import annotations

import json
import zlib
from array import array
from base64 import b64decode, b64encode
from bisect import bisect_right
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from gongkai.incremental.cache import Cache
from gongkai.incremental.garbage_collection import without_collecting
from gongkai.searching.answers import ReadIndex, read_index
from gongkai.searching.entries import Entry
from gongkai.searching.entry_columns import EntryColumns
from gongkai.searching.kept.contribution import Contribution, contribution_of
from gongkai.searching.kept.entry_places import places_of
from gongkai.searching.kept.index_files import ForeignFileError, IndexFiles, LastFiles, Noted
from gongkai.searching.kept.index_patch import IndexPatch
from gongkai.searching.kept.patched_shards import PatchedShards, UnpatchableError
from gongkai.searching.kept.result_files import ResultFiles
from gongkai.searching.packing import FOLDER, BrokenFileError
from gongkai.searching.records.record_order import DIGEST_BYTES, RecordsInOrder
from gongkai.searching.shards import (
    MadeIndex,
    Shards,
    index_files,
    least_rows,
    make_index,
    many_postings,
    records_limit,
    shard_limit,
    write_meta,
    written_index,
)

_SHARE, _LEAST = 50, 64
"""A new index is made where more than one row in so many has changed, but not for so few: a changed row costs as much."""


def write_records(rows: RecordsInOrder, folder: Path, name: str, last: Cache, published: Path | None) -> IndexFiles:
    """Write the index of ``rows`` to ``search/<name>/`` below ``folder`` and return its files. Raises OSError.

    ``last`` is what the last build knew of the index at ``published``, the folder of a site. Where it does not fit what is
    published, or too much has changed, everything is made anew.
    """
    digests = rows.digests()
    indexed = [column.name for _, column in rows.cells]
    made, files = _made(rows, (indexed, digests), (folder, name), last.get(name)[1], published)
    if made.regular:
        noted = {part: [one.key, one.digest, one.sha256] for part, one in files.noted.items()}
        sizes = [_text_of(array("L", one).tobytes()) for one in (made.lengths, made.titles)]
        # The order in which characters come depends on who indexed what.
        about = [made.written.terms, made.size, dict(sorted(made.characters.items())), noted]
        last.put(name, "", [indexed, _text_of(b"".join(digests)), *sizes, *about])
    return files


@without_collecting()
def _made(
    rows: RecordsInOrder,
    own: tuple[list[str], list[bytes]],
    place: tuple[Path, str],
    about: Any,
    published: Path | None,
) -> tuple[MadeIndex, IndexFiles]:
    folder, name = place
    if published and about and about[0] == own[0]:
        noted = {part: Noted(*one) for part, one in about[-1].items()}
        files = index_files(folder, name, LastFiles(published / FOLDER / name, noted))
        try:
            return _patched(rows, own[1], _Before(published, name, files.last, about), files), files
        except (ForeignFileError, BrokenFileError, UnpatchableError):
            pass
    files = index_files(folder, name)
    return make_index(rows.entries(), files, len(rows)), files


class _Before:
    """The last index. Raises ForeignFileError and BrokenFileError."""

    def __init__(self, published: Path, name: str, files: LastFiles | None, about: list[Any]) -> None:
        assert files
        files.data("meta")
        self.index: ReadIndex = read_index(published, name)
        self.files = files
        _, digests, lengths, titles, self.terms, self.size, self.characters, _ = about
        whole = _data_of(digests)
        self.digests = [whole[place : place + DIGEST_BYTES] for place in range(0, len(whole), DIGEST_BYTES)]
        self.lengths, self.titles = (array("L", _data_of(one)) for one in (lengths, titles))
        self._blocks: dict[int, list[list[str]]] = {}

    def contribution(self, number: int) -> Contribution:
        """What a row contributed."""
        first = self.index.shown[bisect_right(self.index.shown, number) - 1]
        if first not in self._blocks:
            self._blocks[first] = json.loads(self.files.content(f"d{first}"))[0]
        title, url, key, index_no, *cells = self._blocks[first][number - first]
        return contribution_of(Entry(url=url, title=title, number=key, index_no=index_no, cells=tuple(cells)), "")


def _patched(rows: RecordsInOrder, digests: Sequence[bytes], before: _Before, files: IndexFiles) -> MadeIndex:
    """The last index, changed into that of ``rows``. Raises UnpatchableError, ForeignFileError and OSError."""
    count = len(rows)
    places = places_of(before.digests, digests, lambda old, new: True)
    if len(places.gone) + len(places.come) > max(_LEAST, count // _SHARE) or not count:
        raise UnpatchableError("too much has changed")
    few = shard_limit(count)
    if few != shard_limit(len(before.digests)):
        raise UnpatchableError("shards of another size")
    entries = rows.entries()
    patch = IndexPatch(
        places, before.characters, before.contribution, lambda new: contribution_of(entries.bare(new), "")
    )
    columns = EntryColumns()
    # No facet and no day tells rows apart; the browser has columns of its own for them.
    columns.add(entries.bare(0), count)
    results = ResultFiles(files, least_rows(count))
    for number in range(count):
        results.add(entries.bare(number), "")
    results.close()
    shards = Shards(files)
    patched = PatchedShards(before.files, before.index.terms, patch.changes(many_postings(few)), places.shifts)
    limit = records_limit(few, before.size)
    patched.write(shards, limit)
    size = before.size + patched.size
    if records_limit(few, size) != limit:
        raise UnpatchableError("shards of another size")
    lengths, titles = patch.sizes(before.lengths, before.titles, count)
    build = write_meta(files, columns, (lengths, titles), shards, results)
    written = written_index(count, before.terms + patched.terms, files, build)
    return MadeIndex(written, lengths, titles, patch.characters, True, size)


def _text_of(data: bytes) -> str:
    """Bytes as they stand in a cache."""
    return b64encode(zlib.compress(data, 1)).decode()


def _data_of(text: str) -> bytes:
    return zlib.decompress(b64decode(text))
