"""QR codes of addresses (ISO/IEC 18004, byte mode, error correction M), drawn while the pages are built.

A symbol is one whole number with a bit for every module, row by row, each row filled up to whole bytes. Text and mask
are then put into it by one operation each, and choosing the mask (``qr_mask``) takes a few shifts, without loops over modules.

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
    """A symbol as a path of strokes one module high; ``size`` is modules to a side, without the quiet zone."""

    size: int
    path: str


@dataclass(frozen=True, slots=True)
class _Version:
    """What is fixed for one size of symbol: blocks, and the numbers that stand for its patterns and masks."""

    size: int
    correction: int
    """Error-correction codewords of each block."""
    blocks: tuple[int, ...]
    """Data codewords of each block."""
    order: Callable[[str], tuple[str, ...]]
    """Puts the bits of all codewords, then a 0 and a 1, in the order of the modules."""
    bits: int
    masks: tuple[int, ...]
    formats: tuple[int, ...]

    @property
    def capacity(self) -> int:
        """Bytes of text that fit: two bytes go to mode, length and end, three where the length has two bytes."""
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
    """The code of a text; None where it is longer than 213 bytes. The page and its sheets ask for the same one."""
    symbol = symbol_of(text)
    return QrCode(symbol[0], _path(*symbol)) if symbol else None


def symbol_of(text: str, mask: int | None = None) -> tuple[int, int] | None:
    """Size of the code, and its modules with the mask of the least penalty or with the given one."""
    data = text.encode()
    number = next((number for number in range(1, _LARGEST + 1) if len(data) <= _version(number).capacity), None)
    if number is None:
        return None
    version = _version(number)
    plain = _drawn(number, bytes(len(data)))
    for place, byte in enumerate(data):
        plain ^= _share(number, place, byte)
    masked = [plain ^ pattern | info for pattern, info in zip(version.masks, version.formats)]
    if mask is None:
        mask = best_mask(masked, version.size)
    return version.size, masked[mask]


@cache
def _share(number: int, place: int, byte: int) -> int:
    """The modules that one byte of a text turns: the same ones whatever the others are, since the code is linear.

    The addresses of a site differ in a few digits, so nearly every share is known from the pages before.
    """
    before = bytes(place)
    return _drawn(number, before + bytes((byte,))) ^ _drawn(number, before + b"\0")


@lru_cache(maxsize=1024)
def _drawn(number: int, data: bytes) -> int:
    """The modules of a text before they are masked."""
    version = _version(number)
    written = format(int.from_bytes(_codewords(data, version), "big"), f"0{version.bits}b")
    return int("".join(version.order(written + "01")), 2)


def _codewords(data: bytes, version: _Version) -> bytes:
    """Data and error-correction codewords of all blocks, interleaved."""
    room = sum(version.blocks)
    length = 8 if version.size < 57 else 16
    bits = (0b0100 << length | len(data)) << 8 * len(data) | int.from_bytes(data, "big")
    used = 4 + length + 8 * len(data)
    # The end mark is four zeros, which also fill up to whole bytes for both widths of the length.
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
    """The remainder of the block by the generator polynomial (Reed–Solomon over GF(256))."""
    table = _generator_multiples(count)
    shift = 8 * (count - 1)
    low = (1 << shift) - 1
    rest = 0
    for byte in block:
        rest = (rest & low) << 8 ^ table[byte ^ rest >> shift]
    return rest.to_bytes(count, "big")


@cache
def _generator_multiples(count: int) -> tuple[int, ...]:
    """Every multiple of the generator polynomial without its first term, as one whole number each."""
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
    masks = tuple(_number({place for place in free if not hides(*place)}, size) for hides in _MASKS)
    infos = tuple(
        _number({place for place, bit in formats if _format(mask) >> bit & 1}, size) for mask in range(len(_MASKS))
    )
    return _Version(size, correction, blocks, itemgetter(*order), bits, masks, infos)


def _patterns(number: int, size: int) -> tuple[dict[tuple[int, int], int], list[tuple[tuple[int, int], int]]]:
    """The modules that hold no data, dark or light, and the places of the format bits."""
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
    """The modules in the order of the data: two columns up, two down, without the upright timing pattern."""
    places = []
    upwards = True
    for right in (*range(size - 1, 6, -2), 5, 3, 1):
        for y in range(size - 1, -1, -1) if upwards else range(size):
            places += [(y, right), (y, right - 1)]
        upwards = not upwards
    return places


def _number(places: set[tuple[int, int]], size: int) -> int:
    width = stride(size)
    return sum(1 << size * width - 1 - (y * width + x) for y, x in places)


@cache
def _strokes() -> tuple[str, ...]:
    """For every eight modules the strokes that draw the dark ones and end at the ninth."""
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
