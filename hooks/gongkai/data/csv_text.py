"""CSV (RFC 4180) for spreadsheets: with a byte order mark, so that they read Chinese, and without formula injection."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from gongkai.model.words.matcher import matcher

_FORMULA = matcher(r"[=+\-@\t\r\n\0＝＋－＠]")
_NUMBER = matcher(r"[-+]?\d[\d,]*(?:\.\d+)?%?\Z")
_NOTHING = ("-", "--", "－", "—")
"""Dashes that stand for an empty cell; no spreadsheet takes them for a formula."""

PROTECTION = (
    "文字以 = + - @、制表符、回车、换行或者全角的 ＝ ＋ － ＠ 开头的，前面加一个英文单引号（'），防止表格软件当作公式执行"
    "（OWASP ASVS 1.2.10）；数字不加。网页和 JSON Lines 里是原来的文字。"
)
"""The sentence on this in the data dictionary."""


def safe_cell(text: str) -> str:
    """The cell, behind an apostrophe where a spreadsheet would run it as a formula (OWASP ASVS 1.2.10); figures stay figures."""
    if _FORMULA.match(text) and not _NUMBER.match(text) and text not in _NOTHING:
        return "'" + text
    return text


class _Echo:
    """A file for the CSV writer that returns the line instead of keeping it."""

    def write(self, line: str) -> str:
        return line


def csv_lines() -> Callable[[Sequence[str]], str]:
    """A function that returns the line of a row of cells, with CRLF; it does not call ``safe_cell``."""
    writer = csv.writer(_Echo(), lineterminator="\r\n")
    return lambda cells: str(writer.writerow(cells))


def write_csv(path: Path, rows: Iterable[Iterable[str]], lines: Iterable[str] = ()) -> None:
    """Write ``rows``, the header first, each cell made safe; ``lines`` that are made already come below the header.

    Raises OSError.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        for number, row in enumerate(rows):
            writer.writerow([safe_cell(cell) for cell in row])
            if number == 0:
                file.writelines(lines)
