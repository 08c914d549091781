"""What two sequences have in common, by the shortest edits (E. W. Myers 1986), given up where the edits are too many."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

MatchingBlock = tuple[int, int, int]
"""Start in the first sequence, start in the second, length."""


def matching_blocks(first: Sequence[str], second: Sequence[str], most: int) -> list[MatchingBlock]:
    """The equal stretches of both in order.

    Where more than ``most`` elements would have to go or come, only the common head and tail; so the time is in
    proportion to ``most`` squared, whatever the length of what differs.
    """
    head = 0
    while head < len(first) and head < len(second) and first[head] == second[head]:
        head += 1
    tail = 0
    while tail < min(len(first), len(second)) - head and first[-1 - tail] == second[-1 - tail]:
        tail += 1
    inner = _path(first[head : len(first) - tail], second[head : len(second) - tail], most)
    blocks = [(0, 0, head)] if head else []
    blocks += [(a + head, b + head, size) for a, b, size in inner]
    if tail:
        blocks.append((len(first) - tail, len(second) - tail, tail))
    return _joined(blocks)


def _path(first: Sequence[str], second: Sequence[str], most: int) -> list[MatchingBlock]:
    """The equal stretches on the shortest path; none where it has more than ``most`` edits."""
    n, m = len(first), len(second)
    if abs(n - m) > most:
        return []
    furthest = {1: 0}
    """How far the path on each diagonal has come in the first sequence."""
    trace: list[dict[int, int]] = []
    for edits in range(min(most, n + m) + 1):
        trace.append(dict(furthest))
        for k in range(-edits, edits + 1, 2):
            x = furthest[k + 1] if _down(furthest, k, edits) else furthest[k - 1] + 1
            while x < n and x - k < m and first[x] == second[x - k]:
                x += 1
            furthest[k] = x
            if x >= n and x - k >= m:
                return _back(trace, n, m)
    return []


def _down(furthest: dict[int, int], k: int, edits: int) -> bool:
    """Whether the path comes to diagonal ``k`` by taking an element of the second sequence."""
    return k == -edits or (k != edits and furthest[k - 1] < furthest[k + 1])


def _back(trace: list[dict[int, int]], n: int, m: int) -> list[MatchingBlock]:
    blocks: list[MatchingBlock] = []
    x, y = n, m
    for edits in range(len(trace) - 1, 0, -1):
        furthest = trace[edits]
        k = x - y
        down = _down(furthest, k, edits)
        before = furthest[k + 1] if down else furthest[k - 1]
        start = before if down else before + 1
        if x > start:
            blocks.append((start, start - k, x - start))
        x, y = before, before - (k + 1 if down else k - 1)
    if x:
        blocks.append((0, 0, x))
    blocks.reverse()
    return blocks


def _joined(blocks: list[MatchingBlock]) -> list[MatchingBlock]:
    joined: list[MatchingBlock] = []
    for a, b, size in blocks:
        if joined and joined[-1][0] + joined[-1][2] == a and joined[-1][1] + joined[-1][2] == b:
            joined[-1] = (joined[-1][0], joined[-1][1], joined[-1][2] + size)
        else:
            joined.append((a, b, size))
    return joined


def unique_anchors(first: Sequence[str], second: Sequence[str]) -> list[tuple[int, int]]:
    """Positions of elements that occur once in each sequence and stand in the same order in both (patience)."""
    ours, theirs = _once(first), _once(second)
    shared = sorted((position, theirs[element]) for element, position in ours.items() if element in theirs)
    # The longest rising run of the second positions, by binary search over its possible ends.
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for number, (_, position) in enumerate(shared):
        place = bisect_left(ends, position)
        before.append(last[place - 1] if place else -1)
        if place == len(ends):
            ends.append(position)
            last.append(number)
        else:
            ends[place] = position
            last[place] = number
    chosen: list[tuple[int, int]] = []
    number = last[-1] if last else -1
    while number >= 0:
        chosen.append(shared[number])
        number = before[number]
    chosen.reverse()
    return chosen


def _once(elements: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for position, element in enumerate(elements):
        found[element] = -1 if element in found else position
    return {element: position for element, position in found.items() if position >= 0}
