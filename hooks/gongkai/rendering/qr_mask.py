"""The mask of a QR code, chosen by the four penalties of ISO/IEC 18004, 7.8.3.

A symbol is one whole number with a bit for every module, row by row, so that a penalty is a few shifts of such numbers
(measured with the whole code: ``python -m tests.bench.by_hand``).
"""

from __future__ import annotations

from functools import cache


def stride(size: int) -> int:
    """Bits from the beginning of a row to that of the next."""
    return -(-size // 8) * 8


@cache
def _modules(size: int) -> int:
    """All modules of a symbol; the bits that fill up the rows are neither dark nor light."""
    return int(("1" * size).ljust(stride(size), "0") * size, 2)


def best_mask(masked: list[int], size: int) -> int:
    """The first mask of the least penalty; a symbol that is worse already is not looked at any further."""
    best, least = 0, _penalty(masked[0], size)
    for mask, symbol in enumerate(masked[1:], 1):
        points = _penalty(symbol, size, least)
        if points < least:
            best, least = mask, points
    return best


def _penalty(symbol: int, size: int, enough: int | None = None) -> int:
    """The four penalties of ISO/IEC 18004, 7.8.3; of a symbol that reaches ``enough`` points only some of them."""
    width = stride(size)
    light = ~symbol & _modules(size)
    points = 0
    for colour in (symbol, light):
        points += _runs(colour, 1) + _runs(colour, width)
        pairs = colour & colour << 1
        points += 3 * (pairs & pairs << width).bit_count()
        if enough is not None and points >= enough:
            return points
    for step in (1, width):
        points += 40 * _finders(symbol, light, step)
        if enough is not None and points >= enough:
            return points
    dark = symbol.bit_count() * 20 // (size * size)
    return points + 10 * min(abs(dark - 10), abs(dark - 9))


def _runs(colour: int, step: int) -> int:
    """Three points for five equal modules in line, and one for each further."""
    two = colour & colour << step
    five = two & two << 2 * step & colour << 4 * step
    return five.bit_count() + 2 * (five & ~(five >> step)).bit_count()


def _finders(dark: int, light: int, step: int) -> int:
    """How often dark and light follow each other as in a finder pattern, with four light modules before or after."""
    four = light & light << step
    four &= four << 2 * step
    finder = dark & light << step & dark << 2 * step & dark << 3 * step & dark << 4 * step
    finder &= light << 5 * step & dark << 6 * step
    return (four & finder << 4 * step).bit_count() + (finder & four << 7 * step).bit_count()
