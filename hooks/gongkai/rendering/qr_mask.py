"""The mask of a QR code, chosen by the four penalties of ISO/IEC 18004, 7.8.3.

A symbol is a bitmap in one integer, row by row, so that a penalty takes a few shifts of bitmaps (measured together with
the whole code: ``python -m tests.bench.by_hand``).
"""

from __future__ import annotations

from functools import cache


def stride(size: int) -> int:
    """The number of bits from one row of the bitmap to the next: the size, rounded up to whole bytes."""
    return -(-size // 8) * 8


@cache
def _modules(size: int) -> int:
    """The bitmap of all modules, without the padding at the end of each row."""
    return int(("1" * size).ljust(stride(size), "0") * size, 2)


def best_mask(masked: list[int], size: int) -> int:
    """The number of the mask with the least penalty, the first if several are equal. ``masked`` are the masked bitmaps."""
    best, least = 0, _penalty(masked[0], size)
    for mask, symbol in enumerate(masked[1:], 1):
        points = _penalty(symbol, size, least)
        if points < least:
            best, least = mask, points
    return best


def _penalty(symbol: int, size: int, enough: int | None = None) -> int:
    """The sum of the four penalties of ISO/IEC 18004, 7.8.3; from ``enough`` points on it may be incomplete."""
    width = stride(size)
    across, down = _pairs(size)
    beside, below = across & ~(symbol ^ symbol << 1), down & ~(symbol ^ symbol << width)
    points = _runs(beside, 1) + _runs(below, width) + 3 * (beside & beside << width & below).bit_count()
    if enough is not None and points >= enough:
        return points
    light = ~symbol & _modules(size)
    for step in (1, width):
        points += 40 * _finders(symbol, light, step)
        if enough is not None and points >= enough:
            return points
    dark = symbol.bit_count() * 20 // (size * size)
    return points + 10 * min(abs(dark - 10), abs(dark - 9))


@cache
def _pairs(size: int) -> tuple[int, int]:
    """The bitmaps of all modules that have one on their right, and of all that have one below them."""
    modules, width = _modules(size), stride(size)
    return modules & modules << 1, modules & modules << width


def _runs(equal: int, step: int) -> int:
    """The penalty for runs: 3 points for five modules of one colour in line, and one for each further module.

    ``equal`` are the modules that have the colour of the next one, so that both colours are counted at once.
    """
    two = equal & equal << step
    five = two & two << 2 * step
    return five.bit_count() + 2 * (five & ~(five >> step)).bit_count()


def _finders(dark: int, light: int, step: int) -> int:
    """The number of 1:1:3:1:1 patterns as in a finder, with four light modules before or after."""
    four = light & light << step
    four &= four << 2 * step
    finder = dark & light << step & dark << 2 * step & dark << 3 * step & dark << 4 * step
    finder &= light << 5 * step & dark << 6 * step
    return (four & finder << 4 * step).bit_count() + (finder & four << 7 * step).bit_count()
