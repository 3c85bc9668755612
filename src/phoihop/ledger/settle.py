"""The standing of acts: which count, which wait, which are contested; redactions take effect here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.db.models import Q

from phoihop.ledger.act import Coordinate
from phoihop.ledger.admission import Contested, Counts, Standing, Waits, standing
from phoihop.ledger.envelope import Envelope, decode_envelope
from phoihop.ledger.fold import cleared_places
from phoihop.ledger.models import Act, Clearance, SubjectAct, VaultEntry, WaitingAct
from phoihop.ledger.ports import ports
from phoihop.ledger.rows import answer, insert
from phoihop.ledger.store import Arrival, StoredLeaves

Pending = Mapping[int, Envelope]


def settle(arrivals: Sequence[Arrival], numbers: Mapping[Coordinate, int]) -> set[str]:
    """Judge acts just stored, then those that waited for them: the subjects to re-fold.

    `numbers`: the arrival number of each act, from `store`.
    """
    pending: Pending = {numbers[a.place]: a.envelope for a in arrivals if a.envelope is not None}
    changed = _judge(pending)
    released = _released([arrival.place for arrival in arrivals])
    return changed | _judge(released)


def settle_all(pending: Pending) -> set[str]:
    """Judge acts again, after the program learned new kinds or in a rebuild."""
    WaitingAct.objects.filter(act_id__in=list(pending)).delete()
    return _judge(pending)


def _judge(pending: Pending) -> set[str]:
    if not pending:
        return set()
    kinds = ports().kinds
    known = StoredLeaves({Coordinate(r.ledger, r.epoch, r.index) for e in pending.values() for r in e.refs})
    verdicts = {number: standing(envelope, known, kinds) for number, envelope in pending.items()}
    insert([row for number, verdict in verdicts.items() for row in _waiting_rows(number, verdict)])
    counting = {n: pending[n] for n, verdict in verdicts.items() if isinstance(verdict, Counts)}
    insert(
        [
            SubjectAct(subject=subject, act_id=number, height=envelope.height)
            for number, envelope in counting.items()
            for subject in envelope.subjects
        ]
    )
    changed = {subject for envelope in counting.values() for subject in envelope.subjects}
    for number, envelope in counting.items():
        for place in cleared_places(envelope):
            changed |= _clear(number, place)
    return changed


def _waiting_rows(number: int, verdict: Standing) -> Iterable[WaitingAct]:
    match verdict:
        case Counts():
            return ()
        case Waits(missing=()):
            return (WaitingAct(act_id=number, reason="unknown_kind"),)
        case Waits(missing=places):
            return tuple(_waiting_row(number, "waits", place) for place in places)
        case Contested(wrong=places):
            return tuple(_waiting_row(number, "contested", place) for place in places)


def _waiting_row(number: int, reason: str, place: Coordinate) -> WaitingAct:
    return WaitingAct(
        act_id=number, reason=reason, on_ledger=place.ledger, on_epoch=place.epoch, on_index=place.index
    )


def _clear(by_act: int, place: Coordinate) -> set[str]:
    """Delete the content at a place; the clearance is written first, else the trigger refuses."""
    Clearance.objects.get_or_create(
        by_act_id=by_act, ledger=place.ledger, epoch=place.epoch, index=place.index
    )
    act = Act.objects.get(ledger=place.ledger, epoch=place.epoch, index=place.index)
    VaultEntry.objects.filter(act=act).delete()
    return set(SubjectAct.objects.filter(act=act).values_list("subject", flat=True))


def _released(places: Sequence[Coordinate]) -> Pending:
    """Acts that waited for one of `places`, taken off the waiting list to be judged again."""
    if not answer("SELECT 1 FROM ledger_waitingact WHERE reason = %s LIMIT 1", ["waits"], bool):
        return {}
    numbers: set[int] = set()
    by_epoch: dict[tuple[str, int], list[int]] = {}
    for place in places:
        by_epoch.setdefault((place.ledger, place.epoch), []).append(place.index)
    for (ledger, epoch), indexes in by_epoch.items():
        run = Q(on_ledger=ledger, on_epoch=epoch, on_index__range=(min(indexes), max(indexes)))
        numbers |= set(WaitingAct.objects.filter(run, reason="waits").values_list("act_id", flat=True))
    WaitingAct.objects.filter(act_id__in=numbers).delete()
    rows = Act.objects.filter(arrival__in=numbers, envelope__isnull=False)
    return {row.arrival: decode_envelope((row.envelope or "").encode()) for row in rows}
