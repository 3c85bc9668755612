"""The fold of an instrument: whatever order and whatever is missing, it answers."""

from __future__ import annotations

import pytest

from phoihop.ledger.domain.types import Audience, Envelope, FoldedAct, Party, Payload, Valid
from phoihop.norms.acts import (
    EDITION_LOADED,
    INSTRUMENT_RECORDED,
    INSTRUMENT_WITHDRAWN,
    InstrumentRecorded,
    InstrumentWithdrawn,
)
from phoihop.norms.models import Edition, Instrument, Relation
from phoihop.norms.projections import EditionProjector, InstrumentProjector
from tests.norms.catalogues import shipped

SUBJECT = "instrument:366-qd-tw-2025"
SAID = dict(shipped().instruments)["366-qd-tw-2025"]


def folded(payload: Payload | None, *, index: int = 1, ledger: str = "m-qk3-ct/registry") -> FoldedAct:
    """An act about the instrument, at a place of a ledger."""
    kind = INSTRUMENT_WITHDRAWN if isinstance(payload, InstrumentWithdrawn) else INSTRUMENT_RECORDED
    envelope = Envelope(
        v=1,
        kind=kind.name,
        kind_version=1,
        ledger=ledger,
        epoch=1,
        index=index,
        height=index,
        id="01J00000000000000000000001",
        batch=None,
        decided_by=Party("M-QK3-CT"),
        entered_by=Party("M-QK3-CT"),
        subjects=(SUBJECT,),
        refs=(),
        audience=Audience("public"),
        basis=(),
        valid=Valid(),
        recorded_at="2026-11-23T01:00:00Z",
        payload="0" * 64,
    )
    return FoldedAct(envelope, "0" * 64, payload)


def rows(*acts: FoldedAct) -> list[Instrument]:
    """The instrument's own rows."""
    return [row for row in InstrumentProjector().rows(SUBJECT, acts) if isinstance(row, Instrument)]


def test_an_instrument_and_its_relations() -> None:
    found = InstrumentProjector().rows(SUBJECT, [folded(SAID)])
    relations = [row for row in found if isinstance(row, Relation)]
    assert [(row.instrument, row.kind, row.target) for row in relations] == [
        ("366-qd-tw-2025", "replaces", "124-qd-tw-2023")
    ]
    (row,) = rows(folded(SAID))
    assert (row.number, row.issuer, row.state, row.place) == ("366-QĐ/TW", "Bộ Chính trị", "verified", 1)


@pytest.mark.parametrize(
    "acts",
    [[], [folded(None)], [folded(InstrumentWithdrawn("bản 2"))]],
    ids=["no act", "its content is gone", "withdrawn by an edition whose predecessor is superseded"],
)
def test_without_content_there_is_no_row(acts: list[FoldedAct]) -> None:
    assert InstrumentProjector().rows(SUBJECT, acts) == []


def test_the_last_statement_of_each_ledger_counts() -> None:
    other = InstrumentRecorded(
        **{field: getattr(SAID, field) for field in SAID.__struct_fields__} | {"title": "khác"}
    )
    found = rows(folded(SAID, index=3), folded(other, index=7), folded(other, index=2, ledger="a/work"))
    assert [(row.ledger, row.place, row.title) for row in found] == [
        ("a/work", 2, "khác"),
        ("m-qk3-ct/registry", 7, "khác"),
    ]


@pytest.mark.parametrize("wrong", ["2018-02-30", "soon", ""])
def test_a_foreign_act_with_a_date_that_is_none_stops_nothing(wrong: str) -> None:
    fields = {field: getattr(SAID, field) for field in SAID.__struct_fields__}
    (row,) = rows(folded(InstrumentRecorded(**fields | {"date_from": wrong})))
    assert row.date_from is None


def test_editions_are_numbered_in_the_order_of_loading() -> None:
    acts = [folded(shipped().edition, index=index) for index in (4, 9)]
    found = EditionProjector().rows("norms_edition:m-qk3-ct/registry", acts)
    assert [(row.number, row.place) for row in found if isinstance(row, Edition)] == [(1, 4), (2, 9)]
    assert EDITION_LOADED.subject_types == ("norms_edition",)
