"""Who has which part of the work in an agency in hand, on a day."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Protocol

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.expressions import RawSQL

from phoihop.programme.domain.handing import HandingFacts, Seat, seat_key, seats_ever, seats_on
from phoihop.programme.domain.status import REPORTING, STILL, Course, Facts, duty_status
from phoihop.programme.domain.types import DutyRole, DutyState, HandledWork, Status
from phoihop.programme.models import Duty, Programme, Progress, Task, Work
from phoihop.programme.queries.days import holds
from phoihop.registry import api as registry

_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Office:
    """The desks of an agency on a day: who can be given work (`seats`), and everybody who ever sat there."""

    seats: tuple[Seat, ...]
    ever: Mapping[str, Seat]

    @property
    def keys(self) -> frozenset[str]:
        """The seats as rows carry them."""
        return frozenset(seat.key for seat in self.seats)

    def seat(self, key: str) -> Seat | None:
        """Somebody at a desk, now or earlier; None for who is not known here."""
        return self.ever.get(key)


def office(agency: str, *, on: date) -> Office:
    """The desks of an agency. One query."""
    posts = registry.held_posts(agency)
    return Office(seats_on(posts, on=on), seats_ever(posts))


# ------------------------------------------------------------------------------------- with whom it is


def current(bodies: Collection[str], *, on: date) -> QuerySet[Work]:
    """The handings that count on the day for the parts of `bodies` (an agency and those it does the work of).

    Where a merged agency took a part over, both have handed it on: the later one counts.
    """
    rows = Work.objects.filter(holds(on), body__in=bodies, agency__in=bodies)
    if len(bodies) < 2:
        return rows
    later = Work.objects.filter(
        holds(on),
        task=OuterRef("task"),
        body=OuterRef("body"),
        agency__in=bodies,
        order__gt=OuterRef("order"),
    )
    return rows.filter(~Exists(later))


def handled(bodies: Collection[str], *, agency: str, on: date) -> tuple[HandledWork, ...]:
    """Every part of `bodies` that was handed on inside `agency`, as it is on the day. Two queries."""
    rows = current(bodies, on=on).order_by("task_id", "body")
    return views(rows, keys=office(agency, on=on).keys)


def handled_in_task(
    task: str, bodies: Collection[str], *, keys: Collection[str], on: date
) -> dict[str, HandledWork]:
    """The parts of `bodies` in one task that were handed on, by body. One query."""
    return {work.body: work for work in views(current(bodies, on=on).filter(task=task), keys=keys)}


def views(rows: Iterable[Work], *, keys: Collection[str]) -> tuple[HandledWork, ...]:
    """Rows as values; `keys`: the seats that are held on the day."""
    return tuple(_view(row, keys) for row in rows)


def _view(row: Work, keys: Collection[str]) -> HandledWork:
    return HandledWork(
        task=row.task_id,
        body=row.body,
        post=row.post or None,
        person=row.person or None,
        last_day=row.ends - _DAY if row.ends else None,
        note=row.note,
        handed_on=row.valid_from,
        waiting_handover=bool(row.seat) and row.seat not in keys,
    )


# ------------------------------------------------------------------------------- what a decision needs


def handing_facts(
    task: str, *, body: str, bodies: Collection[str], office: Office, on: date
) -> HandingFacts | None:
    """What handing on the part of `body` needs, None without such a task. Four queries."""
    if not Task.objects.filter(task=task).exists():
        return None
    parts = list(Duty.objects.filter(holds(on), task=task).values_list("body", "ends"))
    ends = [end for code, end in parts if code == body and end is not None]
    return HandingFacts(
        task=task,
        bodies=frozenset(code for code, _ in parts),
        ends=max(ends, default=None),
        known=frozenset(Work.objects.filter(task=task, body=body).values_list("handing", flat=True)),
        current=handled_in_task(task, bodies, keys=office.keys, on=on).get(body),
        seats=office.seats,
    )


# -------------------------------------------------------------------------------- open parts with their desk


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenPart:
    """What is open of a task for some bodies and is with the same person (`seat` empty: with nobody).

    `last_day`: of the part; `status`: where its first part is on the day; `internal`: the end set inside the
    agency; `waiting`: that person has left the post.
    """

    task: str
    number: int
    text: str
    programme: str
    programme_title: str
    role: DutyRole
    bodies: tuple[str, ...]
    state: DutyState
    last_day: date | None
    status: Status
    seat: str
    internal: date | None
    note: str
    waiting: bool

    @property
    def parts(self) -> tuple[str, ...]:
        """The works as a form names them."""
        return tuple(f"{self.task}/{body}" for body in self.bodies)

    @property
    def due(self) -> date | None:
        """The day that comes first: the internal end or the last day of the part."""
        return min((day for day in (self.internal, self.last_day) if day is not None), default=None)


class _Row(Protocol):
    """The columns of an open part, in the order of _SHOWN."""

    task_id: str
    programme: str
    role: str
    body: str
    state: str
    course: str
    ends: date | None
    covered: date | None
    task__number: int
    task__text: str
    programme_title: str | None
    issued_on: date | None
    seat: str | None
    internal: date | None
    note: str | None


_SHOWN: Final = tuple(_Row.__annotations__)
_EARLIEST: Final = (F("ends").asc(nulls_last=True), "task__number", "task_id", "position")


def open_parts(bodies: Collection[str], *, on: date) -> QuerySet[Duty]:
    """The parts of `bodies` in issued programmes that are to be worked on, on the day.

    Not among them: what is done or reported as done, suspended, dropped, or only to be followed or known.
    """
    issued = Programme.objects.filter(programme=OuterRef("programme"), issued_on__lte=on)
    return Duty.objects.filter(
        holds(on),
        Exists(issued),
        body__in=bodies,
        role__in=REPORTING,
        state__in=[DutyState.NONE, DutyState.DOING],
    ).exclude(course__in=list(STILL))


def _of_part(bodies: Collection[str], on: date) -> QuerySet[Work]:
    """The handing that counts for the part of the outer row."""
    return current(bodies, on=on).filter(task=OuterRef("task"), body=OuterRef("body"))


def _read(rows: QuerySet[Duty], bodies: Collection[str], keys: Collection[str], on: date) -> list[OpenPart]:
    work, title = _of_part(bodies, on), Programme.objects.filter(programme=OuterRef("programme"))
    found = rows.annotate(
        programme_title=Subquery(title.values("title")[:1]),
        issued_on=Subquery(title.values("issued_on")[:1]),
        seat=Subquery(work.values("seat")[:1]),
        internal=Subquery(work.values("ends")[:1]),
        note=Subquery(work.values("note")[:1]),
    ).values_list(*_SHOWN, named=True)
    together: dict[tuple[str, str], list[_Row]] = {}
    for row in found:
        together.setdefault((row.task_id, row.seat or ""), []).append(row)
    return [_part(rows_of_one, keys, on) for rows_of_one in together.values()]


def _part(rows: Sequence[_Row], keys: Collection[str], on: date) -> OpenPart:
    first, seat = rows[0], rows[0].seat or ""
    internal = min((row.internal for row in rows if row.internal is not None), default=None)
    ends = min((row.ends for row in rows if row.ends is not None), default=None)
    return OpenPart(
        task=first.task_id,
        number=first.task__number,
        text=first.task__text,
        programme=first.programme,
        programme_title=first.programme_title or "",
        role=min((DutyRole(row.role) for row in rows), key=list(DutyRole).index),
        bodies=tuple(dict.fromkeys(row.body for row in rows)),
        state=DutyState.DOING if any(row.state == DutyState.DOING for row in rows) else DutyState.NONE,
        last_day=ends - _DAY if ends else None,
        status=_status(first, ends, on),
        seat=seat,
        internal=internal - _DAY if internal else None,
        note=next((row.note for row in rows if row.note), ""),
        waiting=bool(seat) and seat not in keys,
    )


def _status(row: _Row, ends: date | None, on: date) -> Status:
    course = Course(row.course)
    facts = Facts(
        state=DutyState(row.state), course=course, ends=ends, covered=row.covered, issued_on=row.issued_on
    )
    return duty_status(facts, on=on)


def _enough(bodies: Collection[str], limit: int) -> int:
    """So many rows hold `limit` tasks: a body has at most one part per role."""
    return limit * len(DutyRole) * len(bodies)


def parts_at_desk(
    seat: str, bodies: Collection[str], *, keys: Collection[str], on: date, limit: int
) -> tuple[OpenPart, ...]:
    """The open parts that are with somebody, the earliest last day first. One query."""
    with_seat = Exists(_of_part(bodies, on).filter(seat=seat))
    rows = open_parts(bodies, on=on).filter(with_seat).order_by(*_EARLIEST)[: _enough(bodies, limit)]
    return tuple(_read(rows, bodies, keys, on)[:limit])


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for a person (`own`) and for his agency (`agency`), the earliest due first."""

    own: tuple[OpenPart, ...]
    agency: tuple[OpenPart, ...]


