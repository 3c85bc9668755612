"""A QR code (ISO/IEC 18004) for one short text: byte mode, error correction level M, versions 1 to 10.

By hand, because the page that shows it must ask nobody: no picture service, no script.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, pairwise, zip_longest
from typing import Final

Modules = tuple[tuple[bool, ...], ...]


@dataclass(frozen=True, slots=True)
class _Version:
    """Sizes of one version at level M (table 9), and the centres of its alignment patterns (annex E)."""

    ec: int
    blocks: tuple[int, ...]
    centres: tuple[int, ...]


_VERSIONS: Final = (
    _Version(10, (16,), ()),
    _Version(16, (28,), (6, 18)),
    _Version(26, (44,), (6, 22)),
    _Version(18, (32, 32), (6, 26)),
    _Version(24, (43, 43), (6, 30)),
    _Version(16, (27, 27, 27, 27), (6, 34)),
    _Version(18, (31, 31, 31, 31), (6, 22, 38)),
    _Version(22, (38, 38, 39, 39), (6, 24, 42)),
    _Version(22, (36, 36, 36, 37, 37), (6, 26, 46)),
    _Version(26, (43, 43, 43, 43, 44), (6, 28, 50)),
)
_BYTE_MODE: Final = 0b0100
_LEVEL_M: Final = 0b00
_FORMAT_GENERATOR, _FORMAT_MASK = 0b10100110111, 0b101010000010010
_VERSION_GENERATOR: Final = 0b1111100100101
_FIELD: Final = 0x11D
_MASKS: Final[tuple[Callable[[int, int], bool], ...]] = (
    lambda y, x: (y + x) % 2 == 0,
    lambda y, _: y % 2 == 0,
    lambda _, x: x % 3 == 0,
    lambda y, x: (y + x) % 3 == 0,
    lambda y, x: (y // 2 + x // 3) % 2 == 0,
    lambda y, x: y * x % 2 + y * x % 3 == 0,
    lambda y, x: (y * x % 2 + y * x % 3) % 2 == 0,
    lambda y, x: ((y + x) % 2 + y * x % 3) % 2 == 0,
)
_FINDER_LIKE: Final = ((1, 0, 1, 1, 1, 0, 1, 0, 0, 0, 0), (0, 0, 0, 0, 1, 0, 1, 1, 1, 0, 1))


class TooLong(ValueError):
    """The text does not fit into version 10."""


def qr_modules(text: str) -> Modules:
    """Rows of modules, True is dark, without the quiet zone. TooLong beyond 213 bytes."""
    data = text.encode()
    number = _smallest(len(data))
    stream = _interleaved(_codewords(data, number), _VERSIONS[number - 1])
    drawn = (_Grid(number).filled(stream, mask) for mask in range(len(_MASKS)))
    return min(drawn, key=_penalty)


def _smallest(length: int) -> int:
    for number, version in enumerate(_VERSIONS, start=1):
        if 4 + _length_bits(number) + 8 * length <= 8 * sum(version.blocks):
            return number
    raise TooLong


def _length_bits(number: int) -> int:
    return 8 if number < 10 else 16


def _codewords(data: bytes, number: int) -> list[int]:
    """Mode, length, data, terminator, padding."""
    size = sum(_VERSIONS[number - 1].blocks)
    head = _BYTE_MODE << _length_bits(number) | len(data)
    bits = [*_bits(head, 4 + _length_bits(number)), *chain.from_iterable(_bits(byte, 8) for byte in data)]
    bits += [0] * min(4, 8 * size - len(bits))
    bits += [0] * (-len(bits) % 8)
    words = [int("".join(map(str, bits[at : at + 8])), 2) for at in range(0, len(bits), 8)]
    return words + [(0xEC, 0x11)[at % 2] for at in range(size - len(words))]


def _bits(value: int, count: int) -> Iterator[int]:
    return (value >> place & 1 for place in reversed(range(count)))


def _interleaved(words: Sequence[int], version: _Version) -> list[int]:
    """Data blocks column by column, then their error correction."""
    blocks: list[Sequence[int]] = []
    at = 0
    for size in version.blocks:
        blocks.append(words[at : at + size])
        at += size
    repair = [_remainder(block, version.ec) for block in blocks]
    columns = chain(zip_longest(*blocks), zip_longest(*repair))
    return [word for column in columns for word in column if word is not None]


# --------------------------------------------------------------------------- Reed-Solomon in the field of 256


def _times(one: int, other: int) -> int:
    product = 0
    for place in reversed(range(8)):
        product = product << 1 ^ (product >> 7) * _FIELD
        product ^= (other >> place & 1) * one
    return product


@cache
def _generator(degree: int) -> tuple[int, ...]:
    """Coefficients of the product of (x - 2^i), highest left out."""
    found = [*[0] * (degree - 1), 1]
    root = 1
    for _ in range(degree):
        found = [_times(value, root) ^ after for value, after in zip_longest(found, found[1:], fillvalue=0)]
        root = _times(root, 2)
    return tuple(found)


def _remainder(block: Sequence[int], degree: int) -> list[int]:
    rest = [0] * degree
    for word in block:
        factor = word ^ rest.pop(0)
        rest.append(0)
        rest = [value ^ _times(part, factor) for value, part in zip(rest, _generator(degree), strict=True)]
    return rest


def _checked(value: int, generator: int, length: int) -> int:
    """The value and the remainder of its BCH code."""
    rest = value << length
    while rest.bit_length() > length:
        rest ^= generator << (rest.bit_length() - generator.bit_length())
    return value << length | rest


# -------------------------------------------------------------------------------------------------- drawing


class _Grid:
    """The modules of one symbol while it is drawn; None is not drawn yet."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.size = 17 + 4 * number
        self.rows: list[list[bool | None]] = [[None] * self.size for _ in range(self.size)]

    def filled(self, stream: Sequence[int], mask: int) -> Modules:
        """Patterns, format, version, then the data under the mask."""
        self._patterns()
        self._format(mask)
        self._version()
        bits = chain(chain.from_iterable(_bits(word, 8) for word in stream), iter(lambda: 0, None))
        for y, x in self._free():
            self.rows[y][x] = bool(next(bits)) ^ _MASKS[mask](y, x)
        return tuple(tuple(bool(module) for module in row) for row in self.rows)

    def _patterns(self) -> None:
        far = self.size - 7
        for top, left in ((0, 0), (0, far), (far, 0)):
            self._finder(top, left)
        for at in range(8, self.size - 8):
            self.rows[6][at] = self.rows[at][6] = at % 2 == 0
        centres = _VERSIONS[self.number - 1].centres
        for y in centres:
            for x in centres:
                if self.rows[y][x] is None or (6 in (y, x) and not self._beside_finder(y, x)):
                    self._square(y, x)
        self.rows[self.size - 8][8] = True

    def _beside_finder(self, y: int, x: int) -> bool:
        return (y < 9 or y > self.size - 9) and (x < 9 or x > self.size - 9) and not (y > 9 and x > 9)

    def _finder(self, top: int, left: int) -> None:
        for dy in range(-1, 8):
            for dx in range(-1, 8):
                y, x = top + dy, left + dx
                if 0 <= y < self.size and 0 <= x < self.size:
                    ring = max(abs(dy - 3), abs(dx - 3))
                    self.rows[y][x] = ring not in (2, 4)

    def _square(self, y: int, x: int) -> None:
        for dy in range(-2, 3):
            for dx in range(-2, 3):
                self.rows[y + dy][x + dx] = max(abs(dy), abs(dx)) != 1

    def _format(self, mask: int) -> None:
        """Fifteen bits, twice: around the upper left finder, and split between the other two."""
        bits = list(_bits(_checked(_LEVEL_M << 3 | mask, _FORMAT_GENERATOR, 10) ^ _FORMAT_MASK, 15))
        near = [(8, x) for x in (0, 1, 2, 3, 4, 5, 7, 8)] + [(y, 8) for y in (7, 5, 4, 3, 2, 1, 0)]
        far = [(self.size - 1 - at, 8) for at in range(7)] + [(8, self.size - 8 + at) for at in range(8)]
        for bit, one, other in zip(bits, near, far, strict=True):
            self.rows[one[0]][one[1]] = self.rows[other[0]][other[1]] = bool(bit)

    def _version(self) -> None:
        if self.number < 7:
            return
        for at, bit in enumerate(reversed(list(_bits(_checked(self.number, _VERSION_GENERATOR, 12), 18)))):
            y, x = at // 3, self.size - 11 + at % 3
            self.rows[y][x] = self.rows[x][y] = bool(bit)

    def _free(self) -> Iterator[tuple[int, int]]:
        """The places of the data: pairs of columns from the right, upwards and downwards in turn."""
        columns = [*range(self.size - 1, 6, -2), *range(5, 0, -2)]
        for turn, right in enumerate(columns):
            for step in range(self.size):
                y = self.size - 1 - step if turn % 2 == 0 else step
                for x in (right, right - 1):
                    if self.rows[y][x] is None:
                        yield y, x


def _penalty(modules: Modules) -> int:
    """How badly a symbol reads (section 7.8.3): runs, squares, finder-like stretches, imbalance."""
    lines = [*modules, *zip(*modules, strict=True)]
    runs = sum(_runs(line) for line in lines)
    squares = sum(
        3
        for above, below in pairwise(modules)
        for pair in zip(pairwise(above), pairwise(below), strict=True)
        if len({*pair[0], *pair[1]}) == 1
    )
    like = sum(
        40
        for line in lines
        for at in range(len(line) - 10)
        if tuple(map(int, line[at : at + 11])) in _FINDER_LIKE
    )
    dark = sum(map(sum, modules)) * 20 / len(modules) ** 2
    return runs + squares + like + 10 * int(abs(dark - 10))


def _runs(line: Sequence[bool]) -> int:
    found, length = 0, 1
    for one, other in pairwise([*line, None]):
        if one == other:
            length += 1
            continue
        found += length - 2 if length >= 5 else 0
        length = 1
    return found
