"""Verification of a built search: all files of all indexes are whole and of this build, and all probes are answered."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from gongkai.building.report import Probe
from gongkai.model.words.matcher import matcher
from gongkai.searching.answers import ReadIndex, read_index
from gongkai.searching.kept.entry_steps import EntrySteps
from gongkai.searching.packing import FOLDER, BrokenFileError, read_file
from gongkai.searching.start_file import start_text
from gongkai.searching.tokens import query_terms

_MOST_HITS = 200
"""Most hits of a probe that is checked; a query with more of them is no proof."""
_SHARED = {
    "engine.js": "window.gkEngine",
    "synonyms.js": "window.gkSynonyms",
    "suggestions.js": "window.gkSuggestions",
    "outside.js": "window.gkOutside",
}
_RECORD_PARTS = ("rows.js", "history.js", "c-*.js", "k*.js")
_TEXTS = matcher(r"x(\d+)\.js")
_PART, _END = "gkRecordPart(", ");\n"


def search_faults(site: Path, probes: Iterable[Probe], published: Path | None = None) -> Iterator[str]:
    """The faults of the search of ``site``, one Chinese sentence each.

    A file that is the very one of the site at ``published`` (a hard link) was verified before that was published, and
    compared with its SHA-256 when it was taken over: only whether it belongs to this build is verified.
    """
    faults = list(_faults(site, probes, published))
    yield from faults
    if not faults and not _is_start_whole(site / FOLDER):
        yield f"检索用的文件“{FOLDER}/start.js”不完整，或者不是同一次生成的。"


def _faults(site: Path, probes: Iterable[Probe], published: Path | None) -> Iterator[str]:
    """The faults of the files one by one, and the probes that are not answered."""
    folder = site / FOLDER
    yield from _broken_shared(folder)
    indexes: dict[str, ReadIndex] = {}
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if not path.is_dir():
            continue
        try:
            index = read_index(site, path.name)
            index.verify(*_same_files(path, published / FOLDER / path.name) if published else ())
        except (BrokenFileError, OSError, ValueError, IndexError) as error:
            yield f"检索用的文件不完整，或者不是同一次生成的：{FOLDER}/{path.name}（{error}）。"
            continue
        indexes[path.name] = index
        yield from _broken_parts(path)
    asked: dict[str, list[Probe]] = {}
    for probe in probes:
        asked.setdefault(probe.index, []).append(probe)
    for name, own in asked.items():
        if name in indexes:
            yield from (f"站内检索找不到“{probe.query}”。" for probe in _unanswered(indexes[name], own))
        elif not (folder / name).is_dir():
            yield f"检索用的目录“{FOLDER}/{name}”没有写出来。"


def _same_files(folder: Path, published: Path) -> tuple[frozenset[str], list[int]]:
    """The names of the files that both folders have in common, as one file with two names.

    With them the first entries of all other files of texts of the published folder, in ascending order.
    """
    if not published.is_dir() or folder.stat().st_dev != published.stat().st_dev:
        return frozenset(), []
    before, now = ({(one.name, one.inode()) for one in os.scandir(place)} for place in (published, folder))
    same = frozenset(name for name, number in before & now if number)
    lost = (_TEXTS.fullmatch(name) for name, _ in before if name not in same)
    return same, sorted(int(found[1]) for found in lost if found)


def _is_start_whole(folder: Path) -> bool:
    """Whether ``start.js`` repeats the files that a first answer reads."""
    try:
        return (folder / "start.js").read_text(encoding="utf-8") == start_text(folder)
    except (OSError, ValueError):
        return False


def _broken_shared(folder: Path) -> Iterator[str]:
    """The faults of the files that all indexes share."""
    try:
        read_file(folder / "traditional.js")
    except (BrokenFileError, OSError):
        yield f"检索用的文件“{FOLDER}/traditional.js”不完整。"
    for name, begin in _SHARED.items():
        try:
            text = (folder / name).read_text(encoding="utf-8")
        except (OSError, ValueError):
            text = ""
        if not text.startswith(begin) or not text.endswith(";\n"):
            yield f"检索用的文件“{FOLDER}/{name}”不完整。"


def _broken_parts(folder: Path) -> Iterator[str]:
    """The faults of the files beside an index of records: columns, anchors, history."""
    for path in sorted(one for pattern in _RECORD_PARTS for one in folder.glob(pattern)):
        try:
            text = path.read_text(encoding="utf-8").removeprefix(_PART).removesuffix(_END)
            name, _ = json.loads(f"[{text}]")
        except ValueError:
            name = ""
        if name != f"{folder.name}/{path.stem}":
            yield f"检索用的文件“{FOLDER}/{folder.name}/{path.name}”不完整。"


def _unanswered(index: ReadIndex, probes: Iterable[Probe]) -> Iterator[Probe]:
    """The probes of which no hit shows what it must."""
    asked = [(probe, query_terms(probe.query)) for probe in probes]
    # Numbers of records share most of their terms, so each list is read once.
    holding = index.entries_of(term for _, terms in asked for term in terms)
    rows: dict[int, tuple[str, ...]] = {}
    for probe, terms in asked:
        entries = _with_all([holding[term] for term in terms]) if terms and holding.keys() >= set(terms) else set()
        if not terms or len(entries) > _MOST_HITS:
            continue
        rows |= index.rows(entries - rows.keys())
        if not any(probe.shown in rows[entry][:4] for entry in entries):
            yield probe


def _with_all(lists: list[EntrySteps]) -> set[int]:
    """The entries that are in all lists; the long ones are only asked for the few that are in the short ones."""
    first, *others = sorted(lists, key=lambda one: len(one.written))
    entries = set(first.entries())
    for one in others:
        few = len(entries) <= _MOST_HITS
        entries = {entry for entry in entries if one.has(entry)} if few else entries.intersection(one.entries())
    return entries
