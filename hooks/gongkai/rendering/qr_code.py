"""QR codes of addresses (ISO/IEC 18004, byte mode, error correction level M), as SVG paths.

A symbol is a bitmap in one integer: a bit for every module (1 is dark), row by row, each row padded to whole bytes.
Data and mask are then combined by one XOR each, and the penalties of masks (``qr_mask``) are computed by shifts of
whole bitmaps, without loops over modules.

What this buys is measured by ``python -m tests.bench.by_hand``: 0.07 ms a page, where segno (77 KB) takes 4.4 ms, which would
make the build of the demonstration a fifth longer.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from operator import itemgetter

from gongkai.rendering.qr_mask import best_mask, stride

_LEVEL_M = 0b00
_LARGEST = 10


@dataclass(frozen=True, slots=True)
class QrCode:
    """A symbol as an SVG path of strokes one module high; ``size`` is the modules per side, without the quiet zone."""

    size: int
    path: str


@dataclass(frozen=True, slots=True)
class _Version:
    """The constants of one version (size) of symbols: blocks, order of modules, and bitmaps of masks and format bits."""

    size: int
    correction: int
    """Number of error-correction codewords of each block."""
    blocks: tuple[int, ...]
    """Number of data codewords of each block."""
    order: Callable[[str], tuple[str, ...]]
    """Reorders the bits of all codewords, followed by a 0 and a 1 for fixed modules, into the order of the modules."""
    bits: int
    masks: tuple[int, ...]
    formats: tuple[int, ...]

    @property
    def capacity(self) -> int:
        """The bytes of text that fit; mode, length and terminator take two bytes, or three if the length has two bytes."""
        return sum(self.blocks) - (2 if self.size < 57 else 3)


# Version → error-correction codewords of each block, data codewords of the blocks (ISO/IEC 18004, table 9, level M).
_BLOCKS = {
    1: (10, (16,)),
    2: (16, (28,)),
    3: (26, (44,)),
    4: (18, (32,) * 2),
    5: (24, (43,) * 2),
    6: (16, (27,) * 4),
    7: (18, (31,) * 4),
    8: (22, (38, 38, 39, 39)),
    9: (22, (36, 36, 36, 37, 37)),
    10: (26, (43, 43, 43, 43, 44)),
}
_ALIGNMENT = {1: (), 7: (6, 22, 38), 8: (6, 24, 42), 9: (6, 26, 46), 10: (6, 28, 50)}
_MASKS: tuple[Callable[[int, int], int], ...] = (
    lambda y, x: (y + x) % 2,
    lambda y, x: y % 2,
    lambda y, x: x % 3,
    lambda y, x: (y + x) % 3,
    lambda y, x: (y // 2 + x // 3) % 2,
    lambda y, x: y * x % 2 + y * x % 3,
    lambda y, x: (y * x % 2 + y * x % 3) % 2,
    lambda y, x: ((y + x) % 2 + y * x % 3) % 2,
)


@lru_cache(maxsize=64)
def qr_code(text: str) -> QrCode | None:
    """The QR code of a text; None if the text is longer than 213 bytes in UTF-8. Cached, since a page asks twice."""
    symbol = symbol_of(text)
    return QrCode(symbol[0], _path(*symbol)) if symbol else None


def symbol_of(text: str, mask: int | None = None) -> tuple[int, int] | None:
    """The modules per side and the bitmap of a text, with the given mask or the one of least penalty; None if too long."""
    data = text.encode()
    number = next((number for number in range(1, _LARGEST + 1) if len(data) <= _version(number).capacity), None)
    if number is None:
        return None
    version = _version(number)
    # What stands before the name of a page is the same for many.
    name = data.rfind(b"/") + 1
    plain = _begun(number, data[:name], len(data))
    for place in range(name, len(data)):
        plain ^= _inverted_by(number, place, data[place])
    masked = [plain ^ pattern | info for pattern, info in zip(version.masks, version.formats)]
    if mask is None:
        mask = best_mask(masked, version.size)
    return version.size, masked[mask]


@lru_cache(maxsize=64)
def _begun(number: int, begin: bytes, length: int) -> int:
    """The bitmap before masking of a text of ``length`` bytes that begins with ``begin``, and has zeros after that."""
    plain = _unmasked(number, bytes(length))
    for place, byte in enumerate(begin):
        plain ^= _inverted_by(number, place, byte)
    return plain


@cache
def _inverted_by(number: int, place: int, byte: int) -> int:
    """The modules that one byte of a text inverts; they do not depend on the other bytes, since the code is linear.

    The addresses of a site differ in a few digits, so nearly all of these are in the cache.
    """
    before = bytes(place)
    return _unmasked(number, before + bytes((byte,))) ^ _unmasked(number, before + b"\0")


@lru_cache(maxsize=1024)
def _unmasked(number: int, data: bytes) -> int:
    """The bitmap of a text before masking."""
    version = _version(number)
    written = format(int.from_bytes(_codewords(data, version), "big"), f"0{version.bits}b")
    return int("".join(version.order(written + "01")), 2)


def _codewords(data: bytes, version: _Version) -> bytes:
    """The data and error-correction codewords of all blocks, interleaved (ISO/IEC 18004, 7.6)."""
    room = sum(version.blocks)
    length = 8 if version.size < 57 else 16
    bits = (0b0100 << length | len(data)) << 8 * len(data) | int.from_bytes(data, "big")
    used = 4 + length + 8 * len(data)
    # The terminator is four zero bits; with either width of the length it also completes the last byte.
    whole = (used + 4) // 8
    head = (bits << whole * 8 - used).to_bytes(whole, "big")
    padded = head + (b"\xec\x11" * room)[: room - len(head)]
    blocks, corrections, start = [], [], 0
    for size in version.blocks:
        block = padded[start : start + size]
        blocks.append(block)
        corrections.append(_correction(block, version.correction))
        start += size
    longest = max(version.blocks)
    first = bytes(block[i] for i in range(longest) for block in blocks if i < len(block))
    return first + bytes(one[i] for i in range(version.correction) for one in corrections)


def _correction(block: bytes, count: int) -> bytes:
    """The error-correction codewords: the remainder of division by the generator polynomial (Reed–Solomon, GF(256))."""
    table = _generator_multiples(count)
    shift = 8 * (count - 1)
    low = (1 << shift) - 1
    rest = 0
    for byte in block:
        rest = (rest & low) << 8 ^ table[byte ^ rest >> shift]
    return rest.to_bytes(count, "big")


@cache
def _generator_multiples(count: int) -> tuple[int, ...]:
    """The 256 multiples of the generator polynomial, without the leading term, each as one integer."""
    generator = [1]
    root = 1
    for _ in range(count):
        generator = [a ^ _product(b, root) for a, b in zip([*generator, 0], [0, *generator])]
        root = _product(root, 2)
    return tuple(int.from_bytes(bytes(_product(term, f) for term in generator[1:]), "big") for f in range(256))


def _product(a: int, b: int) -> int:
    product = 0
    while b:
        if b & 1:
            product ^= a
        a <<= 1
        if a & 0x100:
            a ^= 0x11D
        b >>= 1
    return product


@cache
def _version(number: int) -> _Version:
    size = 17 + 4 * number
    correction, blocks = _BLOCKS[number]
    patterns, formats = _patterns(number, size)
    bits = 8 * (sum(blocks) + correction * len(blocks))
    zero, one = bits, bits + 1
    width = stride(size)
    order = [one if patterns.get((y, x), 0) else zero for y in range(size) for x in range(width)]
    free = [place for place in _zigzag(size) if place not in patterns]
    for bit, (y, x) in enumerate(free[:bits]):
        order[y * width + x] = bit
    masks = tuple(_bitmap({place for place in free if not hides(*place)}, size) for hides in _MASKS)
    infos = tuple(
        _bitmap({place for place, bit in formats if _format(mask) >> bit & 1}, size) for mask in range(len(_MASKS))
    )
    return _Version(size, correction, blocks, itemgetter(*order), bits, masks, infos)


def _patterns(number: int, size: int) -> tuple[dict[tuple[int, int], int], list[tuple[tuple[int, int], int]]]:
    """The function patterns as (row, column) → 1 for dark, and the positions and numbers of the format bits."""
    found: dict[tuple[int, int], int] = {}
    for y0, x0 in ((0, 0), (0, size - 7), (size - 7, 0)):
        for y in range(max(0, y0 - 1), min(size, y0 + 8)):
            for x in range(max(0, x0 - 1), min(size, x0 + 8)):
                found[y, x] = int(max(abs(y - y0 - 3), abs(x - x0 - 3)) in (0, 1, 3))
    for i in range(8, size - 8):
        found[6, i] = found[i, 6] = 1 - i % 2
    centres = _ALIGNMENT.get(number, (6, size - 7))
    for cy in centres:
        for cx in centres:
            if (cy, cx) in ((6, 6), (6, size - 7), (size - 7, 6)):
                continue
            for y in range(cy - 2, cy + 3):
                for x in range(cx - 2, cx + 3):
                    found[y, x] = int(max(abs(y - cy), abs(x - cx)) != 1)
    if number >= 7:
        info = number << 12 | _remainder(number << 12, 0b1111100100101)
        for bit in range(18):
            y, x = divmod(bit, 3)
            found[y, size - 11 + x] = found[size - 11 + x, y] = info >> bit & 1
    column = [0, 1, 2, 3, 4, 5, 7, 8, *range(size - 7, size)]
    row = [*range(size - 1, size - 9, -1), 7, 5, 4, 3, 2, 1, 0]
    formats = [((y, 8), bit) for bit, y in enumerate(column)] + [((8, x), bit) for bit, x in enumerate(row)]
    found |= dict.fromkeys((place for place, _ in formats), 0)
    found[size - 8, 8] = 1
    return found, formats


def _format(mask: int) -> int:
    data = _LEVEL_M << 3 | mask
    return (data << 10 | _remainder(data << 10, 0b10100110111)) ^ 0b101010000010010


def _remainder(value: int, divisor: int) -> int:
    while value.bit_length() >= divisor.bit_length():
        value ^= divisor << value.bit_length() - divisor.bit_length()
    return value


def _zigzag(size: int) -> list[tuple[int, int]]:
    """The modules in the order of the data: two columns upwards, two downwards, without the vertical timing pattern."""
    places = []
    upwards = True
    for right in (*range(size - 1, 6, -2), 5, 3, 1):
        for y in range(size - 1, -1, -1) if upwards else range(size):
            places += [(y, right), (y, right - 1)]
        upwards = not upwards
    return places


def _bitmap(places: set[tuple[int, int]], size: int) -> int:
    width = stride(size)
    return sum(1 << size * width - 1 - (y * width + x) for y, x in places)


@cache
def _strokes() -> tuple[str, ...]:
    """For each byte of modules, the SVG path commands that draw its dark modules and end at its right edge."""
    drawn = []
    for byte in range(256):
        runs = format(byte, "08b").replace("01", "0 1").replace("10", "1 0").split()
        drawn.append("".join(f"h{len(run)}" if run[0] == "1" else f"m{len(run)} 0" for run in runs))
    return tuple(drawn)


def _path(size: int, symbol: int) -> str:
    width = stride(size) // 8
    strokes = _strokes()
    parts = [strokes[byte] for byte in symbol.to_bytes(size * width, "big")]
    for y in range(size):
        parts[y * width] = f"M0 {y}{parts[y * width]}"
    return "".join(parts)