def waiting(bodies: Collection[str], *, seat: str, keys: Collection[str], on: date, limit: int) -> Waiting:
    """The parts in the hands of `seat`; of the others those with nobody at a desk, and those past their end.

    One query.
    """
    rows, enough = open_parts(bodies, on=on), _enough(bodies, limit)
    own = Exists(_of_part(bodies, on).filter(seat=seat))
    at_a_desk = Exists(_of_part(bodies, on).filter(seat__in=keys))
    # Named twice: the list of tasks lets the database begin at the desk instead of at all open parts.
    of_seat = current(bodies, on=on).filter(seat=seat).values("task")
    first = rows.filter(own, task__in=of_seat).order_by(*_EARLIEST)[:enough]
    then = rows.filter(~at_a_desk | (Q(ends__lte=on) & ~own)).order_by(*_EARLIEST)[:enough]
    both = Duty.objects.filter(pk__in=_in_either(first, then)).order_by(*_EARLIEST)
    found = sorted(_read(both, bodies, keys, on), key=lambda part: (part.due or date.max, part.number))
    return Waiting(
        own=tuple(part for part in found if part.seat == seat)[:limit],
        agency=tuple(part for part in found if part.seat != seat)[:limit],
    )


def _in_either(first: QuerySet[Duty], then: QuerySet[Duty]) -> RawSQL:
    """The keys of both lists in one subquery.

    A union of limited lists is not for every database, and of `IN (…) OR IN (…)` SQLite makes each list
    twice: at 100,000 tasks 0.6 instead of 0.2 seconds.
    """
    (one, params), (other, more) = (rows.values("pk").query.sql_with_params() for rows in (first, then))
    # Qualified: a bare `id` would be that of the outer query, true of every row and asked for every row.
    both = f"SELECT one.pk FROM ({one}) AS one UNION ALL SELECT other.pk FROM ({other}) AS other"  # noqa: S608  # above
    return RawSQL(both, (*params, *more))  # noqa: S611  # values stay parameters


