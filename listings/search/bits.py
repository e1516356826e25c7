"""Sets of rows as bits: row r is bit r % 64 of word r // 64."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

Bits = NDArray[np.uint64]
Rows = NDArray[np.uint32]

WORD = 64
# Words that one step of a count may touch, so that its temporaries stay in the processor's cache.
STEP = 1 << 15
# What it costs to pick a word out before it is counted, beside counting it where it stands. Cars
# that match lie together, so that most words are often empty.
TAKING = 3.0
# So many bits are added in one byte.
BYTE_FULL = 255


def words_for(rows: int) -> int:
    return -(-rows // WORD)


def packed(mask: NDArray[np.bool_]) -> Bits:
    """The set of rows where ``mask`` is true."""
    padded = np.zeros(words_for(len(mask)) * 8, np.uint8)
    octets = np.packbits(mask, bitorder="little")
    padded[: len(octets)] = octets
    return padded.view(np.uint64)


def none(rows: int) -> Bits:
    return np.zeros(words_for(rows), np.uint64)


def everything(rows: int) -> Bits:
    return of_ranges([(0, rows)], rows)


def complement(bits: Bits, rows: int) -> Bits:
    """All rows that are not members."""
    return everything(rows) & ~bits


def of_rows(members: Iterable[int] | NDArray[np.integer], rows: int) -> Bits:
    mask = np.zeros(rows, np.bool_)
    mask[members if isinstance(members, np.ndarray) else list(members)] = True
    return packed(mask)


def of_ranges(ranges: Iterable[tuple[int, int]], rows: int) -> Bits:
    """The rows first ≤ r < end of every (first, end)."""
    bits = none(rows)
    for first, end in ranges:
        if first < end:
            head, tail = first // WORD, (end - 1) // WORD
            from_first = np.uint64((~0 << first % WORD) & 0xFFFF_FFFF_FFFF_FFFF)
            to_last = np.uint64(0xFFFF_FFFF_FFFF_FFFF >> (WORD - 1 - (end - 1) % WORD))
            if head == tail:
                bits[head] |= from_first & to_last
            else:
                bits[head] |= from_first
                bits[head + 1 : tail] = ~np.uint64(0)
                bits[tail] |= to_last
    return bits


def count(bits: Bits) -> int:
    return int(np.bitwise_count(bits).sum(dtype=np.int64))


def sizes(table: NDArray[np.uint64]) -> NDArray[np.int64]:
    """How many members each set of the table (a row of words) has."""
    return np.array([count(row) for row in table], np.int64)


def counts(table: NDArray[np.uint64], bits: Bits) -> NDArray[np.int64]:
    """For each set of the table (a row of words) how many of its members are in ``bits``."""
    result = np.empty(len(table), np.int64)
    filled = np.flatnonzero(bits != 0)
    is_scattered = TAKING * len(filled) >= len(bits)
    members = bits if is_scattered else bits[filled]
    step = max(1, STEP // max(1, len(members)))
    for first in range(0, len(table), step):
        part = table[first : first + step]
        if not is_scattered:
            part = np.take(part, filled, axis=1, mode="clip")
        both = part & members
        result[first : first + step] = np.bitwise_count(both).sum(axis=1, dtype=np.uint32)
    return result


def counts_between(bits: Bits, starts: NDArray[np.int64]) -> NDArray[np.int64]:
    """Members in each run of rows ``starts[i]`` ≤ r < ``starts[i + 1]``."""
    before = np.zeros(len(bits) + 1, np.int64)
    np.cumsum(np.bitwise_count(bits), dtype=np.int64, out=before[1:])
    word, bit = starts // WORD, (starts % WORD).astype(np.uint64)
    padded = np.append(bits, np.uint64(0))
    below = padded[word] & ((np.uint64(1) << bit) - np.uint64(1))
    return np.diff(before[word] + np.bitwise_count(below))


def counts_per_bit(table: NDArray[np.uint64]) -> NDArray[np.int64]:
    """For each bit of a row of words how many rows of the table have it.

    Full adders count in all bits at once: of three rows they make one of the sums, and one of
    the carries, each of which stands for two.
    """
    result = np.zeros(table.shape[1] * WORD, np.int64)
    weight = 1
    while len(table):
        carries = [table[:0]]
        while len(table) > BYTE_FULL:
            third = len(table) // 3
            one, two, three = (table[i * third : (i + 1) * third] for i in range(3))
            differ = one ^ two
            carries.append(one & two | differ & three)
            table = np.concatenate([differ ^ three, table[3 * third :]])
        lines = np.unpackbits(table.view(np.uint8), axis=1, bitorder="little")
        result += weight * lines.sum(axis=0, dtype=np.uint8).astype(np.int64)
        table, weight = np.concatenate(carries), 2 * weight
    return result


def rows_of(bits: Bits) -> NDArray[np.int64]:
    """The members, in order."""
    octets = bits.view(np.uint8)
    filled = np.flatnonzero(octets != 0)
    if 2 * len(filled) > len(octets):
        return np.flatnonzero(unpacked(bits))
    picked = octets[filled]
    skipped = 8 * (filled - np.arange(len(filled)))
    return np.flatnonzero(unpacked(picked)) + np.repeat(skipped, np.bitwise_count(picked))


def unpacked(bits: NDArray[np.unsignedinteger]) -> NDArray[np.bool_]:
    """Row by row whether it is a member; up to a whole word longer than the rows."""
    return np.unpackbits(bits.view(np.uint8), bitorder="little").view(np.bool_)
