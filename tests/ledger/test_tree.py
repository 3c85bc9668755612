"""The RFC 6962 tree: published vectors, brute force over small sizes, appends against the definition."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phoihop.ledger.tree import (
    EMPTY_ROOT,
    TILE_WIDTH,
    Frontier,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    node_hash,
    perfect_root,
    root_of,
    tiles_over,
    verify_consistency,
    verify_inclusion,
)

VECTORS = Path(__file__).resolve().parents[3] / "shared" / "vectors" / "merkle-proofs.jsonl"
LARGEST = 66
LEAVES = [leaf_hash(str(number).encode()) for number in range(LARGEST)]


def root_by_definition(leaves: Sequence[bytes]) -> bytes:
    """RFC 6962 section 2.1, word for word."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return node_hash(root_by_definition(leaves[:k]), root_by_definition(leaves[k:]))


ROOTS = [root_by_definition(LEAVES[:size]) for size in range(LARGEST + 1)]


def vector_cases() -> list[object]:
    if not VECTORS.is_file():
        return []
    cases = [json.loads(line) for line in VECTORS.read_text(encoding="utf-8").splitlines()]
    return [pytest.param(case, id=case["case"]) for case in cases]


def decoded(case: dict[str, object], name: str) -> bytes:
    return base64.b64decode(str(case[name]), validate=True)


def proof_of(case: dict[str, object]) -> list[bytes]:
    """Go writes an empty proof as null."""
    proof = case["proof"] or []
    assert isinstance(proof, list)
    return [base64.b64decode(part, validate=True) for part in proof]


@pytest.mark.needs_shared
@pytest.mark.parametrize("case", vector_cases())
def test_the_published_vectors_give_the_wanted_answer(case: dict[str, object]) -> None:
    if case["kind"] == "inclusion":
        index, size = case["leafIdx"], case["treeSize"]
        good = verify_inclusion(decoded(case, "leafHash"), index, size, proof_of(case), decoded(case, "root"))
    else:
        old, new = case["size1"], case["size2"]
        good = verify_consistency(old, new, decoded(case, "root1"), decoded(case, "root2"), proof_of(case))
    assert good is not case["wantErr"]


@pytest.mark.needs_shared
def test_all_196_published_vectors_are_there() -> None:
    assert len(vector_cases()) == 196


def test_the_hashes_are_those_of_rfc_6962() -> None:
    assert EMPTY_ROOT.hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert leaf_hash(b"").hex() == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
    assert (
        node_hash(b"\x01" * 32, b"\x02" * 32)
        == hashlib.sha256(b"\x01" + b"\x01" * 32 + b"\x02" * 32).digest()
    )


@pytest.mark.parametrize("size", range(LARGEST + 1))
def test_a_frontier_has_the_root_of_the_definition_and_one_peak_for_each_1_bit(size: int) -> None:
    frontier = Frontier()
    for leaf in LEAVES[:size]:
        frontier = frontier.append(leaf)
    assert (frontier.root(), len(frontier.peaks)) == (ROOTS[size], size.bit_count())
    assert root_of(LEAVES[:size]) == ROOTS[size]


@pytest.mark.parametrize("size", range(1, LARGEST + 1))
def test_every_inclusion_proof_verifies_and_every_altered_one_fails(size: int) -> None:
    for index in range(size):
        proof = inclusion_proof(LEAVES[:size], index)
        assert verify_inclusion(LEAVES[index], index, size, proof, ROOTS[size])
        for spoilt in spoilt_proofs(proof):
            assert not verify_inclusion(LEAVES[index], index, size, spoilt, ROOTS[size])
        for other in (index ^ 1, index + 1, index - 1, index + (1 << 64)):
            assert not verify_inclusion(LEAVES[index], other, size, proof, ROOTS[size])
        assert not verify_inclusion(LEAVES[index - 1], index, size, proof, ROOTS[size]) or size == 1
        assert not verify_inclusion(LEAVES[index], index, size, proof, ROOTS[size - 1])


@pytest.mark.parametrize("size", range(1, LARGEST + 1))
def test_every_consistency_proof_verifies_and_every_altered_one_fails(size: int) -> None:
    for old in range(1, size + 1):
        proof = consistency_proof(LEAVES[:size], old)
        assert verify_consistency(old, size, ROOTS[old], ROOTS[size], proof)
        for spoilt in spoilt_proofs(proof):
            assert not verify_consistency(old, size, ROOTS[old], ROOTS[size], spoilt)
        assert not verify_consistency(old, size, ROOTS[old - 1], ROOTS[size], proof)
        assert not verify_consistency(old, size, ROOTS[old], ROOTS[size - 1], proof)


