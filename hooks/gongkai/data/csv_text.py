"""CSV for spreadsheets: UTF-8 with a mark so that they read Chinese, and no cell that they would take for a formula."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

_FORMULA = re.compile(r"[=+\-@\t\r\n\0＝＋－＠]")
_NUMBER = re.compile(r"[-+]?\d[\d,]*(?:\.\d+)?%?\Z")
_NOTHING = ("-", "--", "－", "—")
"""Marks that stand for «no content» and that no spreadsheet runs."""

PROTECTION = (
    "文字以 = + - @、制表符、回车、换行或者全角的 ＝ ＋ － ＠ 开头的，前面加一个英文单引号（'），防止表格软件当作公式执行"
    "（OWASP ASVS 1.2.10）；数字不加。网页和 JSON Lines 里是原来的文字。"
)
"""What the data dictionary says about it."""


def safe_cell(text: str) -> str:
    """The cell with an apostrophe before it where a spreadsheet would run it; figures stay figures."""
    if _FORMULA.match(text) and not _NUMBER.match(text) and text not in _NOTHING:
        return "'" + text
    return text


class _Echo:
    """What the CSV writer takes for a file: it gives the line back instead of keeping it."""

    def write(self, line: str) -> str:
        return line


def csv_lines() -> Callable[[Sequence[str]], str]:
    """A function that gives the line of a row of cells, which must be safe already."""
    writer = csv.writer(_Echo(), lineterminator="\r\n")
    return lambda cells: str(writer.writerow(cells))


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