def due_until(
    last: date, bodies: Collection[str], *, keys: Collection[str], on: date, limit: int
) -> tuple[OpenPart, ...]:
    """The open parts whose own or internal end is `last` or earlier, the earliest first. One query."""
    end = last + _DAY
    soon = Exists(_of_part(bodies, on).filter(ends__lte=end).exclude(seat=""))
    rows = open_parts(bodies, on=on).filter(Q(ends__lte=end) | soon).order_by(*_EARLIEST)
    found = _read(rows[: _enough(bodies, limit)], bodies, keys, on)
    return tuple(sorted(found, key=lambda part: (part.due or date.max, part.number)))[:limit]


# -------------------------------------------------------------------------------------- a whole desk


@dataclass(frozen=True, slots=True)
class DeskLoad:
    """How many open parts are with somebody; `waiting`: he does not hold the post any more."""

    seat: Seat
    works: int
    waiting: bool


def desk_loads(bodies: Collection[str], *, office: Office, on: date) -> tuple[DeskLoad, ...]:
    """Desks with open work that wait for a handover, then all that are held. One query.

    The desks of agencies that were merged into this one are among the first, by their codes.
    """
    still = open_parts(bodies, on=on).filter(task=OuterRef("task"), body=OuterRef("body"))
    rows = current(bodies, on=on).filter(Exists(still)).exclude(seat="")
    works = {
        seat_key(post, person): (Seat(post=post, title=post, person=person, name=person), count)
        for post, person, count in rows.values_list("post", "person").annotate(works=Count("id"))
    }
    held = {seat.key: seat for seat in office.seats}
    left = {key: office.ever.get(key, plain) for key, (plain, _) in works.items() if key not in held}
    return tuple(
        DeskLoad(seat, works[key][1] if key in works else 0, key in left)
        for key, seat in (*left.items(), *held.items())
    )


def works_at_desk(
    seat: str, parts: Collection[str], bodies: Collection[str], *, keys: Collection[str], on: date
) -> tuple[HandledWork, ...]:
    """Those of the `parts` ("task/body") that are with somebody now and still open, by part. One query."""
    wanted = [part.partition("/") for part in parts]
    still = open_parts(bodies, on=on).filter(task=OuterRef("task"), body=OuterRef("body"))
    rows = current(bodies, on=on).filter(Exists(still), seat=seat, task__in={task for task, _, _ in wanted})
    found = views(rows.order_by("task_id", "body"), keys=keys)
    return tuple(work for work in found if f"{work.task}/{work.body}" in set(parts))


# ------------------------------------------------------------------------------------------- the minutes


def handed_over(
    left: str, to: str, bodies: Collection[str], *, keys: Collection[str], on: date, limit: int
) -> tuple[OpenPart, ...]:
    """The open parts that went from one desk to another on the day. One query."""
    before = Work.objects.filter(
        task=OuterRef("task"), body=OuterRef("body"), agency__in=bodies, seat=left, valid_to=on
    )
    went = _of_part(bodies, on).filter(Exists(before), seat=to, valid_from=on)
    rows = open_parts(bodies, on=on).filter(Exists(went)).order_by(*_EARLIEST)
    return tuple(_read(rows[: _enough(bodies, limit)], bodies, keys, on)[:limit])


@dataclass(frozen=True, slots=True, kw_only=True)
class LastReported:
    """The report recorded last of a part, and the papers that it names."""

    day: date | None
    product_number: str
    product_date: date | None
    paper_number: str
    paper_date: date | None


def last_reported(parts: Iterable[OpenPart]) -> dict[str, LastReported]:
    """The last reports by part ("task/body"). One query."""
    wanted = {part for one in parts for part in one.parts}
    tasks = {part.partition("/")[0] for part in wanted}
    rows = Progress.objects.filter(task__in=tasks).order_by("task_id", "order")
    return {
        f"{row.task_id}/{row.body}": LastReported(
            day=row.reported_on,
            product_number=row.product_number,
            product_date=row.product_date,
            paper_number=row.paper_number,
            paper_date=row.paper_date,
        )
        for row in rows
        if f"{row.task_id}/{row.body}" in wanted
    }
