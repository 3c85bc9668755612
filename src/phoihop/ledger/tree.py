"""RFC 6962 / RFC 9162 SHA-256 Merkle tree: hashing, append with a frontier, tiles, proofs. Pure.

Source: RFC 6962 section 2.1 (hashes and proofs), C2SP tlog-tiles (tiles of 256 hashes).
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

HASH_SIZE = 32
TILE_WIDTH = 256
TILE_HEIGHT = 8
EMPTY_ROOT = hashlib.sha256(b"").digest()


def leaf_hash(entry: bytes) -> bytes:
    """Hash of one log entry: SHA-256(0x00 ‖ entry)."""
    return hashlib.sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash of an inner node: SHA-256(0x01 ‖ left ‖ right)."""
    return hashlib.sha256(b"\x01" + left + right).digest()


@dataclass(frozen=True, slots=True)
class Frontier:
    """The roots of the perfect subtrees of a tree, largest first: all that an append needs.

    A tree of `size` leaves has one subtree for every 1 bit of `size`.
    """

    size: int = 0
    peaks: tuple[bytes, ...] = ()

    def append(self, leaf: bytes) -> Frontier:
        """The frontier with one more leaf hash."""
        peaks, size = list(self.peaks), self.size
        while size & 1:
            leaf = node_hash(peaks.pop(), leaf)
            size >>= 1
        peaks.append(leaf)
        return Frontier(self.size + 1, tuple(peaks))

    def root(self) -> bytes:
        """The tree head (Merkle Tree Hash) over all leaves so far."""
        if not self.peaks:
            return EMPTY_ROOT
        root = self.peaks[-1]
        for peak in reversed(self.peaks[:-1]):
            root = node_hash(peak, root)
        return root


def root_of(leaves: Sequence[bytes]) -> bytes:
    """The tree head over a list of leaf hashes."""
    frontier = Frontier()
    for leaf in leaves:
        frontier = frontier.append(leaf)
    return frontier.root()


def perfect_root(hashes: Sequence[bytes]) -> bytes:
    """The root over a full power of two of hashes; used to lift a full tile one level up."""
    level = list(hashes)
    if not level or len(level) & (len(level) - 1):
        raise ValueError("a perfect subtree has a power of two of leaves")
    while len(level) > 1:
        level = [node_hash(level[i], level[i + 1]) for i in range(0, len(level), 2)]
    return level[0]


def _split(size: int) -> int:
    """The largest power of two smaller than `size` (RFC 6962: k)."""
    return 1 << ((size - 1).bit_length() - 1)


def inclusion_proof(leaves: Sequence[bytes], index: int) -> tuple[bytes, ...]:
    """The audit path of leaf `index` in the tree over `leaves`. IndexError if there is no such leaf."""
    if not 0 <= index < len(leaves):
        raise IndexError(index)
    path: list[bytes] = []
    low, high = 0, len(leaves)
    while high - low > 1:
        middle = low + _split(high - low)
        if index < middle:
            path.append(root_of(leaves[middle:high]))
            high = middle
        else:
            path.append(root_of(leaves[low:middle]))
            low = middle
    return tuple(reversed(path))


def consistency_proof(leaves: Sequence[bytes], old_size: int) -> tuple[bytes, ...]:
    """The proof that the first `old_size` leaves are a prefix. IndexError outside 1..len(leaves)."""
    if not 1 <= old_size <= len(leaves):
        raise IndexError(old_size)
    path: list[bytes] = []
    low, high, whole = 0, len(leaves), True
    while high - low > old_size - low:
        middle = low + _split(high - low)
        if old_size <= middle:
            path.append(root_of(leaves[middle:high]))
            high = middle
        else:
            path.append(root_of(leaves[low:middle]))
            low, whole = middle, False
    if not whole:
        path.append(root_of(leaves[low:high]))
    return tuple(reversed(path))


def _are_hashes(proof: Sequence[bytes]) -> bool:
    return all(len(part) == HASH_SIZE for part in proof)


def verify_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """True when `proof` shows that `leaf` is leaf number `index` of the tree `root` of `size` leaves."""
    if not 0 <= index < size or not _are_hashes([leaf, *proof]):
        return False
    node, last, result = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            return False
        if node & 1 or node == last:
            result = node_hash(sibling, result)
            while node and not node & 1:
                node, last = node >> 1, last >> 1
        else:
            result = node_hash(result, sibling)
        node, last = node >> 1, last >> 1
    return last == 0 and result == root


def verify_consistency(
    old_size: int, new_size: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]
) -> bool:
    """True when `proof` shows that the old tree is a prefix of the new one. Size 0 proves nothing: False."""
    if not 1 <= old_size <= new_size or not _are_hashes(proof):
        return False
    if old_size == new_size:
        return not proof and old_root == new_root
    steps = list(proof)
    if old_size & (old_size - 1) == 0:
        steps.insert(0, old_root)
    if not steps:
        return False
    return _climb(old_size - 1, new_size - 1, old_root, new_root, steps)


def _climb(node: int, last: int, old_root: bytes, new_root: bytes, steps: Sequence[bytes]) -> bool:
    while node & 1:
        node, last = node >> 1, last >> 1
    old = new = steps[0]
    for step in steps[1:]:
        if last == 0:
            return False
        if node & 1 or node == last:
            old, new = node_hash(step, old), node_hash(step, new)
            while node and not node & 1:
                node, last = node >> 1, last >> 1
        else:
            new = node_hash(new, step)
        node, last = node >> 1, last >> 1
    return last == 0 and old == old_root and new == new_root


@dataclass(frozen=True, slots=True)
class Tile:
    """A full tile: 256 hashes of level `level` (0 = leaves), number `number` from the left."""

    level: int
    number: int
    hashes: bytes

    def split(self) -> tuple[bytes, ...]:
        """The 256 hashes one by one."""
        return tuple(self.hashes[i : i + HASH_SIZE] for i in range(0, len(self.hashes), HASH_SIZE))


def tiles_over(leaves: Sequence[bytes]) -> tuple[Tile, ...]:
    """All full tiles of all levels over `leaves`, lowest level first."""
    tiles: list[Tile] = []
    level, row = 0, list(leaves)
    while len(row) >= TILE_WIDTH:
        full = len(row) // TILE_WIDTH
        groups = [row[n * TILE_WIDTH : (n + 1) * TILE_WIDTH] for n in range(full)]
        tiles.extend(Tile(level, n, b"".join(group)) for n, group in enumerate(groups))
        level, row = level + 1, [perfect_root(group) for group in groups]
    return tuple(tiles)
