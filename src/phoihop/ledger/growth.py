"""Growing the tree of a ledger epoch in the database: frontier and full tiles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from phoihop.ledger.models import Act, TileRow, TreeHead
from phoihop.ledger.rows import execute, insert
from phoihop.ledger.tree import TILE_WIDTH, Frontier, perfect_root

HEX = 64
_MOVE_HEAD: Final = """
    UPDATE ledger_treehead SET size = %s, last_height = %s, frontier = %s WHERE ledger = %s AND epoch = %s
"""


@dataclass(frozen=True, slots=True)
class TreeState:
    """How far a ledger epoch has grown."""

    ledger: str
    epoch: int
    frontier: Frontier = field(default_factory=Frontier)
    last_height: int = 0


def grow(state: TreeState, leaves: Sequence[str], *, last_height: int) -> TreeState:
    """Add leaf hashes (already stored as acts) to the tree: new head row, new full tiles."""
    frontier = state.frontier
    for leaf in leaves:
        frontier = frontier.append(bytes.fromhex(leaf))
    insert(_new_tiles(state, leaves))
    peaks = " ".join(peak.hex() for peak in frontier.peaks)
    if state.frontier.size:
        execute(_MOVE_HEAD, [frontier.size, last_height, peaks, state.ledger, state.epoch])
    else:
        head = TreeHead(ledger=state.ledger, epoch=state.epoch, size=frontier.size, last_height=last_height)
        head.frontier = peaks
        insert([head])
    return TreeState(state.ledger, state.epoch, frontier, last_height)


def _new_tiles(state: TreeState, leaves: Sequence[str]) -> list[TileRow]:
    """The tiles that become full when `leaves` are added (level 0 from the acts, higher from tiles)."""
    size, tiles = state.frontier.size, list[TileRow]()
    first, full = size // TILE_WIDTH, (size + len(leaves)) // TILE_WIDTH
    if first == full:
        return []
    row = [*_stored_leaves(state, first * TILE_WIDTH, size), *leaves]
    level = 0
    while first < full:
        groups = [row[n * TILE_WIDTH : (n + 1) * TILE_WIDTH] for n in range(full - first)]
        tiles += [_tile(state, level, first + n, group) for n, group in enumerate(groups)]
        lifted = [_lift("".join(group)) for group in groups]
        level, below = level + 1, first
        first, full = first // TILE_WIDTH, full // TILE_WIDTH
        row = [*_lifted(state, level, first * TILE_WIDTH, below), *lifted]
    return tiles


def _tile(state: TreeState, level: int, number: int, group: Sequence[str]) -> TileRow:
    return TileRow(ledger=state.ledger, epoch=state.epoch, level=level, number=number, hashes="".join(group))


def _stored_leaves(state: TreeState, start: int, stop: int) -> list[str]:
    acts = Act.objects.filter(ledger=state.ledger, epoch=state.epoch, index__gte=start, index__lt=stop)
    return list(acts.order_by("index").values_list("leaf", flat=True))


def _lifted(state: TreeState, level: int, start: int, stop: int) -> list[str]:
    """Hashes start..stop of `level`, lifted from the full tiles one level below."""
    tiles = TileRow.objects.filter(
        ledger=state.ledger, epoch=state.epoch, level=level - 1, number__gte=start, number__lt=stop
    )
    return [_lift(hashes) for hashes in tiles.order_by("number").values_list("hashes", flat=True)]


def _lift(hashes: str) -> str:
    """The root over the 256 hashes of a full tile: one hash of the level above."""
    return perfect_root([bytes.fromhex(hashes[i : i + HEX]) for i in range(0, len(hashes), HEX)]).hex()
