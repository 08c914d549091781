"""QR codes equal those of an independent encoder, module for module, and the mask is the one of the least penalty."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pytest
from gongkai.rendering.qr_code import qr_code, symbol_of
from gongkai.rendering.qr_mask import stride
from hypothesis import given, settings
from hypothesis import strategies as st

CASES = json.loads((Path(__file__).parent / "cases" / "qr" / "symbols.json").read_text(encoding="utf-8"))
"""Text, mask, size and digest of the modules row by row, from another encoder."""


def _modules(text: str, mask: int | None = None) -> list[str]:
    symbol = symbol_of(text, mask)
    assert symbol is not None
    size, modules = symbol
    width = stride(size)
    written = format(modules, f"0{size * width}b")
    return [written[start : start + size] for start in range(0, size * width, width)]


@pytest.mark.parametrize(("text", "mask", "size", "digest"), CASES)
def test_a_symbol_equals_that_of_another_encoder(text: str, mask: int, size: int, digest: str) -> None:
    rows = _modules(text, mask)
    assert len(rows) == size
    assert hashlib.sha256("".join(rows).encode()).hexdigest()[:16] == digest


def _penalty(rows: list[str]) -> int:
    """The penalties as ISO/IEC 18004, 7.8.3 words them, module by module."""
    lines = [*rows, *("".join(column) for column in zip(*rows))]
    points = sum(len(run.group()) - 2 for line in lines for run in re.finditer("0{5,}|1{5,}", line))
    size = range(len(rows) - 1)
    points += 3 * sum(rows[y][x] == rows[y][x + 1] == rows[y + 1][x] == rows[y + 1][x + 1] for y in size for x in size)
    for pattern in ("00001011101", "10111010000"):
        points += 40 * sum(len(re.findall(f"(?={pattern})", line)) for line in lines)
    dark = sum(row.count("1") for row in rows) * 20 // len(rows) ** 2
    return points + 10 * min(abs(dark - 10), abs(dark - 9))


@settings(max_examples=25, deadline=None)
@given(st.text("abcdefghijklmnopqrstuvwxyz0123456789/.-", min_size=1, max_size=150))
def test_the_mask_is_the_one_of_the_least_penalty(text: str) -> None:
    masked = [_modules(text, mask) for mask in range(8)]
    assert _modules(text) == masked[min(range(8), key=lambda mask: _penalty(masked[mask]))]


@settings(max_examples=25, deadline=None)
@given(st.text("abcdefghijklmnopqrstuvwxyz0123456789/.-", min_size=1, max_size=213))
def test_the_path_draws_the_modules(text: str) -> None:
    code = qr_code(text)
    assert code is not None
    drawn = [[" "] * (code.size + 8) for _ in range(code.size)]
    x = y = 0
    for command, first, second in re.findall(r"([Mmh])(\d+)(?: (\d+))?", code.path):
        if command == "M":
            x, y = int(first), int(second)
            continue
        for column in range(x, x + int(first)):
            drawn[y][column] = "1" if command == "h" else "0"
        x += int(first)
    assert ["".join(row).rstrip()[: code.size] for row in drawn] == _modules(text)


def test_an_address_that_no_symbol_holds_has_none() -> None:
    assert qr_code("x" * 213) is not None
    assert qr_code("x" * 214) is None
