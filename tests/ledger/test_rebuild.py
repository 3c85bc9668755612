"""Tables are a function of the acts: a rebuild finds no difference, and finds every one that was made."""

from __future__ import annotations

import pytest

from phoihop.access.domain.types import Role
from phoihop.kernel.decision import Refused
from phoihop.ledger.api import LeafFault, Recorded, compare, rebuild, redact
from phoihop.ledger.domain.types import Coordinate
from phoihop.ledger.models import Act, SubjectAct, TreeHead, VaultEntry
from phoihop.node.keys import FileKeyRing
from tests.ledger.conftest import LEDGER, put, toy_actor
from tests.ledger.test_verify import behind_the_triggers
from tests.toy_room.models import BoardNote

pytestmark = [pytest.mark.django_db(databases=["default", "local"]), pytest.mark.db_again]


def texts() -> list[str]:
    return list(BoardNote.objects.order_by("subject", "number").values_list("text", flat=True))


def test_after_commands_a_rebuild_finds_no_difference(opened: FileKeyRing) -> None:
    put("Một", "Hai")
    put("Ba", board="board:2")
    assert compare() == ()


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (
            lambda: BoardNote.objects.update(text="Sửa lén"),
            {("toy_boardnote", "extra"), ("toy_boardnote", "missing")},
        ),
        (lambda: BoardNote.objects.all().delete(), {("toy_boardnote", "missing")}),
        (lambda: SubjectAct.objects.filter(act__index=1).delete(), {("ledger_subjectact", "missing")}),
        (
            lambda: TreeHead.objects.update(size=9),
            {("ledger_treehead", "extra"), ("ledger_treehead", "missing")},
        ),
    ],
    ids=["a row changed", "a row deleted", "an act left out", "a head changed"],
)
def test_a_changed_table_is_found_left_alone_and_mended(opened: FileKeyRing, change, found) -> None:
    put("Một")
    change()
    differences = compare()
    assert {(d.table, d.kind) for d in differences} == found
    assert compare() == differences
    rebuild()
    assert compare() == ()
    assert texts() == ["Một"]


def test_a_changed_envelope_stops_the_rebuild(opened: FileKeyRing) -> None:
    put("Một")
    with behind_the_triggers():
        Act.objects.filter(index=1).update(leaf="00" * 32)
    with pytest.raises(LeafFault):
        rebuild()
    assert texts() == ["Một"]


def test_redaction_clears_content_rows_and_keeps_the_act(opened: FileKeyRing) -> None:
    put("Một", "Nhầm tên người")
    outcome = redact(toy_actor(), [Coordinate(LEDGER, 1, 2)], reason="Ghi nhầm")
    assert isinstance(outcome, Recorded)
    assert texts() == ["Một"]
    assert (VaultEntry.objects.filter(act__index=2).count(), Act.objects.count()) == (0, 4)
    assert compare() == ()


@pytest.mark.parametrize(
    ("role", "place", "reason", "code"),
    [
        (Role.INSPECTOR, Coordinate(LEDGER, 1, 1), "Nhầm", "ledger.redact_not_allowed"),
        (Role.CLERK, Coordinate("m-khac/work", 1, 1), "Nhầm", "ledger.redact_foreign"),
        (Role.CLERK, Coordinate(LEDGER, 1, 77), "Nhầm", "ledger.redact_unknown"),
        (Role.CLERK, Coordinate(LEDGER, 1, 0), "Nhầm", "ledger.redact_unknown"),
        (Role.CLERK, Coordinate(LEDGER, 1, 1), "  ", "ledger.redact_no_reason"),
    ],
    ids=["an inspector", "an act of another ledger", "no such act", "the opening act", "without reason"],
)
def test_redaction_is_refused(
    opened: FileKeyRing, role: Role, place: Coordinate, reason: str, code: str
) -> None:
    put("Một")
    outcome = redact(toy_actor(role), [place], reason=reason)
    assert isinstance(outcome, Refused)
    assert [r.code for r in outcome.refusals] == [code]
    assert texts() == ["Một"]
