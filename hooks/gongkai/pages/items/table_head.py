"""Table headers with several rows: columns with the same label before a hyphen get a common heading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby


@dataclass(frozen=True, slots=True)
class HeadCell:
    """A header cell that spans ``columns`` and ``rows``; ``numeric`` if it heads a column of figures."""

    words: str
    columns: int
    rows: int
    numeric: bool = False


def head_rows(labels: Sequence[str], numeric: Sequence[bool]) -> tuple[tuple[HeadCell, ...], ...]:
    """The header rows: «行政复议-结果维持» and «行政复议-总计» become one heading over two columns.

    A label that shares its beginning with no neighbour is kept whole, including its hyphen.
    """
    paths = [_path(labels, place) for place in range(len(labels))]
    depth = max(map(len, paths), default=0)
    rows: list[list[HeadCell]] = [[] for _ in range(depth)]
    _fill(rows, paths, numeric, range(len(paths)), 0)
    return tuple(map(tuple, rows))


def _fill(
    rows: list[list[HeadCell]], paths: list[tuple[str, ...]], numeric: Sequence[bool], places: Sequence[int], level: int
) -> None:
    for _, found in groupby(
        places, key=lambda place: paths[place][: level + 1] if len(paths[place]) > level + 1 else place
    ):
        group = list(found)
        path = paths[group[0]]
        if len(group) > 1:
            rows[level].append(HeadCell(path[level], len(group), 1))
            _fill(rows, paths, numeric, group, level + 1)
        else:
            rows[level].append(HeadCell("-".join(path[level:]), 1, len(rows) - level, numeric[group[0]]))


def _path(labels: Sequence[str], place: int) -> tuple[str, ...]:
    parts = tuple(labels[place].split("-"))
    near = [labels[other].split("-") for other in (place - 1, place + 1) if 0 <= other < len(labels)]
    shared = any(len(other) > 1 and other[0] == parts[0] for other in near)
    return parts if len(parts) > 1 and all(parts) and shared else (labels[place],)
