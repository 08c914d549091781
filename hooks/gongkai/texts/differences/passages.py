"""Alignment of the passages of two texts: kept, changed, added, removed, moved or renumbered.

Passages that are equal and unique in both texts are anchors (patience diff). Between anchors the alignment with the
greatest total similarity is found by dynamic programming, as for an edit distance; the similarity of two passages is
the Sørensen–Dice coefficient of their character bigrams.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from gongkai.texts.differences.shortest_edits import unique_anchors

_ALIKE = 0.35
"""Minimum similarity of two passages that are aligned."""
_SAME_LABEL = 0.15
"""Bonus for passages with the same number, and the minimum similarity of such passages."""
_MOVED = 0.8
"""Minimum similarity of a passage that counts as moved."""
_LEAST_MOVED = 8
"""Minimum length, in characters, of a passage that may count as moved."""
_WORK = 40_000
"""Maximum number of comparisons within a gap between anchors; in larger gaps only a band along the diagonal is computed."""


class PassageChange(Enum):
    """How a passage changed; the values are the words of pages."""

    KEPT = "未修改"
    CHANGED = "修改"
    ADDED = "增加"
    REMOVED = "删去"
    RENUMBERED = "序号调整"
    MOVED = "位置调整"


@dataclass(frozen=True, slots=True)
class Passage:
    """An article, a heading or a paragraph: its number as printed, and its text with ``\\n`` between paragraphs."""

    label: str
    text: str
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """An aligned pair; ``old`` is None for an added passage, ``new`` for a removed one."""

    old: Passage | None
    new: Passage | None
    moved: bool = False

    @property
    def change(self) -> PassageChange:
        """The most important change: of text before position, and of position before number."""
        if self.old is None:
            return PassageChange.ADDED
        if self.new is None:
            return PassageChange.REMOVED
        if self.old.text != self.new.text:
            return PassageChange.CHANGED
        if self.moved:
            return PassageChange.MOVED
        return PassageChange.KEPT if self.old.label == self.new.label else PassageChange.RENUMBERED


def pair_passages(old: Sequence[Passage], new: Sequence[Passage], moves: bool = True) -> tuple[Pair, ...]:
    """Align all passages of both texts, in the order of the new text; removed passages stand where they were.

    Without ``moves`` a moved passage is removed at one place and added at the other.
    """
    fixed = _anchored(old, new)
    matched: list[tuple[int, int]] = []
    a = b = 0
    for first, second in [*fixed, (len(old), len(new))]:
        matched += [(a + i, b + j) for i, j in _aligned(old[a:first], new[b:second])]
        if first < len(old):
            matched.append((first, second))
        a, b = first + 1, second + 1
    moved = _moves(old, new, matched) if moves else {}
    return _in_order(old, new, dict(matched), moved)


def _anchored(old: Sequence[Passage], new: Sequence[Passage]) -> list[tuple[int, int]]:
    """The anchors: passages that are equal and occur once in each text."""
    return unique_anchors([one.text or one.label for one in old], [one.text or one.label for one in new])


def _aligned(old: Sequence[Passage], new: Sequence[Passage]) -> list[tuple[int, int]]:
    """The order-preserving alignment with the greatest total score, by dynamic programming, for a gap between anchors."""
    if not old or not new:
        return []
    ours, theirs = [_bigrams(one.text) for one in old], [_bigrams(one.text) for one in new]
    reach = max(3, _WORK // (len(old) + len(new)))
    best: list[dict[int, float]] = [{} for _ in range(len(old) + 1)]
    taken: set[tuple[int, int]] = set()
    for i in range(len(old) - 1, -1, -1):
        middle = i * len(new) // len(old)
        for j in range(min(len(new), middle + reach) - 1, max(0, middle - reach) - 1, -1):
            skip = max(best[i + 1].get(j, 0.0), best[i].get(j + 1, 0.0))
            score = _score(old[i], new[j], ours[i], theirs[j])
            both = score + best[i + 1].get(j + 1, 0.0) if score else 0.0
            best[i][j] = max(skip, both)
            if score and both >= skip:
                taken.add((i, j))
    return list(_walk(len(old), len(new), best, taken))


def _walk(n: int, m: int, best: list[dict[int, float]], taken: set[tuple[int, int]]) -> list[tuple[int, int]]:
    found = []
    i = j = 0
    while i < n and j < m:
        if (i, j) in taken:
            found.append((i, j))
            i, j = i + 1, j + 1
        elif best[i + 1].get(j, 0.0) >= best[i].get(j + 1, 0.0):
            i += 1
        else:
            j += 1
    return found


def _score(old: Passage, new: Passage, ours: Counter[str], theirs: Counter[str]) -> float:
    """The score of aligning two passages; 0 if they must not be aligned."""
    if old.heading is not new.heading:
        return 0.0
    alike = _dice(ours, theirs)
    same = bool(old.label) and old.label == new.label
    if alike < (_SAME_LABEL if same else _ALIKE):
        return 0.0
    return alike + (_SAME_LABEL if same else 0.0)


def _bigrams(text: str) -> Counter[str]:
    return Counter(text[at : at + 2] for at in range(max(1, len(text) - 1)))


def _dice(ours: Counter[str], theirs: Counter[str]) -> float:
    if len(ours) > len(theirs):
        ours, theirs = theirs, ours
    shared = sum(min(count, theirs[gram]) for gram, count in ours.items() if gram in theirs)
    return 2 * shared / (ours.total() + theirs.total())


def _moves(old: Sequence[Passage], new: Sequence[Passage], matched: list[tuple[int, int]]) -> dict[int, int]:
    """Moved passages: new index → old index; the most similar pairs are taken first."""
    ours, theirs = {i for i, _ in matched}, {j for _, j in matched}
    gone = [i for i, one in enumerate(old) if i not in ours and len(one.text) >= _LEAST_MOVED]
    come = [j for j, one in enumerate(new) if j not in theirs and len(one.text) >= _LEAST_MOVED]
    if len(gone) * len(come) > _WORK:
        return _equal_moves(old, new, gone, come)
    ours_grams = {i: _bigrams(old[i].text) for i in gone}
    theirs_grams = {j: _bigrams(new[j].text) for j in come}
    likely = [
        (-alike, i, j)
        for i in gone
        for j in come
        if old[i].heading is new[j].heading and (alike := _dice(ours_grams[i], theirs_grams[j])) >= _MOVED
    ]
    moved: dict[int, int] = {}
    for _, i, j in sorted(likely):
        if j not in moved and i not in moved.values():
            moved[j] = i
    return moved


def _equal_moves(old: Sequence[Passage], new: Sequence[Passage], gone: list[int], come: list[int]) -> dict[int, int]:
    places: dict[str, list[int]] = {}
    for i in reversed(gone):
        places.setdefault(old[i].text, []).append(i)
    return {j: places[new[j].text].pop() for j in come if places.get(new[j].text)}


def _in_order(
    old: Sequence[Passage], new: Sequence[Passage], matched: dict[int, int], moved: dict[int, int]
) -> tuple[Pair, ...]:
    by_new = {j: i for i, j in matched.items()}
    elsewhere = set(moved.values())
    following = [len(old)] * (len(new) + 1)
    """For every index of the new text, the next aligned index of the old text."""
    for j in range(len(new) - 1, -1, -1):
        following[j] = by_new.get(j, following[j + 1])
    pairs: list[Pair] = []
    at = 0
    for j, passage in enumerate(new):
        upcoming = following[j]
        pairs += [Pair(old[i], None) for i in range(at, upcoming) if i not in elsewhere]
        at = max(at, upcoming)
        if j in by_new:
            pairs.append(Pair(old[at], passage))
            at += 1
        elif j in moved:
            pairs.append(Pair(old[moved[j]], passage, moved=True))
        else:
            pairs.append(Pair(None, passage))
    pairs += [Pair(old[i], None) for i in range(at, len(old)) if i not in elsewhere]
    return tuple(pairs)
