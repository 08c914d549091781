"""Longest common subsequence by the shortest edit script (Myers, An O(ND) Difference Algorithm, 1986), with a limit."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

MatchingBlock = tuple[int, int, int]
"""Start in the first sequence, start in the second, length; all counted in elements."""


def matching_blocks(first: Sequence[str], second: Sequence[str], most: int) -> list[MatchingBlock]:
    """The matching blocks of two sequences, in order.

    If the edit distance exceeds ``most`` insertions and deletions, only the common prefix and suffix; so the time is
    O(``most``²) beyond the linear scan, however long the differing parts are.
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
    """The matching blocks on the shortest path in the edit graph; empty if it has more than ``most`` edits."""
    n, m = len(first), len(second)
    if abs(n - m) > most:
        return []
    furthest = {1: 0}
    """Diagonal → furthest index reached in the first sequence."""
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
    """Whether the path reaches diagonal ``k`` by an insertion: a step in the second sequence."""
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
    """Anchors as in patience diff: index pairs of elements that are unique in both sequences and in the same order.

    They are a longest increasing subsequence of the second indices."""
    ours, theirs = _once(first), _once(second)
    shared = sorted((position, theirs[element]) for element, position in ours.items() if element in theirs)
    # Longest increasing subsequence: binary search over the smallest last element for each length.
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
