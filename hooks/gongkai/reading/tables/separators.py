"""Which sign separates the cells of a text table: commas, or the tabs and semicolons with which spreadsheets save as well."""

from __future__ import annotations

import csv
from collections.abc import Container
from itertools import islice
from pathlib import Path

COMMA, TAB, SEMICOLON = ",", "\t", ";"
_FIRST_LINES = 30
_LEAST_LABELS = 2


def separator_of(path: Path, encoding: str, labels: Container[str]) -> str:
    """The separator with which a row has the ``labels`` of columns; without any, the one that every line has.

    Raises OSError where the file cannot be opened.
    """
    with path.open(encoding=encoding, newline="") as file:
        lines = [line for line in islice(file, _FIRST_LINES) if line.strip()]
    for sign in (COMMA, TAB, SEMICOLON):
        if any(sign in line for line in lines) and _heads(lines, sign, labels):
            return sign
    for sign in (TAB, SEMICOLON):
        if len(lines) > 1 and all(sign in line for line in lines) and not all(COMMA in line for line in lines):
            return sign
    return COMMA


def _heads(lines: list[str], sign: str, labels: Container[str]) -> bool:
    """Whether a row has at least two of the labels; quotes that do not match are told when the whole file is read."""
    rows = csv.reader(lines, delimiter=sign)
    try:
        return any(sum(_folded(cell) in labels for cell in row) >= _LEAST_LABELS for row in rows)
    except csv.Error:
        return False


def _folded(label: str) -> str:
    return "".join(label.replace("（", "(").replace("）", ")").split())
