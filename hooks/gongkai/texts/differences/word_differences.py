"""Word diff of two Chinese texts, cleaned up so that readers see few whole changes instead of many fragments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from gongkai.model.words.matcher import matcher
from gongkai.texts.differences.segments import boundary_score, split_clauses, tokens
from gongkai.texts.differences.shortest_edits import matching_blocks, unique_anchors

_MOST_EDITS = 300
"""Maximum edit distance, in tokens, between two anchors; beyond it the whole stretch counts as replaced."""
_LEAST_ANCHOR = 4
"""Minimum length, in characters, of a clause that may be an anchor."""
_LEAST_KEPT = 0.3
"""Minimum share of the shorter text that is kept; below it the whole text counts as replaced."""
_LEAST_WORTH = 4
"""Minimum length, in characters, of kept text that always separates two changes."""
_SIGNS = matcher(r"[\s\u3000，。；：、？！,;:?!（）()“”《》〔〕]+")


class Change(Enum):
    """How a run of text changed."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text that was kept, removed or added."""

    change: Change
    text: str


@dataclass(slots=True)
class _Stretch:
    """Kept text, or one change: the removed text ``old`` and the added text ``new``."""

    kept: str = ""
    old: str = ""
    new: str = ""


def compare_words(old: str, new: str) -> tuple[Run, ...]:
    """The runs that turn ``old`` into ``new``; at one place removed text precedes added text.

    Kept and removed runs concatenate to ``old``, kept and added ones to ``new``. The comparison is symmetric:
    ``compare_words(new, old) == reversed_runs(compare_words(old, new))``.
    """
    if old > new:
        # Of several shortest edit scripts the same one is chosen in both directions.
        return reversed_runs(_runs(new, old))
    return _runs(old, new)


def reversed_runs(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """The runs of the opposite direction: added and removed runs are exchanged."""
    turned = {Change.KEPT: Change.KEPT, Change.REMOVED: Change.ADDED, Change.ADDED: Change.REMOVED}
    return _joined(Run(turned[run.change], run.text) for run in runs)


def _joined(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Merge neighbouring runs; at one place removed text precedes added text."""
    stretches = []
    for run in runs:
        match run.change:
            case Change.KEPT:
                stretches.append(_Stretch(kept=run.text))
            case Change.REMOVED:
                stretches.append(_Stretch(old=run.text))
            case Change.ADDED:
                stretches.append(_Stretch(new=run.text))
    return tuple(_as_runs(_alternating(stretches)))


def _runs(old: str, new: str) -> tuple[Run, ...]:
    if old == new:
        return (Run(Change.KEPT, old),) if old else ()
    stretches = _alternating(list(_stretches(old, new)))
    stretches = _without_fragments(stretches)
    kept = sum(len(_SIGNS.sub("", one.kept)) for one in stretches)
    if kept < _LEAST_KEPT * min(len(_SIGNS.sub("", old)), len(_SIGNS.sub("", new))):
        stretches = [_Stretch(old=old, new=new)]
    _shift_boundaries(stretches)
    return tuple(_as_runs(_alternating(stretches)))


def _stretches(old: str, new: str) -> Iterator[_Stretch]:
    """Split both texts at the clauses that are unique in both, and compare token by token between these anchors."""
    ours, theirs = split_clauses(old), split_clauses(new)
    a = b = 0
    for first, second in unique_anchors(ours, theirs):
        if len(ours[first]) < _LEAST_ANCHOR:
            continue
        yield from _between("".join(ours[a:first]), "".join(theirs[b:second]))
        yield _Stretch(kept=ours[first])
        a, b = first + 1, second + 1
    yield from _between("".join(ours[a:]), "".join(theirs[b:]))


def _between(old: str, new: str) -> Iterator[_Stretch]:
    ours, theirs = tokens(old), tokens(new)
    a = b = 0
    for first, second, size in matching_blocks(ours, theirs, _MOST_EDITS):
        yield _Stretch(old="".join(ours[a:first]), new="".join(theirs[b:second]))
        yield _Stretch(kept="".join(ours[first : first + size]))
        a, b = first + size, second + size
    yield _Stretch(old="".join(ours[a:]), new="".join(theirs[b:]))


def _alternating(stretches: list[_Stretch]) -> list[_Stretch]:
    """Merge neighbours, so that changes and kept text alternate and none is empty."""
    found: list[_Stretch] = []
    for one in stretches:
        if one.kept:
            if found and found[-1].kept:
                found[-1] = _Stretch(kept=found[-1].kept + one.kept)
            else:
                found.append(_Stretch(kept=one.kept))
        elif one.old or one.new:
            if found and not found[-1].kept:
                found[-1] = _Stretch(old=found[-1].old + one.old, new=found[-1].new + one.new)
            else:
                found.append(_Stretch(old=one.old, new=one.new))
    return found


def _without_fragments(stretches: list[_Stretch]) -> list[_Stretch]:
    """Merge changes that are separated by too little kept text (semantic cleanup)."""
    found: list[_Stretch] = []
    for one in stretches:
        found.append(one)
        while len(found) >= 3 and not found[-1].kept and found[-2].kept and _weak(found[-3], found[-2].kept, found[-1]):
            last, kept, before = found.pop(), found.pop().kept, found.pop()
            found.append(_Stretch(old=before.old + kept + last.old, new=before.new + kept + last.new))
    return found


def _weak(before: _Stretch, kept: str, after: _Stretch) -> bool:
    left, right = max(len(before.old), len(before.new)), max(len(after.old), len(after.new))
    meaning = len(_SIGNS.sub("", kept))
    if meaning == 0 or (meaning == 1 and left + right > 2):
        return True
    return meaning < _LEAST_WORTH and len(kept) <= left and len(kept) <= right


def _shift_boundaries(stretches: list[_Stretch]) -> None:
    """Shift pure insertions and deletions to better boundaries without changing either text (lossless cleanup)."""
    for number in range(1, len(stretches) - 1):
        before, change, after = stretches[number - 1 : number + 2]
        if change.kept or (change.old and change.new):
            continue
        _move(before, change, after)


def _move(before: _Stretch, change: _Stretch, after: _Stretch) -> None:
    text = change.old or change.new
    left, right = before.kept, after.kept
    while left and left[-1] == text[-1]:
        left, text, right = left[:-1], left[-1] + text[:-1], text[-1] + right
    best = (-1, 0)
    choices: list[tuple[str, str, str]] = []
    while True:
        place = boundary_score(left[-1:], text[0]) + boundary_score(text[-1], right[:1])
        # Of equally good boundaries the last is taken: there the texts first differ for a reader.
        best = max(best, (place, len(choices)))
        choices.append((left, text, right))
        if not right or right[0] != text[0]:
            break
        left, text, right = left + text[0], text[1:] + right[0], right[1:]
    before.kept, text, after.kept = choices[best[1]]
    if change.old:
        change.old = text
    else:
        change.new = text


def _as_runs(stretches: list[_Stretch]) -> Iterator[Run]:
    for one in stretches:
        if one.kept:
            yield Run(Change.KEPT, one.kept)
            continue
        if one.old:
            yield Run(Change.REMOVED, one.old)
        if one.new:
            yield Run(Change.ADDED, one.new)
