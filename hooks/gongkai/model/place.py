"""A place in a source file, so that every fault can say where it is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Path relative to the project, with ``/``; line and column count from 1, 0 means the whole file.

    ``inside`` counts from 1 the lines of a text that begins there; 0 means the whole of it.
    """

    path: str
    line: int = 0
    column: int = 0
    inside: int = 0
