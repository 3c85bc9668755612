"""The acts of a task, arriving in any interleaving that keeps each ledger's order, make the same rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from phoihop.ledger.domain.types import Audience, Envelope, FoldedAct, Party, Payload, Valid
from phoihop.ledger.fold import counting
from phoihop.programme import acts
from phoihop.programme.acts import (
    Change,
    DutyRole,
    DutyStated,
    ProgressReported,
    ProgressState,
    Result,
    ResultJudged,
    TaskAmended,
    TaskAssigned,
    TaskKind,
)
from phoihop.programme.domain.types import Rhythm
from phoihop.programme.projections import TaskProjector

TASK, PROGRAMME = "01J0000000000000000000TSK1", "01J000000000000000000PR0GR"
REGION, BODIES = "M-QK3-CT", ("M-QK3-CT", "P-22-BTC", "P-31-BTC")
LEDGERS = {body: f"{body.lower()}/main" for body in BODIES}
START = date(2018, 4, 6)

DAYS = st.integers(-3, 60).map(lambda days: (START + timedelta(days=days)).isoformat())
BODY = st.sampled_from(BODIES)
DUTIES = st.lists(
    st.builds(
        DutyStated,
        role=st.sampled_from(list(DutyRole)),
        mention=st.just("ai"),
        rule=st.none(),
        bodies=st.lists(BODY, max_size=3).map(tuple),
        ends=st.none() | DAYS,
    ),
    max_size=3,
).map(tuple)
REPORTS = st.builds(
    ProgressReported,
    report=st.integers(1, 6).map(lambda n: f"{n:026d}"),
    body=BODY,
    state=st.sampled_from(list(ProgressState)),
    reported_on=DAYS,
    note=st.just(""),
    product_number=st.none(),
    product_date=st.none(),
    signer=st.none(),
    judges=st.sampled_from([(), (REGION,)]),
)
JUDGEMENTS = st.builds(
    ResultJudged,
    judgement=st.just("0" * 26),
    report=st.integers(1, 6).map(lambda n: f"{n:026d}"),
    body=BODY,
    result=st.sampled_from(list(Result)),
    words=st.just(""),
)
CHANGES = st.builds(
    TaskAmended,
    amendment=st.just("0" * 26),
    change=st.sampled_from(list(Change)),
    reason=st.just("lý do"),
    starts=st.none() | DAYS,
    ends=st.none() | DAYS,
    duties=DUTIES,
    text=st.just("việc đã sửa"),
    kind=st.none() | st.sampled_from(list(TaskKind)),
    rhythm=st.none() | st.sampled_from(list(Rhythm)),
    drafting=st.booleans(),
)
ASSIGNED = TaskAssigned(
    PROGRAMME,
    1,
    "việc",
    (DutyStated(DutyRole.LEAD, "ai", None, BODIES),),
    None,
    "2018-05-16",
    (),
    None,
)


@dataclass(frozen=True, slots=True)
class Happened:
    """One decision: in whose ledger, from which day on."""

    body: str
    day: str
    payload: Payload


HISTORY = st.lists(
    st.builds(Happened, body=BODY, day=DAYS, payload=st.one_of(REPORTS, JUDGEMENTS, CHANGES)), max_size=8
)


def sealed(history: Sequence[Happened]) -> list[FoldedAct]:
    """Each act has seen all that were recorded before it, as in one installation: heights grow."""
    places = dict.fromkeys(BODIES, 0)
    found: list[FoldedAct] = []
    first = Happened(REGION, START.isoformat(), ASSIGNED)
    for height, one in enumerate((first, *history), start=1):
        kind = next(kind for kind in acts.KINDS if isinstance(one.payload, kind.payload))
        envelope = Envelope(
            v=1,
            kind=kind.name,
            kind_version=kind.version,
            ledger=LEDGERS[one.body],
            epoch=1,
            index=places[one.body],
            height=height,
            id=f"{height:026d}",
            batch=None,
            decided_by=Party(one.body),
            entered_by=Party(one.body),
            subjects=(f"task:{TASK}",),
            refs=(),
            audience=Audience("parties"),
            basis=(),
            valid=Valid(one.day),
            recorded_at="2026-11-23T01:00:00Z",
            payload="0" * 64,
        )
        places[one.body] += 1
        found.append(FoldedAct(envelope, f"{height:064d}", one.payload))
    return found


def rows(arrived: Sequence[FoldedAct]) -> list[str]:
    """All rows of the task as the node shows them after these acts, in whatever order they came."""
    made = TaskProjector().rows(f"task:{TASK}", counting(arrived))
    return [
        repr((type(row).__name__, [getattr(row, field.attname) for field in row._meta.concrete_fields]))
        for row in made
    ]


@given(HISTORY, st.data())
def test_any_interleaving_that_keeps_the_order_of_each_ledger_makes_the_same_rows(
    history: list[Happened], data: st.DataObject
) -> None:
    told = sealed(history)
    queues = {ledger: [act for act in told if act.envelope.ledger == ledger] for ledger in LEDGERS.values()}
    arrived: list[FoldedAct] = []
    while waiting := [ledger for ledger, queue in queues.items() if queue]:
        arrived.append(queues[data.draw(st.sampled_from(waiting))].pop(0))
    assert rows(arrived) == rows(told)


@given(HISTORY)
def test_on_every_day_a_task_stands_once_and_every_part_of_a_body_once(history: list[Happened]) -> None:
    """What the constraints of the tables demand, and more: no day without an answer, no answer twice."""
    made = TaskProjector().rows(f"task:{TASK}", counting(sealed(history)))
    standings = [row for row in made if type(row).__name__ == "Standing"]
    duties = [row for row in made if type(row).__name__ == "Duty"]
    for offset in range(-1, 63, 4):
        day = START + timedelta(days=max(offset, 0))
        assert (
            sum(row.valid_from <= day and (row.valid_to is None or day < row.valid_to) for row in standings)
            == 1
        )
        parts = [
            (row.role, row.body)
            for row in duties
            if row.valid_from <= day and (row.valid_to is None or day < row.valid_to)
        ]
        assert len(parts) == len(set(parts))
    assert len({(row.role, row.body, row.valid_from) for row in duties}) == len(duties)
    assert all(row.valid_to is None or row.valid_from < row.valid_to for row in (*standings, *duties))
