"""CSV for spreadsheets: UTF-8 with a mark so that they read Chinese, and no cell that they would take for a formula."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from pathlib import Path

_FORMULA = re.compile(r"[=+\-@\t\r]")
_NUMBER = re.compile(r"[-+]?\d[\d,]*(?:\.\d+)?%?\Z")


def safe_cell(text: str) -> str:
    """The cell with an apostrophe before it where a spreadsheet would run it; figures stay figures."""
    if _FORMULA.match(text) and not _NUMBER.match(text) and text not in ("-", "--", "—"):
        return "'" + text
    return text


def write_csv(path: Path, rows: Iterable[Iterable[str]]) -> int:
    """Write the rows, the header among them, and give their number. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    count = 0
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        for row in rows:
            writer.writerow([safe_cell(cell) for cell in row])
            count += 1
    return count
