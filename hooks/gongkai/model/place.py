"""A place in a source file, to which problems point."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Path relative to the project, with ``/``; line and column are counted from 1, 0 means the whole file.

    ``inside`` is a line, counted from 1, of the text that begins at the place; 0 means the whole text.
    """

    path: str
    line: int = 0
    column: int = 0
    inside: int = 0