def spoilt_proofs(proof: Sequence[bytes]) -> list[list[bytes]]:
    """The proof with one part changed, dropped, added, cut, or the order turned."""
    parts = list(proof)
    spoilt = [[*parts, ROOTS[3]], [ROOTS[3], *parts], [*parts, b""]]
    for place, part in enumerate(parts):
        spoilt.append([*parts[:place], bytes([part[0] ^ 1]) + part[1:], *parts[place + 1 :]])
        spoilt.append([*parts[:place], *parts[place + 1 :]])
        spoilt.append([*parts[:place], part[:-1], *parts[place + 1 :]])
    if len(set(parts)) > 1:
        spoilt.append(parts[::-1])
    return spoilt


def test_nothing_is_consistent_with_an_empty_tree() -> None:
    assert not verify_consistency(0, 3, EMPTY_ROOT, ROOTS[3], ())
    assert not verify_consistency(0, 0, EMPTY_ROOT, EMPTY_ROOT, ())


@pytest.mark.parametrize("index", [-1, 3, 1 << 64])
def test_there_is_no_proof_for_a_leaf_that_is_not_there(index: int) -> None:
    with pytest.raises(IndexError):
        inclusion_proof(LEAVES[:3], index)


@pytest.mark.parametrize("old", [-1, 0, 4])
def test_there_is_no_consistency_proof_from_a_size_that_is_not_in_the_tree(old: int) -> None:
    with pytest.raises(IndexError):
        consistency_proof(LEAVES[:3], old)


def test_a_leaf_cannot_be_passed_off_as_an_inner_node() -> None:
    left, right = LEAVES[0], LEAVES[1]
    assert leaf_hash(left + right) != node_hash(left, right)


@given(st.lists(st.binary(min_size=32, max_size=32), max_size=300), st.integers(0, 299))
def test_appending_one_by_one_or_after_any_stop_gives_one_root(leaves: list[bytes], stop: int) -> None:
    first = Frontier()
    for leaf in leaves[:stop]:
        first = first.append(leaf)
    resumed = Frontier(first.size, first.peaks)
    for leaf in leaves[stop:]:
        resumed = resumed.append(leaf)
    assert (resumed.size, resumed.root()) == (len(leaves), root_by_definition(leaves))


@given(st.integers(1, 500), st.data())
def test_proofs_verify_at_any_size(size: int, data: st.DataObject) -> None:
    leaves = [leaf_hash(number.to_bytes(4)) for number in range(size)]
    index = data.draw(st.integers(0, size - 1))
    old = data.draw(st.integers(1, size))
    root = root_of(leaves)
    assert verify_inclusion(leaves[index], index, size, inclusion_proof(leaves, index), root)
    assert verify_consistency(old, size, root_of(leaves[:old]), root, consistency_proof(leaves, old))


@pytest.mark.parametrize("width", [0, 3, 5, 6, 255])
def test_only_a_power_of_two_of_hashes_is_a_perfect_subtree(width: int) -> None:
    with pytest.raises(ValueError, match="power of two"):
        perfect_root(LEAVES[:1] * width)


@pytest.mark.parametrize(
    ("size", "tiles"),
    [
        (0, {}),
        (255, {}),
        (256, {0: 1}),
        (513, {0: 2}),
        (65_535, {0: 255}),
        (65_536, {0: 256, 1: 1}),
        (65_536 + 256, {0: 257, 1: 1}),
    ],
)
def test_only_full_tiles_exist(size: int, tiles: dict[int, int]) -> None:
    found = tiles_over([LEAVES[0]] * size)
    counted = {level: sum(tile.level == level for tile in found) for level in {tile.level for tile in found}}
    assert counted == tiles


def test_a_tile_of_the_second_level_holds_the_roots_of_the_tiles_below() -> None:
    leaves = [leaf_hash(number.to_bytes(4)) for number in range(TILE_WIDTH**2)]
    *below, top = tiles_over(leaves)
    assert (top.level, top.number, len(below)) == (1, 0, TILE_WIDTH)
    assert top.split() == tuple(perfect_root(tile.split()) for tile in below)
    assert perfect_root(top.split()) == root_of(leaves)
