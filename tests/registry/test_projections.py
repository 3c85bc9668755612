"""Rows from acts: late, superseded, cleared and foreign acts included."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import permutations

import pytest

from phoihop.access.domain.types import Role
from phoihop.kernel.citation import Knowledge
from phoihop.ledger.domain.types import Audience, Envelope, FoldedAct, Party, Payload, Valid
from phoihop.registry import acts
from phoihop.registry.acts import (
    Appointment,
    BodyRecorded,
    Departure,
    FirstOfficerInstalled,
    LineageKind,
    LineageRecorded,
    LineKind,
    LineRecorded,
    NameRecorded,
    PersonRecorded,
    PostRecorded,
    RowWithdrawn,
    TenureEnded,
    TenureStarted,
)
from phoihop.registry.api import PROJECTORS

OURS, THEIRS = "m-qk3-ct/registry", "a-other/registry"
MARCH, JULY = "2026-03-02", "2026-07-01"


def act(
    payload: Payload | None,
    *,
    start: str | None = None,
    end: str | None = None,
    index: int = 1,
    ledger: str = OURS,
    kind: str = "",
) -> FoldedAct:
    """An act as a fold hands it over; `kind` is wanted only where the payload is gone."""
    known = next((k.name for k in acts.KINDS if isinstance(payload, k.payload)), kind)
    envelope = Envelope(
        v=1,
        kind=known,
        kind_version=1,
        ledger=ledger,
        epoch=1,
        index=index,
        height=index,
        id=f"{index:026d}",
        batch=None,
        decided_by=Party("M-QK3-CT"),
        entered_by=Party("M-QK3-CT"),
        subjects=("body:A",),
        refs=(),
        audience=Audience("public"),
        basis=(),
        valid=Valid(start, end),
        recorded_at="2026-11-23T01:00:00Z",
        payload="0" * 64,
    )
    return FoldedAct(envelope, "0" * 64, payload)


def rows(subject: str, *folded: FoldedAct) -> list[tuple[object, ...]]:
    """The rows as tuples of what matters: table, ledger and the columns named in SHOWN."""
    projector = next(p for p in PROJECTORS if p.subject_type == subject.partition(":")[0])
    return [
        (type(row).__name__, row.ledger, *(getattr(row, name) for name in SHOWN[type(row).__name__]))
        for row in projector.rows(subject, folded)
    ]


SHOWN = {
    "Body": ("code", "name", "unit", "valid_from", "valid_to"),
    "BodyName": ("body", "name", "folded", "valid_from", "valid_to"),
    "Line": ("child", "parent", "line", "valid_from", "valid_to"),
    "Lineage": ("predecessor", "successor", "kind", "day"),
    "Person": ("person", "name", "folded"),
    "Post": ("post", "body", "title", "role", "order", "valid_from", "valid_to"),
    "Tenure": ("tenure", "person", "post", "how", "left", "valid_from", "valid_to"),
}


def body(name: str) -> BodyRecorded:
    return BodyRecorded(
        name=name, kind="phong", side="party", state=Knowledge.VERIFIED, source="nguồn", note=""
    )


def named(name: str) -> NameRecorded:
    return NameRecorded(name=name, state=Knowledge.VERIFIED, source="")


def test_a_body_with_its_name() -> None:
    assert rows("body:P-31-BTC", act(body("Ban Mẫu"), end=JULY)) == [
        ("Body", OURS, "P-31-BTC", "Ban Mẫu", 31, None, date(2026, 7, 1)),
        ("BodyName", OURS, "P-31-BTC", "Ban Mẫu", "ban mau", None, date(2026, 7, 1)),
    ]


def names_of(found: Sequence[tuple[object, ...]]) -> list[tuple[object, ...]]:
    return [row[3:4] + row[5:] for row in found if row[0] == "BodyName"]


def test_a_later_name_ends_the_earlier_one() -> None:
    found = rows(
        "body:A",
        act(body("Một"), start="2020-01-01"),
        act(named("Ba"), start=JULY, index=2),
        act(named("Hai"), start=MARCH, index=3),
    )
    assert names_of(found) == [
        ("Một", date(2020, 1, 1), date(2026, 3, 2)),
        ("Hai", date(2026, 3, 2), date(2026, 7, 1)),
        ("Ba", date(2026, 7, 1), None),
    ]


def test_of_two_names_for_one_day_the_later_act_counts() -> None:
    found = rows(
        "body:A",
        act(body("Một")),
        act(named("Hai"), start=MARCH, index=2),
        act(named("Ba"), start=MARCH, index=3),
    )
    assert names_of(found) == [("Một", None, date(2026, 3, 2)), ("Ba", date(2026, 3, 2), None)]


def test_a_name_from_the_first_day_on_replaces_the_one_recorded_with_the_body() -> None:
    found = rows("body:A", act(body("Một"), start=MARCH), act(named("Hai"), start=MARCH, index=2))
    assert names_of(found) == [("Hai", date(2026, 3, 2), None)]


@pytest.mark.parametrize(
    "start", [None, "2019-01-01", JULY], ids=["no day", "before its life", "after its life"]
)
def test_a_name_outside_the_life_of_the_body_makes_no_row(start: str | None) -> None:
    found = rows(
        "body:A", act(body("Một"), start="2020-01-01", end=JULY), act(named("Hai"), start=start, index=2)
    )
    assert names_of(found) == [("Một", date(2020, 1, 1), date(2026, 7, 1))]


def test_another_agency_states_its_own_beside_ours() -> None:
    found = rows("body:A", act(body("Tên ta")), act(body("Tên họ"), ledger=THEIRS, index=0))
    assert [row[:4] for row in found if row[0] == "Body"] == [
        ("Body", THEIRS, "A", "Tên họ"),
        ("Body", OURS, "A", "Tên ta"),
    ]


def test_a_withdrawn_row_makes_no_row_and_one_recorded_after_it_does() -> None:
    withdrawn = act(RowWithdrawn("bản 2"))
    assert rows("body:A", withdrawn) == []
    assert [row[3] for row in rows("body:A", withdrawn, act(body("Lại"), index=2)) if row[0] == "Body"] == [
        "Lại"
    ]


@pytest.mark.parametrize(
    "subject", ["body:A", "body_line:A/B/party", "lineage:A/B/merge", "person:P", "post:Q", "tenure:T"]
)
def test_an_act_without_content_makes_no_row(subject: str) -> None:
    assert rows(subject, act(None, start=MARCH, kind="registry.body_recorded")) == []


@pytest.mark.parametrize(
    ("start", "end"), [(MARCH, MARCH), (JULY, MARCH)], ids=["no day", "ends before it begins"]
)
def test_a_period_without_a_day_makes_no_row(start: str, end: str) -> None:
    line = LineRecorded("A", "B", LineKind.PARTY, Knowledge.VERIFIED, "", "")
    post = PostRecorded("A", "Trợ lý", Role.OFFICER, 1, Knowledge.VERIFIED)
    started = TenureStarted("P", "Q", Appointment.APPOINTED, Knowledge.VERIFIED)
    assert rows("body:A", act(body("Một"), start=start, end=end)) == []
    assert rows("body_line:A/B/party", act(line, start=start, end=end)) == []
    assert rows("post:Q", act(post, start=start, end=end)) == []
    assert rows("tenure:T", act(started, start=start, end=end)) == []


def test_a_line_and_a_change() -> None:
    line = LineRecorded("A", "B", LineKind.PARTY, Knowledge.VERIFIED, "", "")
    assert rows("body_line:A/B/party", act(line, start=MARCH)) == [
        ("Line", OURS, "A", "B", "party", date(2026, 3, 2), None)
    ]
    change = LineageRecorded("A", None, LineageKind.ABOLISH, Knowledge.VERIFIED, "", "")
    assert rows("lineage:A/-/abolish", act(change, start=JULY)) == [
        ("Lineage", OURS, "A", None, "abolish", date(2026, 7, 1))
    ]
    assert rows("lineage:A/-/abolish", act(change)) == []


def test_the_genesis_act_makes_person_post_and_tenure() -> None:
    genesis = act(
        FirstOfficerInstalled("P", "Đỗ Thị Mai", "Q", "Trợ lý", "M-QK3-CT", Role.OFFICER), start=MARCH
    )
    since = date(2026, 3, 2)
    assert rows("person:P", genesis) == [("Person", OURS, "P", "Đỗ Thị Mai", "do thi mai")]
    assert rows("post:Q", genesis) == [("Post", OURS, "Q", "M-QK3-CT", "Trợ lý", "officer", 1, since, None)]
    assert rows("tenure:T", genesis) == [("Tenure", OURS, "T", "P", "Q", "assigned", "", since, None)]


def test_a_person_goes_by_the_last_name_recorded() -> None:
    found = rows("person:P", act(PersonRecorded("Đỗ Mai")), act(PersonRecorded("Đỗ Thị Mai"), index=2))
    assert found == [("Person", OURS, "P", "Đỗ Thị Mai", "do thi mai")]


STARTED = act(TenureStarted("P", "Q", Appointment.ELECTED, Knowledge.VERIFIED), start=MARCH)
ENDED = act(TenureEnded(Departure.RETIRED), start=JULY, index=2)


def test_an_end_that_arrives_first_waits_for_its_start() -> None:
    held = ("Tenure", OURS, "T", "P", "Q", "elected", "retired", date(2026, 3, 2), date(2026, 7, 1))
    for order in permutations((STARTED, ENDED)):
        assert rows("tenure:T", *order) == [held]
    assert rows("tenure:T", ENDED) == []


def test_an_end_counts_even_when_its_content_was_cleared() -> None:
    cleared = act(None, start=JULY, index=2, kind="registry.tenure_ended")
    assert [row[5:] for row in rows("tenure:T", STARTED, cleared)] == [
        ("elected", "other", date(2026, 3, 2), date(2026, 7, 1))
    ]


def test_a_foreseen_end_is_no_departure_yet() -> None:
    foreseen = act(TenureStarted("P", "Q", Appointment.ELECTED, Knowledge.VERIFIED), start=MARCH, end=JULY)
    assert [row[6:] for row in rows("tenure:T", foreseen)] == [("", date(2026, 3, 2), date(2026, 7, 1))]


def test_what_another_ledger_says_ends_no_tenure_of_ours() -> None:
    foreign = act(TenureEnded(Departure.OTHER), start=JULY, ledger=THEIRS)
    assert [row[8] for row in rows("tenure:T", STARTED, foreign)] == [None]
